"""Values given as `-`: read from standard input, so that no name is an argument.

An argument stands in the list of processes, which everybody on a server can see, and in
the history of the shell.
"""

from __future__ import annotations

import sys
from argparse import Namespace

from cspr_tui.domain.errors import CsprError

# Names of arguments whose values may hold a name or other case text.
MAY_HOLD_A_NAME = (
    "filter",
    "words",
    "text",
    "why",
    "despite",
    "basis",
    "reason",
    "replace",
    "person",
    "family",
    "checker",
)
DASH = "-"
# Bytes of one line, its end included.
LONGEST_LINE = 100_000


class MissingLineError(CsprError):
    """A value was to be read from standard input, and is not there or not readable."""


def read_dash_values(args: Namespace) -> None:
    """Put a line of standard input in the place of each value that is `-`, in order.

    Raises:
        MissingLineError: there are fewer lines than such values, or one is empty, too
            long or not UTF-8.
    """
    for name in MAY_HOLD_A_NAME:
        value = getattr(args, name, None)
        if value == DASH:
            setattr(args, name, _line_for(name))
        elif isinstance(value, list) and DASH in value:
            setattr(args, name, [_line_for(name) if v == DASH else v for v in value])


def _line_for(name: str) -> str:
    if sys.stdin is None:
        sentence = f'There is no standard input to read "{name}" from.'
        raise MissingLineError(sentence)
    if sys.stdin.isatty():
        print(f"{name}: ", end="", file=sys.stderr, flush=True)  # noqa: T201 - a prompt beside the output
    try:
        # From the buffer: what a command reads after it must not be read ahead.
        line = sys.stdin.buffer.readline(LONGEST_LINE).decode()
    except ValueError as error:
        sentence = f'The line for "{name}" is not UTF-8; convert it with iconv.'
        raise MissingLineError(sentence) from error
    if len(line.encode()) >= LONGEST_LINE:
        sentence = f'The line for "{name}" is over {LONGEST_LINE:,} bytes long.'
        raise MissingLineError(sentence)
    if not line.strip():
        sentence = f'Standard input has no line for "{name}"; write it there, one line.'
        raise MissingLineError(sentence)
    return line.strip()
