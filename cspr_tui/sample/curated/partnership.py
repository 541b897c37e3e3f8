"""The invented partnership's own record: coordinators, agencies, settings."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

from cspr_tui.domain.record.partnership import Partnership
from cspr_tui.domain.steps.step import taken
from cspr_tui.domain.values.codec import decode
from cspr_tui.sample.curated.shorthand import plain_dates
from cspr_tui.sample.shared.signatures import seeded, signing

_FILE = Path(__file__).parent / "partnership.toml"
_SET_UP_ON = date(2024, 1, 8)


def northmere(seed: int) -> Partnership:
    """Return the invented partnership, version 1, its one change signed by seed."""
    text = _FILE.read_text(encoding="utf-8")
    final = decode(Partnership, plain_dates(tomllib.loads(text)))
    stamp = signing(seeded(f"{seed}"), ["jbarlow"])(_SET_UP_ON)
    return taken(Partnership(), final, "Partnership set up", "", stamp)
