"""The man page, in roff, from the same table and parsers as --help.

`python -m cspr_tui.cli.parser.man_page FILE` writes it anew.
"""

from __future__ import annotations

import sys
from argparse import ONE_OR_MORE, OPTIONAL, REMAINDER, SUPPRESS, ZERO_OR_MORE, Action
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from cspr_tui.cli.parser.parser import (
    DESCRIPTION,
    WITHOUT_COMMAND,
    CommandParser,
    actions_of,
    all_parsers,
    top_parser,
)

_EXIT_CODES = (
    ("0", "done"),
    ("1", "refused or failed, with one sentence; or something was found"),
    ("2", "wrong usage"),
    ("130", "interrupted"),
)
_ENVIRONMENT = (
    ("CSPR_STORE", "the store, where --store is not given"),
    ("ACCESSIBLE", "set to 1: the app never opens, the brief is printed"),
    ("TERM", "dumb: the same"),
    ("VISUAL, EDITOR", "what a report section is written in"),
)


def man_page() -> str:
    """Return the page, section 1 of the manual, in roff with the man macros."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield f'.TH CSPR\\-TUI 1 "" "cspr\\-tui {version("cspr-tui")}" "User Commands"'
    yield from (".SH NAME", f"cspr\\-tui \\- {_escaped(DESCRIPTION).rstrip('.')}")
    yield from (".SH SYNOPSIS", ".B cspr\\-tui", "[options] [\\fICOMMAND\\fR ...]")
    yield from (".SH DESCRIPTION", _escaped(WITHOUT_COMMAND))
    yield "Every command takes the options of the store, the day and who acts too."
    yield ".SH OPTIONS"
    top = actions_of(top_parser())
    for action in top:
        yield from _action(action)
    common = {action.dest for action in top}
    group = ""
    for command in all_parsers():
        if command.group != group:
            group = command.group
            yield f'.SH "{_escaped(group.upper())}"'
        yield from _command(command, common)
    yield from _definitions("EXIT STATUS", _EXIT_CODES)
    yield from _definitions("ENVIRONMENT", _ENVIRONMENT)


def _command(command: CommandParser, common: set[str]) -> Iterator[str]:
    own = [each for each in actions_of(command.parser) if each.dest not in common]
    positional = [_value(each) for each in own if not each.option_strings]
    yield f'.SS "{_escaped(" ".join((command.name, *positional)))}"'
    yield f"{_escaped(_sentence(command.summary))}"
    for action in own:
        yield from _action(action)


def _action(action: Action) -> Iterator[str]:
    if action.help == SUPPRESS:
        return
    names = ", ".join(f"\\fB{_escaped(each)}\\fR" for each in action.option_strings)
    value = _escaped(_value(action))
    yield ".TP"
    yield " ".join(part for part in (names, value and f"\\fI{value}\\fR") if part)
    yield _escaped(action.help or "")


def _value(action: Action) -> str:
    """Return how a value is written in the synopsis; empty for a switch."""
    if action.nargs == 0:
        return ""
    choices = "|".join(str(each) for each in action.choices or ())
    name = str(action.metavar or choices or action.dest.upper())
    forms = {
        OPTIONAL: f"[{name}]",
        ZERO_OR_MORE: f"[{name} ...]",
        ONE_OR_MORE: f"{name} ...",
        REMAINDER: f"[{name} ...]",
    }
    return forms.get(str(action.nargs), name)


def _definitions(title: str, pairs: tuple[tuple[str, str], ...]) -> Iterator[str]:
    yield f".SH {title}"
    for name, meaning in pairs:
        yield from (".TP", f"\\fB{_escaped(name)}\\fR", _escaped(meaning))


def _sentence(summary: str) -> str:
    return f"{summary[0].upper()}{summary[1:]}."


def _escaped(text: str) -> str:
    """Return text that roff prints as it is, also where a line starts with a dot."""
    plain = text.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
    return f"\\&{plain}" if plain.startswith((".", "'")) else plain


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(man_page(), encoding="utf-8")
