from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from cspr_tui.domain.board.activity import RecentChange
from cspr_tui.domain.board.board_row import Outlook, Row
from cspr_tui.domain.board.brief_remarks import (
    QUIET_AFTER,
    BriefReader,
    Remark,
    remarks,
)
from cspr_tui.domain.dates.working_days import Calendar

TODAY = date(2026, 11, 23)
FRIDAY = datetime(2026, 11, 20, 8, 50, tzinfo=UTC)


def row(**facts: object) -> Row:
    plain = Row("7QXM4", owner="jbarlow", outlooks=(Outlook(TODAY, "OK", 2),))
    return replace(plain, **facts)  # type: ignore[arg-type]


def said(known: Row, calendar: Calendar, owner: str = "") -> dict[str, list[Remark]]:
    reader = BriefReader(TODAY, calendar, "jbarlow", owner, FRIDAY, str.upper)
    return {each.title: list(each.lines) for each in remarks([known], reader)}


def test_an_active_review_without_a_clock_is_named(calendar: Calendar) -> None:
    undated = row(outlooks=(Outlook(TODAY, "NO CLOCK", 1),))
    ((title, (remark,)),) = said(undated, calendar).items()
    assert title.startswith("NO CLOCK")
    assert remark.word == "NO CLOCK"


def test_a_review_comes_back_on_its_day_and_not_before(calendar: Calendar) -> None:
    assert "BRING BACK" in said(row(bring_back_on=TODAY), calendar)
    tomorrow = row(bring_back_on=TODAY + timedelta(days=1))
    assert said(tomorrow, calendar) == {}


def test_what_a_family_is_owed_without_a_day_is_named(calendar: Calendar) -> None:
    owing = said(row(owed="P2 Mother: Leaflet given"), calendar)
    assert owing == {
        "OWED TO FAMILIES, NO DAY SET": [
            Remark("OWED", "7QXM4", "P2 Mother: Leaflet given")
        ]
    }


@pytest.mark.parametrize(("days", "quiet"), [(QUIET_AFTER, True), (14, False)])
def test_silence_counts_in_working_days(
    days: int, calendar: Calendar, *, quiet: bool
) -> None:
    heard = calendar.add(TODAY, -days)
    assert bool(said(row(heard_on=heard), calendar)) is quiet


def test_a_review_that_is_done_may_be_quiet(calendar: Calendar) -> None:
    done = row(heard_on=date(2026, 1, 5), outlooks=(Outlook(TODAY, "DONE", 3),))
    assert said(done, calendar) == {}


def test_what_others_saved_since_is_told_and_ones_own_is_not(
    calendar: Calendar,
) -> None:
    hour = timedelta(hours=1)
    saved = (
        RecentChange(FRIDAY - hour, "mokafor", "Before"),
        RecentChange(FRIDAY + hour, "mokafor", "Note added"),
        RecentChange(FRIDAY + 2 * hour, "jbarlow", "Mine"),
        RecentChange(FRIDAY + 3 * hour, "mokafor", "Chased"),
    )
    ((title, (remark,)),) = said(row(saved=saved), calendar).items()
    assert title == "CHANGED BY OTHERS SINCE 20 Nov 2026 08:50"
    assert remark.text == "MOKAFOR 20 Nov 11:50: Chased and 1 change before"


def test_only_the_owners_and_covers_reviews_are_told(calendar: Calendar) -> None:
    back = row(bring_back_on=TODAY, cover="sklein")
    assert said(back, calendar, "sklein")
    assert not said(back, calendar, "mokafor")
