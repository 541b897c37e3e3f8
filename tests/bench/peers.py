"""The programs measured: ours, Textual's floors, and the peers there are.

Each peer gets a scratch environment of its own, because their pins disagree, and
the same rows in its own format.
"""

from __future__ import annotations

import csv
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.bench.black_box import python

ROOT = Path(__file__).parents[2]
PACKAGES = {"visidata": "vd", "harlequin": "harlequin", "posting": "posting"}
# vit draws nothing with a newer urwid; posting is killed by a newer tree-sitter.
BESIDE = {"vit": ("urwid<2.3",), "posting": ("tree-sitter<0.26",)}
# A collection of more requests takes that program minutes to open.
POSTING_MOST = 1000


@dataclass(frozen=True, slots=True)
class Program:
    """What is run: its command, its ready text, its keys.

    `filter` are the keys up to where a filter is typed, `cleared` those after it;
    `opens` are the keys to a row's own page and back. `slow` marks what is run in
    a few rounds only.
    """

    name: str
    command: tuple[str, ...]
    ready: str
    quit: tuple[str, ...] = ("q",)
    down: str = "j"
    filter: str = ""
    cleared: tuple[str, ...] = ()
    opens: tuple[str, str] | None = None
    slow: bool = False


def ours(store: Path) -> Program:
    """Return our own app on a store."""
    command = python("-m", "cspr_tui", "--store", str(store))
    return Program(
        "cspr-tui",
        command,
        r"q quit",
        ("\x11",),
        filter="/",
        cleared=("\x1b",),
        opens=("\r", "q"),
    )


EMPTY = Program("empty Textual app", python("-m", "tests.bench.empty_app"), "READY")


def peers(folder: Path, rows: Path, count: int) -> Iterator[Program]:
    """Yield the floors and the peers that are installed, on the same rows."""
    yield EMPTY
    shown = f"{count} of {count} rows"
    words = ("-m", "tests.bench.virtual_list", str(rows))
    opens = ("\r", "q")
    yield Program(
        "Textual, virtual list", python(*words), shown, filter="/", opens=opens
    )
    table = python("-m", "tests.bench.table_list", str(rows))
    yield Program("Textual, DataTable", table, shown)
    tool = tool_of(folder, "visidata")
    if tool:
        sheet = (tool, "--config=/dev/null", "--motd-url=", str(rows))
        yield Program("VisiData", sheet, rf"{count} rows", ("\x11",), filter="|")
    yield from _slow(folder, rows, count)


def _slow(folder: Path, rows: Path, count: int) -> Iterator[Program]:
    tool = tool_of(folder, "vit")
    if tool and shutil.which("task"):
        home = task_home(rows, count)
        set_up = ("env", f"HOME={home}", f"TASKRC={home}/.taskrc", tool)
        yield Program(
            "vit", set_up, f"{count} tasks", (":q\r",), opens=("\r", "\r"), slow=True
        )
    tool = tool_of(folder, "harlequin")
    if tool:
        command = (tool, "-a", "sqlite", str(rows.with_suffix(".sqlite")))
        yield Program("harlequin", command, "Catalog", ("\x11",), slow=True)
    tool = tool_of(folder, "posting")
    if tool and count <= POSTING_MOST:
        collection = (tool, "--collection", str(rows.with_suffix("")))
        yield Program("posting", collection, "Collection", ("\x03",), slow=True)


def tool_of(folder: Path, package: str) -> str:
    """Return where a peer is installed, empty when it is not."""
    found = folder / "peers" / package / "bin" / PACKAGES.get(package, package)
    return str(found) if found.exists() else ""


def install(folder: Path) -> list[str]:
    """Install the peers, each into its own scratch environment; return the missing."""
    missing = []
    for package in (*PACKAGES, "vit"):
        place = folder / "peers" / package
        if not tool_of(folder, package):
            _quietly(sys.executable, "-m", "venv", str(place))
            wanted = (package, *BESIDE.get(package, ()))
            _quietly(str(place / "bin" / "python"), "-m", "pip", "install", *wanted)
        if not tool_of(folder, package):
            missing.append(f"{package} (pip install failed)")
    if not shutil.which("task") and os.geteuid() == 0 and shutil.which("apt-get"):
        _quietly("apt-get", "install", "-y", "--no-install-recommends", "taskwarrior")
    if not shutil.which("task"):
        missing.append("vit (it needs taskwarrior, which is not on the PATH)")
    return missing


def _quietly(*command: str) -> None:
    subprocess.run(command, capture_output=True, check=False, timeout=600)  # noqa: S603 - our own words


def write_rows(store: Path, rows: Path) -> int:
    """Write a store's rows as the peers read them; return how many there are."""
    words = ("-m", "cspr_tui", "--store", str(store), "list", "--all")
    command = [*python(*words), "--format", "csv"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own words
    found = list(csv.DictReader(done.stdout.splitlines()))
    rows.write_text(json.dumps(found), encoding="utf-8")
    _write_sqlite(rows.with_suffix(".sqlite"), found)
    _write_requests(rows.with_suffix(""), found[:POSTING_MOST])
    return len(found)


def _write_sqlite(path: Path, rows: list[dict[str, str]]) -> None:
    path.unlink(missing_ok=True)
    columns = ", ".join(f"'{name}'" for name in rows[0])
    with sqlite3.connect(path) as base:
        base.execute(f"create table cases ({columns})")
        marks = ", ".join("?" for _ in rows[0])
        insert = f"insert into cases values ({marks})"  # noqa: S608 - our own words
        base.executemany(insert, [tuple(row.values()) for row in rows])


def _write_requests(folder: Path, rows: list[dict[str, str]]) -> None:
    folder.mkdir(exist_ok=True)
    for row in rows:
        quoted = json.dumps(row["ref"])
        text = f"name: {quoted}\nmethod: GET\nurl: http://example.org/\n"
        (folder / f"{row['ref']}.posting.yaml").write_text(text, encoding="utf-8")


def task_home(rows: Path, count: int) -> Path:
    """Return a home with the same number of tasks in it."""
    home = rows.parent / f"tasks-{count}"
    if home.exists():
        return home
    (home / ".vit").mkdir(parents=True)
    (home / ".vit" / "config.ini").touch()
    (home / ".taskrc").write_text(
        f"data.location={home}/.task\nconfirmation=off\nnews.version=3.0.0\n"
    )
    tasks = [_task(row) for row in json.loads(rows.read_text(encoding="utf-8"))]
    command = ["task", f"rc:{home}/.taskrc", "import", "-"]
    subprocess.run(  # noqa: S603 - our own words
        command, input=json.dumps(tasks), text=True, capture_output=True, check=True
    )
    return home


def _task(row: dict[str, str]) -> dict[str, str]:
    task = {"description": f"{row['ref']} {row['alias']} {row['next']}"}
    day = (row["due"] or "2026-11-23").replace("-", "")
    return task | {"due": f"{day}T000000Z", "project": row["stage"] or "none"}
