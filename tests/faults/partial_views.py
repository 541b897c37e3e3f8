"""What a person outside a restricted review's group is told by each command."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

from cspr_tui.cli.env import clock
from cspr_tui.cli.main import main
from cspr_tui.domain.steps.review.restrict_access import access_restricted
from cspr_tui.store.folder import restricted_reviews
from cspr_tui.store.folder.folder_store import FolderStore
from cspr_tui.store.protocol import Access
from tests.faults.figure import Bench, Figure
from tests.faults.work import AT, new, stepped

NAMES = ("list", "views", "brief", "figures", "deadlines")
ACROSS = "year week owed near actions barred keeping held late since".split()
COMMANDS = tuple(
    (*words, "--format", form)
    for words in (
        *((n,) for n in (*NAMES, *ACROSS)),
        ("anchor",),
        ("verify",),
        ("lessons", "health"),
    )
    for form in ("text", "json")
)
WHAT_WAS_DONE = "leaflet for a mother"


def partial_views(bench: Bench) -> Iterator[Figure]:
    """Each command by an outsider says how many it leaves out; the log is silent."""
    hidden = bench.chance().randint(2, 5)
    folder = _store(bench.place("partial"), hidden)
    told = f"{hidden} restricted reviews"
    with (
        patch.object(restricted_reviews, "_members", lambda _: frozenset({"amber"})),
        patch.object(clock, "login", lambda: "zoe"),
    ):
        _restrict(folder, hidden)
        silent = [" ".join(c) for c in COMMANDS if not _tells(folder, c, told)]
        out = bench.place("data")
        silent += ["export-data"] * (told not in _said(folder, "export-data", out))
        reads = _said(folder, "reads")
        refused = _said(folder, "show", "R0000")
    lines = [each.did for each in FolderStore.open(folder).accesses()]
    yield Figure(
        "commands that hide what they leave out",
        len(COMMANDS) + 1,
        len(silent),
        ", ".join(silent),
    )
    leaks = (WHAT_WAS_DONE in reads or "amber" in reads) + (told not in reads)
    yield Figure("log lines of restricted reviews shown to outsiders", hidden, leaks)
    wrong = "was refused" not in lines or "restricted to" not in refused
    yield Figure("refused openings not logged", 1, int(wrong))


def _store(folder: Path, hidden: int) -> Path:
    store = FolderStore.create(folder, "Northmere")
    for number in range(hidden):
        store.save(new(f"R{number:04}"), 0)
    store.save(new("AAAAA"), 0)
    return folder


def _restrict(folder: Path, hidden: int) -> None:
    store = FolderStore.open(folder, "amber")
    for number in range(hidden):
        review = store.load(f"R{number:04}")
        store.save(stepped(review, access_restricted("leads", "kin")), review.version)
        store.log_access(
            Access(AT, "amber", "amber", "exported", review.ref, WHAT_WAS_DONE)
        )


def _tells(folder: Path, command: tuple[str, ...], told: str) -> bool:
    said = _said(folder, *command)
    return told in said or said.count("RESTRICTED") >= int(told.split(maxsplit=1)[0])


def _said(folder: Path, *words: object) -> str:
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(out):
        main(["--store", str(folder), *(str(word) for word in words)])
    return out.getvalue()
