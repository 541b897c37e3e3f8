from __future__ import annotations

from datetime import date

import pytest

from cspr_tui.domain.deadlines import Deadline, deadlines
from cspr_tui.domain.hanging import beside
from cspr_tui.domain.oversight import NoticeAbout, Recipient
from cspr_tui.domain.rules import Rules
from cspr_tui.domain.steps.dates import NotARecordedDateError
from cspr_tui.domain.supposing import (
    moved_by,
    recorded_field,
    supposed,
    supposed_lines,
)
from cspr_tui.domain.working_days import Calendar
from tests.factories import delay, local_review, notices

TODAY = date(2026, 11, 23)
DECIDED, LATER = date(2026, 6, 1), date(2026, 7, 1)
KNOWN = local_review(lcspr_decided_on=DECIDED)


def of(rule: str, found: tuple[Deadline, ...]) -> Deadline:
    return next(each for each in found if each.rule.id == rule)


def test_a_supposed_date_shows_the_chain_old_beside_new(
    rules: Rules, calendar: Calendar
) -> None:
    chain = supposed(KNOWN, {"lcspr_decided_on": LATER}, rules, calendar, TODAY)
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
    chain = supposed(KNOWN, {"lcspr_decided_on": None}, rules, calendar, TODAY)
    lines = [text for _, text in supposed_lines(chain)]
    assert any(line.startswith("NO CLOCK   moves  Publish report") for line in lines)


def test_the_same_date_moves_nothing(rules: Rules, calendar: Calendar) -> None:
    chain = supposed(KNOWN, {"lcspr_decided_on": DECIDED}, rules, calendar, TODAY)
    assert not any(each.moves for each in chain)


@pytest.mark.parametrize(
    "typed", ["lcspr_decided_on", "Decision to hold a local review"]
)
def test_a_date_is_named_by_field_or_label(typed: str) -> None:
    assert recorded_field(typed) == "lcspr_decided_on"


def test_what_is_no_date_of_a_review_is_refused() -> None:
    with pytest.raises(NotARecordedDateError):
        recorded_field("history")


def test_a_deadline_that_counts_from_another_is_moved_by_that_ones_date(
    rules: Rules, calendar: Calendar
) -> None:
    found = deadlines(KNOWN, rules, calendar, TODAY)
    assert moved_by(of("DELAY_NOTICE", found), rules) == "lcspr_decided_on"
    assert moved_by(of("REG14_CHECK", found), rules) == "lcspr_decided_on"


def test_the_working_names_delays_notices_and_what_else_hangs_there(
    rules: Rules, calendar: Calendar
) -> None:
    told = notices(NoticeAbout.DELAY, TODAY, Recipient.NATIONAL_PANEL)
    known = local_review(lcspr_decided_on=DECIDED, delays=(delay(),), notices=told)
    found = deadlines(known, rules, calendar, TODAY)
    said = beside(of("LCSPR_PUBLISH", found), known, found)
    assert ("Delay", "Criminal proceedings") in said
    assert ("Notice", "National Panel told Mon 23 Nov 2026") in said
    assert any(name == "Also hangs" and "Tell Panel" in text for name, text in said)
