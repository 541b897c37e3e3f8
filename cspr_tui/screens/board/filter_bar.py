"""The line above the board's columns: the saved views, or the filter being typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from cspr_tui.widgets.lines.line import fits
from cspr_tui.widgets.screen_bars import HeadLine

if TYPE_CHECKING:
    from cspr_tui.screens.board.board_search import Finder
    from cspr_tui.widgets.filter_input import FilterLine

# The keys shown on the key bar while a filter is typed.
FILTER_KEYS = (
    "Enter keep  Tab complete  Esc clear   is: owner: stage: agency: due: left: sort:"
)


class FilterBar(HeadLine):
    """Shows the views; gives way to an input line while a filter is typed.

    The input line posts `FilterLine.Accepted` and `FilterLine.Cleared` to the screen.
    """

    _input: FilterLine | None = None

    @property
    def is_typing(self) -> bool:
        """Whether the input line stands in place of the views."""
        return self._input is not None and bool(self._input.display)

    async def open_input(self, finder: Finder, typed: Callable[[str], None]) -> None:
        """Show the input line; `typed` is called with its text after every key."""
        from cspr_tui.widgets.filter_input import FilterLine  # noqa: PLC0415 - not for the first paint

        if self._input is None:
            self._input = FilterLine(finder.completions, typed, id="filter")
            await self.screen.mount(self._input, after=self)
        self.display = False
        self._input.display = True
        self._input.value = finder.typed
        self._input.focus()

    def close_input(self) -> None:
        """Show the views again in place of the input line."""
        if self._input is not None:
            self._input.display = False
        self.display = True

    def show_views(self, finder: Finder, width: int) -> None:
        """Show the views with their counts, the one in use in brackets."""
        line = "  ".join(("View", *_view_words(finder)))
        end = line.find("]")
        if end >= width:
            line = f"View  {line[line.index('[') : end + 1]}  v shows all"
        if finder.typed:
            line = f"Filter {finder.typed}   {line}"
        self.say(fits(line, width))


def _view_words(finder: Finder) -> Iterator[str]:
    for number, (view, matches) in enumerate(finder.counts(), 1):
        text = f"{number} {view.name} {'?' if matches is None else matches}"
        yield f"[{text}]" if view == finder.view else text
