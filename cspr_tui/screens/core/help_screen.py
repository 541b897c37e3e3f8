"""The help screen: every key that is bound on the screen it was opened from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual import on
from textual.binding import ActiveBinding

from cspr_tui.screens.core.base_screen import written
from cspr_tui.screens.core.page_screen import PageScreen
from cspr_tui.widgets.lines.line import Line
from cspr_tui.widgets.lines.line_list import LineList

TITLE = "Help: the keys that act here; Enter opens the manual"
# What every line stands for, since none stands for anything of its own.
MANUAL = "manual"

STATES = (
    "",
    "What the words mean",
    "LATE      past its day; a statutory date never moves",
    "NO CLOCK  a date is missing that should be known by now: record it",
    "HOLD      the next step waits at a gate; its clock runs on",
    "SOON      due today or within the rule's warning time",
    "OK        running, nothing presses",
    "DONE      nothing left to do",
    "wd are working days in England, d are calendar days.",
    "",
    "The last word of each line names the key in your config file.",
)


class HelpScreen(PageScreen):
    """One key a line, as they are bound now; Enter opens the manual."""

    OPENS = True

    def __init__(
        self, active: Sequence[ActiveBinding], explained: Sequence[str] = ()
    ) -> None:
        lines = [*_lines(active), *_taken(explained), *map(Line, STATES)]
        super().__init__(TITLE, [line._replace(key=MANUAL) for line in lines])

    @on(LineList.Chosen)
    def _open_manual(self) -> None:
        from cspr_tui.screens.core.manual_screen import ManualScreen  # noqa: PLC0415 - help goes without

        self.app.push_screen(ManualScreen())


def _taken(explained: Sequence[str]) -> Iterator[Line]:
    if explained:
        yield from map(Line, ("", "What the fields take", *explained))


def _is_everywhere(each: tuple[tuple[str, str], list[str]]) -> bool:
    """Whether a key acts alike on every list; what is this screen's own comes first."""
    (_, name), _ = each
    return name.startswith(("lines.", "app."))


def _lines(active: Sequence[ActiveBinding]) -> Iterator[Line]:
    keys: dict[tuple[str, str], list[str]] = {}
    for each in active:
        binding = each.binding
        if binding.description and binding.id:
            named = binding.description, binding.id
            keys.setdefault(named, []).append(written(binding.key))
    for (description, name), bound in sorted(keys.items(), key=_is_everywhere):
        yield Line(f"{', '.join(dict.fromkeys(bound)):<28} {description:<24} {name}")
