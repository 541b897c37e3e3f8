"""Drafts of one user's forms: one file each, mode 0600, only in the store."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.record.form_draft import FormDraft
from cspr_tui.store.fs.atomic_files import open_own_file, remove, replace_bytes
from cspr_tui.store.fs.bounded_json import SMALL_BYTES, parse_json
from cspr_tui.store.fs.editor_file import file_for_editor
from cspr_tui.store.fs.permissions import file_name_for

FOLDER = "drafts"


class DraftFiles:
    """What a user typed and has not saved, so that a lost connection does not cost it.

    A draft holds case text. So it stays with the records, only its writer can read
    it, and it is deleted as soon as its text is saved or discarded.
    """

    def __init__(self, store: Path, login: str) -> None:
        self._folder = store / FOLDER
        self._mine = f"{file_name_for(login)}-"

    def keep(self, draft: FormDraft) -> None:
        """Write a draft, replacing the one with the same name.

        Raises:
            NotSavedError: it could not be written.
        """
        plain = {**asdict(draft), "at": draft.at.isoformat()}
        content = json.dumps(plain, ensure_ascii=False).encode()
        name = self._file(draft.name)
        replace_bytes(self._folder, name, content, 0o600, durable=False)

    def drop(self, name: str) -> None:
        """Delete the draft of that name, if there is one.

        Raises:
            NotSavedError: it could not be deleted.
        """
        remove(self._folder, self._file(name))

    def all(self) -> tuple[FormDraft, ...]:
        """Return the user's drafts, newest first; unreadable ones are left out."""
        return tuple(sorted(self._read(), key=lambda d: d.at, reverse=True))

    def for_editor(self, text: str) -> AbstractContextManager[Path]:
        """Return a context with a file that holds the text while an editor edits it.

        Raises:
            NotSavedError: the file could not be made.
        """
        return file_for_editor(self._folder, text)

    def _read(self) -> Iterator[FormDraft]:
        for path in sorted(self._folder.glob(f"{self._mine}*.json")):
            try:
                with open_own_file(self._folder, path.name) as file:
                    plain = parse_json(file.read(SMALL_BYTES + 1), SMALL_BYTES)
                at = datetime.fromisoformat(plain.pop("at"))
                yield FormDraft(at=at, **plain)
            except (OSError, ValueError, TypeError, KeyError, CsprError):
                continue

    def _file(self, name: str) -> str:
        return f"{self._mine}{name}.json"
