"""The whole check and export from the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.screens.test_check import REF, write
from tests.sitting import Sitting

TEXT = "Marcus Feltwell saw the boy.\n\nMarcus Feltwell told nobody.\n"


@pytest.fixture
def store(sitting: Sitting) -> Path:
    write(sitting, TEXT)
    return sitting.store.folder


def listed(run: Run, store: Path, *words: object) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("--store", store, "settle", REF, *words).out)
    return found


def test_a_report_is_listed_settled_and_exported_without_a_screen(
    run: Run, store: Path, tmp_path: Path
) -> None:
    (found,) = listed(run, store)["findings"]
    assert (found["text"], found["times"], found["open"]) == (
        "Marcus Feltwell",
        2,
        True,
    )
    assert "[Marcus Feltwell]" in found["around"] or found["around"]
    words = ("settle", REF, found["id"], "--replace", "a neighbour")
    said = run("--store", store, *words)
    assert said.out == "Settled 1 wording; 0 still open.\n"
    out = tmp_path / "out"
    out.mkdir()
    done = run("--store", store, "export", REF, "--out", out, "--checker", "MO")
    assert done.code == 0
    (path,) = out.iterdir()
    assert "neighbour told nobody" in path.read_text("utf-8")


def test_keeping_asks_for_a_reason(run: Run, store: Path) -> None:
    (found,) = listed(run, store)["findings"]
    said = run("--store", store, "settle", REF, found["id"], "--keep")
    assert "Say why it may stay" in said.err
    kept = ("--keep", "--reason", "a public figure who agreed")
    assert run("--store", store, "settle", REF, found["id"], *kept).code == 0
    (settled,) = listed(run, store)["settled"]
    assert settled["treatment"] == "keep"
    run("--store", store, "settle", REF, "--withdraw", settled["id"])
    assert listed(run, store)["settled"] == []


def test_one_place_can_be_kept_by_its_line(run: Run, store: Path) -> None:
    (found,) = listed(run, store)["findings"]
    first = found["lines"][0]
    words = ("--keep", "--reason", "a street", "--line", first)
    run("--store", store, "settle", REF, found["id"], *words)
    (left,) = listed(run, store)["findings"]
    assert left["times"] == 1


def test_an_id_that_is_not_there_is_named(run: Run, store: Path) -> None:
    said = run("--store", store, "settle", REF, "zzz", "--replace", "x")
    assert 'no finding "zzz"' in said.err


@pytest.mark.parametrize("words", [(), ("--keep", "--replace", "x")])
def test_one_thing_is_said_of_a_finding(
    run: Run, store: Path, words: tuple[str, ...]
) -> None:
    (found,) = listed(run, store)["findings"]
    said = run("--store", store, "settle", REF, found["id"], *words)
    assert "Say one thing" in said.err


def test_the_list_is_text_when_asked_and_says_how_many(run: Run, store: Path) -> None:
    said = run("--store", store, "settle", REF, "--format", "text")
    assert said.code == 1
    assert "UNKNOWN_NAME: Marcus Feltwell x2" in said.out
    assert said.out.endswith("1 finding to settle.\n")


def test_levels_and_sections_are_chosen_in_words(run: Run, store: Path) -> None:
    words = ("export", REF, "--report", "plan", "--level", "partner")
    said = run("--store", store, *words, "--sections", "actions", "--out", store.parent)
    assert said.code == 0, said.err
    assert [*store.parent.glob("PLAN-*-partner-*.md")]
    wrong = run("--store", store, "export", REF, "--level", "secret")
    assert 'no level "secret"; there is: public, partner' in wrong.err
    none = run("--store", store, "export", REF, "--sections", "x")
    assert 'no section "x"' in none.err


def test_what_left_is_recorded_with_version_and_sections(
    run: Run, sitting: Sitting, tmp_path: Path
) -> None:
    store = sitting.store.folder
    words = ("export", REF, "--report", "plan", "--sections", "effect,actions")
    run("--store", store, *words, "--out", tmp_path, "--checker", "M Obi")
    review = sitting.store.load(REF)
    left = review.exports[-1]
    assert (left.report, left.policy, left.checker) == ("plan", "public", "M Obi")
    assert left.sections == ("actions", "effect")
    assert left.version == review.version - 1


def test_sixty_alike_are_settled_by_one_word(run: Run, sitting: Sitting) -> None:
    said = "\n\n".join(f"Line {n}: Marcus Feltwell rang." for n in range(60))
    write(sitting, said)
    store = sitting.store.folder
    (found,) = listed(run, store)["findings"]
    assert found["times"] == 60
    run("--store", store, "settle", REF, found["id"], "--replace", "a neighbour")
    assert listed(run, store)["findings"] == []


def test_many_findings_are_settled_as_one_change(run: Run, sitting: Sitting) -> None:
    write(sitting, "Marcus Feltwell rang. Later Doreen Haskett rang.\n")
    store = sitting.store.folder
    ids = [each["id"] for each in listed(run, store)["findings"]]
    assert len(ids) == 2
    before = sitting.store.load(REF).version
    run("--store", store, "settle", REF, *ids, "--replace", "a neighbour")
    assert sitting.store.load(REF).version == before + 1


def test_the_publication_checklist_is_printed(run: Run, store: Path) -> None:
    said = run("--store", store, "--today", "2026-11-23", "ready", REF)
    assert said.code == 1
    assert f"{REF}: " in said.out
    assert "HOLD  Gate G54 on publication: ask Crown Prosecution" in said.out
    shown = run("--store", store, "ready", REF, "--format", "json")
    assert {"mark", "what", "then"} <= set(json.loads(shown.out)[0])


def test_facts_rare_together_are_signed_and_never_replaced(
    run: Run, sitting: Sitting
) -> None:
    write(sitting, "He is deaf and signs, in British Sign Language.\n")
    store = sitting.store.folder
    (found,) = listed(run, store)["findings"]
    assert (found["kind"], found["lines"]) == ("QUASI", [-2])
    said = run("--store", store, "settle", REF, found["id"], "--replace", "x")
    assert "coarsened in the draft, or signed with a reason" in said.err
    words = ("--keep", "--reason", "three such children in the school")
    assert run("--store", store, "settle", REF, found["id"], *words).code == 0
    assert listed(run, store)["findings"] == []
