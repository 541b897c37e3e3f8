"""The settings screen: coordinators, agencies, rules and templates."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from cspr_tui.domain.deadlines.rules import shipped_rules
from cspr_tui.domain.record.partnership import Coordinator, Partnership
from cspr_tui.domain.steps.corrections.restore_field import value_words
from cspr_tui.domain.steps.partnership_settings import LISTS
from cspr_tui.domain.text.formatting import moment_words
from cspr_tui.domain.values.base import Value
from cspr_tui.screens.core.base_screen import CsprScreen
from cspr_tui.screens.core.page_screen import PageScreen
from cspr_tui.screens.core.undo_keys import redo_settings, undo_settings
from cspr_tui.screens.dialogs.choice_dialog import ChooseScreen
from cspr_tui.screens.settings.leaver_handover import HandoverScreen, owned_by
from cspr_tui.screens.settings.settings_forms import (
    adding,
    changing,
    ending,
    facts,
    leaving,
    named_in,
)
from cspr_tui.screens.settings.settings_rows import settings_lines
from cspr_tui.service import Board
from cspr_tui.service.use_cases.change_settings import newest_settings
from cspr_tui.widgets.lines.line import Line
from cspr_tui.widgets.lines.line_list import LineList, first_choice

Then = Callable[[str, Value], None]


class SettingsScreen(CsprScreen[None]):
    """Coordinators, agencies, holidays, own rules, templates and the rest."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "add", id="settings.add"),
        Binding("e", "edit", "change", id="settings.edit"),
        Binding("d", "end", "end", id="settings.end"),
        Binding("o", "hand_over", "hand over", id="settings.hand_over"),
        Binding("v", "history", "history", id="settings.history"),
        Binding("u", "undo", "undo", id="settings.undo"),
        Binding("U", "redo", "redo", id="settings.redo", show=False),
        Binding("question_mark,f1", "app.help", "help", id="settings.help"),
        Binding("q,escape,h,left,backspace", "back", "back", id="settings.back"),
    ]

    def body(self) -> ComposeResult:
        """Return the list widget."""
        yield LineList(id="lines")

    def refresh_content(self) -> None:
        """Read the newest settings from the store, then show them."""
        self.show_head("Settings of the partnership, the same for everyone")
        self.attempt(lambda: newest_settings(self.reviews), self._show)

    def _show(self, held: Partnership) -> None:
        lines = self.query_one(LineList)
        shown = list(settings_lines(held, self.reviews.today))
        if not lines.lines:
            lines.cursor = first_choice(shown)
        lines.show(shown)
        lines.focus()

    @property
    def under_cursor(self) -> tuple[str, str]:
        """The list and name of the value under the cursor; empty on a heading."""
        line = self.query_one(LineList).current
        field, _, name = (line.key if line else "").partition("/")
        return field, name

    @on(LineList.Chosen)
    def _chosen(self) -> None:
        self.action_edit()

    def action_add(self) -> None:
        """Choose what to add, then fill in its form."""
        kinds = [(field, word) for field, (_, word) in LISTS.items()]
        self.app.push_screen(ChooseScreen("Add what?", kinds), self._add)

    def _add(self, field: str | None) -> None:
        if field == "rules":
            rules = [(r.id, r.label) for r in shipped_rules().values()]
            dialog = ChooseScreen("A setting of your own for which rule?", rules)
            self.app.push_screen(dialog, self._add_rule)
        elif field:
            self.app.push_screen(adding(self.reviews, field), self._saved)

    def _add_rule(self, name: str | None) -> None:
        if name:
            self.app.push_screen(adding(self.reviews, "rules", name), self._saved)

    def action_edit(self) -> None:
        """Change the value under the cursor."""
        field, name = self.under_cursor
        if field == "facts":
            self.app.push_screen(facts(self.reviews), self._saved)
        elif name:
            self._with_value(field, name, self._change)
        elif field:
            self._add(field)

    def _change(self, field: str, value: Value) -> None:
        self.app.push_screen(changing(self.reviews, field, value), self._saved)

    def action_end(self) -> None:
        """Remove the value under the cursor; a coordinator gets a leaving date."""
        field, name = self.under_cursor
        if name:
            self._with_value(field, name, self._end)
        else:
            self.show_message("Go to the line of what is to end first.")

    def _end(self, field: str, value: Value) -> None:
        form = (
            leaving(self.reviews, value)
            if isinstance(value, Coordinator)
            else ending(self.reviews, field, value)
        )
        self.app.push_screen(form, self._saved)

    def _with_value(self, field: str, name: str, then: Then) -> None:
        def found() -> Value:
            return named_in(newest_settings(self.reviews), field, name)

        self.attempt(found, lambda value: then(field, value))

    def _saved(self, value: Value | None) -> None:
        self.refresh_content()
        if value is None:
            return
        self.show_message(
            "Settings saved; u takes it back, their history (v) keeps it."
        )
        if isinstance(value, Coordinator) and value.left_on is not None:
            self._hand_over(value.id)

    def action_hand_over(self) -> None:
        """Offer to hand over the reviews of the coordinator under the cursor."""
        field, name = self.under_cursor
        if field == "coordinators" and name:
            self._hand_over(name, ask=True)
        else:
            self.show_message("Go to a coordinator first; o hands their reviews over.")

    def _hand_over(self, login: str, *, ask: bool = False) -> None:
        def offered(board: Board) -> None:
            if owned_by(board, login):
                self.app.push_screen(HandoverScreen(login, board), self._handed)
            elif ask:
                self.show_message(f"{login} owns no active review.")

        self.attempt(self.reviews.board, offered)

    def _handed(self, said: str | None) -> None:
        self.show_message(said or "Nothing was handed over; o on the coordinator does.")

    def action_undo(self) -> None:
        """Undo this session's last change of the settings."""
        undo_settings(self, self._turned)

    def action_redo(self) -> None:
        """Redo the change of the settings that was undone last."""
        redo_settings(self, self._turned)

    def _turned(self, said: str) -> None:
        self.refresh_content()
        self.show_message(said)

    def action_history(self) -> None:
        """Show who changed the settings, when and why."""
        self.attempt(lambda: newest_settings(self.reviews), self._past)

    def _past(self, held: Partnership) -> None:
        title = f"History of the settings: {len(held.history)}"
        self.app.push_screen(PageScreen(title, past_lines(held)))

    def action_back(self) -> None:
        """Go back to the board."""
        self.dismiss(None)


def past_lines(held: Partnership) -> Iterator[Line]:
    """Yield each change of the settings, newest first, with old and new values."""
    for change in reversed(held.history):
        who = held.initials_of(change.actor)
        said = f"{moment_words(change.at)}  {who}  {change.why or change.what}"
        yield Line(said)
        for edit in change.edits:
            old, new = value_words(edit.old), value_words(edit.new)
            yield Line(f"    {edit.path}: {old} -> {new}")
