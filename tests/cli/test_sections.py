from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from cspr_tui.domain.record.documents import SectionKind
from cspr_tui.domain.record.sections import section_of
from cspr_tui.service.use_cases.edit_section import begun, save
from tests.cli.conftest import Run
from tests.sitting import Sitting

REF = "YGP9Z"


def narrative(sitting: Sitting) -> str:
    held = section_of(sitting.store.load(REF), SectionKind.NARRATIVE)
    return held.text if held else ""


def test_a_section_is_written_from_standard_input_and_printed(
    run: Run, sitting: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = sitting.store.folder
    monkeypatch.setattr(sys, "stdin", io.StringIO("### Before\n\nShe was seen.\n"))
    said = run("--store", store, "section", REF, "narrative", "--write")
    assert said.out == "Report section written: What happened.\n"
    assert narrative(sitting) == "### Before\n\nShe was seen."
    said = run("--store", store, "section", REF, "narrative")
    assert said.out == "### Before\n\nShe was seen.\n"


def test_an_editor_is_used_where_one_is_set(
    run: Run, sitting: Sitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("--store", sitting.store.folder, "section", REF, "narrative", "--edit")
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "")
    assert "EDITOR is not set" in run(*words).err
    monkeypatch.setenv("EDITOR", "'open")
    assert "no command that can be read" in run(*words).err
    monkeypatch.setenv("EDITOR", "true")
    assert run(*words).out == "Nothing was changed.\n"
    program = tmp_path / "editor.py"
    program.write_text(
        "import sys; open(sys.argv[1], 'wb').write(b'\\xff')", encoding="utf-8"
    )
    monkeypatch.setenv("EDITOR", f"{sys.executable} {program}")
    assert "no text that can be read" in run(*words).err


def test_a_section_that_is_none_is_answered_with_those_there_are(
    run: Run, demo: Path
) -> None:
    said = run("--store", demo, "section", REF, "ending")
    assert 'no section "ending" to write; there is: purpose, method' in said.err


def test_a_text_that_cannot_be_saved_is_kept_as_a_draft(sitting: Sitting) -> None:
    reviews = sitting.reviews
    mine = begun(reviews.read(REF), SectionKind.NARRATIVE)
    save(reviews, mine, "Theirs.")
    with pytest.raises(Exception, match=r"jbarlow \(.* changed|JB \(.* changed"):
        save(reviews, mine, "Mine.")
    assert reviews.drafts is not None
    (draft,) = reviews.drafts.all()
    assert (draft.form, draft.texts) == (
        f"{REF}/sections/narrative",
        {"text": "Mine."},
    )
