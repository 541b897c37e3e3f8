"""Commands that make a store: init and sample."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from cspr_tui.cli.console.output import say
from cspr_tui.cli.env import clock
from cspr_tui.cli.env.databases import set_up
from cspr_tui.cli.env.session import is_database
from cspr_tui.domain.text.formatting import count
from cspr_tui.store.folder.folder_store import FolderStore


def init(args: Namespace) -> int:
    """Make a new, empty store: a folder, or a partnership's part of a database."""
    if is_database(args.folder):
        return _init_database(args)
    store = FolderStore.create(Path(args.folder), args.partnership, group=args.group)
    say(f"Made an empty store in {store.place}.")
    say(f'Next: cspr-tui --store {args.folder} import FILE.csv, or "new".')
    return 0


def _init_database(args: Namespace) -> int:
    store = set_up(args.folder, args.partnership)
    role = store.partnership_key
    say(f"{store.place} holds the reviews of the partnership {role}.")
    say(f"Next, for each coordinator's own role: grant {role} to that role.")
    return 0


def sample(args: Namespace) -> int:
    """Make an invented store of any size, the same for the same seed."""
    from cspr_tui.sample import partnership, write  # noqa: PLC0415 - no other command needs it

    as_at = args.today or clock.london_today()
    store = FolderStore.create(args.folder, "")
    empty = store.partnership()
    invented = partnership(args.seed)
    store.save_partnership(invented, empty.version)
    made = write(store, args.reviews, args.entries, args.seed, as_at)
    say(f"Made {count(made, 'invented review')} in {store.place}, seed {args.seed}.")
    return 0
