"""A form on a screen of its own: ctrl+s saves, Esc asks if something was typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Input, TextArea

from cspr_tui.resources import sheet
from cspr_tui.screens.base import CsprScreen
from cspr_tui.screens.confirm import ConfirmScreen
from cspr_tui.widgets.form import Field, FieldRow

Values = Mapping[str, Any]
Save = Callable[[Values], Any]
Preview = Callable[[Values], Sequence[str]]


class FormScreen(CsprScreen[Any]):
    """Fields to fill; it closes with what was saved, and only then.

    `save` runs off the event loop; what it refuses is said here and the text
    stays. `preview` says what saving would change; if anything, it is confirmed first.
    """

    CSS_PATH = sheet("form")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "save", id="form.save"),
        Binding("tab", "app.focus_next", "next field", id="form.next"),
        Binding("escape", "leave", "leave", id="form.leave"),
    ]

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        save: Save,
        preview: Preview | None = None,
    ) -> None:
        super().__init__()
        self.form_title = title
        self.fields = fields
        self.save = save
        self.preview = preview

    def body(self) -> ComposeResult:
        """Lay out the fields."""
        with VerticalScroll(id="fields", can_focus=False):
            for field in self.fields:
                yield FieldRow(field)

    def refresh_content(self) -> None:
        """Say what the form is for and go to its first field."""
        self.show_head(self.form_title)
        self.query("Input, TextArea").first().focus()

    @property
    def rows(self) -> Sequence[FieldRow]:
        """The fields with their rows."""
        return list(self.query(FieldRow))

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _tell(self, event: Input.Changed | TextArea.Changed) -> None:
        sender = event.control
        row = next((row for row in self.rows if row in sender.ancestors), None)
        if row is not None and row.is_changed:
            row.tell()

    @on(Input.Submitted)
    def _next(self) -> None:
        self.focus_next("Input, TextArea")

    def action_save(self) -> None:
        """Save if every field can be taken; else go to the first that cannot."""
        wrong = [row for row in self.rows if not row.tell()]
        if wrong:
            wrong[0].query("Input, TextArea").first().focus()
            self.say(f"Not saved: {wrong[0].field.label} cannot be taken as typed.")
            return
        values = {row.field.name: row.taken()[0] for row in self.rows}
        changes = self.preview(values) if self.preview else ()
        if changes:
            self._confirm(values, changes)
        else:
            self._save(values)

    def _confirm(self, values: Values, changes: Sequence[str]) -> None:
        def answered(yes: bool | None) -> None:  # noqa: FBT001 - Textual passes it so
            if yes:
                self._save(values)

        dialog = ConfirmScreen("Save this?", changes, "yes, save")
        self.app.push_screen(dialog, answered)

    def _save(self, values: Values) -> None:
        self.attempt(lambda: self.save(values), self.dismiss)

    def action_leave(self) -> None:
        """Leave; asks first when something was typed."""
        if not any(row.is_changed for row in self.rows):
            self.dismiss(None)
            return

        def answered(yes: bool | None) -> None:  # noqa: FBT001 - Textual passes it so
            if yes:
                self.dismiss(None)

        dialog = ConfirmScreen("Leave without saving? What you typed is lost.")
        self.app.push_screen(dialog, answered)
