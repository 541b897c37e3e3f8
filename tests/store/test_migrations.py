"""Records as older versions wrote them: `formats/` holds one of each schema."""

from __future__ import annotations

import json
import os
from hashlib import sha256
from pathlib import Path

import pytest

from cspr_tui.domain.record.partnership import Partnership
from cspr_tui.domain.record.review import Review
from cspr_tui.store.folder.folder_store import FolderStore
from cspr_tui.store.format.migrations import MIGRATIONS, SCHEMA, checksum, migrate
from cspr_tui.store.format.sealed_record import (
    SealError,
    decode_sealed,
    encode_sealed,
    read_seal,
)
from cspr_tui.store.protocol import DamagedRecordError, NotSavedError
from tests.store.test_contract import noted

FORMATS = Path(__file__).with_name("formats")
OLD = (FORMATS / "schema-1.json").read_bytes()
OLD_SETTINGS = (FORMATS / "schema-1-settings.json").read_bytes()


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    folder = FolderStore.create(tmp_path / "store", "Northmere").folder
    (folder / "store.json").write_bytes(OLD_SETTINGS)
    (folder / "reviews" / "7QXM4.json").write_bytes(OLD)
    os.chmod(folder / "reviews" / "7QXM4.json", 0o600)  # noqa: PTH101 - one call more
    return FolderStore.open(folder)


def files(store: FolderStore) -> dict[str, bytes]:
    found = (*store.folder.glob("*.json"), *store.folder.glob("reviews/*"))
    return {path.name: path.read_bytes() for path in found}


def test_there_is_a_fixture_and_a_migration_for_every_older_schema() -> None:
    assert sorted(MIGRATIONS) == list(range(1, SCHEMA))
    for schema in MIGRATIONS:
        content = (FORMATS / f"schema-{schema}.json").read_bytes()
        assert read_seal(content)["schema"] == schema


def test_a_record_of_the_first_format_reads_as_it_was_written() -> None:
    review = decode_sealed(Review, OLD)
    assert (review.ref, review.alias) == ("7QXM4", "Copper")
    assert len(review.history) == review.version
    assert decode_sealed(Partnership, OLD_SETTINGS).name.startswith("Northmere")
    assert decode_sealed(Review, encode_sealed(review)) == review


def test_a_migration_changes_nothing_it_is_given_and_ends_in_a_whole_seal() -> None:
    before = json.loads(OLD)
    after = migrate(before, 1)
    assert before == json.loads(OLD)
    assert after["seal"]["1"]["sha256"] == checksum(after, SCHEMA)
    assert {n: t for n, t in after.items() if n != "seal"} == {
        n: t for n, t in before.items() if n != "seal"
    }
    assert migrate(after, SCHEMA) == after


def test_reading_and_verifying_an_old_store_writes_nothing(store: FolderStore) -> None:
    before = files(store)
    assert store.verify() == ()
    store.load("7QXM4")
    store.partnership()
    FolderStore.open(store.folder)
    assert files(store) == before


def test_a_record_takes_the_new_form_when_it_is_saved_and_the_old_file_stays(
    store: FolderStore,
) -> None:
    review = noted(store.load("7QXM4"), "Rang the school.")
    store.save(review, review.version - 1)
    held = files(store)
    assert read_seal(held["7QXM4.json"])["schema"] == SCHEMA
    assert held["7QXM4.schema-1.before"] == OLD
    assert held["store.json"] == OLD_SETTINGS
    assert store.load("7QXM4") == review
    assert store.refs() == ("7QXM4",)
    assert store.verify() == ()


def test_settings_take_the_new_form_in_the_same_way(store: FolderStore) -> None:
    from tests.sitting import Sitting  # noqa: PLC0415 - one test's need

    reviews = Sitting(store).reviews
    from dataclasses import replace  # noqa: PLC0415 - one test's need

    reviews.set_partnership(replace(reviews.partnership, area="Elsewhere"), "")
    assert read_seal(files(store)["store.json"])["schema"] == SCHEMA
    kept = store.folder / "store.schema-1.before"
    assert kept.read_bytes() == OLD_SETTINGS


def test_an_old_file_that_cannot_be_kept_stops_the_save(
    store: FolderStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = noted(store.load("7QXM4"), "Rang the school.")

    def full(*args: object, **kwargs: object) -> None:
        del args, kwargs
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "rename", full)
        with pytest.raises(NotSavedError):
            store.save(review, review.version - 1)
    assert files(store)["7QXM4.json"] == OLD


@pytest.mark.parametrize("schema", [0, -1, 1, SCHEMA + 1, 99, True, "2", None, 2.0])
def test_no_damage_to_the_number_of_the_schema_is_read_as_right(
    store: FolderStore, schema: object
) -> None:
    plain = json.loads(encode_sealed(decode_sealed(Review, OLD)))
    plain["seal"]["1"]["schema"] = schema
    (store.folder / "reviews" / "7QXM4.json").write_text(json.dumps(plain))
    with pytest.raises(DamagedRecordError):
        store.load("7QXM4")


def test_a_newer_schema_says_that_the_app_is_to_be_updated() -> None:
    content = OLD.replace(b'"schema":1', b'"schema":3')
    with pytest.raises(SealError, match=r"newer version of the app .schema 3"):
        decode_sealed(Review, content)


def test_the_version_in_the_seal_is_covered_by_the_checksum() -> None:
    content = encode_sealed(decode_sealed(Review, OLD))
    assert sha256(content).hexdigest() != sha256(OLD).hexdigest()
    version = read_seal(content)["version"]
    changed = content.replace(
        f'"version":{version}'.encode(), f'"version":{version + 1}'.encode()
    )
    with pytest.raises(SealError, match="checksum"):
        read_seal(changed)
