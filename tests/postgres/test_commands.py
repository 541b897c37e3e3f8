"""The commands on a database: the same words, the same answers as on a folder."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cspr_tui.cli.main import main
from cspr_tui.store.copy_store import DivergedError, copy_store
from cspr_tui.store.folder.folder_store import FolderStore
from cspr_tui.store.postgres.setup import open_store
from cspr_tui.store.protocol import Access
from tests.postgres.stores import admin
from tests.sitting import SAMPLE, demo_store
from tests.store.test_contract import AT, new, noted

TODAY = ("--today", "2026-11-23")
TRACKER = SAMPLE.parent / "tracker.csv"


class Spoken:
    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *words: object, code: int = 0) -> str:
        done = main([str(word) for word in words])
        captured = self._capsys.readouterr()
        assert done == code, captured
        return captured.out if code == 0 else captured.err


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Spoken:
    return Spoken(capsys)


@pytest.fixture
def demo(tmp_path: Path) -> FolderStore:
    return demo_store(tmp_path / "demo")


READS = [
    ("list", "--all", "--format", "json"),
    ("list",),
    ("brief",),
    ("deadlines", "--format", "json"),
    ("settings",),
]


@pytest.mark.parametrize("words", READS)
def test_a_read_says_the_same_on_both(
    run: Spoken, demo: FolderStore, address: str, words: tuple[str, ...]
) -> None:
    run("copy", demo.folder, address)
    said = [run("--store", s, *words, *TODAY) for s in (demo.folder, address)]
    assert said[0] == said[1]


def test_the_demo_copied_in_and_back_is_the_same(
    run: Spoken, demo: FolderStore, address: str, tmp_path: Path
) -> None:
    demo.log_access(Access(AT, "JB", "jbarlow", "opened", demo.refs()[0]))
    there = run("copy", demo.folder, address)
    back = run("copy", address, tmp_path / "back")
    assert there.startswith(f"{len(demo.refs())} reviews copied, 0 the same")
    assert back == there
    files = [each.relative_to(demo.folder) for each in demo.folder.glob("reviews/*")]
    for name in [*files, Path("store.json"), Path("access.jsonl")]:
        copy, first = tmp_path / "back" / name, demo.folder / name
        assert copy.read_bytes() == first.read_bytes(), name
    again = run("copy", demo.folder, address)
    assert again.startswith(f"0 reviews copied, {len(demo.refs())} the same")
    assert "0 findings" in run("--store", address, "verify")


def test_a_copy_that_was_stopped_goes_on(demo: FolderStore, address: str) -> None:
    steps = copy_store(demo, open_store(address))
    for _ in range(4):
        next(steps)
    del steps
    wrote = [step.wrote for step in copy_store(demo, open_store(address)) if step.done]
    assert wrote == [False] * 3 + [True] * (len(demo.refs()) - 3)


def test_a_copy_brings_what_came_since(demo: FolderStore, address: str) -> None:
    target = open_store(address)
    list(copy_store(demo, target))
    ref = demo.refs()[0]
    review = noted(demo.load(ref), "one more")
    demo.save(review, review.version - 1)
    assert sum(step.wrote for step in copy_store(demo, target)) == 1
    assert target.load(ref) == review


def test_what_was_read_on_the_target_stays_and_hinders_no_other_copy(
    demo: FolderStore, address: str
) -> None:
    target = open_store(address)
    mine = [Access(AT, "JB", "jbarlow", "opened", ref) for ref in ("7QXM4", "N7722")]
    own = Access(AT, "JB", "jbarlow", "printed", "7QXM4")
    demo.log_access(mine[0])
    list(copy_store(demo, target))
    target.log_access(own)
    demo.log_access(mine[1])
    for _ in range(2):
        list(copy_store(demo, target))
    assert list(target.accesses())[-3:] == [mine[0], own, mine[1]]


def test_a_copy_never_overwrites_changes_of_the_target(
    demo: FolderStore, address: str
) -> None:
    target = open_store(address)
    list(copy_store(demo, target))
    ref = demo.refs()[0]
    review = noted(target.load(ref), "theirs")
    target.save(review, review.version - 1)
    with pytest.raises(DivergedError, match=f"{ref} in .* has changes of its own"):
        list(copy_store(demo, target))
    assert target.load(ref) == review
    target.save(new("ZZZZZ"), 0)
    with pytest.raises(DivergedError, match="copy into an empty store"):
        list(copy_store(demo, target))


def test_a_tracker_is_imported_and_a_note_logged(
    run: Spoken, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = ("--store", address)
    assert "Imported" in run(*store, "import", TRACKER)
    (ref, *_) = open_store(address).refs()
    said = "Rang the school."
    stdin = io.TextIOWrapper(io.BytesIO(said.encode()), encoding="utf-8")
    monkeypatch.setattr("sys.stdin", stdin)
    run(*store, "log", ref)
    shown = json.loads(run(*store, "show", ref, "--format", "json"))
    assert said in json.dumps(shown)
    assert "0 findings" in run(*store, "verify")
    assert "0 new reviews" in run(*store, "import", TRACKER)


def test_the_store_may_be_named_in_the_environment(
    run: Spoken, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CSPR_STORE", address)
    assert "0 reviews checked" in run("verify")


def test_a_service_file_names_the_database(
    run: Spoken, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    user, _, where = address.removeprefix("postgresql://").partition("@")
    host, _, rest = where.partition(":")
    port, _, database = rest.partition("/")
    lines = ["[cspr]", f"host={host}", f"port={port}", f"user={user}"]
    services = tmp_path / "services"
    services.write_text("\n".join([*lines, f"dbname={database}", ""]))
    monkeypatch.setenv("PGSERVICEFILE", str(services))
    assert "0 reviews checked" in run("--store", "service=cspr", "verify")


def test_init_sets_a_database_up(run: Spoken) -> None:
    said = run("init", admin(), "--partnership", "Westmere & District")
    assert "grant cspr_westmere_district to" in said
    assert run("init", admin(), "--partnership", "Westmere & District") == said


@pytest.mark.parametrize(
    "named",
    [
        "postgresql://jo:s3cret-word@db.example.org/cspr",
        "postgresql://jo@db.example.org/cspr?password=s3cret-word",
        "postgresql://jo:s3cret-word@db.example.org:99999999/cspr",
        "postgresql://jo:s3cret-word@[::1/cspr",
    ],
)
def test_a_password_in_the_address_is_refused_and_not_repeated(
    run: Spoken, named: str
) -> None:
    said = run("--store", named, "list", code=1)
    assert "s3cret" not in said
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    ("named", "words"),
    [
        ("postgresql://jo@127.0.0.1:1/cspr", "cannot be reached"),
        ("postgresql://jo@127.0.0.1/cspr?passwrd=x", "address cannot be read"),
        ("service=nowhere", 'no service "nowhere" stands in the service file'),
    ],
)
def test_what_cannot_be_opened_is_one_sentence(
    run: Spoken, named: str, words: str
) -> None:
    said = run("--store", named, "list", code=1)
    assert words in said
    assert said.count("\n") == 1


def test_a_wrong_name_is_one_sentence(run: Spoken, address: str) -> None:
    where = address.partition("@")[2]
    nobody = run("--store", f"postgresql://nobody_here@{where}", "list", code=1)
    assert "there is no such role in it" in nobody
    nowhere = where.rpartition("/")[0] + "/no_such"
    user = address.partition("@")[0]
    said = run("--store", f"{user}@{nowhere}", "list", code=1)
    assert "there is no database of that name on the server" in said


def test_the_driver_is_loaded_only_where_a_database_is_named(tmp_path: Path) -> None:
    code = (
        "import sys; from cspr_tui.cli.main import main; main(sys.argv[1:]);"
        "print('psycopg' in sys.modules)"
    )
    folder = demo_store(tmp_path / "demo").folder
    for words in (["--store", str(folder), "list"], ["demo"]):
        done = subprocess.run(  # noqa: S603 - our own interpreter
            [sys.executable, "-c", code, *words],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "TERM": "dumb"},
        )
        assert done.stdout.endswith("False\n")


@pytest.mark.parametrize("missing", ["psycopg", "orjson"])
def test_without_the_driver_one_sentence_says_what_to_install(
    run: Spoken, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    said = run("--store", "postgresql://db.example.org/cspr", "list", code=1)
    assert "pip install 'cspr-tui[postgres]'" in said
