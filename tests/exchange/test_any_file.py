from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspr_tui.domain.history.diff import copy_through_codec
from cspr_tui.domain.record.date_fields import RECORDED
from cspr_tui.domain.record.partnership import HeaderAlias
from cspr_tui.domain.record.review import Review
from cspr_tui.exchange import Tracker, UnreadableTrackerError, read_tracker
from cspr_tui.exchange.tracker.headings import importable_fields, shipped_wordings
from cspr_tui.exchange.tracker.import_plan import planned_import
from tests.exchange.sheet import COORDINATORS, TODAY, read, sheet_of

ROWS = 2_000
DAYS = st.none() | st.dates(date(1990, 1, 1), date(2036, 12, 31))
FORMS = st.sampled_from(["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d %b %Y"])
WORDS = st.sampled_from(
    [
        *importable_fields(),
        *(word for group in shipped_wordings("words").values() for word in group),
        "Ref",
        "LA aware",
        "31/02/2026",
        "3/1/26",
        "46025",
        "n/a",
        "yes",
        "",
    ]
)
CELLS = WORDS | st.text(max_size=12)
ALIASES = st.lists(st.builds(HeaderAlias, CELLS, CELLS), max_size=2)
NOTED = st.characters(codec="utf-8", exclude_characters="\0")
REFS = st.text("ABC123/ ", min_size=1, max_size=10).filter(str.strip)


def read_or_refused(content: bytes, aliases: list[HeaderAlias]) -> Tracker | None:
    try:
        return read_tracker(content, aliases, coordinators=COORDINATORS, today=TODAY)
    except UnreadableTrackerError:
        return None


@given(st.binary(max_size=400))
def test_any_bytes_are_a_tracker_or_refused(content: bytes) -> None:
    read_or_refused(content, [])
    read_or_refused(b"Ref,LA aware,Notes\r\n" + content, [])


@given(
    st.lists(st.lists(CELLS, max_size=6), max_size=6),
    ALIASES,
    st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]),
    st.sampled_from(",;\t"),
)
def test_any_cells_are_a_tracker_or_refused(
    rows: list[list[str]], aliases: list[HeaderAlias], encoding: str, mark: str
) -> None:
    text = sheet_of(["Ref", "SIN sent", "Stage", "Box"], *rows, delimiter=mark).decode()
    tracker = read_or_refused(text.encode(encoding), aliases)
    if tracker is None:
        return
    for draft in tracker.drafts:
        assert copy_through_codec(Review, draft.facts) == draft.facts
    everyone = {draft.facts.local_ref: draft.facts for draft in tracker.drafts}
    again = planned_import(tracker, everyone, update=False)
    assert (again.new, again.changed) == ((), ())
    assert again.same == tracker.drafts
    assert again.problems == tracker.problems


@given(st.lists(st.tuples(DAYS, DAYS, FORMS), min_size=1, max_size=8))
def test_dates_written_come_back_the_same(
    rows: list[tuple[date | None, date | None, str]],
) -> None:
    written = [
        [f"A{at}", *(day.strftime(form) if day else "" for day in (sent, planned))]
        for at, (sent, planned, form) in enumerate(rows)
    ]
    tracker = read(["Ref", "SIN sent", "Planned publication"], *written)
    found = [
        (d.facts.sin_sent_on, d.facts.planned_publication_on) for d in tracker.drafts
    ]
    assert found == [(sent, planned) for sent, planned, _ in rows]
    assert not any(problem.refused for problem in tracker.problems)


@given(st.dictionaries(st.sampled_from(sorted(RECORDED)), DAYS, max_size=8))
def test_every_recorded_date_comes_back_under_its_own_name(
    days: dict[str, date | None],
) -> None:
    cells = {"ref": "A1", "stage": "4"}
    cells |= {name: day.isoformat() if day else "" for name, day in days.items()}
    tracker = read([*cells], cells.values())
    (draft,) = tracker.drafts
    assert {name: getattr(draft.facts, name) for name in days} == days


@given(st.lists(REFS, max_size=6))
def test_rows_that_are_let_in_never_share_a_reference(refs: list[str]) -> None:
    tracker = read(["Ref", "LA aware"], *([ref, ""] for ref in refs))
    local = [draft.facts.local_ref for draft in tracker.drafts]
    own = [draft.facts.ref for draft in tracker.drafts if draft.facts.ref]
    assert len(set(local)) == len(local)
    assert len(set(own)) == len(own)
    refused = {problem.row for problem in tracker.problems if problem.refused}
    assert len(refused) + len(tracker.drafts) == len(refs)


# A null byte is what tells a workbook from a CSV file.
@given(st.lists(st.text(NOTED, max_size=20), min_size=3, max_size=3))
def test_a_note_is_kept_as_it_stands(texts: list[str]) -> None:
    tracker = read(["Ref", "LA aware", "N1", "N2", "N3"], ["A1", "", *texts])
    (draft,) = tracker.drafts
    kept = {cell.column: cell.text for cell in draft.facts.imported_cells}
    for at, text in enumerate(texts, 1):
        plain = "".join(c for c in text if c.isprintable()).strip()
        if plain.isascii() and plain == text.strip():
            assert kept.get(f"N{at}", "") == plain


@pytest.fixture(scope="module")
def large() -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    headings = [name for name in RECORDED if name.endswith("_on")]
    writer.writerow(["Ref", "Lead", "Stage", "Box file", *headings])
    for at in range(ROWS):
        day = date.fromordinal(date(2018, 1, 1).toordinal() + at)
        row = [f"R{at}", "jokoro", "Drafting", f"Shelf {at}"]
        writer.writerow([*row, *[f"{day:%d/%m/%Y}"] * len(headings)])
    return out.getvalue().encode()


def test_two_thousand_rows_are_read_planned_and_found_the_same_again(
    large: bytes,
) -> None:
    tracker = read_tracker(large, (), coordinators=COORDINATORS, today=TODAY)
    wanted = planned_import(tracker, {}, update=False)
    assert len(wanted.new) == ROWS
    everyone = {draft.facts.local_ref: draft.facts for draft in wanted.new}
    assert len(planned_import(tracker, everyone, update=True).same) == ROWS
