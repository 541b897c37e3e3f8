"""The review screen: six tabs over one record."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from cspr_tui.domain.history.change import Change
from cspr_tui.domain.record.date_fields import RECORDED
from cspr_tui.domain.record.documents import SectionKind
from cspr_tui.domain.record.review import Review
from cspr_tui.screens.core.base_screen import Offer
from cspr_tui.screens.core.page_screen import PageScreen
from cspr_tui.screens.core.undo_keys import REDONE, UNDONE
from cspr_tui.screens.dialogs.choice_dialog import ChooseScreen
from cspr_tui.screens.dialogs.confirm_dialog import ConfirmScreen
from cspr_tui.screens.forms.form_screen import FormScreen
from cspr_tui.screens.review.add_entry_menu import about_of, choices, form_for
from cspr_tui.screens.review.entries_screen import EntriesScreen
from cspr_tui.screens.review.forms import contact_and_date_forms
from cspr_tui.screens.review.forms.entry_form import changing_form, inner_changing_form
from cspr_tui.screens.review.forms.import_form import CHOICES, Arrival, arrival_form
from cspr_tui.screens.review.forms.retention_form import retention_form
from cspr_tui.screens.review.forms.stage_forms import move_choices, move_form
from cspr_tui.screens.review.history.history_screen import HistoryScreen
from cspr_tui.screens.review.more_actions import OTHERS, do_other
from cspr_tui.screens.review.pages import row_page
from cspr_tui.screens.review.pages.review_pages import SHEETS, plan_form, sheet_page
from cspr_tui.screens.review.report_actions import ACTS, ReportKeys
from cspr_tui.screens.review.tabs.tab_registry import (
    ACTIONS,
    AGENCIES,
    OVERVIEW,
    REPORT,
    entry_at,
    gate_at,
)
from cspr_tui.service.use_cases.watch_changes import News
from cspr_tui.widgets.lines.line_list import LineList


class ReviewScreen(ReportKeys):
    """One review; what is done here is saved at once and can be undone."""

    WRITES = frozenset("add date done chase answer edit undo redo move other".split())
    BINDINGS: ClassVar[list[BindingType]] = [
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

    def others_saved(self, news: tuple[News, ...]) -> None:
        """Show the review as somebody else left it."""
        for each in news:
            if each.review.ref == self.review.ref:
                self.shown(each.review, self.who_changed(each))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what acts on this tab only."""
        only = {
            "done": {ACTIONS},
            "chase": {AGENCIES},
            "answer": {AGENCIES},
            "why": {OVERVIEW},
            **{act: {REPORT} for act in ACTS},
        }
        here = action not in only or self.tab in only[action]
        return here and super().check_action(action, parameters)

    def action_back(self) -> None:
        """Go back to the board."""
        self.leave()
        self.dismiss(None)

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        kind, _, name = event.line.key.partition("/")
        if self.chose_of_report(kind, name):
            return
        if kind == "add":
            self.add(name)
            return
        if kind == "kind":
            self.app.push_screen(EntriesScreen(self.review, name), self._looked)
            return
        page = row_page.page_of(self.view, kind, name)
        if page is not None:
            self.app.push_screen(page)
        else:
            self._edit(kind, name)

    def _looked(self, review: Review | None) -> None:
        if review is not None and review is not self.review:
            self.shown(review, f"{review.history[-1].what}.  u undoes it.")

    def action_why(self) -> None:
        """Show how the deadline under the cursor comes about."""
        self.query_one(LineList).action_choose()

    def offers(self) -> Iterator[Offer]:
        """Yield what can be chosen behind each key that asks which."""
        yield Offer("review.add", choices(self.tab), self.add)
        yield Offer("review.date", list(RECORDED.items()), self.record)
        yield Offer("review.move", move_choices(self.review), self.move)
        yield Offer("review.other", OTHERS, self.do_other)
        yield Offer("review.sheet", SHEETS, self.show_sheet)
        yield Offer("review.take_in", CHOICES, self.take_in)

    def _ask(
        self,
        question: str,
        found: Sequence[tuple[str, str]],
        act: Callable[[str], object],
    ) -> None:
        def chosen(what: str | None) -> None:
            if what:
                act(what)

        self.app.push_screen(ChooseScreen(question, found), chosen)

    def action_add(self) -> None:
        """Add what the row under the cursor asks for, or ask what."""
        kind, name = self.under_cursor
        if kind == "add":
            self.add(name)
        else:
            self._ask("Add what?", choices(self.tab), self.add)

    def add(self, field: str) -> None:
        """Add an entry, begun for whom the row under the cursor is about."""
        about = about_of(self.review, *self.under_cursor)
        self._fill(form_for(self.view, field, about))

    def action_date(self) -> None:
        """Record a date that starts, moves or ends clocks."""
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
        stands = f"{self.review.stage.label}, {self.review.status.label.lower()}"
        self._ask(f"From {stands} to", move_choices(self.review), self.move)

    def move(self, what: str) -> None:
        """Move the review to one stage, or end it."""
        self._fill(move_form(self.view, what))

    def action_retention(self) -> None:
        """Say how long the record is kept, why, and whether a legal hold stands."""
        self._fill(retention_form(self.view))

    def action_other(self) -> None:
        """Flag it, hand it over, and what else is done now and then."""
        self._ask(f"{self.review.ref}  Do what?", OTHERS, self.do_other)

    def do_other(self, name: str) -> None:
        """Do one of those things; it may ask which first."""
        do_other(self.app, self.view, name, self._saved)

    def action_history(self) -> None:
        """Show every change, to take back or restore from."""
        self.app.push_screen(HistoryScreen(self.review), self._looked_back)

    def _looked_back(self, review: Review | None) -> None:
        if review is not None and review is not self.review:
            self.shown(review, f"{review.history[-1].what}.")

    def action_sheet(self) -> None:
        """Choose a page: chronology, plan, agencies that wait, proof of dates."""
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
        """Take in a draft or a chronology that others wrote."""
        self._ask("Take in what?", CHOICES, self.take_in)

    def take_in(self, kind: str) -> None:
        """Take in one of them."""
        self.app.push_screen(arrival_form(self.view, kind), self._arrived)

    def _arrived(self, arrival: Arrival | None) -> None:
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
        """Take in what came back on the request under the cursor."""
        kind, name = self.under_cursor
        if kind == "request":
            self._fill(contact_and_date_forms.answer_form(self.view, name))

    def action_edit(self) -> None:
        """Edit what the tab is about: the review, or the row under the cursor."""
        kind, name = self.under_cursor
        if self.tab == OVERVIEW and kind not in {"gate", "retention"}:
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
        field, row_page = entry_at(self.review, kind, name)
        if field:
            self._fill(changing_form(self.view, field, row_page))
        elif self.tab == REPORT:
            self.say("Go to a section first; e edits it.")

    def _fill(self, form: FormScreen) -> None:
        self.app.push_screen(form, self._saved)

    def _saved(self, review: Review | None) -> None:
        if review is None:
            return
        if review.version == self.review.version:
            self.say("Nothing was changed.")
        else:
            self.shown(review, f"{review.history[-1].what}.  u undoes it.")

    def shown(self, review: Review, said: str) -> None:
        """Show the review as it is now, and say what happened."""
        self.review = review
        self.cursors[self.tab] = self.query_one(LineList).cursor
        self.refresh_content()
        self.say(said)

    def action_undo(self) -> None:
        """Take back the last change of this sitting."""
        self.attempt(self.reviews.undo_last, partial(self._turned, UNDONE))

    def action_redo(self) -> None:
        """Do again what was taken back last."""
        self.attempt(self.reviews.redo_last, partial(self._turned, REDONE))

    def _turned(self, then: str, turned: tuple[Review, Change]) -> None:
        review = turned[0]
        said = f"{review.history[-1].what}.  {then}"
        if review.ref == self.review.ref:
            self.shown(review, said)
        else:
            self.say(f"{review.ref}: {said}")
