from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest

from cspr_tui.store.folder.folder_store import FolderStore
from tests.cli.conftest import Run
from tests.store.test_backup import keys
from tests.store.test_contract import new, noted

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
    assert made.out.splitlines()[0].endswith(".tar: 1 review, read back and verified.")
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
    assert "not count as verified: reviews/7QXM4.json could not be read" in made.err
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
    assert "No key was read: " in said.err


def test_a_backup_is_in_the_log_of_reads_by_its_name_alone(
    run: Run, store: Path
) -> None:
    run("--store", store, "backup")
    (line,) = (store / "access.jsonl").read_text().splitlines()
    logged = json.loads(line)
    assert logged["did"] == "backed up"
    assert logged["what"].startswith("cspr-")


def archive_of(run: Run, store: Path, *ways: object) -> Path:
    return Path(run("--store", store, "backup", *ways).out.split(": ")[0][6:])


def note(store: Path) -> None:
    held = FolderStore.open(store)
    review = noted(held.load("7QXM4"), "Rang the school.")
    held.save(review, review.version - 1)


def test_a_store_is_put_back_and_what_was_there_is_kept(run: Run, store: Path) -> None:
    archive = archive_of(run, store)
    said = run("--store", store, "restore", archive, "--unsigned")
    assert (said.code, said.err) == (0, "")
    unsigned, put_back, kept = said.out.splitlines()
    assert unsigned.startswith("UNSIGNED  cspr-")
    assert put_back.startswith("Put back 1 review from cspr-")
    former = Path(kept.partition(": ")[2])
    assert former.parent == store.parent
    assert (former / "reviews" / "7QXM4.json").exists()
    logged = (store / "access.jsonl").read_text().splitlines()
    assert [json.loads(line)["did"] for line in logged] == ["backed up", "restored"]
    assert "ackup" not in head_of(run, store)


def test_newer_changes_are_named_and_replaced_only_when_that_is_typed(
    run: Run, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = archive_of(run, store)
    note(store)
    refused = run("--store", store, "restore", archive, "--unsigned")
    assert refused.code == 1
    assert refused.out.splitlines()[1].startswith(
        "NEWER  7QXM4: 1 newer change, the last by JB"
    )
    assert "1 change in 1 record would be lost" in refused.err
    for typed in ("\n", "yes\n", ""):
        monkeypatch.setattr("sys.stdin", StringIO(typed))
        said = run("--store", store, "restore", archive, "--replace", "--unsigned")
        assert (said.code, "was not typed" in said.err) == (1, True)
    assert FolderStore.open(store).load("7QXM4").version == 2
    monkeypatch.setattr("sys.stdin", StringIO("unsigned\nreplace\n"))
    assert run("--store", store, "restore", archive, "--replace").code == 0
    assert FolderStore.open(store).load("7QXM4").version == 1


def test_the_sentence_on_a_damaged_review_mends_it_as_it_stands(
    run: Run, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive_of(run, store)
    (store / "reviews" / "7QXM4.json").write_text("{")
    said = run("--store", store, "list").out
    words = said[said.index("cspr-tui restore") :].split(" puts this")[0].split()[1:]
    monkeypatch.setenv("CSPR_STORE", str(store))
    monkeypatch.setattr("sys.stdin", StringIO("unsigned\n"))
    assert run(*words).code == 0
    assert run("--store", store, "verify").code == 0
    logged = (store / "access.jsonl").read_text().splitlines()
    assert json.loads(logged[-1])["ref"] == "7QXM4"


def test_the_sentence_on_damaged_settings_mends_them_as_it_stands(
    run: Run, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive_of(run, store)
    (store / "store.json").write_text("{")
    said = run("--store", store, "list").err
    words = said[said.index("cspr-tui restore") :].split(" puts this")[0].split()[1:]
    monkeypatch.setenv("CSPR_STORE", str(store))
    monkeypatch.setattr("sys.stdin", StringIO("unsigned\n"))
    assert run(*words).code == 0
    assert run("--store", store, "verify").code == 0


def test_an_encrypted_backup_is_put_back_with_its_key(
    run: Run, store: Path, tmp_path: Path
) -> None:
    public, secret = keys(tmp_path)
    archive = archive_of(run, store, "--recipients", public)
    there = tmp_path / "again"
    refused = run("--store", there, "restore", archive, "--unsigned")
    assert "--identity FILE" in refused.err
    wrong = ("restore", archive, "--unsigned", "--identity", public)
    refused = run("--store", there, *wrong)
    assert "is no key of the kind" in refused.err
    assert not there.exists()
    opened = ("restore", archive, "--identity", secret, "--unsigned")
    assert run("--store", there, *opened).code == 0
    assert FolderStore.open(there).load("7QXM4").version == 1


def test_a_reference_that_is_none_is_refused_by_restore(run: Run, store: Path) -> None:
    archive = archive_of(run, store)
    said = run("--store", store, "restore", archive, "--review", "../x")
    assert "is no reference" in said.err
