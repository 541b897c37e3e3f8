"""A dialog that asks for a yes or no at the bottom of the screen; Enter means no."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from cspr_tui.resources import sheet


class ConfirmScreen(ModalScreen[bool]):
    """Shows what would change and asks for confirmation; only `y` confirms."""

    CSS_PATH = sheet("dialog")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "yes", id="confirm.yes"),
        Binding("n,enter,escape,q", "answer(False)", "no", id="confirm.no"),
        Binding("j,down", "scroll(1)", "more", id="confirm.more", show=False),
        Binding("k,up", "scroll(-1)", "back", id="confirm.back", show=False),
    ]

    def __init__(
        self, question: str, details: Sequence[str] = (), yes: str = "yes"
    ) -> None:
        super().__init__()
        self.question = question
        self.details = details
        self.yes = yes

    def compose(self) -> ComposeResult:
        """Compose the list of changes, the question and the two answers."""
        with Vertical(id="dialog"):
            if self.details:
                with VerticalScroll(id="details-box", can_focus=False):
                    yield Static("\n".join(self.details), markup=False, id="details")
            yield Static(self.question, markup=False, id="question")
            keys = f"y {self.yes}    n no (Enter is no)"
            yield Static(keys, markup=False, id="answers")

    def action_scroll(self, lines: int) -> None:
        """Scroll the list of changes."""
        for box in self.query("#details-box"):
            box.scroll_relative(y=lines, animate=False)

    def action_answer(self, answer: bool) -> None:  # noqa: FBT001 - Textual passes it so
        """Close with the answer."""
        self.dismiss(answer)
