from __future__ import annotations

import csv
from datetime import date

import pytest

from cspr_tui.exchange import Tracker, UnreadableTrackerError, read_tracker
from tests.exchange.sheet import TODAY, read, sheet_of

HEADINGS = ("Our ref", "Date LA aware", "Lead", "Box file")
ROW = ("7QXM4", "20/03/2026", "Siân Ó Néill", "Shelf 3 \u2013 top")


def of(content: bytes) -> Tracker:
    return read_tracker(content, (), today=TODAY)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_usual_encoding_is_read(encoding: str) -> None:
    text = sheet_of(HEADINGS, ROW).decode()
    (draft,) = of(text.encode(encoding)).drafts
    assert draft.facts.owner == "Siân Ó Néill"
    assert draft.facts.imported_cells[0].text == "Shelf 3 \u2013 top"


@pytest.mark.parametrize("mark", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_told_by_its_mark(mark: str) -> None:
    text = "\ufeff" + sheet_of(HEADINGS, ROW).decode()
    assert len(of(text.encode(mark)).drafts) == 1


def test_what_cannot_be_decoded_is_warned_about() -> None:
    content = sheet_of(HEADINGS, ROW).replace("Siân".encode(), b"Si\x81n\xe2")
    tracker = of(content.replace("Ó Né".encode(), b"O Ne"))
    assert [draft.row for draft in tracker.drafts] == [2]
    lost = [p.column for p in tracker.problems if "could not be read" in p.reason]
    assert lost == ["Lead"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_usual_delimiter_is_read(delimiter: str) -> None:
    (draft,) = of(sheet_of(HEADINGS, ROW, delimiter=delimiter)).drafts
    assert draft.facts.la_aware_on == date(2026, 3, 20)


def test_commas_in_the_notes_do_not_hide_the_semicolons() -> None:
    notes = "first, second, third, fourth, fifth, sixth"
    content = sheet_of(("Ref", "LA aware", notes), ("A1", "1/2/2026", notes))
    assert b'"' in content
    bare = content.replace(b'"', b"").replace(b",", b";", 2)
    lines = bare.split(b"\r\n")
    lines[1] = lines[1].replace(b",", b";", 2)
    (draft,) = of(b"\r\n".join(lines)).drafts
    assert draft.facts.imported_cells[0].text == notes


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_every_line_end_is_read(end: str) -> None:
    text = end.join(["Ref,LA aware", "A1,1/2/2026", "A2,2/2/2026"])
    assert [draft.row for draft in of(text.encode()).drafts] == [2, 3]


def test_a_line_break_in_a_cell_stays_and_starts_no_row() -> None:
    tracker = read(
        ("Ref", "LA aware", "Notes"),
        ("A1", "1/2/2026", "one\r\ntwo"),
        ("A2", "2/2/2026", ""),
    )
    assert tracker.drafts[0].facts.imported_cells[0].text == "one\ntwo"
    assert [draft.row for draft in tracker.drafts] == [2, 3]


def test_titles_and_blank_lines_above_the_headings_are_passed_over() -> None:
    content = b"CSPR tracker 2026,,\r\n\r\nLead,Stage,\r\n" + sheet_of(HEADINGS, ROW)
    (draft,) = of(content).drafts
    assert (draft.row, draft.facts.local_ref) == (5, "7QXM4")


def test_the_tenth_row_may_hold_the_headings_and_the_eleventh_not() -> None:
    content = sheet_of(HEADINGS, ROW)
    assert of(b"title\r\n" * 9 + content).drafts[0].row == 11
    with pytest.raises(UnreadableTrackerError, match="first ten rows"):
        of(b"title\r\n" * 10 + content)


@pytest.mark.parametrize(
    "headings", [("Lead", "Stage"), ("Ref", "Box"), ("Ref",), ("", ""), ()]
)
def test_headings_take_two_known_and_a_reference_or_a_date(
    headings: tuple[str, ...],
) -> None:
    with pytest.raises(UnreadableTrackerError, match="No heading row"):
        of(sheet_of(headings, ("A1", "B2")))


def test_blank_rows_are_left_out_and_counted() -> None:
    tracker = read(("Ref", "LA aware"), ("", " "), (), ("A1", "1/2/2026"))
    assert [draft.row for draft in tracker.drafts] == [4]


def test_a_short_row_ends_in_empty_cells() -> None:
    (draft,) = read(HEADINGS, ("A1",)).drafts
    assert draft.facts.la_aware_on is None
    assert draft.blank == {"la_aware_on", "owner"}


def test_a_row_with_more_cells_than_headings_is_refused() -> None:
    tracker = read(("Ref", "LA aware"), ("A1", "1/2/2026", "Smith", "Jones"))
    assert tracker.drafts == ()
    (found,) = tracker.problems
    assert found.sentence == (
        "Row 2: This row has more cells than there are headings, the first of them "
        '"Smith"; put text with commas in quotation marks.'
    )


def test_empty_cells_beyond_the_headings_do_not_matter() -> None:
    assert len(read(("Ref", "LA aware"), ("A1", "1/2/2026", "", " ")).drafts) == 1


def test_a_quote_that_is_never_closed_swallows_no_rows() -> None:
    content = b'Ref,LA aware,Notes\r\nA1,1/2/2026,ok\r\nA2,1/2/2026,"oh\r\nA3,,\r\n'
    with pytest.raises(UnreadableTrackerError, match="opened in row 3 is never closed"):
        of(content)


@pytest.mark.parametrize("content", [b"PK\x03\x04\x14\x00\x06\x00", b"\0", b"a\0b"])
def test_a_workbook_is_told_from_a_csv_file(content: bytes) -> None:
    with pytest.raises(UnreadableTrackerError, match="save the spreadsheet as CSV"):
        of(content)


def test_a_cell_longer_than_any_cell_is_refused_in_one_sentence() -> None:
    content = sheet_of(HEADINGS, ("A1", "x" * (csv.field_size_limit() + 1)))
    with pytest.raises(UnreadableTrackerError, match="cannot be read as CSV"):
        of(content)
    with pytest.raises(UnreadableTrackerError, match="cannot be read as CSV"):
        of(content[::-1])


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(UnreadableTrackerError):
        of(b"")


def test_headings_without_rows_make_an_empty_tracker() -> None:
    tracker = read(HEADINGS)
    assert (tracker.drafts, tracker.problems) == ((), ())


def test_characters_that_steer_a_terminal_are_taken_out() -> None:
    tracker = read(HEADINGS, ("A1", "31/02/2026\x1b[2J", "\x9bJo\u202e", "x"))
    assert "\x1b" not in repr(tracker.problems[0].sentence)
    assert tracker.problems[0].value == "31/02/2026[2J"
