"""The command that prints the brief; the page last printed where it still holds."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

from cspr_tui.cli.console.output import say_all
from cspr_tui.cli.env import clock
from cspr_tui.cli.env.session import glanced_folder, kept_board, shelves_of, stamp_of
from cspr_tui.resources import RULES
from cspr_tui.service.board.board import ROWS_VERSION
from cspr_tui.store.folder.fingerprint import settings_mark
from cspr_tui.store.user.cache_file import RowCache


def brief(args: Namespace) -> int:
    """Print what today is about.

    The page hangs on the day, the records, the settings, what is said of the
    backup, who asks and when they last read it in the app; while all of these
    stand, it is printed as it was.
    """
    if args.format == "json":
        from cspr_tui.cli.commands.show import brief_as_json  # noqa: PLC0415 - text goes without

        return brief_as_json(args)
    folder = glanced_folder(args)
    made_from = _made_from(folder, args) if folder else ""
    page = _page_on(folder, args) if folder and made_from else None
    board = kept_board(args) if page else None
    held = page.read() if page and board else ()
    if board and held and held[0].decode() == f"{made_from}{board.warning}":
        say_all(line.decode() for line in held[1:])
        return 0
    return _print(args, page, made_from)


def _print(args: Namespace, page: RowCache | None, made_from: str) -> int:
    from cspr_tui.cli.commands import show  # noqa: PLC0415 - the page kept goes without

    lines, board = show.brief(args)
    if page and not board.unreadable:
        first = f"{made_from}{board.warning}"
        page.write([line.encode() for line in (first, *lines)])
    say_all(lines)
    return 1 if board.unreadable else 0


def _page_on(folder: Path, args: Namespace) -> RowCache:
    return RowCache(folder, clock.login(), "mine" if args.mine else "page")


def _made_from(folder: Path, args: Namespace) -> str:
    """Return what the page hangs on, empty while a save may hide behind it."""
    login = clock.login()
    stamp = stamp_of(folder, settings_mark(folder, RULES))
    _, _, diary = shelves_of(folder, login)
    read_at = [line.decode() for line in diary.read()]
    parts = [ROWS_VERSION, *stamp, args.actor or login, args.mine, *read_at]
    return json.dumps(parts) if all(stamp) else ""
