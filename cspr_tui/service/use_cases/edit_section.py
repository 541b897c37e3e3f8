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
from cspr_tui.store.fs.foreign_file import ForeignFileError, read_foreign_file

_ENDS = (signal.SIGHUP, signal.SIGTERM)


class NoEditorError(CsprError):
    """No editor of the user's own is set, or it cannot be started."""


class EditorFailedError(CsprError):
    """The editor ended with an error, or left something that is no text."""


@dataclass(frozen=True, slots=True)
class Writing:
    """A section as it was when somebody began to write in it."""

    ref: str
    kind: SectionKind
    text: str


def begun(review: Review, kind: SectionKind) -> Writing:
    """Return the section as the writer finds it."""
    held = section_of(review, kind)
    return Writing(review.ref, kind, held.text if held else "")


def editor_of(environ: Mapping[str, str]) -> list[str]:
    """Return the words that start the user's editor, none if there is none.

    Raises:
        NoEditorError: they cannot be read as a command.
    """
    try:
        return shlex.split(environ.get("VISUAL") or environ.get("EDITOR") or "")
    except ValueError as error:
        sentence = "EDITOR is no command that can be read; mend it, or unset it."
        raise NoEditorError(sentence) from error


def edited(reviews: Reviews, writing: Writing, editor: list[str]) -> str:
    """Return the text as the editor left it.

    What it saved before it was cut off is kept as a draft, which the form offers.

    Raises:
        NoEditorError: it cannot be started.
        EditorFailedError: it ended with an error; the section is as it was.
        NotSavedError: no file could be made for it.
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
    """Put the text in the section's place; kept as a draft where that fails.

    Raises:
        ChangedMeanwhileError: somebody wrote in the section since.
    """
    step = section_written(writing.kind, text, writing.text)
    try:
        return reviews.change(writing.ref, step)
    except CsprError:
        keep(reviews, writing, text)
        raise


def keep(reviews: Reviews, writing: Writing, text: str) -> None:
    """Keep a text as a draft of the section, for its form to offer."""
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
    """Return a text without the line end that editors and shells add."""
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
