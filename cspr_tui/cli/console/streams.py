"""Standard input, output and error made ready: in any locale, closed or not."""

from __future__ import annotations

import io
import os
import sys
from argparse import Namespace

from cspr_tui.domain.errors import CsprError


class UnreadableArgumentError(CsprError):
    """An argument holds letters that this locale cannot tell."""


def open_streams() -> None:
    """Let output replace what the locale cannot show, and closed input be refused."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    if sys.stdin is None:
        from cspr_tui.cli.console.standard_input import ClosedInput  # noqa: PLC0415 - only where it is closed

        # No file of the store may come to lie where a child looks for its input.
        os.open(os.devnull, os.O_RDONLY)
        sys.stdin = ClosedInput()  # it reads as one


def check_letters(args: Namespace) -> None:
    """Check that every text among the arguments was decoded whole; paths may not be.

    Raises:
        UnreadableArgumentError: one was not.
    """
    for name, value in vars(args).items():
        if name == "store":
            continue
        for text in value if isinstance(value, list) else (value,):
            if isinstance(text, str) and any("\ud800" <= c <= "\udfff" for c in text):
                sentence = (
                    "Nothing was done: an argument holds letters that this locale "
                    "cannot read; type it in UTF-8, or set LC_ALL=C.UTF-8."
                )
                raise UnreadableArgumentError(sentence)
