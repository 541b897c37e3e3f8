"""The command `sample`: make an invented store of any size."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from cspr_tui.cli.console.output import say
from cspr_tui.cli.env import clock
from cspr_tui.cli.parser.option_types import folder_path, sample_size, whole_number
from cspr_tui.domain.text.formatting import count
from cspr_tui.sample import partnership, write_reviews
from cspr_tui.store.folder.folder_store import FolderStore


def add_options(parser: ArgumentParser) -> None:
    """Add the folder, how much is invented and the seed."""
    parser.add_argument(
        "folder",
        type=folder_path,
        metavar="DIR",
        help="a folder that does not exist yet",
    )
    parser.add_argument(
        "--reviews",
        type=sample_size,
        default=100,
        metavar="N",
        help="how many reviews; 100 unless given",
    )
    parser.add_argument(
        "--entries",
        type=sample_size,
        default=20,
        metavar="N",
        help="how many timeline entries of each; 20 unless given",
    )
    parser.add_argument(
        "--seed",
        type=whole_number,
        default=1,
        metavar="N",
        help="the same seed makes the same store; 1 unless given",
    )


def run(args: Namespace) -> int:
    """Make an invented store of any size, the same for the same seed."""
    as_at = args.today or clock.london_today()
    store = FolderStore.create(args.folder, "")
    empty = store.partnership()
    invented = partnership(args.seed)
    store.save_partnership(invented, empty.version)
    made = write_reviews(store, args.reviews, args.entries, args.seed, as_at)
    say(f"Made {count(made, 'invented review')} in {store.place}, seed {args.seed}.")
    return 0
