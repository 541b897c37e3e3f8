"""The history of a review: open a change, undo it, or restore from it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from cspr_tui.domain.record.review import Review
from cspr_tui.domain.text.formatting import count
from cspr_tui.screens.review.history.change_lines import PastScreen, headline
from cspr_tui.screens.review.history.change_screen import ChangeScreen
from cspr_tui.widgets.lines.line import Line
from cspr_tui.widgets.lines.line_list import LineList


class HistoryScreen(PastScreen):
    """Every change, the newest first."""

    WRITES = frozenset({"undo"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("u", "undo", "take back, or do again", id="history.undo"),
        Binding("question_mark,f1", "app.help", "help", id="history.help"),
        Binding("q,escape,h,left,backspace", "back", "back", id="history.back"),
    ]

    def refresh_content(self) -> None:
        """Show the changes."""
        changes = self.review.history
        title = f"{self.review.ref}  History: {count(len(changes), 'change')}"
        self.show_lines(title, self._rows())

    def _rows(self) -> Iterator[Line]:
        back = {change.undoes: change.seq for change in self.review.history}
        for change in reversed(self.review.history):
            said = headline(change, self.who(change))
            if change.seq in back:
                said += f"  (taken back by {back[change.seq]})"
            yield Line(said, "", str(change.seq))

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        seq = int(event.line.key)
        self.app.push_screen(ChangeScreen(self.review, seq), self._looked)

    def _looked(self, review: Review | None) -> None:
        if review is not None and review is not self.review:
            self.went(review)

    def action_undo(self) -> None:
        """Undo the change under the cursor."""
        line = self.query_one(LineList).current
        if line is not None and line.key:
            self.take_back(self.review.history[int(line.key) - 1])
