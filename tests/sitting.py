"""One coordinator at work on a store of its own, on a clock that we turn."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from cspr_tui.cli.env.session import row_caches_of
from cspr_tui.service import Reviews, Session
from cspr_tui.service.board.row_cache import RowCache
from cspr_tui.store.folder.folder_store import FolderStore
from cspr_tui.store.user.draft_files import DraftFiles

MONDAY = date(2026, 11, 23)
SAMPLE = Path(__file__).parents[1] / "sample_data" / "store"


def empty_store(folder: Path) -> FolderStore:
    return FolderStore.create(folder, "Northmere Safeguarding Children Partnership")


def demo_store(folder: Path) -> FolderStore:
    shutil.copytree(SAMPLE, folder)
    folder.chmod(0o700)
    for path in folder.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
    return FolderStore.open(folder)


@dataclass
class Sitting:
    """A session over a store; `at` is the moment, `today` the day looked at."""

    store: FolderStore
    actor: str = "jbarlow"
    at: datetime = datetime(2026, 11, 23, 8, 50, tzinfo=UTC)
    today: date = MONDAY
    reviews: Reviews = field(init=False)

    def __post_init__(self) -> None:
        session = Session(
            self.actor, "jbarlow", self.now, lambda: MONDAY, lambda: self.today
        )
        cache, diary = row_caches_of(self.store.folder, self.actor)
        drafts = DraftFiles(self.store.folder, session.login)
        kept = RowCache(cache, diary)
        presence = self.store.presence(self.actor)
        self.reviews = Reviews(self.store, session, kept, drafts, presence)

    def now(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at
