from __future__ import annotations

import json
from pathlib import Path

import pytest

from cspr_tui.store.folder import FolderStore
from tests.cli.conftest import Run
from tests.store.test_backup import keys
from tests.store.test_contract import new

HEAD = "Reviews  1 active:  1 NO CLOCK"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    made = FolderStore.create(tmp_path / "store", "Northmere")
    made.save(new(), 0)
    return made.folder


def head_of(run: Run, store: Path) -> str:
    return run("--store", store, "list").out.splitlines()[0]


def test_the_board_says_that_there_is_no_backup_until_there_is(
    run: Run, store: Path
) -> None:
    assert "No backup yet." in head_of(run, store)
    assert "No backup yet." in head_of(run, store)
    made = run("--store", store, "backup")
    assert (made.code, made.err) == (0, "")
    assert made.out.endswith(".tar: 1 review, read back and verified.\n")
    assert "ackup" not in head_of(run, store)
    note = store / "backups" / "verified.json"
    told = json.loads(note.read_text())
    note.write_text(json.dumps({**told, "at": "2026-01-01T00:00:00+00:00"}))
    assert " days ago." in head_of(run, store)
    assert " days ago; " in run("--store", store, "verify").out


def test_a_partnership_sets_after_how_many_days_it_is_told(
    run: Run, store: Path, tmp_path: Path
) -> None:
    wanted = json.loads(run("--store", store, "settings").out)
    (tmp_path / "w").write_text(json.dumps({**wanted, "backup_days": 0}))
    assert run("--store", store, "settings", "--from", tmp_path / "w").code == 0
    assert "ackup" not in head_of(run, store)


def test_an_empty_store_is_not_told_to_have_no_backup(run: Run, tmp_path: Path) -> None:
    run("init", tmp_path / "s")
    assert "ackup" not in head_of(run, tmp_path / "s")


def test_a_backup_that_holds_a_damaged_review_says_so_and_fails(
    run: Run, store: Path
) -> None:
    path = store / "reviews" / "7QXM4.json"
    path.write_bytes(path.read_bytes()[:-2])
    made = run("--store", store, "backup")
    assert made.code == 1
    assert made.out.startswith("DAMAGED  reviews/7QXM4.json\n")
    assert "does not count as verified" in made.out
    assert "No backup yet." in head_of(run, store)


@pytest.mark.parametrize("ways", [["--keep", "0"], ["--keep", "-1"], ["--out", " "]])
def test_a_backup_asked_for_wrongly_is_wrong_usage(
    run: Run, store: Path, ways: list[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        run("--store", store, "backup", *ways)
    assert stopped.value.code == 2


def test_a_backup_goes_to_no_folder_that_is_not_there(
    run: Run, store: Path, tmp_path: Path
) -> None:
    said = run("--store", store, "backup", "--out", tmp_path / "unmounted")
    assert said.code == 1
    assert "is no folder" in said.err


def test_a_backup_of_a_database_is_left_to_its_tools(run: Run) -> None:
    said = run("--store", "postgresql://nowhere/x", "backup")
    assert said.code == 1
    assert "pg_dump" in said.err


def test_a_backup_is_encrypted_where_recipients_are_named(
    run: Run, store: Path, tmp_path: Path
) -> None:
    public, _ = keys(tmp_path)
    made = run("--store", store, "backup", "--recipients", public)
    assert ".tar.age: 1 review" in made.out
    said = run("--store", store, "backup", "--recipients", tmp_path / "none")
    assert said.code == 1
    assert "cannot be read as a file of keys" in said.err


def test_a_backup_is_in_the_log_of_reads_by_its_name_alone(
    run: Run, store: Path
) -> None:
    run("--store", store, "backup")
    (line,) = (store / "access.jsonl").read_text().splitlines()
    logged = json.loads(line)
    assert logged["did"] == "backed up"
    assert logged["what"].startswith("cspr-")
