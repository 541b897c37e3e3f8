from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.record.documents import ChronologyEntry
from cspr_tui.exchange.chronology.entries import (
    ChronologyContext,
    ChronologyResult,
    read_entries,
)
from cspr_tui.exchange.chronology.sheet import read_sheet
from cspr_tui.exchange.chronology.workbook import HEADING_ROWS, MOST_ROWS
from tests.exchange.office import changed, excel_file, packed

TODAY = date(2026, 11, 23)


class NoSuchAgencyError(CsprError):
    """Stands for the directory's own."""


def named(typed: str) -> str:
    if typed == "Nobody":
        sentence = '"Nobody" is no agency of the directory.'
        raise NoSuchAgencyError(sentence)
    return typed


def read(content: bytes | str, agency: str = "Police") -> ChronologyResult:
    raw = content if isinstance(content, bytes) else content.encode()
    by = ChronologyContext(TODAY, "file.csv", agency, named, frozenset({"P1", "P2"}))
    return read_entries(read_sheet(raw, "file.csv"), by)


def refused(content: bytes | str) -> str:
    with pytest.raises(CsprError) as caught:
        read(content)
    sentence = str(caught.value)
    assert "\n" not in sentence
    assert sentence.endswith(".")
    return sentence


def test_a_csv_file_becomes_entries_with_source_and_day_received() -> None:
    found = read("Date,Time,Event,Who\n2/3/2026,8.55,Absent,P1; P2\n03/03/26,,Seen,\n")
    assert found.problems == ()
    first = ChronologyEntry(
        "",
        date(2026, 3, 2),
        "Absent",
        "Police",
        "08:55",
        ("P1", "P2"),
        "file.csv",
        TODAY,
    )
    assert found.entries[0] == first
    assert found.entries[1].on == date(2026, 3, 3)


def test_an_excel_file_is_read_below_its_title_rows() -> None:
    content = excel_file(
        [
            ["Mereland Police: chronology"],
            [],
            ["Date of event", "Time", "What happened", "Action taken"],
            [date(2026, 3, 2), time(8, 55), "Call", "None"],
            ["03/03/2026 09:00", None, "Visit", ""],
        ]
    )
    found = read(content)
    assert found.problems == ()
    assert found.entries[0].text == "Call\nAction taken: None"
    assert [e.time for e in found.entries] == ["08:55", ""]


def test_a_time_beside_the_day_counts_where_no_column_gives_one() -> None:
    moment = datetime(2026, 3, 3, 9, 5, tzinfo=UTC).replace(tzinfo=None)
    found = read(excel_file([["When", "Event"], [moment, "Visit"]]))
    assert [(e.on, e.time) for e in found.entries] == [(date(2026, 3, 3), "09:05")]


def test_nothing_an_agency_wrote_is_lost() -> None:
    found = read("Date;Event;Who;Comment;\n2/3/2026;Call;the mother;late;x\n")
    text = found.entries[0].text
    assert text == "Call\nWho: the mother\nComment: late\nAlso: x"
    assert found.entries[0].persons == ()


def test_the_agency_of_a_row_counts_before_the_one_named() -> None:
    found = read("Date,Event,Agency\n2/3/2026,Call,Health\n2/3/2026,Call,\n")
    assert [entry.agency for entry in found.entries] == ["Health", "Police"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("31/2/2026,,x,", 'Row 2, column "Date": "31/2/2026" is not a date'),
        ("1/1/2027,,x,", "is still to come"),
        (",,x,", 'Row 2, column "Date":'),
        ("1/1/2026,half past,x,", 'Row 2, column "Time": "half past" is no time'),
        ("1/1/2026,25:00,x,", 'column "Time": "25:00" is no time of day'),
        ("1/1/2026,, ,", 'Row 2, column "Event": it is empty'),
        ("1/1/2026,,x,Nobody", 'Row 2, column "Agency": "Nobody" is no agency'),
        (f"1/1/2026,,{'x' * 100_001},", "it is longer than 100,000 characters"),
        ("1/1/2026,,caf\x81,", 'Row 2, column "Event": letters of it cannot be read'),
    ],
)
def test_what_is_wrong_is_named_with_row_and_column(row: str, said: str) -> None:
    (problem,) = read(f"Date,Time,Event,Agency\n{row}\n".encode("latin-1")).refused
    assert said in problem.sentence


@pytest.mark.parametrize(
    ("typed", "kept"), [("12:05 am", "00:05"), ("1.30PM", "13:30")]
)
def test_times_of_half_a_day_are_understood(typed: str, kept: str) -> None:
    assert read(f"Date,Time,Event\n1/1/2026,{typed},x\n").entries[0].time == kept


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("Name,Colour\na,b\n", "no row of headings with a date and an event"),
        ('Date,Event\n1/1/2026,"open\n', "is never closed"),
        (b"Date,Event\n\0\0", "is no CSV file"),
        (b"PK\x03\x04nothing", "is damaged or locked"),
        (packed({"word/document.xml": "<a/>"}), "is no Excel file"),
        (packed({"xl/workbook.xml": "<a"}), "is damaged"),
        (
            excel_file([["Date", "Event"], ["=TODAY()", "x"]]),
            "row 2, column A: it holds a formula",
        ),
        (excel_file([["Date", "Event", *["x"] * 70]]), "more than 5,000 rows or 60"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(
    content: bytes | str, said: str
) -> None:
    assert said in refused(content)


def test_a_sheet_without_end_is_not_read_to_its_end() -> None:
    rows = [["Date", "Event"], *[["1/1/2026", "x"]] * (MOST_ROWS + HEADING_ROWS)]
    assert "more than 5,000 rows" in refused(excel_file(rows))
    assert "more than 5,000 rows" in refused("\n".join(",".join(row) for row in rows))


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with suppress(CsprError):
        read(b"Date,Event\n" + content)


def test_rows_beyond_what_a_sheet_says_of_its_extent_are_read() -> None:
    rows = [["Date", "Event"], ["1/1/2026", "first"], ["2/1/2026", "second"]]
    content = changed(
        excel_file(rows),
        "xl/worksheets/sheet1.xml",
        lambda text: text.replace('ref="A1:B3"', 'ref="A1:B2"'),
    )
    assert [entry.text for entry in read(content).entries] == ["first", "second"]
