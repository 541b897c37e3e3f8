from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.sitting import SAMPLE

TODAY = ("--today", "2026-11-23")
KEYS = [
    "ref",
    "rule",
    "subject",
    "label",
    "trigger",
    "trigger_on",
    "offset",
    "unit",
    "due",
    "state",
    "days_left",
    "days_unit",
    "met_on",
    "notified_on",
    "held_by",
    "source",
    "confidence",
]
TRACKER = SAMPLE.parent / "tracker.csv"


def speak(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8")
    monkeypatch.setattr("sys.stdin", stdin)


def deadlines(run: Run, store: Path, *words: str) -> list[dict[str, Any]]:
    said = run("--store", store, "deadlines", "--format", "json", *words, *TODAY)
    found: list[dict[str, Any]] = json.loads(said.out)
    return found


def test_a_store_is_made_once_and_never_over_something(
    run: Run, tmp_path: Path
) -> None:
    assert run("init", tmp_path / "s", "--partnership", "Northmere").code == 0
    again = run("init", tmp_path / "s")
    assert again.code == 1
    assert "is not empty; name a folder that does not exist yet" in again.err


def test_no_store_is_one_sentence_with_the_way_on(run: Run, tmp_path: Path) -> None:
    said = run("--store", tmp_path / "none", "list")
    assert said.code == 1
    assert said.err.count("\n") == 1
    assert "cspr-tui init" in said.err


def test_wrong_usage_ends_with_two() -> None:
    from cspr_tui.cli.main import main  # noqa: PLC0415 - argparse leaves by SystemExit

    with pytest.raises(SystemExit) as left:
        main(["--today", "31/02/2026", "list"])
    assert left.value.code == 2


def test_the_list_starts_each_row_with_its_state(run: Run, demo: Path) -> None:
    lines = run("--store", demo, "list", *TODAY).out.splitlines()
    assert lines[0].startswith("Reviews  22 active:  4 LATE  1 NO CLOCK")
    assert lines[1].startswith("LATE      7QXM4")
    assert len(lines) == 23


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("is:late",), "4 of 22 active reviews found."),
        (("is:closed",), "0 of 22 active and 8 closed reviews found."),
        (("--", "-is:active"), "0 of 22 active and 8 closed reviews found."),
        (("--all",), "22 of 22 active and 8 closed reviews found."),
    ],
)
def test_the_list_counts_closed_reviews_beside_the_active_ones(
    run: Run, demo: Path, words: tuple[str, ...], said: str
) -> None:
    out = run("--store", demo, *TODAY, "list", *words).out
    assert out.splitlines()[-1] == said


def test_a_text_is_looked_for_in_closed_reviews_too_unless_a_filter_forbids(
    run: Run, demo: Path
) -> None:
    def read(*words: str) -> str:
        said = run("--store", demo, "list", "--text", "Closed", *words, *TODAY)
        return said.out.splitlines()[-1].partition(" in ")[2]

    assert read() == "30 reviews."
    assert read("is:active") == "22 reviews."
    assert read("is:closed") == "8 reviews."


def test_the_views_are_listed_with_what_each_finds_now(run: Run, demo: Path) -> None:
    said = run("--store", demo, "views", "--actor", "jbarlow", *TODAY)
    assert said.code == 0
    assert said.out.splitlines() == [
        "1  Team                   22  all active            built in",
        "2  Mine                    9  owner:me              built in",
        "3  Late+soon              11  is:late,noclock,soon  built in",
        "4  Hold                    2  is:hold               built in",
        "5  My late ones            1  owner:me is:late      shared",
        "6  Waiting on the police   4  waiting:police        shared",
    ]


def test_the_views_as_json_say_the_same(run: Run, demo: Path) -> None:
    found = json.loads(run("--store", demo, "views", "--format", "json", *TODAY).out)
    assert found[3] == {
        "number": 4,
        "name": "Hold",
        "count": 2,
        "filter": "is:hold",
        "whose": "built in",
    }
    assert [each["number"] for each in found] == [1, 2, 3, 4, 5, 6]


def test_the_list_as_json_and_csv_say_the_same(run: Run, demo: Path) -> None:
    rows = json.loads(run("--store", demo, "list", "--format", "json", *TODAY).out)
    table = run("--store", demo, "list", "--format", "csv", "--all", *TODAY).out
    cells = list(csv.DictReader(io.StringIO(table)))
    assert len(rows) == 22
    assert len(cells) == 30
    by_ref = {row["ref"]: row["due"] for row in cells}
    assert all(by_ref[row["ref"]] == (row["due"] or "") for row in rows)


def test_deadlines_carry_the_documented_names(run: Run, demo: Path) -> None:
    found = deadlines(run, demo)
    assert all(list(each) == KEYS for each in found)
    keys = [(each["ref"], each["rule"], each["subject"]) for each in found]
    assert len(keys) == len(set(keys))
    assert {each["rule"] for each in found if each["ref"] is None} == {
        "ACT_REPORT",
        "YEARLY_REPORT",
    }


def test_the_brief_puts_what_is_late_and_untold_first(run: Run, demo: Path) -> None:
    lines = run("--store", demo, "brief", *TODAY).out.splitlines()
    headings = [line for line in lines if line.isupper() or "(" in line[:60]]
    first = next(n for n, line in enumerate(lines) if line.startswith("LATE, NOBODY"))
    missing = next(n for n, line in enumerate(lines) if line.startswith("NO CLOCK, A"))
    assert headings
    assert first < missing


def test_show_is_logged_and_list_is_not(run: Run, demo: Path) -> None:
    run("--store", demo, "list")
    assert not (demo / "access.jsonl").exists()
    shown = json.loads(run("--store", demo, "show", "7qxm4", "--format", "json").out)
    assert shown["ref"] == "7QXM4"
    assert '"did": "printed"' in (demo / "access.jsonl").read_text()


def test_show_puts_restrictions_before_telephone_numbers(run: Run, demo: Path) -> None:
    text = run("--store", demo, "show", "7QXM4", *TODAY).out
    family = text[text.index("FAMILY") : text.index("AGENCIES")]
    assert family.index("DO NOT CONTACT FREELY  P2") < family.index("07700")


def test_why_names_each_day_that_is_skipped(run: Run, tmp_path: Path) -> None:
    run("init", tmp_path / "s")
    facts = {"kind": "rapid_review", "stage": "scoping", "sin_sent_on": "2026-03-20"}
    (tmp_path / "f.json").write_text(json.dumps(facts))
    new = run(
        "--store",
        tmp_path / "s",
        "new",
        "--from",
        tmp_path / "f.json",
        "--format",
        "json",
    )
    ref = json.loads(new.out)["ref"]
    said = run("--store", tmp_path / "s", "why", ref, "rr_submit", *TODAY).out
    assert "Tue 14 Apr 2026" in said
    assert "Fri 03 Apr  Good Friday" in said
    assert "Mon 06 Apr  Easter Monday" in said
    assert "15 working days after it; that day is not counted" in said


def test_an_unknown_rule_is_refused_with_those_there_are(run: Run, demo: Path) -> None:
    said = run("--store", demo, "why", "7QXM4", "NOSUCH")
    assert said.code == 1
    assert "SIN_PANEL" in said.err


def test_facts_that_do_not_fit_are_named(run: Run, demo: Path, tmp_path: Path) -> None:
    for facts, said in (
        ('{"la_aware_on": "31/02/2026"}', "Review.la_aware_on cannot be read"),
        ('{"colour": "blue"}', "Review has no field called colour"),
        ('{"version": 9}', "gives version, which the app keeps"),
        ("[1]", "does not hold one JSON object"),
        ("{", "is not JSON"),
    ):
        path = tmp_path / "facts.json"
        path.write_text(facts)
        refused = run("--store", demo, "new", "--from", path)
        assert refused.code == 1
        assert said in refused.err
        assert refused.err.count("\n") == 1


def test_new_without_a_terminal_says_how(
    run: Run, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    speak(monkeypatch, "")
    said = run("--store", demo, "new")
    assert said.code == 1
    assert "--from FILE.json" in said.err


def test_a_note_is_read_from_standard_input(
    run: Run, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    speak(monkeypatch, "Rang the school.\nNo answer.\n")
    said = run("--store", demo, "log", "7QXM4", "--format", "json")
    entry = json.loads(said.out)["entry"]
    shown = json.loads(run("--store", demo, "show", "7QXM4", "--format", "json").out)
    (note,) = [note for note in shown["notes"] if note["id"] == entry]
    assert note["text"] == "Rang the school.\nNo answer."


def test_an_agency_contact_and_a_barred_family_contact(
    run: Run, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    speak(monkeypatch, "Asked for the chronology.")
    words = ("--agency", "Mereland Police", "--channel", "email")
    assert run("--store", demo, "log", "7QXM4", *words).code == 0
    speak(monkeypatch, "Asked.")
    unknown = run("--store", demo, "log", "7QXM4", "--agency", "Ministry of Nothing")
    assert unknown.code == 1
    assert '"Ministry of Nothing" is no agency of the directory' in unknown.err
    speak(monkeypatch, "Rang her.")
    barred = run(
        "--store", demo, "log", "7QXM4", "--family", "P2", "--on", "2026-11-20"
    )
    assert barred.code == 1
    assert "Contact with P2 is restricted" in barred.err
    speak(monkeypatch, "She rang us.")
    meant = ("--family", "p2", "--on", "2026-11-20", "--despite", "She rang us")
    assert run("--store", demo, "log", "7QXM4", *meant).code == 0


def test_nothing_said_is_nothing_logged(
    run: Run, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    speak(monkeypatch, "  \n")
    said = run("--store", demo, "log", "7QXM4")
    assert said.code == 1
    assert "no text to log" in said.err


def test_the_tracker_gives_the_demo_its_statutory_dates(
    run: Run, demo: Path, tmp_path: Path
) -> None:
    store = tmp_path / "fresh"
    run("init", store)
    assert "30 new reviews" in run("--store", store, "import", TRACKER, *TODAY).out
    once = ("SIN_PANEL", "RR_SUBMIT", "LCSPR_PUBLISH", "PREPUB_COPY", "ONLINE_MIN")
    want, got = (
        {
            (d["ref"], d["rule"]): (d["due"], d["state"])
            for d in deadlines(run, folder)
            if d["rule"] in once
        }
        for folder in (demo, store)
    )
    assert got == want


def test_importing_again_changes_nothing(run: Run, tmp_path: Path) -> None:
    store = tmp_path / "fresh"
    run("init", store)
    run("--store", store, "import", TRACKER)
    before = {p.name: p.read_bytes() for p in (store / "reviews").iterdir()}
    said = run("--store", store, "import", TRACKER)
    assert "0 new reviews, 0 changed, 30 as before" in said.out
    assert {p.name: p.read_bytes() for p in (store / "reviews").iterdir()} == before


def test_a_dry_run_writes_nothing(run: Run, tmp_path: Path) -> None:
    store = tmp_path / "fresh"
    run("init", store)
    said = run("--store", store, "import", TRACKER, "--dry-run")
    assert "Would import 30 new reviews" in said.out
    assert list((store / "reviews").iterdir()) == []


def test_one_bad_row_refuses_the_whole_file(run: Run, tmp_path: Path) -> None:
    store, sheet = tmp_path / "fresh", tmp_path / "bad.csv"
    run("init", store)
    sheet.write_text("ref,LA aware\nA1,01/02/2026\nA2,31/02/2026\n")
    said = run("--store", store, "import", sheet)
    assert said.code == 1
    assert 'REFUSED  row 3, column "LA aware"' in said.out
    assert "31/02/2026" in said.out
    assert list((store / "reviews").iterdir()) == []


def test_an_export_is_refused_then_allowed(
    run: Run, demo: Path, tmp_path: Path
) -> None:
    assert run("--store", demo, "check", "YGP9Z").code == 1
    refused = run("--store", demo, "export", "YGP9Z", "--out", tmp_path)
    assert refused.code == 1
    assert "Not exported: 1 finding in the way" in refused.err
    assert "Feltwell" not in refused.err
    assert list(tmp_path.glob("*.md")) == []
    done = run("--store", demo, "export", "7QXM4", "--out", tmp_path, "--checker", "MO")
    assert done.code == 0
    (left,) = tmp_path.glob("*.md")
    assert "7QXM4" not in left.name
    assert "7QXM4" not in left.read_text(encoding="utf-8")


def test_an_unknown_report_is_refused(run: Run, demo: Path) -> None:
    said = run("--store", demo, "check", "7QXM4", "--report", "poem")
    assert said.code == 1
    assert "there is: publication" in said.err


def test_figures_list_the_reviews_behind_each_number(run: Run, demo: Path) -> None:
    alone = run("--store", demo, "figures", *TODAY).out
    with_reviews = run("--store", demo, "figures", "--behind", *TODAY).out.splitlines()
    assert "4GXHG" not in alone
    place = next(n for n, line in enumerate(with_reviews) if "Rapid reviews" in line)
    assert with_reviews[place + 1] == (
        "    LATE      4GXHG  Basket       SK  0 of 1, short: "
        "Rapid review to Panel, due Fri 20 Nov 2026"
    )


def test_verify_is_clean_and_then_names_what_is_not(run: Run, demo: Path) -> None:
    said = run("--store", demo, "verify").out.splitlines()
    assert said[0] == "30 reviews checked, 0 findings."
    assert said[1].startswith("Last verified backup: none")
    path = demo / "reviews" / "7QXM4.json"
    path.write_bytes(path.read_bytes().replace(b"Copper", b"Capper", 1))
    found = run("--store", demo, "verify")
    assert found.code == 1
    assert "reviews/7QXM4.json cannot be trusted: its checksum is wrong" in found.out
    listed = run("--store", demo, "list", *TODAY)
    assert listed.code == 1
    assert "NOT READ  reviews/7QXM4.json" in listed.out
    assert "N7722" in listed.out


def test_a_store_open_to_everyone_is_refused_with_the_mend(
    run: Run, demo: Path
) -> None:
    demo.chmod(0o755)
    said = run("--store", demo, "list")
    assert said.code == 1
    assert f"chmod o= {demo}" in said.err


def test_sample_is_the_same_for_the_same_seed(run: Run, tmp_path: Path) -> None:
    words = ("--reviews", 5, "--entries", 4, "--seed", 7, *TODAY)
    for name in ("a", "b"):
        assert run("sample", tmp_path / name, *words).code == 0
    a, b = (
        {p.name: p.read_bytes() for p in (tmp_path / name / "reviews").iterdir()}
        for name in ("a", "b")
    )
    assert a == b
    assert len(a) == 5


def test_the_demo_without_a_terminal_prints_the_brief(run: Run) -> None:
    said = run("demo")
    assert said.code == 0
    assert said.out.startswith("Invented data, as jbarlow on Monday 23 November 2026")
    assert "LATE, NOBODY TOLD" in said.out
