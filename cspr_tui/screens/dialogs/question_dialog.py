"""A dialog with more than two answers, each by a letter; Esc answers nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Static

from cspr_tui.resources import sheet


class DecideScreen(ModalScreen[str]):
    """Shows a situation and the possible answers; closes with an answer's letter."""

    CSS_PATH = sheet("dialog")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "nothing", "decide later", id="decide.later"),
    ]

    def __init__(
        self, question: str, details: Sequence[str], answers: Mapping[str, str]
    ) -> None:
        super().__init__()
        self.question = question
        self.details = details
        self.answers = answers

    def compose(self) -> ComposeResult:
        """Compose the description, the question and the answers."""
        with Vertical(id="dialog"):
            with VerticalScroll(id="details-box", can_focus=False):
                yield Static("\n".join(self.details), markup=False, id="details")
            yield Static(self.question, markup=False, id="question")
            said = [f"{letter} {text}" for letter, text in self.answers.items()]
            keys = "    ".join([*said, "Esc not now"])
            yield Static(keys, markup=False, id="answers")

    def on_key(self, event: Key) -> None:
        """Close with the letter that was pressed, if it is an answer."""
        if event.key in self.answers:
            event.stop()
            self.dismiss(event.key)

    def action_nothing(self) -> None:
        """Close without an answer."""
        self.dismiss("")
