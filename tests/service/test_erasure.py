from __future__ import annotations

from dataclasses import replace

import pytest

from cspr_tui.domain.history.change import BrokenChainError, check_chain
from cspr_tui.domain.record.oversight import Note
from cspr_tui.domain.steps.corrections.erasure import Erasure, NothingToEraseError
from cspr_tui.domain.steps.corrections.undo import ErasedChangeError, NothingToUndoError
from cspr_tui.domain.steps.entries.log import note_logged
from cspr_tui.domain.steps.review.stage_moves import ReasonNeededError
from cspr_tui.domain.steps.step import Step
from cspr_tui.service.use_cases.erase import (
    HistoryIsFixedError,
    erase_name,
    erased_words,
)
from tests.sitting import MONDAY, Sitting

REF = "N7722"
NAME = "Zebedee  quarrell"
ERASURE = Erasure(NAME, "Recorded on the wrong child")


def recorded(sitting: Sitting) -> None:
    """Record a wrong name in a person, a note, a later correction and a reason."""
    first = sitting.store.load(REF).people[0]
    wrong = replace(first, surname="Zebedee Quarrell", aliases=("Zebedee Quarrell",))

    def named(known: Step) -> None:
        sitting.reviews.change(REF, known)

    named(
        Step(
            "named",
            lambda r: replace(r, people=(wrong, *r.people[1:])),
            "ZEBEDEE QUARRELL rang",
        )
    )
    named(note_logged(Note("", MONDAY, "Saw Zebedee\nQuarrell, not Quarrellson.")))


def test_a_name_is_gone_from_values_history_and_file_and_the_chain_holds(
    demo: Sitting,
) -> None:
    recorded(demo)
    review = erase_name(demo.reviews, REF, ERASURE)
    assert review.people[0].surname == ""
    assert review.people[0].aliases == ()
    assert review.notes[-1].text == "Saw [erased], not Quarrellson."
    check_chain(review.history)
    assert demo.store.load(REF) == review
    assert demo.store.verify() == ()
    for path in demo.store.folder.rglob("*.json"):
        assert "zebedee" not in path.read_text().lower()
    assert review.history[-1].why == ERASURE.why
    said = erased_words(review, NAME)
    assert "the chain of the history still holds" in said
    assert "still hold it" in said


def test_what_was_erased_cannot_be_taken_back_but_earlier_changes_can(
    demo: Sitting,
) -> None:
    demo.reviews.change(REF, note_logged(Note("", MONDAY, "Something else")))
    recorded(demo)
    erase_name(demo.reviews, REF, ERASURE)
    for _ in range(2):
        with pytest.raises(ErasedChangeError, match="was erased"):
            demo.reviews.undo_last()
    demo.reviews.undo_last()
    texts = [note.text for note in demo.store.load(REF).notes]
    assert "Something else" not in texts
    with pytest.raises(NothingToUndoError):
        demo.reviews.undo_last()


def test_an_altered_or_forged_reason_breaks_the_chain(demo: Sitting) -> None:
    recorded(demo)
    history = erase_name(demo.reviews, REF, ERASURE).history
    sealed = next(n for n, c in enumerate(history) if c.erased)
    for forged in (
        replace(history[sealed], why="put back"),
        replace(history[sealed], why_digest=""),
        replace(history[-1], why="another reason"),
    ):
        made = tuple(forged if c.seq == forged.seq else c for c in history)
        with pytest.raises(BrokenChainError):
            check_chain(made)


def test_an_erasure_needs_a_name_that_is_there_and_a_reason_without_it(
    demo: Sitting,
) -> None:
    recorded(demo)
    before = demo.store.load(REF)
    for erasure, error in (
        (Erasure("Nobody Soknown", "wrong"), NothingToEraseError),
        (Erasure("Ze", "wrong"), NothingToEraseError),
        (Erasure(NAME, " "), ReasonNeededError),
        (Erasure(NAME, "zebedee quarrell is wrong"), ReasonNeededError),
    ):
        with pytest.raises(error):
            erase_name(demo.reviews, REF, erasure)
    assert demo.store.load(REF) == before


def test_a_name_left_only_in_the_history_is_erased_from_it(demo: Sitting) -> None:
    recorded(demo)
    while True:
        try:
            demo.reviews.undo_last()
        except NothingToUndoError:
            break
    review = erase_name(demo.reviews, REF, ERASURE)
    check_chain(review.history)
    assert "zebedee" not in repr(review).lower()


def test_a_store_whose_history_is_fixed_refuses(
    demo: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo.store, "can_erase", False)
    with pytest.raises(HistoryIsFixedError, match="nothing was erased"):
        erase_name(demo.reviews, REF, ERASURE)
