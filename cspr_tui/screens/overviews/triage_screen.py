"""Triage: the most urgent review and its reason, then the next one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from cspr_tui.domain.board.board_row import Row
from cspr_tui.domain.board.triage_reason import (
    is_put_off,
    needs_action,
    urgency_reason,
    urgent_clocks,
)
from cspr_tui.domain.deadlines.deadline_words import state_words
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.record.stage import Stage
from cspr_tui.domain.text.formatting import count, day_words, moment_words
from cspr_tui.screens.core.undo_keys import redo, undo
from cspr_tui.screens.core.wrapped_lines import WrappedScreen
from cspr_tui.screens.forms.bulk_action_forms import bring_back_all
from cspr_tui.service import Board
from cspr_tui.widgets.lines.line import BLANK, Line, head
from cspr_tui.widgets.lines.line_list import LineList

NOTHING = "Nothing presses: all dates are met, or are to be brought back later."


class TriageScreen(WrappedScreen):
    """One review at a time, the most urgent first; it closes with the last change."""

    WRITES = frozenset({"bring_back", "undo", "redo"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "turn(1)", "next", id="triage.next"),
        Binding("p", "turn(-1)", "before", id="triage.before"),
        Binding("f", "bring_back", "bring back", id="triage.bring_back"),
        Binding("w", "why", "why this date", id="triage.why"),
        Binding("u", "undo", "undo", id="triage.undo"),
        Binding("U", "redo", "redo", id="triage.redo", show=False),
        Binding("y", "copy", "copy reference", id="triage.copy", show=False),
        Binding("question_mark,f1", "app.help", "help", id="triage.help"),
        Binding("q,escape,h,left,backspace", "back", "back", id="triage.back"),
    ]

    def __init__(self, board: Board, refs: Sequence[str]) -> None:
        super().__init__()
        self.board = board
        self.listed = refs
        self.refs = self._pressing()
        self.seen = len(self.refs)
        self.place = 0
        self.acted = set[str]()

    def _pressing(self) -> list[str]:
        """Return what presses of the reviews listed, what was put off last."""
        board = self.board
        found = (ref for ref in self.listed if needs_action(board.row(ref), board.day))
        return sorted(found, key=lambda ref: is_put_off(board.row(ref), board.day))

    def refresh_content(self) -> None:
        """Show the current review."""
        if not self.refs:
            self.show_head("Triage  nothing presses")
            self.show_told([Line(NOTHING)])
        else:
            self._show(self.board.row(self.refs[self.place]))

    def _show(self, row: Row) -> None:
        done = f", {len(self.acted)} done" if self.acted else ""
        place = f"{self.place + 1} of {len(self.refs)} left{done}"
        self.show_head(f"Triage  {place}   {row.ref} {row.alias}")
        self.show_told(self._lines(row))
        if self.shell.preferences.read_only:
            self.show_status(f"Enter opens {row.ref} to read; n goes on.")
        else:
            said = f"Enter opens {row.ref} to act; n goes on, f brings it back later."
            self.show_status(said)

    def _lines(self, row: Row) -> Iterator[Line]:
        day = self.board.day
        word = row.on(day).word
        owner = self.reviews.partnership.initials_of(row.owner)
        stage = Stage(row.stage).label
        yield Line(f"{word}  {urgency_reason(row, day)}", word, row.ref)
        yield Line(f"Stage {stage}. Owner {owner or 'nobody'}.", "", row.ref)
        for flag in row.flags:
            yield Line(f"FLAG  {flag}", "FLAG", row.ref, "late")
        yield BLANK
        yield head("What presses")
        for clock, state in urgent_clocks(row, day):
            due = day_words(clock.due, day)
            held = f"  held by {clock.held_by}" if clock.held_by else ""
            said = f"{state_words(state):<10} {due:<11} {clock.label}{held}"
            yield Line(said, state_words(state), row.ref)
        yield BLANK
        waiting = ", ".join(row.waiting)
        if waiting:
            yield Line(f"Waiting for  {waiting}", "", row.ref)
        for saved in reversed(row.saved[-4:]):
            by = self.reviews.partnership.initials_of(saved.by)
            yield Line(f"{moment_words(saved.at)}  {by}  {saved.what}", "", row.ref)

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        ref = event.line.key
        self.attempt(lambda: self.reviews.open(ref), self._opened)

    def _opened(self, review: Review) -> None:
        from cspr_tui.screens.review.open_review import open_review  # noqa: PLC0415 - it is large

        open_review(self.app, review, self._returned)

    def _returned(self, said: object = None) -> None:
        self.attempt(self.reviews.board, lambda board: self._after(board, said))

    def _after(self, board: Board, said: object) -> None:
        if not self.refs:
            return
        ref = self.refs[self.place]
        before, now = self.board.row(ref), board.row(ref)
        self.board = board
        told = [said] if isinstance(said, str) else []
        if not needs_action(now, board.day):
            self.refs.remove(ref)
            told.append(f"{ref} presses no more.")
            self.acted.add(ref)
        elif is_put_off(now, board.day) and now.bring_back_on != before.bring_back_on:
            self.refs.append(self.refs.pop(self.place))
            self.acted.add(ref)
        elif now.version != before.version:
            told.append(f"{ref} still presses: {urgency_reason(now, board.day)}")
        self.place = min(self.place, max(0, len(self.refs) - 1))
        self.refresh_content()
        if told:
            self.show_message(" ".join(told))

    def action_turn(self, way: int) -> None:
        """Go to the next urgent review, or the previous one."""
        if self.refs:
            self.place = (self.place + way) % len(self.refs)
            self.refresh_content()

    def action_undo(self) -> None:
        """Undo this session's last change."""
        undo(self, self._turned)

    def action_redo(self) -> None:
        """Redo the change that was undone last."""
        redo(self, self._turned)

    def _turned(self, ref: str, said: str) -> None:
        self.attempt(self.reviews.board, lambda board: self._again(board, ref, said))

    def _again(self, board: Board, ref: str, said: str) -> None:
        """Show what presses now, at the review that was turned if it does."""
        self.board = board
        self.refs = self._pressing()
        if ref in self.refs and not is_put_off(board.row(ref), board.day):
            self.acted.discard(ref)
            self.place = self.refs.index(ref)
        elif ref in self.listed:
            self.acted.add(ref)
        self.place = min(self.place, max(0, len(self.refs) - 1))
        self.refresh_content()
        self.show_message(said)

    def action_bring_back(self) -> None:
        """Set a bring-back day, which removes the review from triage until then."""
        if self.refs:
            form = bring_back_all(self.reviews, (self.refs[self.place],))
            self.app.push_screen(form, self._returned)

    def action_why(self) -> None:
        """Explain how the date of the most urgent deadline was calculated."""
        if self.refs:
            ref = self.refs[self.place]
            self.attempt(lambda: self.reviews.open(ref, "looked why"), self._why)

    def _why(self, review: Review) -> None:
        from cspr_tui.screens.why_screen import WhyScreen  # noqa: PLC0415 - loaded when asked for

        pending = [d for d in self.reviews.deadlines(review) if d.state.is_pending]
        if pending:
            self.app.push_screen(WhyScreen(self.reviews, review, pending[0]))

    def action_copy(self) -> None:
        """Send the reference to the terminal's clipboard."""
        if self.refs:
            self.copy(self.refs[self.place])

    def action_back(self) -> None:
        """Go back to the board."""
        left = count(len(self.refs), "review")
        said = f"Triage: {len(self.acted)} of {self.seen} done, {left} still press."
        self.dismiss(said if self.seen else None)
