"""The command `init`: make a new, empty store."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from cspr_tui.cli.console.output import say
from cspr_tui.cli.env.databases import create_in_database
from cspr_tui.cli.env.session import is_database
from cspr_tui.cli.parser.option_types import store_address
from cspr_tui.store.folder.folder_store import FolderStore


def add_options(parser: ArgumentParser) -> None:
    """Add where the store is made, and for whom."""
    parser.add_argument(
        "folder",
        type=store_address,
        metavar="STORE",
        help="a folder that does not exist yet, or the address of a database",
    )
    parser.add_argument(
        "--partnership", metavar="NAME", default="", help="the partnership's name"
    )
    parser.add_argument(
        "--group",
        metavar="GROUP",
        default=None,
        help="the group of the server that shares the store",
    )


def run(args: Namespace) -> int:
    """Make a new, empty store: a folder, or a partnership's part of a database."""
    if is_database(args.folder):
        return _init_database(args)
    store = FolderStore.create(Path(args.folder), args.partnership, group=args.group)
    say(f"Made an empty store in {store.place}.")
    say(f'Next: cspr-tui --store {args.folder} import FILE.csv, or "new".')
    return 0


def _init_database(args: Namespace) -> int:
    store = create_in_database(args.folder, args.partnership)
    role = store.partnership_key
    say(f"{store.place} holds the reviews of the partnership {role}.")
    say(f"Next, for each coordinator's own role: grant {role} to that role.")
    return 0
