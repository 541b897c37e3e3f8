from __future__ import annotations

import pytest

from tests.exchange.sheet import facts, problem, read

DAY = "1/6/2026"


@pytest.mark.parametrize(
    ("cells", "column", "said"),
    [
        (
            {"Case status": "Closed"},
            "Case status",
            "It is closed, but the closing date is missing; record it.",
        ),
        (
            {"Status": "withdrawn"},
            "Status",
            "It is withdrawn, but the closing date is missing; record it.",
        ),
        (
            {"Status": "published"},
            "Status",
            "It is published, but the day is missing; record it.",
        ),
        (
            {"Stage": "18"},
            "Stage",
            "It is closed, but the closing date is missing; record it.",
        ),
        (
            {"Status": "open", "Closed": DAY},
            "Status",
            "It is open, yet has a closing date; check both.",
        ),
    ],
)
def test_a_status_without_its_day_is_warned_about(
    cells: dict[str, str], column: str, said: str
) -> None:
    found = problem(cells)
    assert (found.column, found.reason, found.refused) == (column, said, False)
    review = facts(cells)
    assert review.withdrawn_on is None
    assert review.published_on is None


def test_refusals_stand_before_warnings_row_by_row() -> None:
    tracker = read(
        ("Ref", "SIN", "Closed"),
        ("A1", "1/1/2027", ""),
        ("A2", "Mon 3 Jan 2026", "31/2/2026"),
    )
    assert [(p.row, p.refused) for p in tracker.problems] == [
        (2, False),
        (3, True),
        (3, False),
    ]
