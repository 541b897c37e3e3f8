"""A form field: its label on the left, its error on a line of its own below."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static, TextArea

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.values.choice import Choice, UnknownChoiceError
from cspr_tui.widgets.text_inputs import LineBox, TextBox

Read = Callable[[str], Any]
Explain = Callable[[Any], str]


class Kind(Enum):
    """The kind of input that a field uses."""

    LINE = "line"
    TEXT = "text"
    PAGE = "page"

    @property
    def is_long(self) -> bool:
        """Whether the input has several lines."""
        return self is not Kind.LINE


@dataclass(frozen=True, slots=True)
class Field:
    """One field: `read` parses its text, `explain` formats the parsed value.

    `read` raises a CsprError for an invalid text, and must accept what `explain`
    returns.
    """

    name: str
    label: str
    read: Read = str
    value: str = ""
    hint: str = ""
    explain: Explain | None = None
    kind: Kind = Kind.LINE


def choice_field(
    name: str, label: str, choices: type[Choice], value: Choice | None
) -> Field:
    """Return a field for one member of a choice, by letter, label or slug.

    Left empty, it keeps its present value, which may be None.
    """
    lettered = {chr(ord("a") + n): member for n, member in enumerate(choices)}
    hint = "  ".join(f"{letter} {member.label}" for letter, member in lettered.items())

    def read(text: str) -> Choice | None:
        typed = text.strip().casefold()
        if not typed:
            return value
        if typed in lettered:
            return lettered[typed]
        try:
            return choices.read(text)
        except UnknownChoiceError as error:
            sentence = f'"{text.strip()}" is none of these; a letter or a word: {hint}'
            raise UnknownChoiceError(sentence) from error

    shown = value.label if value is not None else ""
    return Field(name, label, read, shown, hint, lambda member: str(member.label))


class FieldRow(Vertical):
    """A field with its label and, below it, the parsed value or an error."""

    def __init__(self, field: Field) -> None:
        super().__init__(classes=f"field-row -{field.kind.value}")
        self.field = field
        self._doubt = ""

    def compose(self) -> ComposeResult:
        """Compose the label, the input and the line below it."""
        with Horizontal(classes="field-line"):
            yield Static(self.field.label, markup=False, classes="field-label")
            yield self._box()
        yield Static(self.field.hint, markup=False, classes="field-note")

    def _box(self) -> LineBox | TextBox:
        box = TextBox if self.field.kind.is_long else LineBox
        return box(self.field.value, id=self.field.name.replace(".", "--"))

    def on_descendant_focus(self) -> None:
        """Show the hint: what can be typed here."""
        self._note.add_class("-shown")

    def on_descendant_blur(self) -> None:
        """Show the parsed value, so that a person can check it."""
        value, wrong = self.taken()
        self._note.set_class(bool(wrong or self._doubt), "-shown")
        if value and not wrong and self.field.explain is not None:
            self.query_one(Input).value = self.field.explain(value)

    @property
    def _note(self) -> Static:
        return self.query_one(".field-note", Static)

    @property
    def typed(self) -> str:
        """The text in the input."""
        if self.field.kind.is_long:
            return self.query_one(TextArea).text
        return self.query_one(Input).value

    @property
    def written(self) -> str:
        """The text in the input, in the format of `explain` if it is valid."""
        value, wrong = self.taken()
        explain = self.field.explain
        return explain(value) if value and explain and not wrong else self.typed

    @property
    def is_changed(self) -> bool:
        """Whether the text differs from the one at the start."""
        return self.typed != self.field.value

    def taken(self) -> tuple[object, str]:
        """Return the parsed value and an empty text, or None and the error."""
        try:
            return self.field.read(self.typed), ""
        except CsprError as error:
            return None, str(error)

    def tell(self) -> bool:
        """Show the parsed value or the error; return whether the text is valid."""
        value, wrong = self.taken()
        self._note.set_class(bool(wrong), "-wrong")
        self._note.update(wrong or self._understood(value))
        if wrong:
            self._note.add_class("-shown")
        return not wrong

    def doubt(self, said: str) -> None:
        """Show a warning about a valid but implausible value; empty removes it."""
        if said == self._doubt:
            return
        self._doubt = said
        self._note.set_class(bool(said) or self.has_focus_within, "-shown")
        self.tell()

    def fill(self, text: str) -> None:
        """Set the text of the input, as if it had been typed."""
        if self.field.kind.is_long:
            area = self.query_one(TextArea)
            area.text = text
            area.move_cursor(area.document.end)
        else:
            self.query_one(Input).value = text

    def _understood(self, value: object) -> str:
        explained = self.field.explain(value) if self.field.explain and value else ""
        checked = f"CHECK  {self._doubt}" if self._doubt else ""
        return (
            "  ".join(part for part in (explained, checked) if part) or self.field.hint
        )
