from __future__ import annotations

from collections import Counter
from dataclasses import fields as fields_of

import pytest

from cspr_tui.domain.record.partnership import HeaderAlias
from cspr_tui.domain.record.review import Review
from cspr_tui.exchange import UnreadableTrackerError
from cspr_tui.exchange.tracker.headings import (
    columns,
    importable_fields,
    normalised,
    shipped_wordings,
)
from tests.exchange.sheet import read

# What the app keeps itself: a file must not set it.
OWN = {
    "public_code",
    "alias",
    "version",
    "serial",
    "created_at",
    "restricted_to",
    "imported_row",
}
BESIDE_THE_FIELDS = {
    "delay_reason",
    "panel_told_on",
    "sos_told_on",
    "family_told_on",
    "init_notice_on",
    "prepub_copy_on",
    "progress_check_on",
    "lead_reviewer",
    "status",
}


def means(heading: str) -> str:
    return columns([heading], ())[0].field


def test_every_field_a_cell_can_hold_has_a_heading() -> None:
    entries = (
        "tuple[str",
        "str",
        "date",
        "bool",
        "ReviewKind",
        "Stage",
        "Incident",
        "Harm",
    )
    more = ("RapidReviewOutcome", "PanelResponse")
    holdable = {
        f.name for f in fields_of(Review) if str(f.type).startswith((*entries, *more))
    }
    assert set(importable_fields()) == (holdable - OWN) | BESIDE_THE_FIELDS


def test_no_wording_stands_for_two_fields() -> None:
    said = Counter(
        normalised(wording)
        for group in shipped_wordings("headings").values()
        for field, wordings in group.items()
        for wording in {normalised(each): each for each in (field, *wordings)}
    )
    assert [wording for wording, times in said.items() if times > 1] == []


@pytest.mark.parametrize("field", sorted(importable_fields()))
def test_the_name_of_a_field_is_a_heading(field: str) -> None:
    assert means(field) == field
    assert means(field.replace("_", " ").title()) == field


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Date LA aware", "la_aware_on"),
        ("LA aware", "la_aware_on"),
        ("  la-AWARE: ", "la_aware_on"),
        ("Rapid review submitted", "rr_sent_on"),
        ("RR sent to Panel", "rr_sent_on"),
        ("Date SIN submitted", "sin_sent_on"),
        ("Notification date", "sin_sent_on"),
        ("Lead", "owner"),
        ("Coordinator", "owner"),
        ("Case ref", "ref"),
        ("Our ref", "ref"),
        ("Ref.", "ref"),
        ("LCSPR decision date", "lcspr_decided_on"),
        ("Target publication", "planned_publication_on"),
        ("Publication date", "published_on"),
        ("Panel told of delay", "panel_told_on"),
        ("DfE told of delay", "sos_told_on"),
        ("Panel told of LCSPR", "init_notice_on"),
        ("Independent reviewer", "lead_reviewer"),
        ("revised_target", "revised_target_on"),
        ("Revised target", "revised_target_on"),
        ("Box file", ""),
        ("", ""),
        ("%", ""),
    ],
)
def test_the_usual_wordings_are_known(heading: str, field: str) -> None:
    assert means(heading) == field


def test_the_partnerships_own_wording_comes_first() -> None:
    aliases = (HeaderAlias("Lead", "cover"), HeaderAlias("Aware!", "LA aware"))
    tracker = read(("Ref", "lead", "aware"), ("A1", "PD", "1/2/2026"), aliases=aliases)
    assert dict(tracker.headings) == {
        "Ref": "ref",
        "lead": "cover",
        "aware": "la_aware_on",
    }


def test_an_alias_without_a_field_makes_notes_of_a_column() -> None:
    aliases = (HeaderAlias("Stage", ""),)
    tracker = read(("Ref", "LA aware", "Stage"), ("A1", "", "amber"), aliases=aliases)
    assert tracker.drafts[0].facts.imported_cells[0].text == "amber"


def test_an_alias_for_a_field_there_is_not_is_refused_by_name() -> None:
    aliases = (HeaderAlias("Stage", "phaze"),)
    with pytest.raises(UnreadableTrackerError, match='"Stage" for "phaze"'):
        read(("Ref", "LA aware", "Stage"), aliases=aliases)


def test_an_alias_that_the_file_does_not_use_does_not_matter() -> None:
    aliases = (HeaderAlias("Elsewhere", "phaze"),)
    assert read(("Ref", "LA aware"), aliases=aliases).drafts == ()


def test_two_headings_for_one_field_are_refused_by_name() -> None:
    with pytest.raises(UnreadableTrackerError) as refused:
        read(("Our ref", "LA aware", "Coordinator", "Lead"))
    assert str(refused.value) == (
        'Columns "Coordinator" and "Lead" both stand for owner; rename or delete one '
        "of them."
    )


def test_a_column_without_a_heading_is_kept_by_its_number() -> None:
    tracker = read(("Ref", "LA aware", ""), ("A1", "", "loose"))
    (cell,) = tracker.drafts[0].facts.imported_cells
    assert (cell.column, cell.text) == ("Column 3", "loose")


def test_two_unknown_columns_of_one_name_are_both_kept() -> None:
    tracker = read(("Ref", "LA aware", "Notes", "Notes"), ("A1", "", "one", "two"))
    assert [c.text for c in tracker.drafts[0].facts.imported_cells] == ["one", "two"]
