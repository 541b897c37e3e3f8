"""The review screen: six tabs over one record."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from cspr_tui.domain.documents import SectionKind
from cspr_tui.domain.history import Change
from cspr_tui.domain.review import Review
from cspr_tui.screens.base import CsprScreen
from cspr_tui.screens.choose import ChooseScreen
from cspr_tui.screens.form import FormScreen
from cspr_tui.screens.review import forms, pages
from cspr_tui.screens.review.adding import choices, form_for
from cspr_tui.screens.review.entries import changing_form
from cspr_tui.screens.review.entries_screen import EntriesScreen
from cspr_tui.screens.review.history import HistoryScreen
from cspr_tui.screens.review.moving import move_choices, move_form
from cspr_tui.screens.review.others import ask_other
from cspr_tui.screens.review.tabs import (
    ACTIONS,
    AGENCIES,
    EDITED,
    FAMILY,
    OVERVIEW,
    REPORT,
    TAB_KEYS,
    TABS,
    tab_line,
)
from cspr_tui.screens.review.view import ReviewView, view_of
from cspr_tui.service.watch import News
from cspr_tui.widgets.bars import HeadLine
from cspr_tui.widgets.line_list import LineList, first_choice


class ReviewScreen(CsprScreen[None]):
    """One review; what is done here is saved at once and can be undone."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "add", id="review.add"),
        Binding("t", "date", "date", id="review.date"),
        Binding("d", "done", "done", id="review.done"),
        Binding("c", "chase", "chase", id="review.chase"),
        Binding("r", "answer", "returned", id="review.answer"),
        Binding("e", "edit", "edit", id="review.edit"),
        Binding("x", "export", "export", id="review.export"),
        Binding("w", "why", "why", id="review.why"),
        Binding("u", "undo", "undo", id="review.undo"),
        Binding("s", "move", "stage", id="review.move"),
        Binding("v", "history", "history", id="review.history"),
        Binding("o", "other", "other", id="review.other"),
        Binding("U", "redo", "redo", id="review.redo", show=False),
        Binding("y", "copy", "copy reference", id="review.copy", show=False),
        *TAB_KEYS,
        Binding("question_mark,f1", "app.help", "help", id="review.help"),
        Binding("q,escape,h,left,backspace", "back", "back", id="review.back"),
    ]

    def __init__(self, review: Review) -> None:
        super().__init__()
        self.review = review
        self.tab = OVERVIEW
        self.cursors: dict[int, int] = {}

    def body(self) -> ComposeResult:
        """Lay out the tab line and the lines."""
        yield HeadLine(id="tabs")
        yield LineList(id="lines")

    @property
    def view(self) -> ReviewView:
        """The review as the tabs see it."""
        return view_of(self.review, self.reviews)

    def refresh_content(self) -> None:
        """Show the tab anew, the cursor where it was."""
        view = self.view
        self.show_head(view.head)
        self.query_one("#tabs", HeadLine).say(tab_line(self.tab))
        lines = self.query_one(LineList)
        shown = list(TABS[self.tab][1](view))
        lines.cursor = self.cursors.get(self.tab, first_choice(shown))
        lines.show(shown)
        lines.focus()

    def others_saved(self, news: tuple[News, ...]) -> None:
        """Show the review as somebody else left it."""
        for each in news:
            if each.review.ref == self.review.ref:
                self._show(each.review, self.who_changed(each))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual passes both
        """Offer what acts on this tab only."""
        only = {
            "done": {ACTIONS},
            "chase": {AGENCIES},
            "answer": {AGENCIES},
            "edit": {OVERVIEW, FAMILY, AGENCIES, ACTIONS, REPORT},
            "export": {REPORT},
            "why": {OVERVIEW},
        }
        return action not in only or self.tab in only[action]

    def action_tab(self, number: int) -> None:
        """Go to a tab."""
        self.cursors[self.tab] = self.query_one(LineList).cursor
        self.tab = number
        self.refresh_content()
        self.refresh_bindings()
        self.show_keys()

    def action_turn(self, way: int) -> None:
        """Go to the next tab or the one before."""
        self.action_tab((self.tab + way) % len(TABS))

    def action_back(self) -> None:
        """Go back to the board."""
        self.dismiss(None)

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        kind, _, name = event.line.key.partition("/")
        if kind == "section":
            self._preview()
            return
        if kind == "kind":
            self.app.push_screen(EntriesScreen(self.review, name), self._looked)
            return
        page = pages.page_of(self.view, kind, name)
        if page is not None:
            self.app.push_screen(page)

    def _looked(self, review: Review | None) -> None:
        if review is not None and review is not self.review:
            self._show(review, f"{review.history[-1].what}.  u undoes it.")

    def action_why(self) -> None:
        """Show how the deadline under the cursor comes about."""
        self.query_one(LineList).action_choose()

    @property
    def _under_cursor(self) -> tuple[str, str]:
        current = self.query_one(LineList).current
        kind, _, name = (current.key if current else "").partition("/")
        return kind, name

    def action_add(self) -> None:
        """Log something: what fits the tab, or ask what."""
        kind, name = self._under_cursor
        if self.tab == FAMILY:
            person = name if kind == "person" else ""
            self._fill(forms.family_form(self.view, person))
        elif self.tab == AGENCIES:
            self._fill(forms.agency_form(self.view))
        else:
            self._ask_what()

    def _ask_what(self) -> None:
        def chosen(field: str | None) -> None:
            if field:
                self._fill(form_for(self.view, field))

        self.app.push_screen(ChooseScreen("Add what?", choices()), chosen)

    def action_date(self) -> None:
        """Record a date that starts, moves or ends clocks."""

        def chosen(field: str | None) -> None:
            if field:
                self._fill(forms.date_form(self.view, field))

        days = forms.dates_of(self.review)
        self.app.push_screen(ChooseScreen("Record which date?", days), chosen)

    def action_move(self) -> None:
        """Move the review on, publish, close, withdraw or reopen it."""

        def chosen(what: str | None) -> None:
            if what:
                self._fill(move_form(self.view, what))

        choices = move_choices(self.review)
        stands = f"{self.review.stage.label}, {self.review.status.label.lower()}"
        self.app.push_screen(ChooseScreen(f"From {stands} to", choices), chosen)

    def action_other(self) -> None:
        """Flag it, hand it over, and what else is done now and then."""
        ask_other(self.app, self.view, self._saved)

    def action_history(self) -> None:
        """Show every change, to take back or restore from."""
        self.app.push_screen(HistoryScreen(self.review), self._looked_back)

    def _looked_back(self, review: Review | None) -> None:
        if review is not None and review is not self.review:
            self._show(review, f"{review.history[-1].what}.")

    def action_done(self) -> None:
        """Mark the action under the cursor done."""
        kind, name = self._under_cursor
        if kind == "action":
            self._fill(forms.done_form(self.view, name))

    def action_chase(self) -> None:
        """Record a reminder on the request under the cursor."""
        kind, name = self._under_cursor
        if kind == "request":
            self._fill(forms.chase_form(self.view, name))

    def action_answer(self) -> None:
        """Take in what came back on the request under the cursor."""
        kind, name = self._under_cursor
        if kind == "request":
            self._fill(forms.answer_form(self.view, name))

    def action_edit(self) -> None:
        """Edit what the tab is about: the review, or the row under the cursor."""
        kind, name = self._under_cursor
        field = EDITED.get(kind, "")
        if kind == "section":
            self._fill(forms.section_form(self.view, SectionKind(name)))
        elif self.tab == OVERVIEW:
            self._fill(forms.facts_form(self.view))
        elif field:
            self._fill(changing_form(self.view, field, name))

    def _fill(self, form: FormScreen) -> None:
        self.app.push_screen(form, self._saved)

    def _saved(self, review: Review | None) -> None:
        if review is None:
            return
        if review.version == self.review.version:
            self.say("Nothing was changed.")
        else:
            self._show(review, f"{review.history[-1].what}.  u undoes it.")

    def _show(self, review: Review, said: str) -> None:
        self.review = review
        self.cursors[self.tab] = self.query_one(LineList).cursor
        self.refresh_content()
        self.say(said)

    def action_export(self) -> None:
        """Check the report, and export it where nothing stands against it."""
        from cspr_tui.screens.review.check.screen import (  # noqa: PLC0415 - loads the anonymiser
            ExportScreen,
        )

        self.app.push_screen(ExportScreen(self.review.ref), self._checked)

    def _preview(self) -> None:
        self.attempt(
            lambda: pages.preview_page(self.reviews, self.review.ref),
            self.app.push_screen,
        )

    def _checked(self, said: str | None) -> None:
        self.attempt(
            lambda: self.reviews.read(self.review.ref),
            lambda review: self._show(review, said or "Nothing was exported."),
        )

    def action_undo(self) -> None:
        """Take back the last change of this sitting."""
        self.attempt(self.reviews.undo_last, self._turned)

    def action_redo(self) -> None:
        """Do again what was taken back last."""
        self.attempt(self.reviews.redo_last, self._turned)

    def _turned(self, turned: tuple[Review, Change]) -> None:
        review = turned[0]
        said = f"{review.history[-1].what}."
        if review.ref == self.review.ref:
            self._show(review, said)
        else:
            self.say(f"{review.ref}: {said}")

    def action_copy(self) -> None:
        """Send the reference to the terminal's clipboard."""
        self.shell.copy_reference(self.review.ref)
        self.say(
            f"Sent {self.review.ref} to your terminal's clipboard, if it allows that."
        )
