"""Stores to try things on, and the changes that the trials make."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.history.change import ChangeStamp
from cspr_tui.domain.history.diff import revert
from cspr_tui.domain.record.oversight import Note
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.entries.log import note_logged
from cspr_tui.domain.steps.step import Step, record_change
from cspr_tui.store.folder.folder_store import FolderStore
from cspr_tui.store.protocol import Store

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
DAY = date(2026, 11, 23)


def stamp(salt: str = "5a17") -> ChangeStamp:
    return ChangeStamp(AT, "JB", "jbarlow", salt)


def new(ref: str) -> Review:
    return record_change(
        Review(ref), Review(ref, owner="jbarlow"), "Opened", "", stamp()
    )


def stepped(review: Review, step: Step) -> Review:
    return record_change(review, step.apply(review), step.what, step.why, stamp())


def noted(review: Review, text: str) -> Review:
    return stepped(review, note_logged(Note("", DAY, text)))


def store_of(folder: Path, *refs: str) -> FolderStore:
    """Return a store that holds those reviews."""
    store = FolderStore.create(folder, "Northmere")
    for ref in refs:
        store.save(new(ref), 0)
    return store


def note(store: Store, ref: str, text: str) -> Review:
    """Add a note to the newest version under its lock, as the service does."""
    with store.locked(ref):
        before = store.load(ref)
        after = noted(before, text)
        store.save(after, before.version)
    return after


def texts_of(review: Review) -> list[str]:
    return [each.text for each in review.notes]


def is_its_history(review: Review) -> bool:
    """Whether the history, taken back edit by edit, ends at an empty review."""
    try:
        for change in reversed(review.history):
            review = revert(review, change.edits)
    except CsprError:
        return False
    return replace(review, version=0, serial=0, history=()) == Review(review.ref)
