"""The review screen: one review in six tabs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from cspr_tui.domain.history.change import Change
from cspr_tui.domain.record.date_fields import RECORDED
from cspr_tui.domain.record.documents import SectionKind
from cspr_tui.domain.record.review import Review
from cspr_tui.screens.core.base_screen import CsprScreen, Offer
from cspr_tui.screens.core.page_screen import PageScreen
from cspr_tui.screens.core.undo_keys import REDONE, UNDONE
from cspr_tui.screens.dialogs.choice_dialog import ChooseScreen
from cspr_tui.screens.dialogs.confirm_dialog import ConfirmScreen
from cspr_tui.screens.forms.form_screen import FormScreen
from cspr_tui.screens.review.add_entry_menu import about_of, choices, form_for
from cspr_tui.screens.review.entries_screen import EntriesScreen
from cspr_tui.screens.review.forms import contact_and_date_forms
from cspr_tui.screens.review.forms.entry_form import changing_form, inner_changing_form
from cspr_tui.screens.review.forms.import_form import CHOICES as IMPORTS
from cspr_tui.screens.review.forms.import_form import Arrival, arrival_form
from cspr_tui.screens.review.forms.retention_form import retention_form
from cspr_tui.screens.review.forms.stage_forms import move_choices, move_form
from cspr_tui.screens.review.history.history_screen import HistoryScreen
from cspr_tui.screens.review.more_actions import CHOICES as MORE_ACTIONS
from cspr_tui.screens.review.more_actions import do_action
from cspr_tui.screens.review.pages import row_page
from cspr_tui.screens.review.pages.review_pages import SHEETS, plan_form, sheet_page
from cspr_tui.screens.review.presence_line import Company
from cspr_tui.screens.review.report_actions import REPORT_ACTIONS, ReportActions
from cspr_tui.screens.review.review_tabs import TabLines
from cspr_tui.screens.review.review_view import ReviewView, view_of
from cspr_tui.screens.review.section_editor import SectionEditor
from cspr_tui.screens.review.tabs.tab_registry import (
    ACTIONS,
    AGENCIES,
    OVERVIEW,
    REPORT,
    TABS,
    entry_at,
    gate_at,
    tab_line,
)
from cspr_tui.service.use_cases.watch_changes import ChangeByOthers
from cspr_tui.widgets.lines.line_list import LineList
from cspr_tui.widgets.screen_bars import HeadLine


class ReviewScreen(CsprScreen[None]):
    """One review; every change is saved at once and can be undone."""

    WRITES = frozenset("add date done chase answer edit undo redo move other".split())
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "copy", "copy reference", id="review.copy", show=False),
        Binding("1", "tab(0)", "Overview", id="review.tab1", show=False),
        Binding("2", "tab(1)", "Family", id="review.tab2", show=False),
        Binding("3", "tab(2)", "Agencies", id="review.tab3", show=False),
        Binding("4", "tab(3)", "Actions", id="review.tab4", show=False),
        Binding("5", "tab(4)", "Timeline", id="review.tab5", show=False),
        Binding("6", "tab(5)", "Report", id="review.tab6", show=False),
        Binding(
            "right_square_bracket", "turn(1)", "next tab", id="review.next", show=False
        ),
        Binding(
            "left_square_bracket",
            "turn(-1)",
            "tab before",
            id="review.before",
            show=False,
        ),
        Binding("E", "editor", "own editor", show=False, id="review.editor"),
        Binding("n", "kind", "report", id="review.report"),
        Binding("o", "level", "level", id="review.level"),
        Binding("space", "part", "in or out", id="review.part"),
        Binding("x", "export", "export", id="review.export"),
        Binding("a", "add", "add", id="review.add"),
        Binding("t", "date", "date", id="review.date"),
        Binding("d", "done", "done", id="review.done"),
        Binding("c", "chase", "chase", id="review.chase"),
        Binding("r", "answer", "returned", id="review.answer"),
        Binding("e", "edit", "edit", id="review.edit"),
        Binding("w", "why", "why", id="review.why"),
        Binding("u", "undo", "undo", id="review.undo"),
        Binding("s", "move", "stage", id="review.move"),
        Binding("v", "history", "history", id="review.history"),
        Binding("p", "other", "do more", id="review.other"),
        Binding("f", "sheet", "pages", id="review.sheet"),
        Binding("b", "take_in", "bring in a file", id="review.take_in", show=False),
        Binding("K", "retention", "keeping the record", id="review.keep", show=False),
        Binding("U", "redo", "redo", id="review.redo", show=False),
        Binding("question_mark,f1", "app.help", "help", id="review.help"),
        Binding("q,escape,h,left,backspace", "back", "back", id="review.back"),
    ]

    def __init__(self, review: Review) -> None:
        super().__init__()
        self.review = review
        self._width = 0
        self._presence = Company(review.ref)
        self._lines = TabLines()
        self._report = ReportActions(self)
        self._section_editor = SectionEditor(self)

    def body(self) -> ComposeResult:
        """Compose the presence line, the tab line and the list."""
        yield self._presence
        yield HeadLine(id="tabs")
        yield self._lines

    def turn_to(self, review: Review) -> None:
        """Show another review from its first tab; nothing of the last one stays."""
        self.review = review
        self._lines.reset()
        self._report.reset()
        self._presence.attend_to(review.ref)
        self.show_status("")
        self.refresh_content()
        self.show_keys()

    @property
    def view(self) -> ReviewView:
        """The review as the tabs show it now."""
        view = view_of(self.review, self.reviews)
        return replace(view, order=self._report.order, width=self.app.size.width)

    @property
    def under_cursor(self) -> tuple[str, str]:
        """The kind of the row under the cursor and its name, both empty for none."""
        return self._lines.under_cursor

    def refresh_content(self) -> None:
        """Show the tab as the review is now, the cursor where it was."""
        view = self.view
        self._width = view.width
        self.show_head(view.head)
        tabs = tab_line(self._lines.tab, view.width)
        self.query_one("#tabs", HeadLine).say(tabs)
        self._lines.show_tab(view)

    def on_resize(self) -> None:
        """Wrap the lines for the new width, the cursor on the same row."""
        if self._width in {0, self.app.size.width}:
            return
        lines = self._lines
        key = lines.current.key if lines.current else ""
        lines.keep_cursor()
        self.refresh_content()
        lines.show(lines.lines, key)

    def action_tab(self, number: int) -> None:
        """Go to a tab."""
        self._lines.go_to(number)
        self.refresh_content()
        self.refresh_bindings()
        self.show_keys()

    def action_turn(self, step: int) -> None:
        """Go to the next tab (1) or the one before (-1)."""
        self.action_tab((self._lines.tab + step) % len(TABS))

    def action_copy(self) -> None:
        """Copy the reference to the terminal's clipboard."""
        self.copy(self.review.ref)

    def action_kind(self) -> None:
        """Choose which report."""
        self._report.choose_kind()

    def action_level(self) -> None:
        """Choose for whom the report is written."""
        self._report.choose_level()

    def action_part(self) -> None:
        """Put the section under the cursor into the report, or take it out."""
        self._report.toggle_section()

    def action_export(self) -> None:
        """Check the report and export it."""
        self._report.export()

    def action_editor(self) -> None:
        """Write the section under the cursor in the user's own editor."""
        self._section_editor.edit()

    def others_saved(self, news: tuple[ChangeByOthers, ...]) -> None:
        """Show the review after somebody else saved it."""
        for each in news:
            if each.review.ref == self.review.ref:
                self.show_review(each.review, self.who_changed(each))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer an action only on the tabs it applies to."""
        only = {
            "done": {ACTIONS},
            "chase": {AGENCIES},
            "answer": {AGENCIES},
            "why": {OVERVIEW},
            **{act: {REPORT} for act in REPORT_ACTIONS},
        }
        here = action not in only or self._lines.tab in only[action]
        return here and super().check_action(action, parameters)

    def action_back(self) -> None:
        """Go back to the board."""
        self._presence.attend_to("")
        self.dismiss(None)

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        kind, _, name = event.line.key.partition("/")
        if self._report.open_row(kind, name):
            return
        if kind == "add":
            self.add(name)
            return
        if kind == "kind":
            self.app.push_screen(EntriesScreen(self.review, name), self._entries_left)
            return
        page = row_page.page_of(self.view, kind, name)
        if page is not None:
            self.app.push_screen(page)
        else:
            self._edit(kind, name)

    def _entries_left(self, review: Review | None) -> None:
        if review is not None and review is not self.review:
            self.show_review(review, f"{review.history[-1].what}.  u undoes it.")

    def action_why(self) -> None:
        """Explain how the deadline under the cursor was calculated."""
        self._lines.action_choose()

    def offers(self) -> Iterator[Offer]:
        """Yield the choices behind each key that asks, for the command palette."""
        yield Offer("review.add", choices(self._lines.tab), self.add)
        yield Offer("review.date", list(RECORDED.items()), self.record)
        yield Offer("review.move", move_choices(self.review), self.move)
        yield Offer("review.other", MORE_ACTIONS, self.do_other)
        yield Offer("review.sheet", SHEETS, self.show_sheet)
        yield Offer("review.take_in", IMPORTS, self.take_in)

    def _ask(
        self,
        question: str,
        answers: Sequence[tuple[str, str]],
        act: Callable[[str], object],
    ) -> None:
        def chosen(what: str | None) -> None:
            if what:
                act(what)

        self.app.push_screen(ChooseScreen(question, answers), chosen)

    def action_add(self) -> None:
        """Add an entry of the kind that an empty row stands for, or ask which kind."""
        kind, name = self.under_cursor
        if kind == "add":
            self.add(name)
        else:
            self._ask("Add what?", choices(self._lines.tab), self.add)

    def add(self, field: str) -> None:
        """Add an entry about the person or agency of the row under the cursor."""
        about = about_of(self.review, *self.under_cursor)
        self._fill(form_for(self.view, field, about))

    def action_date(self) -> None:
        """Record a date that starts, moves or ends deadlines."""
        self._ask(
            "Record which date?",
            contact_and_date_forms.dates_of(self.review),
            self.record,
        )

    def record(self, field: str) -> None:
        """Record one date."""
        self._fill(contact_and_date_forms.date_form(self.view, field))

    def action_move(self) -> None:
        """Move the review on, publish, close, withdraw or reopen it."""
        now = f"{self.review.stage.label}, {self.review.status.label.lower()}"
        self._ask(f"From {now} to", move_choices(self.review), self.move)

    def move(self, what: str) -> None:
        """Move the review to one stage, or end it."""
        self._fill(move_form(self.view, what))

    def action_retention(self) -> None:
        """Set how long the record is kept, why, and whether a legal hold applies."""
        self._fill(retention_form(self.view))

    def action_other(self) -> None:
        """Choose one of the less frequent actions, such as a flag or a handover."""
        self._ask(f"{self.review.ref}  Do what?", MORE_ACTIONS, self.do_other)

    def do_other(self, name: str) -> None:
        """Do one of the less frequent actions; it may ask a question first."""
        do_action(self.app, self.view, name, self._saved)

    def action_history(self) -> None:
        """Show every change; changes can be reverted and fields restored there."""
        self.app.push_screen(HistoryScreen(self.review), self._history_left)

    def _history_left(self, review: Review | None) -> None:
        if review is not None and review is not self.review:
            self.show_review(review, f"{review.history[-1].what}.")

    def action_sheet(self) -> None:
        """Choose a read-only page, such as the chronology or the proof of dates."""
        self._ask("Which page?", SHEETS, self.show_sheet)

    def show_sheet(self, name: str) -> None:
        """Show one page; the plan asks first for which day."""
        if name == "plan":
            self.app.push_screen(plan_form(self.view), self._show_page)
        else:
            self._show_page(sheet_page(self.view, name))

    def _show_page(self, page: PageScreen | None) -> None:
        if page is not None:
            self.app.push_screen(page)

    def action_take_in(self) -> None:
        """Import a draft or a chronology that others wrote."""
        self._ask("Take in what?", IMPORTS, self.take_in)

    def take_in(self, kind: str) -> None:
        """Ask for the file of one kind of import."""
        self.app.push_screen(arrival_form(self.view, kind), self._confirm_import)

    def _confirm_import(self, arrival: Arrival | None) -> None:
        if arrival is None:
            return
        if arrival.step is None:
            self.app.push_screen(arrival.page())
            return

        def answered(yes: bool | None) -> None:  # noqa: FBT001 - Textual passes it so
            if yes:
                self.attempt(lambda: arrival.take(self.reviews), self._saved)

        dialog = ConfirmScreen("Take this in?", arrival.lines, "yes, take it in")
        self.app.push_screen(dialog, answered)

    def action_done(self) -> None:
        """Mark the action under the cursor done."""
        kind, name = self.under_cursor
        if kind == "action":
            self._fill(contact_and_date_forms.done_form(self.view, name))

    def action_chase(self) -> None:
        """Record a reminder on the request under the cursor."""
        kind, name = self.under_cursor
        if kind == "request":
            self._fill(contact_and_date_forms.chase_form(self.view, name))

    def action_answer(self) -> None:
        """Record the reply to the request under the cursor."""
        kind, name = self.under_cursor
        if kind == "request":
            self._fill(contact_and_date_forms.answer_form(self.view, name))

    def action_edit(self) -> None:
        """Edit the row under the cursor; on the Overview, the review's own fields."""
        kind, name = self.under_cursor
        if self._lines.tab == OVERVIEW and kind not in {"gate", "retention"}:
            self._fill(contact_and_date_forms.facts_form(self.view))
        elif kind:
            self._edit(kind, name)

    def _edit(self, kind: str, name: str) -> None:
        if kind == "retention":
            self.action_retention()
            return
        if kind == "section":
            self._fill(
                contact_and_date_forms.section_form(self.view, SectionKind(name))
            )
            return
        if kind == "gate":
            outer = gate_at(self.review, name)
            self._fill(inner_changing_form(self.view, "proceedings", outer, name))
            return
        field, entry_id = entry_at(self.review, kind, name)
        if field:
            self._fill(changing_form(self.view, field, entry_id))
        elif self._lines.tab == REPORT:
            self.show_message("Go to a section first; e edits it.")

    def _fill(self, form: FormScreen) -> None:
        self.app.push_screen(form, self._saved)

    def _saved(self, review: Review | None) -> None:
        if review is None:
            return
        if review.version == self.review.version:
            self.show_message("Nothing was changed.")
        else:
            self.show_review(review, f"{review.history[-1].what}.  u undoes it.")

    def show_review(self, review: Review, message: str) -> None:
        """Show the review as it is now, and what happened."""
        self.review = review
        self._lines.keep_cursor()
        self.refresh_content()
        self.show_message(message)

    def action_undo(self) -> None:
        """Undo the last change made since the app was started."""
        self.attempt(self.reviews.undo_last, partial(self._undone, UNDONE))

    def action_redo(self) -> None:
        """Redo the change that was undone last."""
        self.attempt(self.reviews.redo_last, partial(self._undone, REDONE))

    def _undone(self, hint: str, change: tuple[Review, Change]) -> None:
        review = change[0]
        message = f"{review.history[-1].what}.  {hint}"
        if review.ref == self.review.ref:
            self.show_review(review, message)
        else:
            self.show_message(f"{review.ref}: {message}")
