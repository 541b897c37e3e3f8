"""The protocol for storing drafts of unsaved forms."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from cspr_tui.domain.record.form_draft import FormDraft


class Drafts(Protocol):
    """Keeps what this user typed and has not saved."""

    def keep(self, draft: FormDraft) -> None:
        """Keep a draft in place of the one of its name; raises NotSavedError."""
        ...

    def drop(self, name: str) -> None:
        """Take a draft away, if there is one of that name."""
        ...

    def all(self) -> tuple[FormDraft, ...]:
        """Return the user's drafts, the newest first."""
        ...

    def for_editor(self, text: str) -> AbstractContextManager[Path]:
        """Return a file for an editor, gone afterwards; raises NotSavedError."""
        ...
