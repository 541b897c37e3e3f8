from __future__ import annotations

from datetime import date

import pytest

from cspr_tui.domain.dates.working_days import Calendar
from cspr_tui.domain.deadlines.deadline import Deadline, deadlines
from cspr_tui.domain.deadlines.dependents import related_to
from cspr_tui.domain.deadlines.rules import Rules, shipped_rules
from cspr_tui.domain.deadlines.what_if import (
    date_it_counts_from,
    recorded_field,
    what_if,
    what_if_lines,
)
from cspr_tui.domain.record.date_fields import NotARecordedDateError
from cspr_tui.domain.record.oversight import NoticeAbout, Recipient
from cspr_tui.domain.record.review import Review
from tests.factories import action, delay, local_review, notices, request

TODAY = date(2026, 11, 23)
DECIDED, LATER = date(2026, 6, 1), date(2026, 7, 1)
KNOWN = local_review(lcspr_decided_on=DECIDED)


def of(rule: str, found: tuple[Deadline, ...]) -> Deadline:
    return next(each for each in found if each.rule.id == rule)


def test_a_supposed_date_shows_the_chain_old_beside_new(
    rules: Rules, calendar: Calendar
) -> None:
    chain = what_if(KNOWN, {"lcspr_decided_on": LATER}, rules, calendar, TODAY)
    published = next(each for each in chain if each.label == "Publish report")
    assert published.old is not None
    assert published.new is not None
    assert (published.old.due, published.new.due) == (
        date(2026, 12, 1),
        date(2027, 1, 1),
    )
    moves = [each.moves for each in chain]
    assert moves == sorted(moves, reverse=True)
    assert KNOWN.lcspr_decided_on == DECIDED


def test_a_supposed_date_taken_out_leaves_no_clock(
    rules: Rules, calendar: Calendar
) -> None:
    chain = what_if(KNOWN, {"lcspr_decided_on": None}, rules, calendar, TODAY)
    lines = [text for _, text in what_if_lines(chain, TODAY)]
    assert any(line.startswith("NO CLOCK   moves  Publish report") for line in lines)


def test_the_same_date_moves_nothing(rules: Rules, calendar: Calendar) -> None:
    chain = what_if(KNOWN, {"lcspr_decided_on": DECIDED}, rules, calendar, TODAY)
    assert not any(each.moves for each in chain)


@pytest.mark.parametrize(
    "typed",
    [
        "lcspr_decided_on",
        "Decision to hold a local review",
        "decision",
        " DECISION to ",
    ],
)
def test_a_date_is_named_by_field_or_label_or_how_that_begins(typed: str) -> None:
    assert recorded_field(typed) == "lcspr_decided_on"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Planed publication", "did you mean Planned publication?"),
        ("history", "these are: Incident, Referral received, "),
        ("", "these are: Incident, "),
        ("period", "any of these: Period under review from, Period under review to."),
    ],
)
def test_what_is_no_date_of_a_review_is_refused_with_what_may_be_meant(
    typed: str, said: str
) -> None:
    with pytest.raises(NotARecordedDateError) as refused:
        recorded_field(typed)
    assert said in str(refused.value)
    assert "_on" not in str(refused.value)


def test_old_beside_new_fits_a_screen_and_is_whole_in_text(
    rules: Rules, calendar: Calendar
) -> None:
    asked = request(sent_on=DECIDED, due_on=LATER, agency="A trust " * 9)
    known = local_review(lcspr_decided_on=DECIDED, requests=(asked,))
    chain = what_if(known, {"lcspr_decided_on": LATER}, rules, calendar, TODAY)
    shown = [text for _, text in what_if_lines(chain, TODAY, 36)]
    assert max(len(text) for text in shown) <= 80
    assert any("Tue 01 Dec  Fri 01 Jan" in text for text in shown)
    whole = [text for _, text in what_if_lines(chain, TODAY)]
    assert not any(".." in text for text in whole)


def test_a_deadline_that_counts_from_another_is_moved_by_that_ones_date(
    rules: Rules, calendar: Calendar
) -> None:
    found = deadlines(KNOWN, rules, calendar, TODAY)
    assert date_it_counts_from(of("DELAY_NOTICE", found), rules) == "lcspr_decided_on"
    assert date_it_counts_from(of("REG14_CHECK", found), rules) == "lcspr_decided_on"


def test_the_working_names_delays_notices_and_what_else_hangs_there(
    rules: Rules, calendar: Calendar
) -> None:
    told = notices(NoticeAbout.DELAY, TODAY, Recipient.NATIONAL_PANEL)
    known = local_review(lcspr_decided_on=DECIDED, delays=(delay(),), notices=told)
    found = deadlines(known, rules, calendar, TODAY)
    said = related_to(of("LCSPR_PUBLISH", found), known, found)
    assert ("Delay", "Criminal proceedings") in said
    assert ("Notice", "National Panel told Mon 23 Nov 2026") in said
    assert any(name == "Also hangs" and "Tell Panel" in text for name, text in said)


def lines_of(rule: str, subject: str, known: Review, calendar: Calendar) -> list[str]:
    """Return what hangs beside the deadline of a rule and subject."""
    found = deadlines(known, shipped_rules(), calendar, TODAY)
    one = next(
        each
        for each in found
        if each.rule.id == rule and each.clock.subject == (subject or None)
    )
    return [f"{name}: {text}" for name, text in related_to(one, known, found)]


def test_a_chase_hangs_on_its_own_request_and_on_no_other(calendar: Calendar) -> None:
    asked = [request(each, sent_on=DECIDED, due_on=LATER) for each in ("R1", "R2")]
    known = local_review(lcspr_decided_on=DECIDED, requests=tuple(asked))
    said = lines_of("AGY_CHASE", "R1", known, calendar)
    assert len([each for each in said if each.startswith("Hangs on")]) == 1
    assert [each for each in said if "Escalate" in each]
    assert len(said) == 2


def test_an_action_hangs_on_nothing_that_other_actions_do(calendar: Calendar) -> None:
    both = tuple(action(each, due_on=LATER) for each in ("A1", "A2"))
    known = local_review(actions=both)
    assert lines_of("ACT_DUE", "A1", known, calendar) == []


def test_what_counts_from_when_the_report_is_due_hangs_there(
    calendar: Calendar,
) -> None:
    said = lines_of("LCSPR_PUBLISH", "", KNOWN, calendar)
    assert [each for each in said if "Reasons for delay" in each]
    assert not [each for each in said if each.startswith("Hangs on")]
