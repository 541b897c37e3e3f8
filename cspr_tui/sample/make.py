"""Regenerates `sample_data/`: `python -m cspr_tui.sample.make [FOLDER]`.

The folder (default: `sample_data` in the current one) then contains the demo
partnership as a store, the tracker it was imported from, and `ABOUT.txt`. Run this
after a change to the cases or to the store's format, and commit the result. Being an
entry point, it may import a storage engine; the rest of `cspr_tui.sample` may not.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from cspr_tui.sample.curated.demo import AS_AT, demo
from cspr_tui.sample.curated.tracker import tracker
from cspr_tui.store.folder.folder_store import FolderStore

_ABOUT = """\
Invented data. No such partnership, place, child, family or officer exists.

store/       {partnership}, {number} reviews,
             as at {day:%A %d %B %Y} (cspr-tui demo opens a copy of it)
tracker.csv  the spreadsheet those reviews came from (cspr-tui import reads it)

Telephone numbers are from the ranges kept for drama (07700 900xxx, 01632 960xxx),
addresses end in example.org, NHS numbers are from the 999 range kept for tests.

Written by: python -m cspr_tui.sample.make
"""


def make(folder: Path) -> None:
    """Write the store, the tracker and `ABOUT.txt` into the folder."""
    partnership, reviews = demo()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        store = FolderStore.create(Path(scratch) / "store", partnership.name)
        store.save_partnership(partnership, 0)
        for review in reviews:
            store.save(review, 0)
        _copy_records(store.folder, folder / "store")
    tracker_csv = tracker(partnership, reviews)
    (folder / "tracker.csv").write_text(tracker_csv, encoding="utf-8", newline="")
    about = _ABOUT.format(partnership=partnership.name, number=len(reviews), day=AS_AT)
    (folder / "ABOUT.txt").write_text(about, encoding="utf-8")


def _copy_records(store: Path, target: Path) -> None:
    """Copy the records of a store and nothing else: no locks, no caches."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    shutil.copy(store / "store.json", target)
    shutil.copytree(store / "reviews", target / "reviews")


if __name__ == "__main__":
    make(Path(*sys.argv[1:2] or ["sample_data"]))
