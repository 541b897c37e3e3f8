"""A form: ctrl+s saves it, Esc leaves it and asks first if something was typed."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.timer import Timer
from textual.widgets import Input, TextArea

from cspr_tui.domain.process.plausibility import DateWarning
from cspr_tui.domain.record.form_draft import FormDraft
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.step import ChangedMeanwhileError
from cspr_tui.domain.text.formatting import first_line, moment_words
from cspr_tui.resources import sheet
from cspr_tui.screens.core.base_screen import CsprScreen
from cspr_tui.screens.dialogs.confirm_dialog import ConfirmScreen
from cspr_tui.screens.dialogs.question_dialog import DecideScreen
from cspr_tui.screens.forms.autosave import Keeping
from cspr_tui.store.protocol import NotSavedError
from cspr_tui.widgets.form_field import Field, FieldRow

Values = Mapping[str, Any]
Save = Callable[[Values], Any]
Preview = Callable[[Values], Sequence[str]]
Doubting = Callable[[Values], Iterable[DateWarning]]
# A draft is stored at most this many seconds after a change.
RESTED = 1.0
# What a lost line or the system sends.
ENDS = (signal.SIGHUP, signal.SIGTERM)


def nothing(values: Values) -> Sequence[Any]:  # noqa: ARG001 - stands where forms look at them
    """Return an empty list: nothing to preview, or nothing to warn about."""
    return ()


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a form, and the functions that check and save their values.

    `save` and `preview` run in a worker thread. `preview` returns what saving would
    change; if that is not empty, the person has to confirm it first. `doubts` returns
    warnings, each shown beside its field. `name` identifies the form, so that a draft
    is offered to the same form again. `again` rebuilds the form from the newest version
    of a review that others changed meanwhile. `note` adds to that review, as a note,
    values that can no longer be saved.
    """

    title: str
    fields: Sequence[Field]
    save: Save
    preview: Preview = nothing
    doubts: Doubting = nothing
    name: str = ""
    again: Callable[[], Form] | None = None
    note: Callable[[str], Review] | None = None


@dataclass(frozen=True, slots=True)
class Clash:
    """Somebody else changed a field that was edited here: reason, and a new form."""

    why: str
    newest: Form


class FormScreen(CsprScreen[Any]):
    """A form on screen; it closes only when it is saved or left."""

    # What is said before the reason why a field cannot be taken.
    REFUSED = "Not saved: "
    CONNECTED = "Connected again; what is typed is not saved yet, ctrl+s saves it."
    CSS_PATH = sheet("form")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "save", id="form.save"),
        Binding("tab", "app.focus_next", "next field", id="form.next"),
        Binding("f1", "app.help", "help", id="form.help"),
        Binding("escape", "leave", "leave", id="form.leave"),
    ]

    def __init__(self, form: Form) -> None:
        super().__init__()
        self.form = form
        self.explained = [f"{f.label:<28} {f.hint}" for f in form.fields if f.hint]
        self._typed: dict[str, str] = {}
        self._resting: Timer | None = None

    @property
    def fields(self) -> Sequence[Field]:
        """The fields of the form."""
        return self.form.fields

    def body(self) -> ComposeResult:
        """Compose the fields."""
        with VerticalScroll(id="fields", can_focus=False):
            for field in self.fields:
                yield FieldRow(field)

    def refresh_content(self) -> None:
        """Show the title, focus the first field, and offer an earlier draft."""
        self.show_head(self.form.title)
        self.query("Input, TextArea").first().focus()
        self._keeping = Keeping(self.reviews, self.form.name, self.form.title)
        left = self._keeping.left_before()
        if left is not None:
            self._offer(left)
        loop = asyncio.get_running_loop()
        for number in ENDS:
            loop.add_signal_handler(number, self._cut_off, number)

    def on_unmount(self) -> None:
        """Store the typed texts as a draft if the app ends while the form is open."""
        loop = asyncio.get_running_loop()
        for number in ENDS:
            loop.remove_signal_handler(number)
        self._keep()

    def _cut_off(self, number: int) -> None:
        self._keep()
        self.app.exit(return_code=128 + number)

    @property
    def rows(self) -> Sequence[FieldRow]:
        """Each field with its row on the screen."""
        return list(self.query(FieldRow))

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _tell(self, event: Input.Changed | TextArea.Changed) -> None:
        sender = event.control
        row = next((row for row in self.rows if row in sender.ancestors), None)
        if row is None:
            return
        self._note_typed(row)
        if row.is_changed:
            row.tell()
        self._doubt()

    def _note_typed(self, row: FieldRow) -> None:
        self._typed.pop(row.field.name, None)
        if row.is_changed:
            self._typed[row.field.name] = row.typed
        # Not restarted by each key, or a long text is not stored while it is typed.
        if self._resting is None:
            self._resting = self.set_timer(RESTED, self._keep)

    def on_descendant_blur(self) -> None:
        """Store the typed texts as a draft whenever a field loses the focus."""
        self._keep()

    def _keep(self) -> None:
        self._resting = None
        try:
            self._keeping.keep(self._typed)
        except NotSavedError as error:
            self.show_message(f"No draft is kept: {error}")

    def _offer(self, left: FormDraft) -> None:
        labels = {field.name: field.label for field in self.fields}
        shown = [
            f"{labels[name]:<22}{first_line(text, 50)}"
            for name, text in left.texts.items()
            if name in labels
        ]
        at = moment_words(left.at)
        question = f"Typed here {at} and not saved. Take it back?"
        answers = {"y": "yes, take it back", "d": "drop it"}
        dialog = DecideScreen(question, shown, answers)
        self.app.push_screen(dialog, partial(self._offered, left))

    def _offered(self, left: FormDraft, answer: str | None) -> None:
        if answer == "d":
            # A letter typed on in haste must not be the end of a text.
            dialog = ConfirmScreen("Drop it? It cannot be brought back.")
            self._if_yes(dialog, lambda: self._keeping.drop(left))
        if answer != "y":
            return
        self._keeping.take_up(left)
        for row in self.rows:
            if row.field.name in left.texts:
                row.fill(left.texts[row.field.name])

    def _doubt(self) -> None:
        said = dict[str, str]()
        for name, sentence in self.form.doubts(self._taken()):
            said[name] = f"{said[name]} {sentence}" if name in said else sentence
        for row in self.rows:
            row.doubt(said.get(row.field.name, ""))

    def _taken(self) -> Values:
        taken = {row.field.name: row.taken() for row in self.rows}
        return {name: value for name, (value, wrong) in taken.items() if not wrong}

    @on(Input.Submitted)
    def _next(self) -> None:
        self.focus_next("Input, TextArea")

    def action_save(self) -> None:
        """Save if every field is valid; else focus the first invalid one."""
        wrong = [row for row in self.rows if not row.tell()]
        if wrong:
            wrong[0].query("Input, TextArea").first().focus()
            label = wrong[0].field.label
            self.show_message(f"{self.REFUSED}{label} cannot be taken as typed.")
            return
        values = self._taken()
        doubts = [sentence for _, sentence in self.form.doubts(values)]
        self.attempt(
            lambda: [*doubts, *self.form.preview(values)],
            partial(self._confirm, values),
        )

    def _confirm(self, values: Values, changes: Sequence[str]) -> None:
        if changes:
            dialog = ConfirmScreen("Save this?", changes, "yes, save")
            self._if_yes(dialog, lambda: self._save(self.form, values))
        else:
            self._save(self.form, values)

    def _if_yes(self, dialog: ConfirmScreen, then: Callable[[], object]) -> None:
        def answered(yes: bool | None) -> None:  # noqa: FBT001 - Textual passes it so
            if yes:
                then()

        self.app.push_screen(dialog, answered)

    def _save(self, form: Form, values: Values) -> None:
        def save() -> object:
            try:
                return form.save(values)
            except ChangedMeanwhileError as error:
                if form.again is None:
                    raise
                return Clash(str(error), form.again())

        self.attempt(save, self._saved)

    def _saved(self, result: object) -> None:
        if isinstance(result, Clash):
            self._settle(result)
        else:
            self._done(result)

    def _done(self, result: object) -> None:
        self._typed = {}
        self._keeping.drop()
        self.dismiss(result)

    def _settle(self, clash: Clash) -> None:
        theirs = {field.name: field.value for field in clash.newest.fields}
        shown = [clash.why]
        for row in self.rows:
            name = row.field.name
            if name in self._typed and theirs[name] != row.field.value:
                shown.append(f"{row.field.label}, theirs: {first_line(theirs[name])}")
                shown.append(f"{row.field.label}, yours:  {first_line(row.written)}")
        answers = {"m": "mine", "t": "theirs"}
        if self.form.note is not None:
            answers["k"] = "theirs, mine as a note"
        dialog = DecideScreen("Which is to stand?", shown, answers)
        self.app.push_screen(dialog, partial(self._settled, clash))

    def _settled(self, clash: Clash, answer: str | None) -> None:
        if answer == "m":
            self._save(clash.newest, self._mine_over(clash.newest))
        elif answer == "t":
            self._done(None)
        elif answer == "k" and self.form.note is not None:
            note = self.form.note
            self.attempt(lambda: note(self._as_text()), self._done)

    def _mine_over(self, newest: Form) -> Values:
        mine = {n: v for n, v in self._taken().items() if n in self._typed}
        others = [field for field in newest.fields if field.name not in mine]
        return {field.name: field.read(field.value) for field in others} | mine

    def _as_text(self) -> str:
        typed = [row for row in self.rows if row.field.name in self._typed]
        said = [f"{row.field.label}: {row.written}" for row in typed]
        return "\n".join([f"Typed, not saved: {self.form.title}", *said])

    def action_leave(self) -> None:
        """Leave the form; ask first if something was typed."""
        if not any(row.is_changed for row in self.rows):
            self._done(None)
            return
        dialog = ConfirmScreen("Leave without saving? What you typed is lost.")
        self._if_yes(dialog, lambda: self._done(None))
