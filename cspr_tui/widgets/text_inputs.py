"""Text inputs of one line and of several; pasted control characters are removed."""

from __future__ import annotations

import re

from textual.events import Paste
from textual.widgets import Input, TextArea

from cspr_tui.domain.values.base import without_control_characters

# Terminals send a pasted line's end as they like.
_LINE_END = re.compile("\r\n|\r|\x0b|\x0c|\x85|\u2028|\u2029")


def pasted(text: str) -> str:
    """Return pasted text with LF line ends and without control characters."""
    return without_control_characters(_LINE_END.sub("\n", text))


class LineBox(Input):
    """An input of one line; the lines of a paste are joined, none is dropped."""

    def __init__(self, value: str, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(value, id=id, compact=True)
        self.cursor_blink = False

    def on_paste(self, event: Paste) -> None:
        """Join the lines of a paste before it is inserted."""
        event.text = " ".join(pasted(event.text).replace("\t", " ").splitlines())


class TextBox(TextArea):
    """An input of several lines."""

    def __init__(self, value: str, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(value, id=id, tab_behavior="focus")
        self.cursor_blink = False

    def on_paste(self, event: Paste) -> None:
        """Insert a paste as plain text."""
        event.text = pasted(event.text)
