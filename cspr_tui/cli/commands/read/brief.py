"""The command `brief`: what is due today; the printed page is reused while valid."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path

from cspr_tui.cli.console.output import say_all
from cspr_tui.cli.env import clock
from cspr_tui.cli.env.session import (
    cache_stamp,
    cacheable_folder,
    cached_board,
    row_caches_of,
)
from cspr_tui.cli.parser.options import add_format, add_mine
from cspr_tui.resources import RULES
from cspr_tui.service.board.board import Board
from cspr_tui.service.board.cached_board import ROWS_VERSION
from cspr_tui.store.folder.fingerprint import settings_fingerprint
from cspr_tui.store.user.cache_file import CacheFile, digest_of

# The lines of a cached page: its key, and the page as one list.
_PARTS = 2


def add_options(parser: ArgumentParser) -> None:
    """Add --mine and --format."""
    add_mine(parser)
    add_format(parser, "text", "json")


def run(args: Namespace) -> int:
    """Print what today is about.

    The page depends on the day, the records, the settings, what is said of the
    backup, who asks and when they last read it in the app; while all of these
    stand, it is printed as it was.
    """
    if args.format == "json":
        from cspr_tui.cli.commands.read.fresh_brief import print_brief_json  # noqa: PLC0415 - text goes without

        return print_brief_json(args)
    folder = cacheable_folder(args)
    page_key = _page_key(folder, args) if folder else ""
    page = _page_cache(folder, args) if folder and page_key else None
    board = cached_board(args) if page else None
    held = _page_in(page, _key_with(page_key, board)) if page and board else None
    if held is not None:
        say_all(held)
        return 0
    return _print(args, page, page_key)


def _print(args: Namespace, page: CacheFile | None, page_key: str) -> int:
    from cspr_tui.cli.commands.read import fresh_brief  # noqa: PLC0415 - the page kept goes without

    lines, board = fresh_brief.brief_lines(args)
    if page and not board.unreadable:
        first = _key_with(page_key, board)
        page.write([first.encode(), json.dumps(lines).encode()])
    say_all(lines)
    return 1 if board.unreadable else 0


def _key_with(page_key: str, board: Board) -> str:
    """Return the key of a page that was made from just this board."""
    made_from = json.dumps([board.warning, sorted(board.read.versions.items())])
    return f"{page_key}{digest_of(made_from)}"


def _page_in(page: CacheFile, key: str) -> list[str] | None:
    """Return the lines of a page cached under that key; None at any doubt."""
    cached = page.read_whole()
    if len(cached) != _PARTS or cached[0] != key.encode():
        return None
    try:
        lines = json.loads(cached[1])
    except (ValueError, RecursionError):
        lines = None
    if type(lines) is list and all(type(each) is str for each in lines):
        return lines
    page.note_damage()
    return None


def _page_cache(folder: Path, args: Namespace) -> CacheFile:
    return CacheFile(folder, clock.login(), "brief-mine" if args.mine else "brief-all")


def _page_key(folder: Path, args: Namespace) -> str:
    """Return what the page depends on, empty while a save may hide behind it."""
    login = clock.login()
    stamp = cache_stamp(folder, settings_fingerprint(folder, RULES))
    _, diary = row_caches_of(folder, login)
    read_at = [line.decode("utf-8", "replace") for line in diary.read_whole()]
    parts = [ROWS_VERSION, *stamp, args.actor or login, args.mine, *read_at]
    return json.dumps(parts) if all(stamp) else ""
