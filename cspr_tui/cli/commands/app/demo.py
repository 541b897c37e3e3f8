"""The command `demo`: the app on a throw-away copy of the sample data."""

from __future__ import annotations

import shutil
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from cspr_tui.cli.commands.app.open_app import show
from cspr_tui.cli.console.output import say
from cspr_tui.cli.env.session import open_reviews
from cspr_tui.resources import shipped
from cspr_tui.store.folder.folder_store import FolderStore

DEMO_DAY = date(2026, 11, 23)
# One of the sample's coordinators, so that there is something of one's own to see.
DEMO_ACTOR = "jbarlow"


def add_options(parser: ArgumentParser) -> None:
    """Add nothing: the sample data has its own store, day and actor."""


def run(args: Namespace) -> int:
    """Open a throw-away copy of the sample data on the sample's own day.

    Here what is written is dated by that day too; it is thrown away after.
    """
    args.today = args.today or DEMO_DAY
    args.actor = args.actor or DEMO_ACTOR
    with _throw_away() as folder:
        reviews = open_reviews(FolderStore.open(folder), args)
        reviews.session = replace(reviews.session, day=reviews.session.today)
        day = f"{args.today:%A %d %B %Y}"
        say(f"Invented data, as {args.actor} on {day}; nothing is kept.")
        show(reviews, args)
    return 0


@contextmanager
def _throw_away() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="cspr-tui-demo-") as scratch:
        folder = Path(scratch) / "store"
        shutil.copytree(shipped("sample_data") / "store", folder)
        _keep_private(folder)
        yield folder


def _keep_private(folder: Path) -> None:
    folder.chmod(0o700)
    for path in folder.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
