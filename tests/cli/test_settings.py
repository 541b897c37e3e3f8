from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.cli.test_commands import TODAY, deadlines

FACTS = {"kind": "rapid_review", "stage": "scoping", "sin_sent_on": "2026-12-10"}


def written(path: Path, value: object) -> Path:
    path.write_text(json.dumps(value))
    return path


def due(run: Run, store: Path, ref: str) -> str:
    found = deadlines(run, store, ref)
    return next(str(each["due"]) for each in found if each["rule"] == "RR_SUBMIT")


def test_a_partnership_sets_its_own_rules_and_holidays(
    run: Run, tmp_path: Path
) -> None:
    store = tmp_path / "s"
    run("init", store, "--partnership", "Northmere")
    facts = written(tmp_path / "facts.json", FACTS)
    new = run("--store", store, "new", "--from", facts, "--format", "json")
    ref = json.loads(new.out)["ref"]
    assert due(run, store, ref) == "2027-01-05"
    wanted = json.loads(run("--store", store, "settings").out)
    wanted["holidays"] = [{"on": "2026-12-24", "name": "Proclaimed"}]
    changed = run(
        "--store", store, "settings", "--from", written(tmp_path / "w", wanted)
    )
    assert changed.out == "Settings changed: 1 edit.\n"
    assert due(run, store, ref) == "2027-01-06"
    wanted["rules"] = [{"id": "RR_SUBMIT", "offset": 20, "reason": "Agreed locally"}]
    run("--store", store, "settings", "--from", written(tmp_path / "w", wanted))
    assert due(run, store, ref) == "2027-01-13"
    why = run("--store", store, "why", ref, "RR_SUBMIT", *TODAY).out
    assert "Changed here  Agreed locally" in why
    again = run("--store", store, "settings", "--from", tmp_path / "w")
    assert again.out == "The settings say the same already.\n"


def test_settings_that_do_not_fit_are_refused(run: Run, tmp_path: Path) -> None:
    store = tmp_path / "s"
    run("init", store)
    for wanted, said in (
        ({"rules": [{"id": "NOPE"}]}, 'no rule "NOPE"'),
        ({"colour": "blue"}, "Partnership has no field called colour"),
        ({"version": 3}, "gives version, which the app keeps"),
        ({"holidays": [{"on": "24/12/2026", "name": "x"}]}, "cannot be read"),
    ):
        refused = run(
            "--store", store, "settings", "--from", written(tmp_path / "w", wanted)
        )
        assert refused.code == 1
        assert said in refused.err


def test_nothing_written_is_dated_by_the_day_looked_at(
    run: Run, tmp_path: Path
) -> None:
    store = tmp_path / "s"
    run("init", store)
    facts = written(tmp_path / "facts.json", FACTS)
    run("--store", store, "--today", "2031-05-05", "new", "--from", facts)
    (record,) = (store / "reviews").iterdir()
    assert "2031-05" not in record.read_text()
