from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run

REF = "7QXM4"
TODAY = ("--today", "2026-11-23")


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> object:
    def piped(text: str) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    return piped


def facts(run: Run, demo: Path, ref: str = REF) -> str:
    return run("--store", demo, "history", ref).out


def test_a_flag_is_raised_on_several_and_lifted(
    run: Run, demo: Path, typed: object
) -> None:
    typed("Ask legal first")  # type: ignore[operator]
    said = run("--store", demo, "flag", REF, "N7722", "--review", "2026-12-01")
    assert (said.code, said.out) == (0, "Flag raised: 7QXM4, N7722.\n")
    flag = next(
        line.split("flags/")[1].split(":")[0]
        for line in facts(run, demo).splitlines()
        if "flags/" in line
    )
    refused = run("--store", demo, "lift", REF, flag)
    assert (refused.code, refused.err.count("Type why the flag")) == (1, 1)
    assert run("--store", demo, "lift", REF, flag, "--why", "settled").code == 0


def test_a_leavers_reviews_are_handed_over_with_a_note(
    run: Run, demo: Path, typed: object
) -> None:
    settings = json.loads(run("--store", demo, "settings").out)
    old, new = (each["id"] for each in settings["coordinators"][:2])
    typed("Panel on Thursday")  # type: ignore[operator]
    given = run("--store", demo, *TODAY, "handover", new, "--of", old)
    assert given.code == 0
    assert "Handed over to" in given.out
    typed("")  # type: ignore[operator]
    none = run("--store", demo, *TODAY, "handover", new, "--of", old)
    assert (none.code, "No review was named" in none.out) == (1, True)
    typed("")  # type: ignore[operator]
    unknown = run("--store", demo, "handover", "nobody", REF)
    assert (unknown.code, "is no coordinator who is here" in unknown.err) == (1, True)


def test_keeping_is_recorded_and_a_hold_needs_its_reason(run: Run, demo: Path) -> None:
    words = ("keep", REF, "--decide", "2036-11-23", "--basis", "Schedule 4")
    assert run("--store", demo, *words).code == 0
    held = run("--store", demo, "keep", REF, "--hold", "yes", "--why", "inquiry")
    assert "legal hold" in held.out
    refused = run("--store", demo, "keep", REF, "--hold", "no")
    assert "lifting a legal hold needs a reason" in refused.err
    found = run("--store", demo, *TODAY, "list", "has:legalhold").out
    assert REF in found
    show = run("--store", demo, *TODAY, "keeping", "--days", "4000").out
    assert "Schedule 4), LEGAL HOLD: keep it" in show


def test_an_entry_is_moved_and_a_name_erased(
    run: Run, demo: Path, typed: object
) -> None:
    typed("Zebedee Quarrell rang")  # type: ignore[operator]
    entry = run("--store", demo, "log", REF).out.split()[1]
    moved = run("--store", demo, "move", REF, entry, "n7722", "--why", "wrong one")
    assert moved.code == 0, moved.err
    assert f"Moved to N7722: Note {entry}" in moved.out
    typed("Zebedee Quarrell\n")  # type: ignore[operator]
    erased = run("--store", demo, "erase", "N7722", "--why", "wrong child")
    assert "the chain of the history still holds" in erased.out
    assert "Quarrell" not in facts(run, demo, "N7722")
    assert run("--store", demo, "verify").code == 0
