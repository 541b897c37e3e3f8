"""The board's filter: typed on a line of its own, or kept as a view."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from cspr_tui.domain.board.saved_views import View
from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.filters import UnreadableFilterError
from cspr_tui.domain.filters.terms import SORTS
from cspr_tui.domain.text.formatting import count, day_words
from cspr_tui.screens.board.board_list import ListScreen
from cspr_tui.screens.board.board_search import Finder
from cspr_tui.widgets.lines.line import fits
from cspr_tui.widgets.lines.line_list import LineList
from cspr_tui.widgets.screen_bars import HeadLine

if TYPE_CHECKING:
    from cspr_tui.service.use_cases.text_search import Searched

# Progress is told once in so many reviews, so that a slow line keeps up.
TOLD_EVERY = 50
HINT = (
    "Enter keep  Tab complete  Esc clear   is: owner: stage: agency: due: left: sort:"
)

ORDERS = [
    *((by, by.capitalize()) for by in SORTS),
    *((f"-{by}", f"{by.capitalize()}, the other way") for by in SORTS),
]


class FilterScreen(ListScreen):
    """A list that a filter narrows as it is typed."""

    def at_rest(self) -> None:
        """Show the views with their counts, the one looked through in brackets."""
        finder = self.finder
        if finder is None or self.is_typing:
            return
        line = "  ".join(("View", *_view_words(finder)))
        at = line.find("]")
        if at >= self.width:
            line = f"View  {line[line.index('[') : at + 1]}  v shows all"
        if finder.typed:
            line = f"Filter {finder.typed}   {line}"
        self.query_one("#views", HeadLine).say(fits(line, self.width))

    @property
    def is_typing(self) -> bool:
        """Whether a filter is being typed."""
        return any(line.display for line in self.query("#filter"))

    def show_keys(self) -> None:
        """Show the keys of the filter line while it is typed on."""
        if self.is_typing:
            self.query_one("#keys", HeadLine).say(fits(HINT, self.width))
        else:
            super().show_keys()

    def on_descendant_focus(self) -> None:
        """Show the keys that act where the focus came to."""
        self.show_keys()

    async def action_filter(self) -> None:
        """Go to the filter line; the list narrows as it is typed on."""
        from cspr_tui.widgets.filter_input import FilterLine  # noqa: PLC0415 - not for the first paint

        finder = self.finder
        if finder is None:
            return
        if not self.query("#filter"):
            line = FilterLine(self._completions, self.type_filter, id="filter")
            await self.mount(line, before="#columns")
        self.query_one("#views").display = False
        line = self.query_one("#filter", FilterLine)
        line.display = True
        line.value = finder.typed
        line.focus()

    def _completions(self, text: str) -> tuple[str, ...]:
        return self.finder.completions(text) if self.finder else ()

    def type_filter(self, text: str) -> None:
        """Show what a text finds; where it means nothing, the last list and why."""
        finder = self.finder
        if finder is None:
            return
        said = ""
        try:
            if text != finder.typed:
                finder.type(text)
        except UnreadableFilterError as error:
            said = f"{error} Showing the last valid filter, {finder.shown}."
        self.show_found()
        self.tell(said or finder.said())

    def on_filter_line_kept(self) -> None:
        """Back to the list; words are now looked for in the timelines too."""
        self._leave_line()
        if self.finder is None:
            return
        if self.finder.typed:
            self.tell(self.finder.said())
        if self.finder.words:
            self._search(self.finder.refs_to_search(), self.finder.words)

    def on_filter_line_cleared(self) -> None:
        """Back to the list as it was before."""
        self._leave_line()
        self.action_clear()

    def _leave_line(self) -> None:
        self.query_one("#filter").display = False
        self.query_one("#views").display = True
        self.query_one(LineList).focus()
        self.at_rest()

    def action_clear(self) -> None:
        """Show everything again: no filter, no marks."""
        if self.finder is None:
            return
        self.marked.clear()
        self.workers.cancel_group(self, "search")
        self.type_filter("")
        self.finder.told.clear()
        self.show_found()
        self.tell("All shown.")

    def _search(self, refs: tuple[str, ...], words: tuple[str, ...]) -> None:
        self.run_worker(
            lambda: self._searching(refs, words),
            thread=True,
            group="search",
            exclusive=True,
        )

    def _searching(self, refs: tuple[str, ...], words: tuple[str, ...]) -> None:
        from cspr_tui.service.use_cases.text_search import searched  # noqa: PLC0415 - not for the first paint

        told, unread, worker = dict[str, str](), 0, get_current_worker()
        try:
            for each in searched(self.reviews, refs, words):
                if worker.is_cancelled:
                    return
                unread += bool(each.unread)
                told.update(_told(each))
                if not each.read % TOLD_EVERY:
                    said = f"Searching timelines: {each.read} of {each.of} read."
                    self.app.call_from_thread(self.tell, said)
        except CsprError as error:
            self.app.call_from_thread(self.say, str(error))
            return
        self.app.call_from_thread(self._searched, told, unread)

    def _searched(self, told: dict[str, str], unread: int) -> None:
        finder = self.finder
        if finder is None:
            return
        finder.told = told
        self.show_found()
        held = f" {count(unread, 'review')} could not be read." if unread else ""
        where = "" if told else " Nothing in the timelines."
        self.tell(f"{finder.said()}{where}{held}")

    def action_view(self, number: int) -> None:
        """Look through a view by its digit."""
        known = self.finder.views if self.finder else ()
        if number > len(known):
            self.tell(f"There is no view {number}; v shows them and saves another.")
            return
        self.use_view(known[number - 1])

    def use_view(self, view: View | None) -> None:
        """Look through a view."""
        if view is None or self.finder is None:
            return
        try:
            self.finder.use(view)
        except UnreadableFilterError as error:
            self.tell(f"View {view.name}: {error}")
            return
        self.show_found()
        self.at_rest()
        self.tell(self.finder.said() or "All active reviews.")

    def action_views(self) -> None:
        """Show the views, to use, save, change or drop one."""
        from cspr_tui.screens.board.views_screen import ViewsScreen  # noqa: PLC0415 - not for the first paint

        if self.finder is not None:
            self.app.push_screen(ViewsScreen(self.finder), self.use_view)

    def action_sort(self) -> None:
        """Choose what the list is ordered by."""
        from cspr_tui.screens.dialogs.choice_dialog import ChooseScreen  # noqa: PLC0415 - not for the first paint

        def chosen(by: str | None) -> None:
            if by:
                self.sort_by(by)

        self.app.push_screen(ChooseScreen("Sort by", ORDERS), chosen)

    def sort_by(self, by: str) -> None:
        """Order the list; a `-` turns it round."""
        if self.finder is not None:
            self.finder.sort(by.removeprefix("-"), descending=by.startswith("-"))
            self.show_found()
            self.tell(f"Sorted by {by}. Esc clears.")


def _view_words(finder: Finder) -> Iterator[str]:
    for number, (view, found) in enumerate(finder.counts(), 1):
        shown = f"{number} {view.name} {'?' if found is None else found}"
        yield f"[{shown}]" if view == finder.view else shown


def _told(found: Searched) -> dict[str, str]:
    """Return the newest place of a review that holds the words, for the peek line."""
    first = found.hits[:1]
    more = f" and {len(found.hits) - 1} more" if len(found.hits) > 1 else ""
    return {
        hit.ref: f"{day_words(hit.on)} {hit.source}: {hit.said}{more}" for hit in first
    }
