from __future__ import annotations

from dataclasses import replace
from datetime import date

from cspr_tui.domain.oversight import Note
from cspr_tui.domain.partnership import LocalHoliday
from cspr_tui.domain.steps.log import note_logged
from cspr_tui.resources import RULES
from cspr_tui.service.board import kept_on, quick_board
from cspr_tui.service.rows import KeptRows
from cspr_tui.store.cache import RowCache
from cspr_tui.store.glance import marks_at_rest, settings_mark
from tests.sitting import MONDAY, Sitting


def settled(sitting: Sitting) -> RowCache:
    """Return the shelf after a board was made, all files old enough to be told."""
    cache = RowCache(sitting.store.folder, sitting.actor)
    cache.is_settled = lambda ref, mark: bool(ref and mark)  # type: ignore[method-assign]
    mark = settings_mark(sitting.store.folder, RULES)
    sitting.reviews.kept_rows = KeptRows(cache, settings=mark)
    sitting.reviews.board()
    return cache


def marks(sitting: Sitting) -> dict[str, str]:
    return dict(marks_at_rest(sitting.store.folder) or {})


def mark(sitting: Sitting) -> str:
    return settings_mark(sitting.store.folder, RULES)


def test_the_kept_board_is_the_board_read_anew(demo: Sitting) -> None:
    cache = settled(demo)
    quick = quick_board(kept_on(cache), marks(demo), mark(demo), MONDAY)
    assert quick is not None
    read = demo.reviews.board()
    assert [list(s) for s in quick.standings] == [list(s) for s in read.standings]
    assert list(quick.rows) == list(read.rows)
    assert quick.facts.initials == read.facts.initials
    assert quick.facts.calendar.ordinals == read.facts.calendar.ordinals


def test_a_kept_board_is_not_used_once_anything_changed(demo: Sitting) -> None:
    cache = settled(demo)
    tuesday = date(2026, 11, 24)
    assert quick_board(kept_on(cache), marks(demo), mark(demo), tuesday) is None
    assert quick_board(kept_on(cache), marks(demo), "other", MONDAY) is None
    demo.reviews.change("7QXM4", note_logged(Note("", MONDAY, "Rang.")))
    assert quick_board(kept_on(cache), marks(demo), mark(demo), MONDAY) is None


def test_a_damaged_shelf_is_no_board(demo: Sitting) -> None:
    cache = settled(demo)
    lines = cache.read()
    for damaged in ([], [b"{"], [b"[]"], lines[:-1], [b"{}", *lines[1:]]):
        cache.write(damaged)
        assert quick_board(kept_on(cache), marks(demo), mark(demo), MONDAY) is None


def test_a_store_in_the_middle_of_an_import_is_not_at_rest(demo: Sitting) -> None:
    staged = demo.store.folder / "staged"
    staged.mkdir(exist_ok=True)
    assert marks_at_rest(demo.store.folder) is not None
    (staged / "left").write_text("")
    assert marks_at_rest(demo.store.folder) is None


def test_a_new_holiday_moves_deadlines_and_the_brief_can_say_which(
    demo: Sitting,
) -> None:
    cache = settled(demo)
    assert demo.reviews.kept_rows.moved_dates() == ()
    day = LocalHoliday(date(2026, 11, 25), "Proclaimed")
    known = demo.store.partnership()
    demo.reviews.set_partnership(replace(known, holidays=(day,)), "proclaimed")
    demo.reviews.kept_rows = KeptRows(cache)
    demo.reviews.board()
    moved = KeptRows(cache).moved_dates()
    assert ("2026-11-25", "2026-11-26") in {(m.old, m.new) for m in moved}
