from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cspr_tui.domain.identity import Policy
from cspr_tui.domain.record.documents import ReportOrder
from cspr_tui.domain.record.wording_decisions import Treatment, WordingDecision
from cspr_tui.reports.clearance.clear_report import check
from cspr_tui.reports.clearance.rare_combinations import (
    expected_number,
    facts_in,
    rare_fact_findings,
)
from tests.reports import traps

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def test_one_fact_alone_is_not_asked_about() -> None:
    assert not [*rare_fact_findings("The boy is autistic.")]


def test_facts_that_few_share_together_are_asked_about_with_their_number() -> None:
    text = "The twins are deaf and go to the gurdwara."
    (found,) = rare_fact_findings(text)
    assert found.text == "Sikh, twin, deaf"
    assert found.place == "the whole report"
    assert "fewer than one of 100,000 children share all of these" in found.reason
    assert expected_number(facts_in(text)) == pytest.approx(0.06)
    (some,) = rare_fact_findings("A deaf and autistic boy.")
    assert "about 4 of 100,000" in some.reason


def test_small_numbers_are_asked_about_on_their_line() -> None:
    found = [
        *rare_fact_findings(
            "First.\n\nOnly two families were told; six cases were not."
        )
    ]
    assert [(f.text, f.line) for f in found] == [("Only two families", 3)]


def test_they_hold_the_public_report_until_signed_and_no_other() -> None:
    text = "The boy is deaf. He signs, in British Sign Language.\n"
    record = traps.review(sections=traps.section(text))
    done = check(traps.matter(record), ReportOrder())
    (found,) = [f for f in done.findings if f.kind == "QUASI"]
    assert done.is_blocked
    signed = WordingDecision("KW1", found.text, Treatment.KEEP, "a", AT, "weighed")
    record = traps.review(sections=traps.section(text), decisions=(signed,))
    assert not check(traps.matter(record), ReportOrder()).is_blocked
    told = check(
        traps.matter(traps.review(sections=traps.section(text))),
        ReportOrder(level=Policy.PARTNER),
    )
    assert not told.is_blocked


def test_another_fact_beside_signed_ones_is_asked_about_again() -> None:
    signed = WordingDecision("KW1", "signs, deaf", Treatment.KEEP, "a", AT, "weighed")
    text = "The boy is deaf and blind. He signs, in British Sign Language.\n"
    record = traps.review(sections=traps.section(text), decisions=(signed,))
    assert check(traps.matter(record), ReportOrder()).is_blocked
