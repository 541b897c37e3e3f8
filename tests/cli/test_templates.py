from __future__ import annotations

import json
from pathlib import Path

from cspr_tui.store.folder.folder_store import FolderStore
from tests.cli.conftest import Run

TEMPLATE = {
    "id": "T1",
    "name": "Scoping",
    "requests": [{"due_in": 3, "type": "scoping", "agency": "Northmere Police"}],
    "actions": [{"due_in": 10, "text": "Write to the family"}],
}


def with_template(run: Run, store: Path, folder: Path) -> None:
    settings = json.loads(run("--store", store, "settings").out)
    path = folder / "settings.json"
    path.write_text(json.dumps({**settings, "templates": [TEMPLATE]}))
    assert run("--store", store, "settings", "--from", path).code == 0


def test_a_template_is_made_in_one_change(run: Run, demo: Path, tmp_path: Path) -> None:
    with_template(run, demo, tmp_path)
    before = FolderStore.open(demo).load("7QXM4")
    said = run("--store", demo, "template", "7qxm4", "scoping", "--on", "2026-11-23")
    assert said.code == 0
    assert said.out.startswith("7QXM4: Made from the template Scoping")
    after = FolderStore.open(demo).load("7QXM4")
    assert len(after.history) == len(before.history) + 1
    assert after.actions[-1].text == "Write to the family"
    again = run("--store", demo, "template", "7QXM4", "Scoping")
    assert again.code == 1
    assert "Scoping makes nothing here" in again.err


def test_a_review_is_opened_from_a_template(
    run: Run, demo: Path, tmp_path: Path
) -> None:
    with_template(run, demo, tmp_path)
    facts = tmp_path / "facts.json"
    facts.write_text(json.dumps({"kind": "rapid_review"}))
    words = ("--store", demo, "new", "--from", facts, "--template")
    refused = run(*words, "Other")
    assert refused.code == 1
    assert 'no template "Other"; there are: Scoping.' in refused.err
    ref = json.loads(run(*words, "Scoping", "--format", "json").out)["ref"]
    made = FolderStore.open(demo).load(ref)
    assert [each.agency for each in made.requests] == ["Northmere Police"]
