"""Whoever may not open a restricted review is told that it is left out, and no more."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cspr_tui.cli.env import clock
from cspr_tui.store.folder import restricted_reviews
from cspr_tui.store.folder.folder_store import FolderStore
from tests.cli.conftest import Run


@pytest.fixture
def people(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Who is logged in; amber alone is in the group leads."""
    logged_in = {"as": "amber"}
    monkeypatch.setattr(restricted_reviews, "_members", lambda _: frozenset({"amber"}))
    monkeypatch.setattr(clock, "login", lambda: logged_in["as"])
    return logged_in


@pytest.fixture
def ref(demo: Path, run: Run, people: dict[str, str]) -> str:
    """A review of the demo store that amber restricted and opened."""
    ref = FolderStore.open(demo).refs()[0]
    restricting = ("--group", "leads", "--why", "a colleague's family")
    assert run("restrict", ref, *restricting, "--store", demo).code == 0
    assert run("show", ref, "--store", demo).code == 0
    people["as"] = "zoe"
    return ref


@pytest.mark.usefixtures("ref")
@pytest.mark.parametrize("command", ["figures", "week", "verify", "deadlines", "views"])
def test_a_page_says_how_many_reviews_it_leaves_out(
    demo: Path, run: Run, command: str
) -> None:
    page = run(command, "--store", demo)
    assert "Left out: 1 restricted review that you may not open" in page.out
    plain = run(command, "--store", demo, "--format", "json")
    assert "Left out: 1 restricted review" in plain.err
    assert isinstance(json.loads(plain.out), list)


@pytest.mark.usefixtures("ref")
def test_year_and_export_say_for_whom_they_are_complete(
    demo: Path, tmp_path: Path, run: Run, people: dict[str, str]
) -> None:
    partial = "Complete only as far as zoe may see: 1 restricted review left out."
    assert partial in run("year", "--store", demo).out
    assert partial in run("export-data", tmp_path / "zoe", "--store", demo).out
    people["as"] = "amber"
    whole = "Complete: amber may open every review of this store."
    assert whole in run("year", "--store", demo).out
    assert whole in run("export-data", tmp_path / "amber", "--store", demo).out


def test_the_log_of_reads_shows_outsiders_nothing_of_a_restricted_review(
    demo: Path, run: Run, ref: str, people: dict[str, str]
) -> None:
    assert "restricted to the group leads" in run("show", ref, "--store", demo).err
    outside = run("reads", "--store", demo).out
    assert ref not in outside
    assert "Left out: 1 restricted review" in outside
    people["as"] = "amber"
    inside = run("reads", ref, "--store", demo).out
    assert f"zoe  was refused {ref}" in inside
    assert f"amber  printed {ref}" in inside
