from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cspr_tui.domain.board.board_entry import WORDS, board_order
from cspr_tui.domain.board.board_row import Outlook, Row, StateChange, row_of
from cspr_tui.domain.board.entry_from_row import board_entry_of
from cspr_tui.domain.board.no_clock import is_settled
from cspr_tui.domain.dates.working_days import Calendar
from cspr_tui.domain.deadlines.clocks import clocks_of
from cspr_tui.domain.deadlines.deadline import Deadline, State, deadlines, deadlines_on
from cspr_tui.domain.deadlines.rules import Rules
from cspr_tui.domain.record.people import Purpose
from cspr_tui.domain.record.proceedings import Gated
from cspr_tui.domain.record.review import RapidReviewOutcome, Review, ReviewKind
from cspr_tui.domain.record.stage import Stage
from tests.domain.strategies import lived_reviews, values
from tests.factories import (
    action,
    answered,
    check,
    contact,
    delay,
    gate,
    gated,
    local_review,
    person,
    request,
    review,
)

DAY = timedelta(days=1)
DECIDED = date(2026, 3, 31)
DUE = date(2026, 9, 30)
AHEAD = 200
DAYS = st.dates(date(2024, 6, 1), date(2027, 12, 31))


def row(known: Review, rules: Rules, calendar: Calendar, today: date) -> Row:
    """Return the review's row as it is kept from that day on."""
    return row_of(known, clocks_of(known, rules, calendar), calendar, today)


def word_for(states: Iterable[State], known: Review, *, held: bool) -> str:
    """Return the board's word, as the notes put it: the first that fits."""
    seen = set(states)
    done = not seen and is_settled(known)
    found = [
        ("LATE", bool(seen & {State.OVERDUE, State.OVERDUE_NOTIFIED})),
        ("NO CLOCK", State.NO_CLOCK in seen),
        ("HOLD", held and not done),
        ("SOON", bool(seen & {State.DUE_TODAY, State.DUE_SOON})),
        ("OK", bool(seen)),
        ("DONE", done),
        ("NO CLOCK", True),
    ]
    return next(word for word, fits in found if fits)


def named(seen: Deadline) -> tuple[str, str, date | None]:
    """Return what a row calls a deadline by."""
    return seen.rule.id, seen.clock.subject or "", seen.due


def pending(seen: Iterable[Deadline]) -> list[Deadline]:
    """Return those that somebody still has to act on, in their order."""
    return [each for each in seen if each.state.is_pending]


def afresh(seen: list[Deadline], known: Review, *, held: bool) -> tuple[object, ...]:
    """Return what an outlook says: word, rank, date, the first two clocks."""
    first, then = ([*map(named, seen), None, None])[:2]
    word = word_for((each.state for each in seen), known, held=held)
    if first is None:
        dated = known.kind is not ReviewKind.OTHER_LOCAL
        at_rest = {"DONE": 3, "HOLD": 2, "NO CLOCK": 1 if dated else 2}
        return word, at_rest[word], None, None, None
    rank = {State.OVERDUE: 0, State.NO_CLOCK: 1}.get(seen[0].state, 2)
    return word, rank, first[2], first, then


def as_kept(kept: Row, day: date) -> tuple[object, ...]:
    """Return the same of the outlook a row keeps for the day."""
    seen = kept.on(day)
    clocks = [(c.rule, c.subject, c.due) for c in kept.clocks]
    first, then = (clocks[n] if n >= 0 else None for n in (seen.lead, seen.then))
    return seen.word, seen.rank, seen.due, first, then


@settings(max_examples=40)
@given(known=lived_reviews(), today=DAYS)
def test_a_kept_row_reads_on_each_day_ahead_as_one_worked_out_that_day(
    calendar: Calendar, rules: Rules, known: Review, today: date
) -> None:
    clocks = clocks_of(known, rules, calendar)
    kept = row_of(known, clocks, calendar, today)
    for number in range(AHEAD + 1):
        day = today + number * DAY
        seen = pending(deadlines_on(clocks, calendar, day))
        assert as_kept(kept, day) == afresh(seen, known, held=bool(kept.holds))


@settings(max_examples=30)
@given(known=lived_reviews(), today=DAYS)
def test_each_clock_of_a_kept_row_turns_on_the_days_it_turns(
    calendar: Calendar, rules: Rules, known: Review, today: date
) -> None:
    clocks = clocks_of(known, rules, calendar)
    kept = row_of(known, clocks, calendar, today)
    for number in range(0, AHEAD + 1, 3):
        day = today + number * DAY
        afresh_ones = {
            named(e): e.state for e in pending(deadlines_on(clocks, calendar, day))
        }
        from_row = {
            (c.rule, c.subject, c.due): c.on(day)
            for c in kept.clocks
            if c.on(day).is_pending
        }
        assert from_row == afresh_ones


@given(known=lived_reviews(), today=DAYS)
def test_a_kept_row_agrees_with_the_deadlines_of_its_own_day(
    calendar: Calendar, rules: Rules, known: Review, today: date
) -> None:
    kept = row(known, rules, calendar, today)
    seen = pending(deadlines(known, rules, calendar, today))
    assert as_kept(kept, today) == afresh(seen, known, held=bool(kept.holds))


@given(known=lived_reviews(), today=DAYS, later=st.integers(1, 400))
def test_a_row_kept_for_long_reads_as_one_worked_out_since(
    calendar: Calendar, rules: Rules, known: Review, today: date, later: int
) -> None:
    day = today + later * DAY
    old, new = (row(known, rules, calendar, each) for each in (today, day))
    assert as_kept(old, day) == as_kept(new, day)
    assert board_order(board_entry_of(old), day) == board_order(
        board_entry_of(new), day
    )


@given(known=lived_reviews(), today=DAYS)
def test_outlooks_begin_today_go_forward_and_each_says_something_new(
    calendar: Calendar, rules: Rules, known: Review, today: date
) -> None:
    kept = row(known, rules, calendar, today)
    days = [outlook.day for outlook in kept.outlooks]
    assert days[0] == today
    assert days == sorted(set(days))
    assert all(outlook.word in WORDS for outlook in kept.outlooks)
    said = [replace(outlook, day=today) for outlook in kept.outlooks]
    assert all(a != b for a, b in pairwise(said))


@pytest.mark.parametrize(
    ("on", "word"),
    [
        (DECIDED, "SOON"),
        (date(2026, 8, 30), "OK"),
        (date(2026, 8, 31), "SOON"),
        (DUE, "SOON"),
        (DUE + DAY, "LATE"),
    ],
)
def test_a_row_left_alone_turns_soon_and_late_by_itself(
    on: date, word: str, rules: Rules, calendar: Calendar
) -> None:
    only = {name: rules[name] for name in ("LCSPR_PUBLISH", "INIT_NOTICE")}
    decided = local_review(
        lcspr_decided_on=DECIDED, planned_publication_on=DUE, sin_sent_on=DECIDED
    )
    told = {"INIT_NOTICE": only["INIT_NOTICE"]} if on == DECIDED else {}
    kept = row(
        decided, {"LCSPR_PUBLISH": only["LCSPR_PUBLISH"], **told}, calendar, DECIDED
    )
    assert kept.on(on).word == word


def test_a_row_looked_at_from_before_it_was_kept_reads_as_on_its_first_day(
    rules: Rules, calendar: Calendar
) -> None:
    kept = row(local_review(lcspr_decided_on=DECIDED), rules, calendar, DECIDED)
    assert kept.on(DECIDED - 30 * DAY) == kept.outlooks[0]
    clock = kept.clocks[0]
    assert clock.on(DECIDED - 30 * DAY) is clock.turns[0].state


def test_late_beats_no_clock_and_hold(rules: Rules, calendar: Calendar) -> None:
    late = local_review(
        stage=Stage.PRE_PUBLICATION,
        lcspr_decided_on=DECIDED,
        proceedings=gated(gate(set_on=DECIDED)),
    )
    assert row(late, rules, calendar, DUE + DAY).on(DUE + DAY).word == "LATE"


def test_late_and_told_is_late_but_stands_behind_the_untold(
    rules: Rules, calendar: Calendar
) -> None:
    only = {"LCSPR_PUBLISH": rules["LCSPR_PUBLISH"]}
    untold = local_review(lcspr_decided_on=DECIDED)
    told = replace(
        untold, ref="ZZZZ2", delays=(delay(panel_told_on=DUE, sos_told_on=DUE),)
    )
    missing = local_review(ref="ZZZZ3")
    day = DUE + 9 * DAY
    rows = [row(each, only, calendar, day) for each in (told, missing, untold)]
    assert [each.on(day).word for each in rows] == ["LATE", "NO CLOCK", "LATE"]
    ordered = sorted(rows, key=lambda each: board_order(board_entry_of(each), day))
    assert [each.ref for each in ordered] == [untold.ref, "ZZZZ3", "ZZZZ2"]


def test_a_review_at_a_closed_gate_is_on_hold_whatever_runs(
    rules: Rules, calendar: Calendar
) -> None:
    held = local_review(
        kind=ReviewKind.OTHER_LOCAL,
        stage=Stage.SIGN_OFF,
        proceedings=gated(gate("G1", set_on=DECIDED)),
    )
    kept = row(held, rules, calendar, DECIDED)
    assert (kept.on(DECIDED).word, kept.holds) == ("HOLD", ("G1 publication",))
    assert kept.on(DECIDED + 29 * DAY).word == "LATE"


@pytest.mark.parametrize(
    ("stage", "holds", "held"),
    [
        (Stage.GATHERING, Gated.FAMILY_CONTACT, True),
        (Stage.SET_UP, Gated.FAMILY_CONTACT, False),
        (Stage.ENGAGEMENT, Gated.PRACTITIONER_EVENT, True),
        (Stage.DRAFTING, Gated.DRAFT_SHARING, True),
        (Stage.DRAFTING, Gated.PUBLICATION, False),
        (Stage.PUBLICATION, Gated.PUBLICATION, True),
        (Stage.LEARNING, Gated.PUBLICATION, False),
        (Stage.CLOSURE, Gated.PUBLICATION, False),
    ],
)
def test_a_gate_holds_a_review_only_before_the_work_it_closes(
    stage: Stage,
    holds: Gated,
    rules: Rules,
    calendar: Calendar,
    *,
    held: bool,
) -> None:
    known = review(stage=stage, proceedings=gated(gate(holds=holds)))
    assert bool(row(known, rules, calendar, DECIDED).holds) is held


def test_a_cleared_gate_holds_nothing(rules: Rules, calendar: Calendar) -> None:
    cleared = gated(gate(set_on=DECIDED, cleared_on=DECIDED))
    known = local_review(stage=Stage.PUBLICATION, proceedings=cleared)
    assert row(known, rules, calendar, DECIDED).holds == ()


def test_a_published_review_with_nothing_to_do_is_done_and_comes_last(
    rules: Rules, calendar: Calendar
) -> None:
    published = review(kind=ReviewKind.OTHER_LOCAL, published_on=DECIDED - DAY)
    idle = row(published, {}, calendar, DECIDED)
    assert idle.outlooks == (Outlook(DECIDED, "DONE", rank=3),)
    busy = row(local_review(ref="ZZZZ2"), rules, calendar, DECIDED)
    assert board_order(board_entry_of(busy), DECIDED) < board_order(
        board_entry_of(idle), DECIDED
    )


@pytest.mark.parametrize(
    ("facts", "word", "rank"),
    [
        ({}, "NO CLOCK", 1),
        ({"kind": ReviewKind.OTHER_LOCAL}, "NO CLOCK", 2),
        ({"kind": ReviewKind.REFERRAL_ONLY, "sin_sent_on": DECIDED}, "DONE", 3),
        ({"rr_outcome": RapidReviewOutcome.NO_FURTHER}, "DONE", 3),
        ({"closed_on": DECIDED}, "DONE", 3),
        ({"stage": Stage.REFERRAL}, "NO CLOCK", 1),
    ],
)
def test_a_review_nobody_dated_is_not_done_before_it_is_over(
    facts: dict[str, object], word: str, rank: int, calendar: Calendar
) -> None:
    kept = row(review(**facts), {}, calendar, DECIDED)
    seen = kept.on(DECIDED)
    assert (seen.word, seen.rank, seen.lead) == (word, rank, -1)


def test_of_two_alike_the_reference_decides(rules: Rules, calendar: Calendar) -> None:
    one = row(
        review(ref="AAAA2", kind=ReviewKind.OTHER_LOCAL), rules, calendar, DECIDED
    )
    other = row(
        review(ref="BBBB2", kind=ReviewKind.OTHER_LOCAL), rules, calendar, DECIDED
    )
    assert board_order(board_entry_of(one), DECIDED) < board_order(
        board_entry_of(other), DECIDED
    )


def test_what_was_done_is_no_clock_of_the_row(rules: Rules, calendar: Calendar) -> None:
    done = review(la_aware_on=DECIDED, sin_sent_on=DECIDED)
    kept = row(done, rules, calendar, DECIDED)
    assert "SIN_PANEL" not in {clock.rule for clock in kept.clocks}
    assert "RR_SUBMIT" in {clock.rule for clock in kept.clocks}


def test_a_date_met_tomorrow_turns_the_row_tomorrow(
    rules: Rules, calendar: Calendar
) -> None:
    only = {"SIN_PANEL": rules["SIN_PANEL"]}
    known = review(la_aware_on=DECIDED, sin_sent_on=DECIDED + DAY)
    kept = row(known, only, calendar, DECIDED)
    assert [(o.day, o.word) for o in kept.outlooks] == [
        (DECIDED, "OK"),
        (DECIDED + DAY, "NO CLOCK"),
    ]
    assert kept.clocks[0].turns == (
        StateChange(DECIDED, State.RUNNING),
        StateChange(DECIDED + DAY, State.MET),
    )


def test_being_told_turns_the_clock_on_its_day(
    rules: Rules, calendar: Calendar
) -> None:
    only = {"LCSPR_PUBLISH": rules["LCSPR_PUBLISH"]}
    told = delay(panel_told_on=DUE, sos_told_on=DUE + 9 * DAY)
    known = local_review(lcspr_decided_on=DECIDED, delays=(told,))
    kept = row(known, only, calendar, DUE)
    assert [(o.day, o.rank) for o in kept.outlooks] == [
        (DUE, 2),
        (DUE + DAY, 0),
        (DUE + 9 * DAY, 2),
    ]


def test_a_row_counts_what_was_asked_answered_and_is_open(
    rules: Rules, calendar: Calendar
) -> None:
    known = review(
        requests=(
            answered(request("R1"), DECIDED),
            request("R2"),
            request("R3", withdrawn_on=DECIDED),
        ),
        actions=(action("A1"), action("A2", completed_on=DECIDED)),
    )
    kept = row(known, rules, calendar, DECIDED)
    assert (kept.agencies_asked, kept.agencies_answered) == (2, 1)
    assert kept.open_actions == 1


def test_a_row_says_what_was_logged_last(rules: Rules, calendar: Calendar) -> None:
    known = local_review(
        people=(person(),),
        contacts=(
            contact("C2", DECIDED + DAY, Purpose.UPDATE),
            contact("C1", DECIDED, Purpose.INFORM),
        ),
        progress_checks=(check("K1", DECIDED + 9 * DAY),),
    )
    kept = row(known, rules, calendar, DECIDED)
    assert (kept.last_on, kept.last_what) == (DECIDED + DAY, "family, call")
    idle = row(local_review(), rules, calendar, DECIDED)
    assert (idle.last_on, idle.last_what) == (None, "")


@settings(max_examples=20)
@given(known=values(Review), today=DAYS)
def test_no_review_at_all_keeps_the_board_from_being_made(
    calendar: Calendar, rules: Rules, known: Review, today: date
) -> None:
    kept = row(known, rules, calendar, today)
    assert kept.ref == known.ref
    assert kept.outlooks[0].day == today
    seen = pending(deadlines(known, rules, calendar, today))
    assert kept.on(today).word == word_for(
        (each.state for each in seen), known, held=bool(kept.holds)
    )


def test_a_request_withdrawn_after_its_answer_is_neither_asked_nor_answered(
    rules: Rules, calendar: Calendar
) -> None:
    gone = replace(answered(request("R1"), DECIDED), withdrawn_on=DECIDED + DAY)
    kept = row(review(requests=(gone, request("R2"))), rules, calendar, DECIDED)
    assert (kept.agencies_asked, kept.agencies_answered) == (1, 0)


@pytest.mark.parametrize(
    ("facts", "ends"),
    [
        ({"withdrawn_on": DUE}, DUE),
        ({"published_on": DUE}, DUE),
        ({"closed_on": DUE}, DUE),
        ({}, None),
    ],
)
def test_a_row_knows_ahead_of_the_day_its_repeating_clocks_stop(
    facts: dict[str, date], ends: date | None, rules: Rules, calendar: Calendar
) -> None:
    only = {"REG14_CHECK": rules["REG14_CHECK"]}
    known = local_review(**{"lcspr_decided_on": DECIDED, **facts})
    kept = row(known, only, calendar, DECIDED)
    assert kept.on(DUE - DAY).word == "LATE"
    assert (kept.on(DUE).word == "LATE") is (ends is None)
