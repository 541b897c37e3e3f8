from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from cspr_tui.domain.dates.working_days import Calendar
from cspr_tui.domain.deadlines.clocks import clocks_of
from cspr_tui.domain.deadlines.deadline import deadline_on
from cspr_tui.domain.deadlines.rules import shipped_rules
from cspr_tui.domain.record.partnership import Partnership
from cspr_tui.domain.record.review import Review
from cspr_tui.exchange import Tracker, read_tracker
from cspr_tui.sample import AS_AT
from cspr_tui.sample.make import make
from cspr_tui.store.folder.folder_store import FolderStore

COMMITTED = Path(__file__).parents[2] / "sample_data"
Curated = tuple[Partnership, tuple[Review, ...]]


@pytest.fixture(scope="session")
def sheet() -> Tracker:
    content = (COMMITTED / "tracker.csv").read_bytes()
    return read_tracker(content, (), today=AS_AT)


def test_what_is_committed_is_what_make_writes(tmp_path: Path) -> None:
    make(tmp_path / "sample_data")
    made = dict(_files(tmp_path / "sample_data"))
    held = dict(_files(COMMITTED))
    assert sorted(held) == sorted(made)
    assert [name for name in held if held[name] != made[name]] == []


def test_making_it_twice_leaves_nothing_old_behind(tmp_path: Path) -> None:
    make(tmp_path)
    (tmp_path / "store" / "reviews" / "OLD22.json").write_text("{}")
    make(tmp_path)
    assert not (tmp_path / "store" / "reviews" / "OLD22.json").exists()


def test_the_committed_store_opens_whole(tmp_path: Path, curated: Curated) -> None:
    shutil.copytree(COMMITTED / "store", tmp_path / "store")
    for path in (tmp_path / "store", *(tmp_path / "store").rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)
    store = FolderStore.open(tmp_path / "store")
    assert store.verify() == ()
    assert store.partnership() == curated[0]
    assert [store.load(review.ref) for review in curated[1]] == [*curated[1]]
    assert len(store.refs()) == len(curated[1])


def test_the_tracker_is_read_without_a_complaint(
    sheet: Tracker, curated: Curated
) -> None:
    assert sheet.problems == ()
    refs = {draft.facts.ref for draft in sheet.drafts}
    assert refs == {review.ref for review in curated[1]}
    assert refs == {draft.facts.local_ref for draft in sheet.drafts}


def test_the_tracker_has_columns_that_nothing_here_stands_for(sheet: Tracker) -> None:
    unknown = {heading for heading, field in sheet.headings if not field}
    assert unknown == {"Box file", "Chair's comments"}


def test_the_tracker_has_a_line_break_inside_a_cell() -> None:
    content = (COMMITTED / "tracker.csv").read_bytes()
    assert b'"Discussed at case review group.\nSee the flag on the file."' in content


def test_the_tracker_gives_the_statutory_dates_of_the_store(
    sheet: Tracker, curated: Curated, calendar: Calendar
) -> None:
    read = {draft.facts.ref: draft.facts for draft in sheet.drafts}
    for review in curated[1]:
        assert _dates(read[review.ref], calendar) == _dates(review, calendar)


def _dates(review: Review, calendar: Calendar) -> dict[str, object]:
    return {
        clock.rule.id: (
            clock.due,
            clock.met_on,
            deadline_on(clock, calendar, AS_AT).state,
        )
        for clock in clocks_of(review, shipped_rules(), calendar)
        if clock.rule.subject == "review"
    }


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in folder.rglob("*"):
        if path.is_file():
            yield str(path.relative_to(folder)), path.read_bytes()
