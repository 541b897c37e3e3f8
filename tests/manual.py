"""The parts of the manual that are made from the program: `python -m tests.manual`."""

from __future__ import annotations

from argparse import SUPPRESS, Action, ArgumentParser
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from cspr_tui.app import CsprApp
from cspr_tui.cli.parser.parser import CommandParser, all_parsers
from cspr_tui.screens.core.base_screen import written
from cspr_tui.screens.core.keymap import _all_of, _own, _screens
from cspr_tui.widgets.filter_input import FilterLine
from cspr_tui.widgets.lines.line_list import LineList

MANUAL = Path(__file__).parents[1] / "cspr_tui" / "manual"
BEGIN = "<!-- made by python -m tests.manual, to the next such mark -->"
END = "<!-- what follows is written by hand -->"
# Where keys act, by the first part of their names; in the order of a day's work.
PLACES = {
    "app": "Everywhere",
    "lines": "In every list",
    "board": "The board",
    "filter": "The filter line of the board",
    "views": "The views of the board",
    "brief": "The brief",
    "triage": "Triage",
    "across": "Across all reviews",
    "look": "An answer across all reviews",
    "figures": "Figures",
    "behind": "The reviews behind a figure",
    "review": "A review",
    "entries": "Everything recorded of one kind",
    "history": "History",
    "change": "One change of the history",
    "why": "Why a date",
    "export": "The export check",
    "settings": "The settings",
    "handover": "Handing over a leaver's reviews",
    "form": "A form",
    "choose": "A list to choose from",
    "confirm": "A question answered yes or no",
    "decide": "A fact that somebody else changed too",
    "page": "A page to read",
}
# What every command takes stands once, at the head of the page.
COMMON = frozenset({"store", "today", "actor", "read_only", "help"})


def keys_part() -> str:
    """Return every key of every screen, by where it acts."""
    found: dict[str, dict[str, tuple[list[str], str]]] = {name: {} for name in PLACES}
    bindings = [
        *_own(CsprApp),
        *_own(LineList),
        *_own(FilterLine),
        *(binding for screen in _screens() for binding in _all_of(screen)),
    ]
    for binding in bindings:
        name = binding.id or ""
        if not name:
            continue
        rows = found[name.partition(".")[0]]
        keys, _ = rows.setdefault(name, ([], binding.description))
        for key in binding.key.split(","):
            if written(key) not in keys:
                keys.append(written(key))
    return "\n".join(line for name in PLACES for line in _place(name, found[name]))


def _place(name: str, rows: dict[str, tuple[list[str], str]]) -> Iterator[str]:
    yield from (f"## {PLACES[name]}", "", "| key | does | name |", "|---|---|---|")
    for id_, (keys, description) in sorted(rows.items(), key=lambda row: row[1][1]):
        shown = " ".join(f"`{key}`" for key in keys)
        yield f"| {shown} | {description} | `{id_}` |"
    yield ""


def commands_part() -> str:
    """Return every command with what it takes."""
    return "\n".join(_lines_of_commands())


def _lines_of_commands() -> Iterator[str]:
    for group, commands in groupby(all_parsers(), lambda each: each.group):
        listed = list(commands)
        yield from (f"## {group}", "", "| command | does |", "|---|---|")
        yield from (f"| `{each.name}` | {each.summary} |" for each in listed)
        yield ""
        for each in listed:
            yield from _command(each)


def _command(command: CommandParser) -> Iterator[str]:
    name, _, summary, parser = command
    yield from (f"### {name}", "", f"{summary[:1].upper()}{summary[1:]}.", "")
    takes = _own_of(parser)
    yield from (f"    cspr-tui {' '.join([name, *map(_used, takes)])}", "")
    explained = [each for each in takes if each.help and each.dest != "format"]
    if explained:
        yield from ("| takes | means |", "|---|---|")
        yield from (f"| `{_named(each)}` | {each.help} |" for each in explained)
        yield ""


def _own_of(parser: ArgumentParser) -> list[Action]:
    """Return what a command takes beside the common options, positionals first."""
    found = [
        each
        for each in parser._actions  # noqa: SLF001 - argparse tells no other way
        if each.dest not in COMMON and each.help != SUPPRESS
    ]
    return sorted(found, key=lambda each: bool(each.option_strings))


def _named(action: Action) -> str:
    value = _value(action)
    option = action.option_strings[-1] if action.option_strings else ""
    return " ".join(filter(None, (option, value))).replace("|", r"\|")


def _value(action: Action) -> str:
    if action.nargs == 0:
        return ""
    choices = "|".join(map(str, action.choices or ()))
    metavar = action.metavar if isinstance(action.metavar, str) else ""
    return choices or metavar or action.dest.upper()


def _used(action: Action) -> str:
    name = " ".join(filter(None, (*action.option_strings[-1:], _value(action))))
    if action.option_strings:
        return name if action.required else f"[{name}]"
    repeated = {"?": f"[{name}]", "*": f"[{name} ...]", "+": f"{name} [{name} ...]"}
    return repeated.get(str(action.nargs), name)


PARTS = {"keys": keys_part, "commands": commands_part}


def made(name: str) -> str:
    """Return a page with its part made anew; what is written by hand stays."""
    text = (MANUAL / f"{name}.md").read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{PARTS[name]().strip()}\n\n{END}{after}"


if __name__ == "__main__":
    for page in PARTS:
        (MANUAL / f"{page}.md").write_text(made(page), encoding="utf-8")
