"""Restricted reviews: only their group opens them, whatever is killed on the way."""

from __future__ import annotations

import grp
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.review.restrict_access import access_restricted
from cspr_tui.domain.steps.step import record_change
from cspr_tui.store.folder import restricted_reviews as homes
from cspr_tui.store.folder.fingerprint import reviews_fingerprint
from cspr_tui.store.folder.folder_store import FolderStore
from cspr_tui.store.fs.atomic_files import remove, replace_bytes
from cspr_tui.store.protocol import RestrictedReviewError, Stub
from tests.store.test_contract import new, noted, stamp

GROUPS = {"leads": frozenset({"amber", "both"}), "board": frozenset({"both"})}


@pytest.fixture(autouse=True)
def groups(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(homes, "_members", lambda name: GROUPS.get(name, frozenset()))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    store = FolderStore.create(tmp_path / "store", "Northmere")
    store.save(new(public_code="34VRK"), 0)
    store.save(new("AAAAA"), 0)
    return store.folder


def barred(review: Review, group: str) -> Review:
    step = access_restricted(group, "a colleague's family is in it")
    return record_change(review, step.apply(review), step.what, step.why, stamp())


def restrict(folder: Path, group: str, by: str = "both") -> Review:
    store = FolderStore.open(folder, by)
    review = store.load("7QXM4")
    after = barred(review, group)
    store.save(after, review.version)
    return after


def files(folder: Path) -> set[str]:
    found = (*folder.glob("reviews/*"), *folder.glob("restricted/*/*"))
    return {str(path.relative_to(folder)) for path in found}


def test_the_group_opens_it_and_the_others_see_a_stub(folder: Path) -> None:
    after = restrict(folder, "leads")
    inside, outside = FolderStore.open(folder, "amber"), FolderStore.open(folder, "zoe")
    assert inside.load("7QXM4") == after
    assert inside.refs() == ("7QXM4", "AAAAA")
    assert inside.stubs() == ()
    assert outside.refs() == ("AAAAA",)
    assert outside.stubs() == (Stub("7QXM4", "34VRK", "leads"),)
    with pytest.raises(RestrictedReviewError, match="restricted to the group leads"):
        outside.load("7QXM4")
    assert outside.verify() == ()
    assert inside.verify() == ()


def test_the_stub_tells_no_more_than_codes(folder: Path) -> None:
    restrict(folder, "leads")
    assert files(folder) == {
        "restricted/leads/7QXM4.json",
        "reviews/7QXM4.stub",
        "reviews/AAAAA.json",
    }
    stub = json.loads((folder / "reviews/7QXM4.stub").read_bytes())
    assert stub == {"code": "34VRK", "group": "leads"}


def test_lifted_it_is_everybodys_again_with_its_whole_history(folder: Path) -> None:
    restrict(folder, "leads")
    restrict(folder, "board")
    after = restrict(folder, "")
    assert FolderStore.open(folder, "zoe").load("7QXM4") == after
    assert [c.what for c in after.history[1:]] == [
        "Restricted to the group leads",
        "Restricted to the group board",
        "Open to all coordinators",
    ]
    assert files(folder) == {"reviews/7QXM4.json", "reviews/AAAAA.json"}


def test_nobody_restricts_a_review_out_of_their_own_sight(folder: Path) -> None:
    with pytest.raises(RestrictedReviewError, match="you would lose sight of"):
        restrict(folder, "board", by="amber")
    assert FolderStore.open(folder, "zoe").load("7QXM4").version == 1


def test_a_restricted_review_is_saved_where_it_lies(folder: Path) -> None:
    review = restrict(folder, "leads")
    store = FolderStore.open(folder, "amber")
    store.save(noted(review, "seen by few"), review.version)
    assert FolderStore.open(folder, "both").load("7QXM4").notes[0].text == "seen by few"
    assert "reviews/7QXM4.json" not in files(folder)


def test_an_import_cannot_change_it(folder: Path) -> None:
    review = restrict(folder, "leads")
    store = FolderStore.open(folder, "amber")
    with pytest.raises(RestrictedReviewError, match="change it in the app"):
        store.save_all([noted(review, "from a file")])
    assert store.load("7QXM4") == review


def test_a_save_of_it_is_seen_by_the_kept_board(folder: Path) -> None:
    review = restrict(folder, "leads")
    marks = [path.stat().st_mtime_ns for path in folder.glob("restricted/*")]
    FolderStore.open(folder, "amber").save(noted(review, "again"), review.version)
    assert marks != [path.stat().st_mtime_ns for path in folder.glob("restricted/*")]
    assert reviews_fingerprint(folder) == ""


class Killed(BaseException):
    """The session ends here."""


def killing(nth: int) -> Callable[[], None]:
    """Make the nth change of a file, from now on, the last thing that happens."""
    left = [nth]

    def counted(real: Callable[..., None]) -> Callable[..., None]:
        def call(*args: object, **more: object) -> None:
            left[0] -= 1
            if left[0] <= 0:
                raise Killed
            real(*args, **more)

        return call

    patched = pytest.MonkeyPatch()
    patched.setattr(homes, "replace_bytes", counted(replace_bytes))
    patched.setattr(homes, "remove", counted(remove))
    return patched.undo


@pytest.mark.parametrize("to", ["leads", "", "board"])
@pytest.mark.parametrize("nth", range(1, 5))
def test_a_move_killed_anywhere_loses_nothing_and_opens_nothing(
    folder: Path, to: str, nth: int
) -> None:
    before = restrict(folder, "leads" if to != "leads" else "")
    undo = killing(nth)
    try:
        restrict(folder, to)
    except Killed:
        pass
    finally:
        undo()
    outside = FolderStore.open(folder, "zoe")
    after = FolderStore.open(folder, "both").load("7QXM4")
    assert after in {before, barred(before, to)}
    if after.restricted_to:
        with pytest.raises(RestrictedReviewError):
            outside.load("7QXM4")
    else:
        assert outside.load("7QXM4") == after
    to = after.restricted_to
    kept = {name for name in files(folder) if "7QXM4" in name}
    home = f"restricted/{to}" if to else "reviews"
    assert kept == {f"{home}/7QXM4.json", *(["reviews/7QXM4.stub"] if to else [])}
    saved = noted(after, "goes on")
    FolderStore.open(folder, "both").save(saved, after.version)
    assert FolderStore.open(folder, "both").load("7QXM4") == saved


def test_in_a_shared_store_the_administrator_makes_the_folder(tmp_path: Path) -> None:
    store = FolderStore.create(tmp_path / "shared", "Northmere", group="root")
    store.save(new(), 0)
    with pytest.raises(RestrictedReviewError, match="install -d -m 2770 -g leads"):
        store.save(barred(new(), "leads"), 1)
    assert store.load("7QXM4").version == 1
    leads = tmp_path / "shared/restricted/leads"
    leads.mkdir(parents=True)
    with pytest.raises(RestrictedReviewError, match="lets in others than the group"):
        store.save(barred(new(), "leads"), 1)
    assert [found.where for found in store.verify()][:1] == ["restricted"]
    group = grp.getgrgid(leads.stat().st_gid).gr_name
    guarded = leads.rename(leads.with_name(group))
    guarded.chmod(0o2770)
    store.save(barred(new(), group), 1)
    assert store.load("7QXM4").restricted_to == group
