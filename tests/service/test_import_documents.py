from __future__ import annotations

from pathlib import Path

import pytest

from cspr_tui.domain.record.documents import SectionKind
from cspr_tui.domain.record.sections import section_of
from cspr_tui.domain.steps.review.report_sections import section_written
from cspr_tui.domain.steps.step import ChangedMeanwhileError
from cspr_tui.service.use_cases.import_documents import (
    NoAgencyNamedError,
    look_at_chronology,
    look_at_draft,
)
from tests.exchange.office import excel_file, heading, paragraph, put, word_file
from tests.sitting import MONDAY, Sitting, demo_store

REF = "7QXM4"
POLICE = "Mereland Police"


@pytest.fixture
def demo(tmp_path: Path) -> Sitting:
    return Sitting(demo_store(tmp_path / "store"))


def draft(folder: Path) -> Path:
    made = word_file(
        heading("Method"),
        paragraph("SILP."),
        heading("Process"),
        paragraph("Two days."),
    )
    return put(folder, "draft three.docx", made)


def test_a_draft_is_taken_in_as_one_change_and_taken_back_as_one(
    demo: Sitting, tmp_path: Path
) -> None:
    before = demo.store.load(REF)
    found = look_at_draft(demo.reviews, REF, draft(tmp_path))
    assert demo.store.load(REF) == before
    after = demo.reviews.change(REF, found.step)
    section = section_of(after, SectionKind.METHOD)
    assert section is not None
    assert section.text == "SILP.\n\nTwo days."
    assert (section.source, section.received_on) == ("draft three.docx", MONDAY)
    assert after.version == before.version + 1
    back, _ = demo.reviews.undo_last()
    assert back.sections == before.sections


def test_a_draft_does_not_write_over_what_was_written_meanwhile(
    demo: Sitting, tmp_path: Path
) -> None:
    held = section_of(demo.store.load(REF), SectionKind.METHOD)
    seen = held.text if held else ""
    found = look_at_draft(demo.reviews, REF, draft(tmp_path))
    demo.reviews.change(REF, section_written(SectionKind.METHOD, "Mine", seen))
    with pytest.raises(ChangedMeanwhileError):
        demo.reviews.change(REF, found.step)


def test_what_gives_way_is_counted(demo: Sitting, tmp_path: Path) -> None:
    held = section_of(demo.store.load(REF), SectionKind.METHOD)
    seen = held.text if held else ""
    demo.reviews.change(REF, section_written(SectionKind.METHOD, "Two words", seen))
    found = look_at_draft(demo.reviews, REF, draft(tmp_path))
    assert found.replaced == {SectionKind.METHOD: 2}


def test_a_chronology_comes_in_once_however_often_it_is_sent(
    demo: Sitting, tmp_path: Path
) -> None:
    before = demo.store.load(REF)
    rows = [["Date", "Event"], ["2/3/2026", "Call"], ["3/3/2026", "Visit"]]
    path = put(tmp_path, "police.xlsx", excel_file(rows))
    found = look_at_chronology(demo.reviews, REF, path, POLICE)
    assert found.step is not None
    after = demo.reviews.change(REF, found.step)
    came = after.chronology[len(before.chronology) :]
    assert [(e.agency, e.text, e.source) for e in came] == [
        (POLICE, "Call", "police.xlsx"),
        (POLICE, "Visit", "police.xlsx"),
    ]
    assert len({e.id for e in after.chronology}) == len(after.chronology)
    again = look_at_chronology(
        demo.reviews,
        REF,
        put(tmp_path, "b.xlsx", excel_file([*rows, rows[1], ["4/3/2026", "x"]])),
        POLICE,
    )
    assert (len(again.entries), again.same) == (1, 3)
    assert look_at_chronology(demo.reviews, REF, path, POLICE).step is None
    back, _ = demo.reviews.undo_last()
    assert back.chronology == before.chronology


def test_one_bad_row_keeps_the_whole_file_out(demo: Sitting, tmp_path: Path) -> None:
    path = put(tmp_path, "c.csv", "Date,Event\n2/3/2026,Call\n2/13/2026,Call\n")
    found = look_at_chronology(demo.reviews, REF, path, POLICE)
    assert found.step is None
    assert [problem.row for problem in found.problems] == [3]


def test_a_chronology_of_nobody_is_refused(demo: Sitting, tmp_path: Path) -> None:
    path = put(tmp_path, "c.csv", "Date,Event\n2/3/2026,Call\n")
    with pytest.raises(NoAgencyNamedError):
        look_at_chronology(demo.reviews, REF, path, "")
