from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from cspr_tui.store.backups.create import Wanted, backup
from cspr_tui.store.folder.folder_store import FolderStore
from cspr_tui.store.protocol import DamagedRecordError, UnknownReviewError
from tests.sitting import Sitting
from tests.store.test_contract import new, noted
from tests.store.test_folder import counted

AT = datetime(2026, 11, 23, 8, 50, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    made = FolderStore.create(tmp_path / "store", "Northmere")
    for ref in ("7QXM4", "AAAAA"):
        made.save(new(ref), 0)
    return made


def file_of(store: FolderStore, ref: str = "AAAAA") -> Path:
    return store.folder / "reviews" / f"{ref}.json"


def register_of(store: FolderStore) -> Path:
    return store.folder / "register"


def test_a_review_that_vanished_is_named_and_not_just_gone(store: FolderStore) -> None:
    file_of(store).unlink()
    for seen in (store, FolderStore.open(store.folder)):
        assert seen.refs() == ("7QXM4", "AAAAA")
        with pytest.raises(DamagedRecordError, match=r"AAAAA.json is missing"):
            seen.load("AAAAA")
        (found,) = seen.verify()
        assert found.where == "reviews/AAAAA.json"


def test_the_board_names_it_again_and_again(store: FolderStore) -> None:
    assert Sitting(store).reviews.board().unreadable == ()
    file_of(store).unlink()
    for _ in range(2):
        (said,) = Sitting(FolderStore.open(store.folder)).reviews.board().unreadable
        assert said.startswith("reviews/AAAAA.json is missing")


def test_the_last_verified_backup_is_offered_for_it(store: FolderStore) -> None:
    made = backup(store.folder, Wanted(store.folder / "backups"), AT)
    file_of(store).unlink()
    said = f"cspr-tui restore --review AAAAA {made.path} puts this one back"
    with pytest.raises(DamagedRecordError, match=said):
        store.load("AAAAA")


def test_no_new_review_takes_the_reference_of_one_that_vanished(
    store: FolderStore,
) -> None:
    file_of(store).unlink()
    with pytest.raises(DamagedRecordError):
        store.save(new("AAAAA"), 0)


def test_a_reference_nobody_had_is_still_unknown(store: FolderStore) -> None:
    with pytest.raises(UnknownReviewError):
        store.load("KD9ZT")


def test_a_store_from_before_the_register_gets_one_when_it_is_opened(
    store: FolderStore,
) -> None:
    register_of(store).unlink()
    assert store.refs() == ("7QXM4", "AAAAA")
    opened = FolderStore.open(store.folder)
    file_of(store).unlink()
    assert opened.refs() == ("7QXM4", "AAAAA")


def test_a_session_killed_before_the_line_was_written_loses_nothing(
    store: FolderStore,
) -> None:
    whole = register_of(store).read_bytes()
    for cut in range(len(whole)):
        register_of(store).write_bytes(whole[:cut])
        opened = FolderStore.open(store.folder)
        assert opened.refs() == ("7QXM4", "AAAAA")
        assert opened.verify() == ()
        file_of(store).rename(store.folder / "aside")
        assert FolderStore.open(store.folder).refs() == ("7QXM4", "AAAAA")
        (store.folder / "aside").rename(file_of(store))


def test_what_an_import_brought_is_in_the_register(store: FolderStore) -> None:
    store.save_all([new("BBBBB"), new("CCCCC")])
    file_of(store, "BBBBB").unlink()
    with pytest.raises(DamagedRecordError, match="is missing"):
        store.load("BBBBB")


def test_nonsense_in_the_register_names_no_review(store: FolderStore) -> None:
    with register_of(store).open("ab") as file:
        file.write(b"KD9ZT 00000000\n../../x 12345678\n\xff\xfe\nKD9ZT\n")
    assert FolderStore.open(store.folder).refs() == ("7QXM4", "AAAAA")


def test_the_register_costs_an_ordinary_save_nothing(
    store: FolderStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = register_of(store).stat()
    with counted(monkeypatch, "fsync") as calls:
        store.save(noted(new(), "a note"), 1)
    assert len(calls) == 2
    assert register_of(store).stat() == before
    with counted(monkeypatch, "fsync") as calls:
        store.save(new("BBBBB"), 0)
    assert len(calls) == 2
