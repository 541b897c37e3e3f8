from __future__ import annotations

import re
from dataclasses import fields, replace

import pytest

from cspr_tui.domain.record.documents import ReportOrder, ReportSection, SectionKind
from cspr_tui.domain.record.learning import Recommendation
from cspr_tui.domain.record.partnership import Partnership
from cspr_tui.domain.record.people import Person, PersonRole
from cspr_tui.domain.values.codec import encode
from cspr_tui.reports.build.report_request import ReportInput
from cspr_tui.reports.clearance.clear_report import check
from cspr_tui.reports.kinds import REPORTS, UnknownReportError, build_report, kind_of
from tests import factories
from tests.reports import traps


def published() -> str:
    """Return the trap review's report as it would read."""
    done = check(traps.matter(), ReportOrder())
    return done.anonymised.text


def bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


@pytest.mark.parametrize("identifier", traps.identifiers())
def test_no_recorded_identifier_is_left_in_the_report(identifier: str) -> None:
    assert bare(identifier) not in bare(published())


def test_a_word_that_is_also_a_name_stays_a_word() -> None:
    assert "There was still hope in it." in published()


def test_the_title_names_the_child_by_pseudonym_with_the_public_code() -> None:
    draft = build_report(traps.matter(), ReportOrder())
    title = "Local Child Safeguarding Practice Review: Child (KD9ZT)"
    assert draft.title == title
    assert draft.text.startswith(f"# {title}\n")


def test_a_title_names_every_child_by_pseudonym() -> None:
    subject = PersonRole.SUBJECT_CHILD
    people = (
        Person("P1", subject, forename="Hope", surname="Vane"),
        Person("P2", subject, forename="Mark", surname="Vane", pseudonym="Robin"),
    )
    draft = build_report(traps.matter(traps.review(people=people)), ReportOrder())
    assert draft.title.endswith("Review: Child and Robin (KD9ZT)")


def test_the_file_name_holds_the_public_code_and_the_day_only() -> None:
    draft = build_report(traps.matter(), ReportOrder())
    assert draft.name == "LCSPR-KD9ZT-public-2026-11-23.md"


def test_the_report_is_the_same_bytes_twice() -> None:
    drafts = {build_report(traps.matter(), ReportOrder()) for _ in range(2)}
    assert len(drafts) == 1
    assert published().encode() == published().encode()


def test_the_record_is_as_it_was() -> None:
    review, partnership = traps.review(), traps.partnership()
    before = encode(review), encode(partnership)
    check(ReportInput(review, partnership, traps.TODAY), ReportOrder())
    assert (encode(review), encode(partnership)) == before


def test_only_the_allowed_fields_are_printed() -> None:
    """Every text field not on the list holds a mark that must not come out."""
    allowed = {"public_code", "methodology"}
    marks = {
        field.name: f"MARK{field.name}"
        for field in fields(traps.review())
        if field.type == "str" and field.name not in allowed
    }
    draft = build_report(traps.matter(traps.review(**marks)), ReportOrder())
    assert len(marks) > 10
    assert "MARK" not in draft.text + draft.name + draft.title


def test_what_is_in_no_section_stays_inside() -> None:
    draft = build_report(traps.matter(), ReportOrder())
    for inside in ("Rang her", "Josie", "Mark", "Tamsin", "Mossbank", "07700 900111"):
        assert inside not in draft.text


def test_brackets_pipes_and_tags_of_the_record_are_escaped() -> None:
    text = published()
    assert r"Method: the \*Welsh\* model \| \<b\>adapted\</b\>" in text
    assert r"Ask \[Mother\](x) \| \<i\>first\</i\>" in text


def test_headings_of_a_section_stand_below_the_reports() -> None:
    text = published()
    assert "\n##### Before the winter\n" in text
    assert "\n#### Second part\n" in text
    levels = re.findall(r"^#{1,2} .*$", text, re.MULTILINE)
    assert levels == [
        "# Local Child Safeguarding Practice Review: Child (KD9ZT)",
        "## How the review was done",
        "## What happened",
        "## Lessons, and whom they are for",
        "## Recommendations",
        "## What has changed",
        "## Conclusion",
        "## The names and dates in this report",
    ]


def test_the_period_is_told_by_month() -> None:
    assert "Period under review: January 2024 to March 2026\n" in published()


def test_the_lead_reviewer_is_named() -> None:
    assert "Lead reviewer: Dr Mabel Thistleby\n" in published()


def test_what_was_done_is_told_by_kind_of_agency_and_never_by_name() -> None:
    text = published()
    assert r"-   1\. Ring families back (Police, " in text
    assert "Not done" not in text


def test_an_action_of_an_agency_nobody_knows_names_none() -> None:
    done = replace(traps.review().actions[0], owner_agency="Xyzzy", lead_role="")
    draft = build_report(
        ReportInput(traps.review(actions=(done,)), Partnership(), traps.TODAY),
        ReportOrder(),
    )
    assert "-   1\\. Ring families back\n" in draft.text


def test_what_changed_can_be_written_too() -> None:
    sections = (ReportSection("S1", SectionKind.CHANGED, "They ring *now*."),)
    draft = build_report(traps.matter(traps.review(sections=sections)), ReportOrder())
    assert draft.text.count("## What has changed") == 1
    assert "They ring *now*.\n\n-   1\\. Ring families back" in draft.text


def test_a_recommendation_says_its_number_scope_and_themes() -> None:
    asked = (Recommendation("N1", "2", "Ring.", themes=("thresholds", "voice")),)
    draft = build_report(
        traps.matter(traps.review(recommendations=asked)), ReportOrder()
    )
    said = "**Recommendation 2 (Local).** Ring. Themes: thresholds and voice.\n"
    assert said in draft.text


def test_only_the_sections_asked_for_are_printed() -> None:
    draft = build_report(traps.matter(), ReportOrder(sections=("conclusion",)))
    assert "## Conclusion" in draft.text
    assert "## What happened" not in draft.text


def test_a_review_of_which_nothing_is_written_has_a_title_and_the_note_on_names() -> (
    None
):
    draft = build_report(
        ReportInput(factories.review(), Partnership(), traps.TODAY), ReportOrder()
    )
    title = "Local Child Safeguarding Practice Review (KD9ZT)"
    assert (draft.title, draft.text) == (title, draft.text)
    assert draft.text.startswith(f"# {title}\n\n## The names and dates in this")


def test_a_review_without_a_public_code_has_none_in_its_title() -> None:
    draft = build_report(
        ReportInput(factories.review(public_code=""), Partnership(), traps.TODAY),
        ReportOrder(),
    )
    assert draft.title == "Local Child Safeguarding Practice Review"


def test_reports_are_built_by_the_word_that_asks_for_them() -> None:
    assert kind_of("publication") is REPORTS["publication"]
    with pytest.raises(UnknownReportError, match='no report "letter"; there is: pub'):
        kind_of("letter")
