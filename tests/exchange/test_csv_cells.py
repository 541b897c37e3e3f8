"""CSV that we write runs nothing in a spreadsheet, and comes back as it was."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspr_tui.domain.text.csv_cells import defended, undefended
from cspr_tui.exchange.export.full_export import table
from cspr_tui.exchange.tracker.table import records_of

SIGNS = "=+-@\uff1d\uff0b\uff0d\uff20\ufe63\ufe62\ufe66\ufe6b\u2212"
SOME = st.text(st.sampled_from(f"a1 ';,|\"\n\u00a0\u3000{SIGNS}"), max_size=30)
DELIMITERS = ",;\t|"


@given(st.one_of(SOME, st.text(max_size=40)))
def test_what_is_defended_comes_back_as_it_was(text: str) -> None:
    assert undefended(defended(text)) == text


@given(st.lists(st.tuples(SOME, SOME), min_size=1, max_size=4))
def test_a_table_we_wrote_is_read_back_unchanged(rows: list[tuple[str, str]]) -> None:
    written = table([{"ref": a, "note": b} for a, b in rows])
    assert records_of(written, ",") == [["ref", "note"], *map(list, rows)]


@given(st.lists(st.tuples(SOME, SOME), min_size=1, max_size=4))
def test_no_cell_begins_with_a_formula_whatever_the_separator(
    rows: list[tuple[str, str]],
) -> None:
    written = table([{"ref": a, "note": b} for a, b in rows])
    for delimiter in DELIMITERS:
        for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
            reader = csv.reader(
                io.StringIO(written), delimiter=delimiter, quoting=quoting
            )
            for cell in (cell for row in reader for cell in row):
                assert not cell.lstrip(' "\u00a0\u3000').startswith(tuple(SIGNS))


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("a;=1+1", "a;'=1+1"),
        ("-3", "'-3"),
        ("\uff1dcmd", "'\uff1dcmd"),
        ("it is - so to say - well", "it is - so to say - well"),
        ("He said 'no', then left", "He said 'no', then left"),
    ],
)
def test_only_what_may_begin_a_formula_is_marked(text: str, safe: str) -> None:
    assert defended(text) == safe


def test_an_apostrophe_inside_a_foreign_cell_stays() -> None:
    assert records_of("ref,note\nA,\"said, '- no'\"\n", ",")[1][1] == "said, '- no'"
