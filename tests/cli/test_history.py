from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run

REF = "7QXM4"


def facts(run: Run, demo: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads(
        run("--store", demo, "show", REF, "--format", "json").out
    )
    return found


def changes(run: Run, demo: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(
        run("--store", demo, "history", REF, "--format", "json").out
    )
    return found


def test_the_history_names_each_change_and_where_it_was(run: Run, demo: Path) -> None:
    said = run("--store", demo, "history", REF)
    assert said.code == 0
    assert said.out.splitlines()[-1].endswith("changes.")
    assert " -> " in said.out


def test_a_change_is_taken_back_once(run: Run, demo: Path) -> None:
    last = changes(run, demo)[-1]["seq"]
    taken = run("--store", demo, "undo", REF, last)
    assert taken.code == 0
    assert "Took back: " in taken.out
    again = run("--store", demo, "undo", REF, last)
    assert again.code == 1
    assert "is taken back already" in again.err


def test_an_entry_is_put_back_as_it_was(run: Run, demo: Path) -> None:
    arrived = next(
        (change["seq"], edit["path"])
        for change in reversed(changes(run, demo))
        for edit in change["edits"]  # type: ignore[attr-defined]
        if edit["path"].startswith("notes/") and edit["path"].count("/") == 1
    )
    seq, path = arrived
    run("--store", demo, "undo", REF, seq)
    gone = changes(run, demo)[-1]["seq"]
    back = run("--store", demo, "put-back", REF, gone, path, "--why", "it was right")
    assert back.code == 0, back.err
    assert "Restored as before change" in back.out
    assert changes(run, demo)[-1]["why"] == "it was right"


def test_a_change_that_is_not_there_is_said_so(run: Run, demo: Path) -> None:
    for words in (("undo", REF, 9999), ("put-back", REF, 9999, "stage")):
        refused = run("--store", demo, *words)
        assert refused.code == 1
        assert "no change 9999" in refused.err or "Change 9999 is not" in refused.err
