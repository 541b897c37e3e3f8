"""Print what was found as a page of text or, with --format json, as JSON."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterable

from cspr_tui.cli.console.output import say_all, say_json
from cspr_tui.plain.json_values import to_json


def print_page_or_json(
    args: Namespace, found: Iterable[object], page: Callable[[], Iterable[str]]
) -> None:
    """Print `found` as JSON where --format asks for it, else the lines of `page`."""
    if args.format == "json":
        say_json(to_json(list(found)))
    else:
        say_all(page())
