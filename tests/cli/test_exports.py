from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from icalendar import Calendar

from tests.cli.conftest import Run

TODAY = ("--today", "2026-11-23")


def text_of(folder: Path, pattern: str) -> str:
    (path,) = folder.glob(pattern)
    return path.read_text(encoding="utf-8")


def test_a_proof_of_dates_says_who_set_each_when_and_why(run: Run, demo: Path) -> None:
    out = run("--store", demo, "proof", "7qxm4", *TODAY).out
    assert "Fri 20 Mar 2026  Council became aware" in out
    assert "    Fri 20 Mar 2026, set 20 Mar 2026 12:36 by JB, change 1" in out
    rows = json.loads(run("--store", demo, "proof", "7QXM4", "--format", "json").out)
    aware = next(row for row in rows if row["path"] == "la_aware_on")
    assert aware["day"] == "2026-03-20"
    assert aware["settings"][0]["login"] == "jbarlow"


def test_a_calendar_holds_deadlines_and_no_names(run: Run, demo: Path) -> None:
    out = run("--store", demo, "ics", *TODAY).out
    calendar = Calendar.from_ical(out)
    said = [str(event["summary"]) for event in calendar.walk("VEVENT")]
    assert any(line.startswith("7QXM4 ") for line in said)
    assert any(line.startswith("Partnership ") for line in said)
    for name in ("Mereland", "School", "Marchbank"):
        assert not any(name in line for line in said)
    uids = [str(event["uid"]) for event in calendar.walk("VEVENT")]
    assert len(uids) == len(set(uids))


def test_a_calendar_of_ones_own_is_shorter(run: Run, demo: Path) -> None:
    mine = run("--store", demo, "ics", "--mine", "--actor", "skaur", *TODAY).out
    every = run("--store", demo, "ics", *TODAY).out
    assert 0 < mine.count("BEGIN:VEVENT") < every.count("BEGIN:VEVENT")


def test_everything_is_written_into_a_new_private_folder(
    run: Run, demo: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "ours"
    said = run("--store", demo, "export-data", folder)
    assert said.code == 0
    assert folder.stat().st_mode & 0o777 == 0o700
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in folder.iterdir())
    everything = json.loads((folder / "everything.json").read_text(encoding="utf-8"))
    assert len(everything["reviews"]) == 30
    assert everything["reviews"][5]["history"]
    with (folder / "requests.csv").open(encoding="utf-8", newline="") as file:
        requests = list(csv.DictReader(file))
    told = sum(len(r.get("requests", ())) for r in everything["reviews"])
    assert len(requests) == told
    again = run("--store", demo, "export-data", folder)
    assert again.code == 1
    assert "is there already" in again.err


def test_everything_is_not_written_where_nothing_can_be(
    run: Run, demo: Path, tmp_path: Path
) -> None:
    said = run("--store", demo, "export-data", tmp_path / "no" / "where")
    assert said.code == 1
    assert "could not be written" in said.err


def test_a_pack_has_a_page_for_each_active_review_and_names_nobody(
    run: Run, demo: Path, tmp_path: Path
) -> None:
    said = run("--store", demo, "pack", "--out", tmp_path, *TODAY)
    pages = list(tmp_path.glob("PACK-*.md"))
    assert len(pages) == 22
    assert said.out.endswith("read each before it is sent.\n")
    page = text_of(tmp_path, "PACK-HCRXW-*.md")
    assert "## Deadlines" in page
    assert "7QXM4" not in page


def test_a_pack_can_be_of_named_reviews(run: Run, demo: Path, tmp_path: Path) -> None:
    run("--store", demo, "pack", "c9yck", "--out", tmp_path)
    assert len(list(tmp_path.glob("PACK-*.md"))) == 1


@pytest.mark.parametrize(
    ("whose", "form", "start"),
    [
        ("7QXM4 P2", "Plain words", "# A review, and your part in it"),
        ("7QXM4 P4", "Large print", '<div style="font-size: 18pt'),
        ("CMF9K P3", "Easy read", "# About the review"),
    ],
)
def test_a_leaflet_is_written_as_its_reader_wishes(
    run: Run, demo: Path, whose: str, form: str, start: str
) -> None:
    out = demo.parent
    said = run("--store", demo, "leaflet", *whose.split(), "--out", out)
    assert f"Written as: {form}" in said.out
    assert text_of(out, "LEAFLET-*.md").startswith(start)


def test_a_leaflet_names_the_lead_reviewer_and_no_other_party(
    run: Run, demo: Path, tmp_path: Path
) -> None:
    run("--store", demo, "leaflet", "7QXM4", "P2", "--out", tmp_path)
    text = text_of(tmp_path, "LEAFLET-*.md")
    assert "Dr Helena Marchbank (h.marchbank@example.org)" in text
    record = json.loads(run("--store", demo, "show", "7QXM4", "--format", "json").out)
    for person in record["people"]:
        assert person["surname"] not in text
        assert person["forename"] not in text


def test_a_leaflet_says_first_how_its_reader_may_be_reached(
    run: Run, demo: Path, tmp_path: Path
) -> None:
    said = run("--store", demo, "leaflet", "7QXM4", "P3", "--out", tmp_path).out
    assert said.index("DO NOT CONTACT FREELY  P3: B62") < said.index("Written as")
    assert "only via Solicitor" in said


def test_a_leaflet_needs_a_lead_reviewer(run: Run, demo: Path, tmp_path: Path) -> None:
    said = run("--store", demo, "leaflet", "4GXHG", "P2", "--out", tmp_path)
    assert said.code == 1
    assert "has no lead reviewer yet" in said.err


def test_a_leaflet_in_another_language_is_to_be_translated(
    run: Run, demo: Path, tmp_path: Path
) -> None:
    facts = tmp_path / "facts.json"
    facts.write_text(
        json.dumps(
            {
                "ref": "AAAAA",
                "kind": "lcspr",
                "reviewers": [
                    {"id": "W1", "name": "Ann Example", "contact": "01632 960999"}
                ],
                "people": [
                    {"id": "P1", "role": "sibling", "forename": "Kasia"},
                    {
                        "id": "P2",
                        "role": "sibling",
                        "forename": "Jan",
                        "preferences": {"language": "Polish", "interpreter": "yes"},
                    },
                ],
            }
        ),
        encoding="utf-8",
    )
    run("--store", demo, "new", "--from", facts)
    said = run("--store", demo, "leaflet", "AAAAA", "P2", "--out", tmp_path)
    assert "language is Polish: have it translated" in said.out
    assert "-sibling-b-" in said.out
    text = text_of(tmp_path, "LEAFLET-*.md")
    assert "Ann Example (01632 960999)" in text
    assert "We arrange an interpreter for you." in text
