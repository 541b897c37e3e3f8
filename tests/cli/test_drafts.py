from __future__ import annotations

import io
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from cspr_tui.service.use_cases.refused_text import drafted_if_refused
from cspr_tui.store.fs import locks
from cspr_tui.store.fs.locks import Locks
from cspr_tui.store.protocol import NotSavedError
from cspr_tui.store.user.draft_files import DraftFiles
from tests.cli.conftest import Run
from tests.sitting import Sitting

REF = "7QXM4"
TEXT = "She asks for Thursday afternoons only."


@pytest.fixture
def piped(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = io.TextIOWrapper(io.BytesIO(TEXT.encode()))
    monkeypatch.setattr(sys, "stdin", lines)
    waits = Locks.__init__.__defaults__
    assert waits == (locks.LOCK_TIMEOUT,)
    monkeypatch.setattr(Locks.__init__, "__defaults__", (0.05,))


@pytest.mark.usefixtures("piped")
@pytest.mark.parametrize("words", [("log", REF, "--family", "P1"), ("flag", REF)])
def test_a_text_refused_by_a_held_lock_is_a_draft_that_can_be_printed(
    run: Run, demo: Path, words: tuple[str, ...]
) -> None:
    with Locks(demo / "locks", 0o600).acquire(REF):
        refused = run("--store", demo, *words)
    assert refused.code == 1
    assert "is held by" in refused.err
    assert "stored as a draft" in refused.err
    assert REF in run("--store", demo, "drafts").out
    assert run("--store", demo, "drafts", "--print", "1").out == f"{TEXT}\n"
    assert run("--store", demo, "drafts", "--drop", "1").code == 0
    assert run("--store", demo, "drafts").out == "There are no drafts.\n"
    assert run("--store", demo, "drafts", "--print", "1").code == 1


def test_where_no_draft_can_be_written_the_refusal_promises_none(
    sitting: Sitting, tmp_path: Path
) -> None:
    (tmp_path / "plain").write_text("a file, so that no folder can be made in it")
    drafts = DraftFiles(tmp_path / "plain", "ada")
    reviews = replace(sitting.reviews, drafts=drafts)
    refusal = NotSavedError("Not saved: the disk is full.")
    with (
        pytest.raises(NotSavedError) as raised,
        drafted_if_refused(reviews, f"{REF}/notes", "Note", {"text": TEXT}),
    ):
        raise refusal
    assert str(raised.value) == "Not saved: the disk is full."
