from __future__ import annotations

from datetime import date, timedelta

import pytest

from cspr_tui.domain.board.board_row import row_of
from cspr_tui.domain.dates.working_days import Calendar, england
from cspr_tui.domain.deadlines.clocks import clocks_of
from cspr_tui.domain.deadlines.deadline import State, deadlines, deadlines_on
from cspr_tui.domain.deadlines.rules import FURTHEST, TooFarError, rules_of
from cspr_tui.domain.record.partnership import LocalHoliday, RuleOverride
from tests.domain.deadline_queries import found
from tests.factories import local_review, person, review

DAY = timedelta(days=1)
DECIDED = date(2026, 3, 31)
DUE = date(2026, 9, 30)


def test_a_rule_set_to_another_count_follows_it(calendar: Calendar) -> None:
    clear = rules_of([RuleOverride("PREPUB_COPY", offset=-8, reason="Clear days")])
    planned = local_review(planned_publication_on=date(2026, 4, 13))
    seen = found(planned, "PREPUB_COPY", DECIDED, clear, calendar)
    assert seen.due == date(2026, 3, 30)
    assert seen.rule.changed_because == "Clear days"


def test_a_rule_set_to_another_trigger_follows_it(calendar: Calendar) -> None:
    aware = rules_of([RuleOverride("RR_SUBMIT", trigger="la_aware_on")])
    known = review(la_aware_on=date(2026, 3, 20), sin_sent_on=date(2026, 3, 27))
    seen = found(known, "RR_SUBMIT", DECIDED, aware, calendar)
    assert (seen.due, seen.clock.trigger) == (date(2026, 4, 14), "la_aware_on")


def test_a_rule_set_to_another_amber_turns_then(calendar: Calendar) -> None:
    early = rules_of([RuleOverride("LCSPR_PUBLISH", amber=60)])
    known = local_review(lcspr_decided_on=DECIDED)
    edge = DUE - 60 * DAY
    assert found(known, "LCSPR_PUBLISH", edge, early, calendar).state is State.DUE_SOON
    before = found(known, "LCSPR_PUBLISH", edge - DAY, early, calendar)
    assert before.state is State.RUNNING


def test_a_rule_switched_off_is_gone(calendar: Calendar) -> None:
    fewer = rules_of([RuleOverride("PANEL_REPLY", off=True)])
    known = review(rr_sent_on=DECIDED)
    seen = deadlines(known, fewer, calendar, DECIDED)
    assert "PANEL_REPLY" not in {each.rule.id for each in seen}


@pytest.mark.parametrize("off", sorted(rules_of(())))
def test_any_rule_can_be_switched_off_without_harm_to_the_others(
    off: str, calendar: Calendar
) -> None:
    known = local_review(lcspr_decided_on=DECIDED, people=(person(),))
    fewer = rules_of([RuleOverride(off, off=True)])
    seen = {each.rule.id for each in deadlines(known, fewer, calendar, DECIDED)}
    assert off not in seen
    assert seen


def test_a_local_holiday_moves_working_day_deadlines_and_no_others() -> None:
    closed = england([LocalHoliday(date(2026, 4, 9), "Closed")])
    known = local_review(la_aware_on=date(2026, 4, 1), lcspr_decided_on=DECIDED)
    rules = rules_of(())
    assert found(known, "SIN_PANEL", DECIDED, rules, closed).due == date(2026, 4, 13)
    assert found(known, "LCSPR_PUBLISH", DECIDED, rules, closed).due == DUE


def test_no_clocks_give_no_deadlines(calendar: Calendar) -> None:
    assert deadlines_on((), calendar, DUE) == ()


def test_a_rule_that_counts_from_one_switched_off_is_silent_too(
    calendar: Calendar,
) -> None:
    fewer = rules_of([RuleOverride("LCSPR_PUBLISH", off=True)])
    seen = deadlines(local_review(lcspr_decided_on=DECIDED), fewer, calendar, DUE)
    assert "DELAY_NOTICE" not in {each.rule.id for each in seen}
    assert "INIT_NOTICE" in {each.rule.id for each in seen}


def test_a_rule_that_counts_from_one_set_otherwise_follows_it(
    calendar: Calendar,
) -> None:
    longer = rules_of([RuleOverride("LCSPR_PUBLISH", offset=9)])
    known = local_review(lcspr_decided_on=DECIDED)
    seen = found(known, "DELAY_NOTICE", DECIDED, longer, calendar)
    assert seen.due == calendar.add(date(2026, 12, 31), -20)


@pytest.mark.parametrize(
    ("offset", "amber"),
    [(FURTHEST + 1, None), (-FURTHEST - 1, None), (None, FURTHEST + 1), (None, -1)],
)
def test_a_count_that_would_leave_the_calendar_is_refused(
    offset: int | None, amber: int | None
) -> None:
    with pytest.raises(TooFarError, match="SIN_PANEL is set to"):
        rules_of([RuleOverride("SIN_PANEL", offset=offset, amber=amber)])


@pytest.mark.parametrize("offset", [FURTHEST, -FURTHEST, 0])
@pytest.mark.parametrize("aware", [date(1900, 1, 1), date(2100, 12, 31)])
def test_the_furthest_count_from_the_furthest_date_still_has_a_day(
    offset: int, aware: date, calendar: Calendar
) -> None:
    far = rules_of(
        [
            RuleOverride("SIN_PANEL", offset=offset, amber=FURTHEST),
            RuleOverride("LCSPR_PUBLISH", offset=offset, amber=FURTHEST),
        ]
    )
    known = local_review(la_aware_on=aware, lcspr_decided_on=aware)
    row = row_of(known, clocks_of(known, far, calendar), calendar, DECIDED)
    assert {"SIN_PANEL", "LCSPR_PUBLISH"} <= {clock.rule for clock in row.clocks}
