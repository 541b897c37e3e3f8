from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from cspr_tui.cli.env.session import row_caches_of
from cspr_tui.domain.board.board_entry import BoardEntry
from cspr_tui.domain.record.oversight import Note
from cspr_tui.domain.record.partnership import LocalHoliday
from cspr_tui.domain.steps.entries.log import note_logged
from cspr_tui.service import Board
from cspr_tui.service.board.cached_board import BoardCacheKey, kept_on, quick_board
from cspr_tui.service.board.row_cache import RowCache
from cspr_tui.store.folder.fingerprint import reviews_fingerprint
from tests.sitting import MONDAY, Sitting

STAMP = BoardCacheKey("2026-11-23", "settings", "folder")


def rows_of(sitting: Sitting, stamp: BoardCacheKey = STAMP) -> RowCache:
    """Return rows over the shelves, where every file is old enough to be told."""
    cache, diary = row_caches_of(sitting.store.folder, sitting.actor)
    cache.is_settled = lambda ref, mark: bool(ref and mark)  # type: ignore[method-assign]
    return RowCache(cache, diary, stamp=lambda: stamp)


def quick(sitting: Sitting, stamp: BoardCacheKey = STAMP) -> Board | None:
    cache, _ = row_caches_of(sitting.store.folder, sitting.actor)
    return quick_board(kept_on(cache), stamp)


@pytest.fixture
def kept(demo: Sitting) -> Sitting:
    demo.reviews.row_cache = rows_of(demo)
    demo.reviews.board()
    return demo


def test_the_kept_board_is_the_board_read_anew(kept: Sitting) -> None:
    shown = quick(kept)
    assert shown is not None
    read = kept.reviews.board()
    assert as_lists(shown.standings) == as_lists(read.standings)
    assert list(shown.rows) == list(read.rows)
    assert shown.facts.initials == read.facts.initials
    assert shown.facts.calendar.ordinals == read.facts.calendar.ordinals


def as_lists(standings: Sequence[BoardEntry]) -> list[list[object]]:
    return sorted(json.loads(json.dumps(_unfolded(each))) for each in standings)


def _unfolded(standing: BoardEntry) -> BoardEntry:
    """Return it with its reading on each of many days, however they were kept."""
    days = [standing.on(MONDAY + timedelta(n))[1:] for n in range(0, 900, 3)]
    return standing._replace(readings=days, until=0, later="")


@pytest.mark.parametrize("part", ["day", "settings", "folder"])
def test_a_kept_board_is_not_used_under_another_stamp(kept: Sitting, part: str) -> None:
    assert quick(kept, STAMP._replace(**{part: "2026-11-24"})) is None
    assert quick(kept, STAMP._replace(**{part: ""})) is None


def test_what_was_saved_since_is_made_anew_and_the_rest_is_kept(kept: Sitting) -> None:
    kept.reviews.change("7QXM4", note_logged(Note("", MONDAY, "Rang.")))
    kept.reviews.row_cache = rows_of(kept)
    board = kept.reviews.board()
    assert set(board.read.rows) == {"7QXM4"}
    assert board.row("7QXM4").saved[-1].what == "Note added"


def test_a_review_closed_by_another_leaves_the_board_in_place(kept: Sitting) -> None:
    board = kept.reviews.board()
    ref = board.active[3].ref
    review = kept.store.load(ref)
    shown = kept.reviews.with_saved(board, [replace(review, closed_on=MONDAY)])
    assert [s.ref for s in shown.active] == [
        s.ref for s in board.active if s.ref != ref
    ]
    assert not shown.standing(ref).active
    again = kept.reviews.with_saved(shown, [review])
    assert again.active[-1].ref == ref
    assert ref not in again.read.closed


def test_a_damaged_shelf_is_no_board(kept: Sitting) -> None:
    cache, _ = row_caches_of(kept.store.folder, kept.actor)
    lines = list(cache.read())
    for damaged in ([], [b"{"], [b"[]", b"[]"], lines[:1], [b"{}", *lines[1:]]):
        cache.write(damaged)
        assert quick(kept) is None


def test_a_store_in_the_middle_of_an_import_has_no_mark(demo: Sitting) -> None:
    folder = demo.store.folder
    reviews, staged = folder / "reviews", folder / "staged"
    os.utime(reviews, (1, 1))
    assert reviews_fingerprint(folder)
    staged.mkdir(exist_ok=True)
    (staged / "left").write_text("")
    assert not reviews_fingerprint(folder)


def test_a_store_saved_to_just_now_has_no_mark_yet(demo: Sitting) -> None:
    os.utime(demo.store.folder / "reviews")
    assert not reviews_fingerprint(demo.store.folder)


def proclaim(sitting: Sitting, *days: date) -> None:
    """Set the partnership's own holidays, and read the board in a session after."""
    known = sitting.store.partnership()
    own = tuple(LocalHoliday(day, "Proclaimed") for day in days)
    sitting.reviews.set_partnership(replace(known, holidays=own), "proclaimed")
    sitting.reviews.row_cache = rows_of(sitting)
    sitting.reviews.board()


def moves_of(sitting: Sitting) -> set[tuple[str, str]]:
    return {(move.old, move.new) for move in rows_of(sitting).moved_dates()}


WEDNESDAY = date(2026, 11, 25)


def test_a_new_holiday_moves_deadlines_and_the_brief_can_say_which(
    kept: Sitting,
) -> None:
    assert kept.reviews.row_cache.moved_dates() == ()
    proclaim(kept, WEDNESDAY)
    assert ("2026-11-25", "2026-11-26") in moves_of(kept)


def test_a_second_change_is_told_with_the_first_until_that_is_read(
    kept: Sitting,
) -> None:
    proclaim(kept, WEDNESDAY)
    proclaim(kept, WEDNESDAY, WEDNESDAY + timedelta(days=1))
    moved = moves_of(kept)
    assert ("2026-11-25", "2026-11-27") in moved
    assert not [pair for pair in moved if pair == ("2026-11-25", "2026-11-26")]


def test_what_came_back_to_its_day_has_not_moved(kept: Sitting) -> None:
    proclaim(kept, WEDNESDAY)
    proclaim(kept)
    assert moves_of(kept) == set()


def test_what_moved_is_told_until_the_brief_is_read_in_the_app(kept: Sitting) -> None:
    proclaim(kept, WEDNESDAY)
    kept.reviews.change("7QXM4", note_logged(Note("", MONDAY, "Rang.")))
    kept.reviews.board()
    assert moves_of(kept)
    kept.reviews.row_cache.note_brief(kept.now())
    assert moves_of(kept) == set()
    assert kept.reviews.row_cache.moved_dates() == ()
    proclaim(kept)
    assert ("2026-11-26", "2026-11-25") in moves_of(kept)


def test_a_move_is_seen_from_rows_too_young_to_be_told_by_their_files(
    demo: Sitting,
) -> None:
    for path in (demo.store.folder / "reviews").iterdir():
        os.utime(path)
    demo.reviews.board()
    known = demo.store.partnership()
    own = (LocalHoliday(WEDNESDAY, "Proclaimed"),)
    demo.reviews.set_partnership(replace(known, holidays=own), "proclaimed")
    after = Sitting(demo.store)
    after.reviews.board()
    moved = after.reviews.row_cache.moved_dates()
    assert ("2026-11-25", "2026-11-26") in {(each.old, each.new) for each in moved}


def overtaken(kept: Sitting) -> Sitting:
    """Return a session on a board that another one has kept anew since."""
    shown = quick(kept)
    assert shown is not None
    session = Sitting(kept.store)
    session.reviews.row_cache = rows_of(session)
    session.reviews.resume_from(shown)
    kept.reviews.change("7QXM4", note_logged(Note("", MONDAY, "Rang.")))
    kept.reviews.board()
    return session


def test_what_another_session_kept_meanwhile_is_what_moves_are_told_from(
    kept: Sitting,
) -> None:
    session = overtaken(kept)
    proclaim(session, WEDNESDAY)
    assert ("2026-11-25", "2026-11-26") in moves_of(session)


def test_a_board_is_read_again_though_another_session_replaced_the_rows(
    kept: Sitting,
) -> None:
    session = overtaken(kept)
    session.reviews.change("N7722", note_logged(Note("", MONDAY, "Rang.")))
    board = session.reviews.board()
    assert board.row("7QXM4").saved[-1].what == "Note added"


def test_reading_again_reads_only_what_was_saved_meanwhile(
    kept: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = kept.reviews.board()
    shelves = kept.reviews.row_cache
    assert isinstance(shelves, RowCache)
    monkeypatch.setattr(shelves.cache, "read", lambda: pytest.fail("read twice"))
    kept.reviews.change("7QXM4", note_logged(Note("", MONDAY, "Rang.")))
    again = kept.reviews.board()
    assert "7QXM4" in again.read.rows
    assert again.row("7QXM4").saved[-1].what == "Note added"
    assert {s.ref for s in again.standings} == {s.ref for s in first.standings}


def test_a_board_read_again_is_the_same_until_something_is_saved(kept: Sitting) -> None:
    first = kept.reviews.board()
    assert kept.reviews.board(first) is first
    kept.reviews.change("7QXM4", note_logged(Note("", MONDAY, "Rang.")))
    again = kept.reviews.board(first)
    assert again.row("7QXM4").saved[-1].what == "Note added"
    shown = kept.reviews.with_saved(again, [kept.store.load("7QXM4")])
    assert kept.reviews.board(shown) is not shown


def test_a_damaged_review_is_named_at_every_reading(kept: Sitting) -> None:
    path = kept.store.folder / "reviews" / "7QXM4.json"
    path.write_text("{}")
    for _ in range(2):
        board = kept.reviews.board()
        assert len(board.unreadable) == 1
        assert "7QXM4" not in {each.ref for each in board.standings}


def test_a_row_another_session_replaced_is_made_anew(kept: Sitting) -> None:
    shown = quick(kept)
    assert shown is not None
    cache, _ = row_caches_of(kept.store.folder, kept.actor)
    expected = shown.active[0].ref
    cache.write([b"written by another session"])
    kept.reviews.resume_from(shown)
    assert shown.row(expected) == kept.reviews.row(kept.store.load(expected))


def test_a_holiday_another_session_proclaims_moves_running_clocks_at_a_reload(
    kept: Sitting,
) -> None:
    other = Sitting(kept.store, actor="skaur")
    before = {s.ref: s.on(MONDAY).due for s in kept.reviews.board().active}
    days = tuple(LocalHoliday(MONDAY + timedelta(n), "Proclaimed") for n in range(1, 4))
    known = other.store.partnership()
    other.reviews.set_partnership(replace(known, holidays=days), "proclaimed")
    after = {s.ref: s.on(MONDAY).due for s in kept.reviews.reread().active}
    assert any(after[ref] > before[ref] for ref in before)
    assert kept.reviews.row_cache.moved_dates()
