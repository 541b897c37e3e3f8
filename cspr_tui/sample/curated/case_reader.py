"""Reads the curated cases, TOML and Markdown files in `cases/`, into reviews."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from cspr_tui.domain.record.partnership import Partnership
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.values.codec import decode
from cspr_tui.sample.curated.entry_ids import PlainCase, with_entry_ids
from cspr_tui.sample.curated.shorthand import expand_shorthand
from cspr_tui.sample.shared.history import days_of, versions
from cspr_tui.sample.shared.signatures import seeded_random, signer

FOLDER = Path(__file__).parent / "cases"
_MONDAY, _SUNDAY = 0, 6
_HEADING = re.compile(r"^# (\w+)$", re.MULTILINE)


def case_files() -> tuple[Path, ...]:
    """Return the files of the curated cases, sorted by name."""
    return tuple(sorted(FOLDER.glob("*.toml")))


def read_case(path: Path, partnership: Partnership, as_at: date) -> Review:
    """Return the review of one file, with a history that leads up to the day `as_at`.

    Raises:
        UnknownKeyError: an entry refers to one that is not there.
        AgencyNotInDirectoryError: an agency is not in the partnership's directory.
        UnreadableValueError: a field is unknown or of the wrong kind.
    """
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    case["sections"] = list(_sections(path.with_suffix(".md"), case))
    case.pop("report", None)
    final = decode(Review, with_entry_ids(expand_shorthand(case, partnership)))
    days = days_of(final, final.closed_on or final.withdrawn_on or _eve(as_at))
    here = [c.id for c in partnership.coordinators if c.left_on is None]
    *_, last = versions(
        final, days, signer(seeded_random(final.ref), [final.owner, *here])
    )
    return last


def _eve(day: date) -> date:
    """Return the last Monday to Friday before a day: nothing was saved after it."""
    since_work = {_MONDAY: 3, _SUNDAY: 2}
    return day - timedelta(days=since_work.get(day.weekday(), 1))


def _sections(path: Path, case: PlainCase) -> Iterator[PlainCase]:
    if not path.exists():
        return
    _, *parts = _HEADING.split(path.read_text(encoding="utf-8"))
    for kind, text in zip(parts[::2], parts[1::2], strict=True):
        yield {"kind": kind, "text": text.strip(), **case["report"]}
