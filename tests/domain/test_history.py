from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cspr_tui.domain.history.change import (
    BrokenChainError,
    Change,
    ChangeStamp,
    Edit,
    check_chain,
    digest,
    erase_values,
    mark_as_undo,
    next_change,
)
from cspr_tui.domain.history.diff import diff
from tests.domain.strategies import PLAIN
from tests.factories import STAMP, person, review

EDITS = st.lists(
    st.builds(
        Edit,
        path=st.sampled_from(["stage", "people/P1", "people/P1/surname"]),
        old=PLAIN,
        new=PLAIN,
        at=st.none() | st.integers(0, 3),
    ),
    min_size=1,
    max_size=3,
).map(tuple)
HISTORIES = st.lists(EDITS, min_size=1, max_size=5).map(
    lambda turns: history_of(tuple(turns))
)


def history_of(turns: tuple[tuple[Edit, ...], ...]) -> tuple[Change, ...]:
    """Return a history with one change for each lot of edits."""
    history: tuple[Change, ...] = ()
    for number, edits in enumerate(turns):
        at = STAMP.at + timedelta(minutes=number)
        stamp = replace(STAMP, at=at, salt=f"salt{number}")
        done = next_change(history, edits, stamp, f"Change {number}", "Because")
        history = (*history, done)
    return history


def replaced(
    history: tuple[Change, ...], at: int, change: Change
) -> tuple[Change, ...]:
    """Return the history with another change in one place."""
    return (*history[:at], change, *history[at + 1 :])


@given(history=HISTORIES)
def test_a_history_as_written_holds(history: tuple[Change, ...]) -> None:
    check_chain(history)
    assert [change.seq for change in history] == list(range(1, len(history) + 1))


def test_no_history_holds() -> None:
    check_chain(())


ALTERED = {
    "seq": lambda c: replace(c, seq=c.seq + 1),
    "at": lambda c: replace(c, at=c.at + timedelta(seconds=1)),
    "actor": lambda c: replace(c, actor=c.actor + "x"),
    "login": lambda c: replace(c, login=c.login + "x"),
    "what": lambda c: replace(c, what=c.what + "x"),
    "why": lambda c: replace(c, why=""),
    "edits": lambda c: replace(c, edits=()),
    "undoes": lambda c: replace(c, undoes=9),
    "salt": lambda c: replace(c, salt="pepper"),
    "hash": lambda c: replace(c, hash="0" * 64),
    "why_digest": lambda c: replace(c, why_digest="f" * 64),
    "erased": lambda c: replace(c, erased="hidden", why="forged"),
}


def test_every_field_of_a_change_has_its_alteration() -> None:
    assert set(ALTERED) == set(Change.__dataclass_fields__)


@settings(max_examples=15)
@given(history=HISTORIES, data=st.data())
@pytest.mark.parametrize("name", ALTERED)
def test_any_altered_field_breaks_the_chain(
    name: str, history: tuple[Change, ...], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(history) - 1))
    altered = replaced(history, at, ALTERED[name](history[at]))
    with pytest.raises(BrokenChainError, match=rf"History entry {at + 1} "):
        check_chain(altered)


FORGED = {
    "path": lambda e: replace(e, path="closed_on"),
    "old": lambda e: replace(e, old="forged"),
    "new": lambda e: replace(e, new="forged"),
    "at": lambda e: replace(e, at=77),
    "old_digest": lambda e: replace(e, old_digest="f" * 64),
    "new_digest": lambda e: replace(e, new_digest="f" * 64),
    "erased": lambda e: replace(e, erased="hidden", old="forged", new="forged"),
}


def test_every_field_of_an_edit_has_its_forgery() -> None:
    assert set(FORGED) == set(Edit.__dataclass_fields__)


@settings(max_examples=15)
@given(history=HISTORIES, data=st.data())
@pytest.mark.parametrize("name", FORGED)
def test_any_forged_value_breaks_the_chain(
    name: str, history: tuple[Change, ...], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(history) - 1))
    change = history[at]
    which = data.draw(st.integers(0, len(change.edits) - 1))
    edits = list(change.edits)
    edits[which] = FORGED[name](edits[which])
    altered = replaced(history, at, replace(change, edits=tuple(edits)))
    with pytest.raises(BrokenChainError):
        check_chain(altered)


def test_a_value_forged_together_with_its_digest_breaks_the_chain() -> None:
    history = history_of(((Edit("alias", "Kettle", "Teapot"),),))
    edit = history[0].edits[0]
    forged = replace(edit, new="Oboe", new_digest=digest("Oboe", history[0].salt))
    with pytest.raises(BrokenChainError, match="does not fit"):
        check_chain((replace(history[0], edits=(forged,)),))


@given(history=HISTORIES.filter(lambda h: len(h) > 1), data=st.data())
def test_a_change_taken_out_or_moved_breaks_the_chain(
    history: tuple[Change, ...], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(history) - 2))
    with pytest.raises(BrokenChainError):
        check_chain((*history[:at], *history[at + 1 :]))
    with pytest.raises(BrokenChainError):
        check_chain((*history[:at], history[at + 1], history[at], *history[at + 2 :]))


@given(history=HISTORIES, data=st.data())
def test_erasing_values_keeps_the_chain_whole_and_leaves_none_of_them(
    history: tuple[Change, ...], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(history) - 1))
    path = data.draw(st.sampled_from([edit.path for edit in history[at].edits]))
    gone = erase_values(history[at], path, "Recorded in the wrong review")
    check_chain(replaced(history, at, gone))
    for edit in gone.edits:
        if edit.path == path:
            assert (edit.old, edit.new) == (None, None)
            assert edit.erased == "Recorded in the wrong review"
        else:
            assert edit in history[at].edits


def test_an_erased_name_cannot_be_guessed_without_the_salt() -> None:
    one = next_change((), (Edit("alias", "", "Ama"),), STAMP, "Named", "")
    other_salt = ChangeStamp(STAMP.at, STAMP.actor, STAMP.login, "another")
    other = next_change((), (Edit("alias", "", "Ama"),), other_salt, "Named", "")
    assert one.edits[0].new_digest != other.edits[0].new_digest


def test_an_undo_is_chained_after_what_it_takes_back() -> None:
    history = history_of(((Edit("alias", "Kettle", "Teapot"),),))
    back = next_change(history, (Edit("alias", "Teapot", "Kettle"),), STAMP, "Back", "")
    undo = mark_as_undo(back, history[0], history)
    assert (undo.seq, undo.undoes) == (2, 1)
    check_chain((*history, undo))


def test_an_undo_can_open_a_history_that_was_cut_with_leave() -> None:
    history = history_of(((Edit("alias", "Kettle", "Teapot"),),))
    first = next_change((), (Edit("alias", "Teapot", "Kettle"),), STAMP, "Back", "")
    assert mark_as_undo(first, history[0], ()).undoes == 1
    check_chain((mark_as_undo(first, history[0], ()),))


def test_a_change_tells_what_it_did_to_a_record() -> None:
    before = review()
    after = replace(before, people=(person(),))
    done = next_change((), diff(before, after), STAMP, "Person added", "")
    check_chain((done,))
    assert (done.what, done.actor, done.login) == ("Person added", "J Okoro", "jokoro")
    assert [edit.path for edit in done.edits] == ["people/P1"]
