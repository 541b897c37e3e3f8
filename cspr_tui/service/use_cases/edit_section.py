"""Edit a report section in the user's own editor."""

from __future__ import annotations

import shlex
import signal
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.record.documents import SectionKind
from cspr_tui.domain.record.form_draft import FormDraft
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.record.sections import section_of
from cspr_tui.domain.steps.review.report_sections import section_written
from cspr_tui.service.reviews import Reviews
from cspr_tui.store.fs.bounded_file import ForeignFileError, read_foreign_file

_ENDS = (signal.SIGHUP, signal.SIGTERM)


class NoEditorError(CsprError):
    """No editor is configured, or it cannot be started."""


class EditorFailedError(CsprError):
    """The editor failed, or left a file that is not text."""


@dataclass(frozen=True, slots=True)
class Writing:
    """A section as it was when a person began to edit it."""

    ref: str
    kind: SectionKind
    text: str


def begun(review: Review, kind: SectionKind) -> Writing:
    """Return the section as it is at the beginning of an edit."""
    held = section_of(review, kind)
    return Writing(review.ref, kind, held.text if held else "")


def editor_of(environ: Mapping[str, str]) -> list[str]:
    """Return the command of the user's editor as words; empty if none is set.

    Raises:
        NoEditorError: the setting cannot be split into words.
    """
    try:
        return shlex.split(environ.get("VISUAL") or environ.get("EDITOR") or "")
    except ValueError as error:
        sentence = "EDITOR is no command that can be read; mend it, or unset it."
        raise NoEditorError(sentence) from error


def edited(reviews: Reviews, writing: Writing, editor: list[str]) -> str:
    """Return the text as the editor left it.

    If the editor is interrupted, what it saved is stored as a draft, which the form
    offers later.

    Raises:
        NoEditorError: it cannot be started.
        EditorFailedError: it failed; the section is unchanged.
        NotSavedError: the temporary file could not be written.
    """
    if reviews.drafts is None:
        sentence = "There is nowhere private to put a file for the editor."
        raise NoEditorError(sentence)
    with (
        reviews.drafts.for_editor(writing.text) as path,
        _cut_off(lambda: keep(reviews, writing, _read(path, writing))),
    ):
        _run(editor, path)
        return _read(path, writing)


def save(reviews: Reviews, writing: Writing, text: str) -> Review:
    """Save the new text of a section; if that fails, store it as a draft.

    Raises:
        ChangedMeanwhileError: somebody changed the section since.
    """
    step = section_written(writing.kind, text, writing.text)
    try:
        return reviews.change(writing.ref, step)
    except CsprError:
        keep(reviews, writing, text)
        raise


def keep(reviews: Reviews, writing: Writing, text: str) -> None:
    """Store a text as a draft of the section, which its form offers later."""
    if reviews.drafts is not None and text != writing.text:
        name = f"{reviews.session.random.getrandbits(64):016x}"
        form = f"{writing.ref}/sections/{writing.kind.value}"
        title = f"{writing.ref}  {writing.kind.label}"
        at = reviews.session.now()
        reviews.drafts.keep(FormDraft(name, form, title, at, {"text": text}))


def _run(editor: list[str], path: Path) -> None:
    try:
        ended = subprocess.run([*editor, str(path)], check=False)  # noqa: S603 - the user's own editor
    except OSError as error:
        why = error.strerror or "the system refused"
        sentence = f'The editor "{editor[0]}" cannot be started: {why}.'
        raise NoEditorError(sentence) from error
    if ended.returncode:
        sentence = (
            f"The editor ended with error {ended.returncode}; the section is as it was."
        )
        raise EditorFailedError(sentence)


def _read(path: Path, writing: Writing) -> str:
    """Return what the file holds.

    Raises:
        EditorFailedError: it is gone, or no text.
    """
    try:
        text = read_foreign_file(path).decode()
    except (ForeignFileError, UnicodeDecodeError) as error:
        sentence = "The editor left no text that can be read; the section is as it was."
        raise EditorFailedError(sentence) from error
    return as_left(writing, text)


def as_left(writing: Writing, text: str) -> str:
    """Return a text without the final line end that editors and shells add."""
    text = text.replace("\r\n", "\n")
    return text if writing.text.endswith("\n") else text.removesuffix("\n")


@contextmanager
def _cut_off(kept: Callable[[], None]) -> Iterator[None]:
    """Keep what was saved where the line is cut while the editor runs."""

    def end(number: int, _: object) -> None:
        with suppress(CsprError):
            kept()
        raise SystemExit(128 + number)

    before = [signal.signal(number, end) for number in _ENDS]
    try:
        yield
    finally:
        for number, old in zip(_ENDS, before, strict=True):
            signal.signal(number, old)
