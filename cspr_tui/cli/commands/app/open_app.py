"""Open the app on a store, or print the brief where no app can be shown."""

from __future__ import annotations

import gc
import os
import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from cspr_tui.cli.console.output import say, say_all
from cspr_tui.cli.env.core_dumps import forbid_inspection
from cspr_tui.cli.env.session import (
    cached_board,
    is_database,
    is_read_only,
    reviews_of,
    session_of,
    store_name,
)
from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.text.formatting import quoted
from cspr_tui.preferences import (
    Preferences,
    preferences_file,
    preferences_in,
    preferences_of,
)
from cspr_tui.terminal.absent_module import absent_module

if TYPE_CHECKING:
    from cspr_tui.service import Board, Reviews

# What would write what is on the screen somewhere else, or type by itself.
TELLTALES = (
    "TEXTUAL_LOG",
    "TEXTUAL_DEBUG",
    "TEXTUAL_SCREENSHOT",
    "TEXTUAL_SCREENSHOT_LOCATION",
    "TEXTUAL_SCREENSHOT_FILENAME",
    "TEXTUAL_PRESS",
    "TEXTUAL_DRIVER",
)


class NoStoreYetError(CsprError):
    """There is no store yet where one was looked for."""


def run(args: Namespace) -> int:
    """Open the app on the store, or print the brief where no app can be shown."""
    path = store_name(args)
    if not is_database(path) and not Path(path).exists():
        sentence = (
            f'There is no store in {path}; "cspr-tui init {quoted(path)}" makes '
            f'one, "cspr-tui demo" shows the app on invented data.'
        )
        raise NoStoreYetError(sentence)
    if is_plain(args):
        _print_brief(reviews_of(args))
        return 0
    gc.disable()
    chosen = preferences(args)
    board = cached_board(args)
    if board is not None:
        _show_app(lambda: reviews_of(args).resume_from(board), board, args, chosen)
    else:
        reviews = reviews_of(args)
        _show_app(reviews, reviews.board(), args, chosen)
    return 0


def preferences(args: Namespace) -> Preferences:
    """Return what the user's own file says, the arguments before it.

    Raises:
        UnreadablePreferencesError: the file, or the theme named, means nothing.
    """
    chosen = preferences_in(preferences_file())
    if args.theme:
        given = preferences_of({"theme": args.theme}, "--theme")
        chosen = chosen._replace(theme=given.theme)
    args.read_only = args.read_only or chosen.read_only
    return chosen._replace(read_only=is_read_only(args))


def _print_brief(reviews: Reviews) -> None:
    from cspr_tui.plain.brief_text import brief_page  # noqa: PLC0415 - not for the first paint

    say_all(brief_page(reviews, reviews.board()))
    say()
    say('No screen here: "list", "brief", "show REF" and "log REF" do the same.')


def show(reviews: Reviews, args: Namespace) -> None:
    """Open the app on a store already open, or print its brief."""
    if is_plain(args):
        _print_brief(reviews)
    else:
        _show_app(reviews, reviews.board(), args, preferences(args))


def _show_app(
    reviews: Reviews | Callable[[], Reviews],
    board: Board,
    args: Namespace,
    chosen: Preferences,
) -> None:
    """Show the app; the collector runs once the first screen has been painted."""
    gc.disable()
    _prepare_terminal(chosen)
    with absent_module("ssl"):
        from cspr_tui.app import CsprApp  # noqa: PLC0415 - Textual is loaded only where it is shown

    forbid_inspection()
    app = CsprApp(reviews, board, session_of(args), chosen)
    app.run(mouse=chosen.mouse)
    if app.return_code:
        raise SystemExit(app.return_code)


def is_plain(args: Namespace) -> bool:
    """Whether no app can or may be shown here."""
    asked = bool(args.plain or os.environ.get("ACCESSIBLE"))
    dumb = os.environ.get("TERM", "dumb") == "dumb"
    return asked or dumb or not (sys.stdin.isatty() and sys.stdout.isatty())


def _prepare_terminal(chosen: Preferences) -> None:
    if chosen.theme == "mono":
        os.environ["NO_COLOR"] = "1"
    if os.environ.get("SSH_CONNECTION"):
        os.environ.setdefault("ESCDELAY", "250")
    os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    os.environ.setdefault("TEXTUAL_SMOOTH_SCROLL", "0")
    for name in TELLTALES:
        os.environ.pop(name, None)
