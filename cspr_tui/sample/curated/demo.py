"""The demo: a fictional partnership with its reviews on one Monday morning."""

from __future__ import annotations

from datetime import date

from cspr_tui.domain.record.partnership import Partnership
from cspr_tui.domain.record.review import Review
from cspr_tui.sample.curated.case_reader import case_files, read_case
from cspr_tui.sample.curated.partnership import northmere

AS_AT = date(2026, 11, 23)
_SEED = 1


def demo() -> tuple[Partnership, tuple[Review, ...]]:
    """Return the fictional partnership and its curated reviews, as on `AS_AT`."""
    partnership = northmere(_SEED)
    cases = (read_case(path, partnership, AS_AT) for path in case_files())
    return partnership, tuple(cases)
