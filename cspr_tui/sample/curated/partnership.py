"""The record of the fictional partnership: coordinators, agencies, settings."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

from cspr_tui.domain.record.partnership import Partnership
from cspr_tui.domain.steps.step import record_change
from cspr_tui.domain.values.codec import decode
from cspr_tui.sample.curated.shorthand import dates_as_text
from cspr_tui.sample.shared.signatures import seeded_random, signer

_FILE = Path(__file__).parent / "partnership.toml"
_SET_UP_ON = date(2024, 1, 8)


def northmere(seed: int) -> Partnership:
    """Return the fictional partnership, version 1; the seed fixes its signature."""
    text = _FILE.read_text(encoding="utf-8")
    final = decode(Partnership, dates_as_text(tomllib.loads(text)))
    stamp = signer(seeded_random(f"{seed}"), ["jbarlow"])(_SET_UP_ON)
    return record_change(Partnership(), final, "Partnership set up", "", stamp)
