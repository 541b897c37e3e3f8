from __future__ import annotations

import pytest

from tests.exchange.sheet import facts, problem, read, row

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


def test_a_referral_by_default_is_warned_about() -> None:
    found = problem({"LA aware": DAY})
    assert found.column == "LA aware"
    assert "taken as a referral only" in found.reason


@pytest.mark.parametrize(
    ("cells", "column", "said"),
    [
        (
            {"Incident date": "31/12/1989"},
            "Incident date",
            "Incident is before 1990; check the year.",
        ),
        (
            {"SIN": "24/11/2026"},
            "SIN",
            (
                "Notification sent to National Panel lies in the future; only record "
                "what has happened."
            ),
        ),
        (
            {"Closed": "24/11/2026"},
            "Closed",
            "Closed lies in the future; only record what has happened.",
        ),
        (
            {"DfE told of delay": "1/1/1989"},
            "DfE told of delay",
            "Secretary of State told of delay is before 1990; check the year.",
        ),
        (
            {"Incident date": "2/6/2026", "LCSPR decision": DAY},
            "LCSPR decision",
            "Decision to hold a local review is before incident; check both.",
        ),
        (
            {"Incident date": "2/6/2026", "LA aware": DAY, "SIN": "3/6/2026"},
            "LA aware",
            "Council became aware is before incident; check both.",
        ),
        (
            {"LA aware": "2/6/2026", "SIN submitted": DAY},
            "SIN submitted",
            (
                "Notification sent to National Panel is before council became aware; "
                "check both."
            ),
        ),
        (
            {"Incident date": "2/6/2026", "SIN submitted": DAY},
            "SIN submitted",
            "Notification sent to National Panel is before incident; check both.",
        ),
        (
            {"LCSPR decision": "2/6/2026", "Panel told of LCSPR": DAY},
            "Panel told of LCSPR",
            (
                "Notice of the local review is before decision to hold a local review; "
                "check both."
            ),
        ),
    ],
)
def test_a_date_that_looks_wrong_is_let_in_with_a_warning(
    cells: dict[str, str], column: str, said: str
) -> None:
    tracker = row(cells)
    assert len(tracker.drafts) == 1
    found = [(p.column, p.value, p.reason, p.refused) for p in tracker.problems]
    assert (column, cells[column], said, False) in found
    assert len(found) == 1


@pytest.mark.parametrize("heading", ["Target publication", "Revised target"])
def test_a_plan_may_lie_ahead(heading: str) -> None:
    assert row({heading: "24/11/2027"}).problems == ()


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
