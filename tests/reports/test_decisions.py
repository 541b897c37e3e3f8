"""What people settle stays settled, and no further than they meant."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cspr_tui.domain.record.documents import ReportOrder
from cspr_tui.domain.record.wording_decisions import (
    Treatment,
    WordingDecision,
    context_of,
)
from cspr_tui.reports.clearance.clear_report import CheckedReport, check
from cspr_tui.reports.clearance.findings import UNKNOWN_NAME
from cspr_tui.reports.clearance.known_identities import (
    NeverKeptError,
    check_keepable,
    known_identities,
)
from tests.reports import traps

STRANGER = "Marcus Feltwell"
AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def settled(text: str, *decisions: WordingDecision) -> CheckedReport:
    record = traps.review(sections=traps.section(text), decisions=decisions)
    return check(traps.matter(record), ReportOrder())


def decision(treatment: Treatment, text: str) -> WordingDecision:
    return WordingDecision("KW1", text, treatment, "jbarlow", AT, kind=UNKNOWN_NAME)


def test_a_name_in_no_record_is_replaced_wherever_it_stands() -> None:
    said = f"{STRANGER} saw her. Later {STRANGER} wrote, and Feltwell rang.\n"
    gone = replace(decision(Treatment.REPLACE, STRANGER), instead="a neighbour")
    done = settled(said, gone)
    assert not done.is_blocked
    assert "Feltwell" not in done.anonymised.text
    assert done.anonymised.text.casefold().count("a neighbour") >= 2


def test_a_name_that_is_somebody_on_record_gets_their_pseudonym() -> None:
    (hope, *_) = known_identities(traps.review(), traps.partnership()).entities
    meant = replace(decision(Treatment.PERSON, "Feltie"), instead=hope.id)
    done = settled("Then Feltie cried.\n", meant)
    assert "Feltie" not in done.anonymised.text
    assert f"Then {hope.pseudonym} cried." in done.anonymised.text


def test_a_wording_kept_at_one_place_is_asked_about_at_another() -> None:
    one = f"The {STRANGER} Trust helped the family then.\n"
    found = next(f for f in settled(one).findings if f.text == STRANGER)
    keep = decision(Treatment.KEEP, STRANGER)
    here = replace(keep, before=found.before, after=found.after)
    assert not settled(one, here).is_blocked
    both = settled(f"{one}\nNobody asked {STRANGER} about the night itself.\n", here)
    assert [f.text for f in both.findings if f.is_open] == [STRANGER]


def test_a_decision_holds_though_the_draft_changes_elsewhere() -> None:
    one = f"The {STRANGER} Trust helped the family then.\n"
    keep = replace(decision(Treatment.KEEP, STRANGER), before="The ", after=" Trust")
    longer = f"Much was written before.\n\n{one}\nAnd much after.\n"
    assert not settled(longer, keep).is_blocked


def test_a_changed_surrounding_is_asked_about_again() -> None:
    keep = replace(decision(Treatment.KEEP, STRANGER), before="The ", after=" Trust")
    assert settled(f"Her teacher {STRANGER} knew.\n", keep).is_blocked


@pytest.mark.parametrize("text", ["Grace Ashby-Vane", "4 March 2019", "07700 900318"])
def test_what_no_decision_can_keep_is_refused_when_it_is_made(text: str) -> None:
    entities = known_identities(traps.review(), traps.partnership()).entities
    with pytest.raises(NeverKeptError, match="is never kept"):
        check_keepable(text, entities)


@given(st.text(), st.integers(0, 200), st.integers(0, 200))
def test_an_anchor_is_what_stands_beside_the_place(text: str, a: int, b: int) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    before, after = context_of(text, start, end)
    assert text[:start].endswith(before)
    assert text[end:].startswith(after)


_EDIT = st.text("abcdefg \n.", max_size=30)


@settings(max_examples=20, deadline=None)
@given(before=_EDIT, after=_EDIT)
def test_a_decision_for_one_place_outlives_whatever_is_written_elsewhere(
    before: str, after: str
) -> None:
    one = f"The {STRANGER} Trust helped the family then, and it was a good deal.\n"
    found = next(f for f in settled(one).findings if f.text == STRANGER)
    keep = decision(Treatment.KEEP, STRANGER)
    here = replace(keep, before=found.before, after=found.after)
    edited = f"{before}\n\n{one}\n{after}\n"
    assert STRANGER not in [f.text for f in settled(edited, here).findings]


@settings(max_examples=20, deadline=None)
@given(at=st.integers(0, 11), put=st.text("xyz ", min_size=1, max_size=8))
def test_an_edit_beside_the_place_asks_again_and_never_lets_it_go_unasked(
    at: int, put: str
) -> None:
    one = f"We know the {STRANGER} Trust helped the family then.\n"
    found = next(f for f in settled(one).findings if f.text == STRANGER)
    keep = decision(Treatment.KEEP, STRANGER)
    here = replace(keep, before=found.before, after=found.after)
    edited = f"{one[:at]}{put} {one[at:]}"
    done = settled(edited, here)
    place = edited.find(STRANGER)
    still = edited[:place].endswith(here.before)
    asked = [f for f in done.findings if f.is_open and STRANGER in f.text]
    gone = STRANGER not in done.anonymised.text
    assert still or asked or gone


def test_a_paragraph_of_nothing_but_the_wording_is_told_by_its_neighbours() -> None:
    source = f"Before.\n\n{STRANGER}\n\nAfter."
    at = source.find(STRANGER)
    assert context_of(source, at, at + len(STRANGER)) == ("Before.\n\n", "\n\nAfter.")
    assert context_of(f"Ask\n\nhim {STRANGER}", 9, 9 + len(STRANGER)) == ("him ", "")
