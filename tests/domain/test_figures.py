from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from cspr_tui.domain.dates.working_days import Calendar
from cspr_tui.domain.deadlines.deadline import State, deadlines
from cspr_tui.domain.deadlines.rules import Rules
from cspr_tui.domain.history.change import Change, Edit
from cspr_tui.domain.queries.figures import (
    Figure,
    FigureCounter,
    ShareCounter,
    stage_durations,
)
from cspr_tui.domain.record.learning import ActionStatus
from cspr_tui.domain.record.people import Purpose
from cspr_tui.domain.record.review import Review
from tests.factories import (
    action,
    answered,
    contact,
    local_review,
    person,
    request,
    review,
)

SENT = date(2026, 9, 1)
TODAY = date(2026, 11, 23)


def counted(
    rules: Rules, calendar: Calendar, *reviews: Review, since: date | None = None
) -> dict[str, Figure]:
    figures = FigureCounter(calendar, since)
    for each in reviews:
        figures.add(each, deadlines(each, rules, calendar, TODAY))
    return {figure.label: figure for figure in figures.all()}


def rapid(ref: str, days: int, calendar: Calendar) -> Review:
    sent_on = calendar.add(SENT, days)
    return review(ref=ref, sin_sent_on=SENT, rr_sent_on=sent_on)


def test_rapid_reviews_in_time_count_the_fifteenth_day_and_not_the_sixteenth(
    rules: Rules, calendar: Calendar
) -> None:
    on_time, late = (rapid(f"AAAA{n}", n, calendar) for n in (15, 16))
    never = review(ref="AAAA9", sin_sent_on=SENT)
    figure = counted(rules, calendar, on_time, late, never)[
        "Rapid reviews within 15 working days"
    ]
    assert (figure.part, figure.whole, figure.value) == (1, 3, 33)
    assert figure.refs == ("AAAA16", "AAAA9", "AAAA15")


def test_what_is_not_due_yet_counts_nowhere(rules: Rules, calendar: Calendar) -> None:
    fresh = review(sin_sent_on=TODAY)
    figures = counted(rules, calendar, fresh)
    figure = figures["Rapid reviews within 15 working days"]
    assert (figure.whole, figure.value, figure.is_small) == (0, None, False)


def test_agencies_answer_in_working_days(rules: Rules, calendar: Calendar) -> None:
    asked = request("R1", sent_on=date(2026, 9, 4), due_on=date(2026, 9, 8))
    known = review(requests=(answered(asked, date(2026, 9, 7)),))
    figures = FigureCounter(calendar)
    figures.add(known, deadlines(known, rules, calendar, TODAY))
    found = [(f.value, f.unit) for f in figures.all() if f.label == "Eastmere Trust"]
    assert found == [(1, "wd"), (100, "%")]


def test_an_action_without_evidence_is_not_closed_with_it(
    rules: Rules, calendar: Calendar
) -> None:
    done = action("A1", due_on=SENT, status=ActionStatus.CLOSED, completed_on=SENT)
    proved = replace(done, id="A2", impact_evidence="Audit.")
    figure = counted(rules, calendar, review(actions=(done, proved)))[
        "Actions closed with evidence"
    ]
    assert (figure.part, figure.whole) == (1, 2)


def test_days_without_a_contact_are_no_promise_to_a_family(
    rules: Rules, calendar: Calendar
) -> None:
    told = contact("C1", SENT + timedelta(days=1), Purpose.INFORM)
    known = local_review(people=(person(),), lcspr_decided_on=SENT, contacts=(told,))
    found = deadlines(known, rules, calendar, TODAY)
    assert "FAM_SILENCE" in {d.rule.id for d in found if d.state is State.OVERDUE}
    figure = counted(rules, calendar, known)["Promises to families kept in time"]
    assert (figure.part, figure.whole) == (1, 1)


def test_a_hundred_per_cent_are_all_of_them(rules: Rules, calendar: Calendar) -> None:
    late = rapid("AAAA2", 16, calendar)
    (deadline,) = (
        d for d in deadlines(late, rules, calendar, TODAY) if d.rule.id == "RR_SUBMIT"
    )
    tally = ShareCounter()
    for number in range(299):
        tally.count(f"A{number}", deadline, good=True)
    assert tally.figure("g", "l").value == 100
    tally.count("AAAA2", deadline, good=False)
    assert tally.figure("g", "l").value == 99


def test_what_fell_short_is_named_with_its_day(
    rules: Rules, calendar: Calendar
) -> None:
    on_time, late = (rapid(f"AAAA{n}", n, calendar) for n in (15, 16))
    figure = counted(rules, calendar, on_time, late)[
        "Rapid reviews within 15 working days"
    ]
    assert [each.said for each in figure.behind] == [
        "0 of 1, short: Rapid review to Panel, due Tue 22 Sep 2026",
        "1 of 1",
    ]


def test_only_what_is_measured_by_a_day_stands_under_in_time(
    rules: Rules, calendar: Calendar
) -> None:
    groups = {f.label: f.group for f in counted(rules, calendar).values()}
    assert groups["Promises to families kept in time"] == "In time"
    assert groups["Actions closed with evidence"] == "Shown by evidence"


def test_since_leaves_out_what_was_due_before(rules: Rules, calendar: Calendar) -> None:
    late = rapid("AAAA2", 16, calendar)
    figures = counted(rules, calendar, late, since=TODAY)
    assert figures["Rapid reviews within 15 working days"].whole == 0


def moved(seq: int, day: date, old: str, new: str) -> Change:
    at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    return Change(seq, at, "jb", "jb", "Stage", edits=(Edit("stage", old, new),))


def test_a_stay_ends_with_the_next_stage_and_a_running_one_is_not_counted() -> None:
    history = (
        Change(1, datetime(2026, 9, 1, 9, tzinfo=UTC), "jb", "jb", "Opened"),
        moved(2, SENT + timedelta(days=4), "referral", "scoping"),
        moved(3, SENT + timedelta(days=14), "scoping", "rapid_review"),
    )
    assert list(stage_durations(review(history=history), None)) == [
        ("referral", 4),
        ("scoping", 10),
    ]


def test_a_stage_left_on_the_day_it_was_set_was_no_stay() -> None:
    day = SENT + timedelta(days=4)
    history = (
        Change(1, datetime(2026, 9, 1, 9, tzinfo=UTC), "jb", "jb", "Opened"),
        moved(2, day, "referral", "scoping"),
        moved(3, day, "scoping", "rapid_review"),
        moved(4, day + timedelta(days=3), "rapid_review", "panel_response"),
    )
    assert list(stage_durations(review(history=history), None)) == [
        ("referral", 4),
        ("rapid_review", 3),
    ]


def test_few_cases_on_either_side_make_a_number_small() -> None:
    def small(part: int | None, whole: int) -> bool:
        return Figure("g", "l", 1, "%", whole, part).is_small

    assert small(1, 20)
    assert small(19, 20)
    assert small(None, 4)
    assert not small(10, 20)
    assert not small(0, 20)
    assert not small(None, 0)
