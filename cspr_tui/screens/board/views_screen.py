"""The screen of saved views: how many each finds; add, change and delete your own."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from cspr_tui.domain.board.saved_views import BUILT_IN, View
from cspr_tui.domain.filters import compile_filter, parse_filter
from cspr_tui.screens.board.board_search import Finder
from cspr_tui.screens.core.base_screen import CsprScreen
from cspr_tui.screens.core.undo_keys import redo_settings, undo_settings
from cspr_tui.screens.dialogs.confirm_dialog import ConfirmScreen
from cspr_tui.screens.forms.form_screen import Form, FormScreen, Values
from cspr_tui.service import Reviews
from cspr_tui.service.board.find_by_filter import eye_of
from cspr_tui.service.use_cases.saved_views import drop_view, save_view
from cspr_tui.widgets.form_field import Field
from cspr_tui.widgets.lines.line import Line, fits
from cspr_tui.widgets.lines.line_list import LineList

WHO = {"s": "shared", "o": "only me"}
# The most of a view's name that its line shows.
WIDEST = 24


class ViewsScreen(CsprScreen[View | None]):
    """Each view with its digit, its filter and how many it finds now."""

    WRITES = frozenset({"add", "edit", "drop", "undo", "redo"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "add", id="views.add"),
        Binding("e", "edit", "edit", id="views.edit"),
        Binding("d", "drop", "drop", id="views.drop"),
        Binding("u", "undo", "undo", id="views.undo"),
        Binding("U", "redo", "redo", id="views.redo", show=False),
        Binding("question_mark,f1", "app.help", "help", id="views.help"),
        Binding("q,escape,h,left,backspace", "back", "back", id="views.back"),
    ]

    def __init__(self, finder: Finder) -> None:
        super().__init__()
        self.finder = finder

    def body(self) -> ComposeResult:
        """Lay out the lines."""
        yield LineList(id="lines")

    def refresh_content(self) -> None:
        """Show the views with their counts."""
        self.show_head("Views  1 to 9 on the board")
        lines = self.query_one(LineList)
        counts = self.finder.counts()
        name = min(WIDEST, max(cell_len(view.name) for view, _ in counts))
        rooms = name, max(20, self.size.width)
        lines.show([_line(n, *each, rooms) for n, each in enumerate(counts, 1)])
        lines.focus()

    def on_resize(self) -> None:
        """Cut the filters to the width there is."""
        if self.is_mounted:
            self.refresh_content()

    @property
    def current(self) -> View | None:
        """The view under the cursor."""
        return self._of(self.query_one(LineList).current)

    def _of(self, line: Line | None) -> View | None:
        views = [view for view, _ in self.finder.counts()]
        return views[int(line.key) - 1] if line is not None else None

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        self.dismiss(self._of(event.line))

    def action_add(self) -> None:
        """Save the filter that stands on the board, or another, under a name."""
        shown = View("", self.finder.found.text)
        form = view_form(self.reviews, self.finder, shown)
        self.app.push_screen(form, self._saved)

    def action_edit(self) -> None:
        """Change the saved view under the cursor."""
        view = self._own()
        if view is not None:
            self.app.push_screen(
                view_form(self.reviews, self.finder, view, view), self._saved
            )

    def _saved(self, view: View | None) -> None:
        if view is not None:
            self._look_again(f"View {view.name} saved.")

    def action_drop(self) -> None:
        """Take the saved view under the cursor away."""
        view = self._own()
        if view is None:
            return

        def answered(yes: bool | None) -> None:  # noqa: FBT001 - Textual passes it so
            if yes:
                self.attempt(lambda: drop_view(self.reviews, view), self._dropped)

        self.app.push_screen(ConfirmScreen(f"Drop the view {view.name}?"), answered)

    def _dropped(self, view: View) -> None:
        self._look_again(f"View {view.name} dropped.  u takes it back.")

    def action_undo(self) -> None:
        """Take back what this sitting did last with the saved views."""
        undo_settings(self, self._look_again, "views")

    def action_redo(self) -> None:
        """Do again what was taken back last."""
        redo_settings(self, self._look_again, "views")

    def _look_again(self, said: str) -> None:
        facts = self.reviews.facts
        self.finder.look_at(replace(self.finder.board, facts=facts))
        self.refresh_content()
        self.show_message(said)

    def _own(self) -> View | None:
        view = self.current
        if view in BUILT_IN:
            self.show_message("This view is always there; a saves one of your own.")
            return None
        return view

    def action_back(self) -> None:
        """Go back to the board as it was."""
        self.dismiss(None)


def _line(number: int, view: View, found: int | None, rooms: tuple[int, int]) -> Line:
    """Return a view's line: whose it is stands before the filter, which is cut."""
    name, width = rooms
    counted = "unreadable" if found is None else str(found)
    whose = "" if view in BUILT_IN else WHO["o" if view.owner else "s"]
    head = f"{number}  {fits(view.name, name)} {counted:>6}  {whose:<7}  "
    room = max(1, width - cell_len(head))
    return Line(
        f"{head}{fits(view.query or 'all active', room)}".rstrip(), "", f"{number}"
    )


def view_form(
    reviews: Reviews, finder: Finder, shown: View, before: View | None = None
) -> FormScreen:
    """Return the form for a view; it closes with the view as saved."""
    eye = eye_of(finder.board, reviews.session.actor)

    def readable(text: str) -> str:
        compile_filter(parse_filter(text), eye)
        return text.strip()

    def whose(text: str) -> str:
        return "" if text.strip().casefold()[:1] != "o" else reviews.session.login

    fields = [
        Field("name", "Name", value=shown.name),
        Field("query", "Filter", readable, shown.query, "is:late,soon owner:me"),
        Field(
            "owner",
            "Seen by",
            whose,
            WHO["o" if shown.owner else "s"],
            "shared, or only me",
        ),
    ]

    def save(values: Values) -> View:
        return save_view(reviews, View(**values), before)

    return FormScreen(Form("View", fields, save, name=f"view/{shown.name}"))
