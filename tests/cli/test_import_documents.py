from __future__ import annotations

from pathlib import Path

import pytest

from cspr_tui.cli.main import main
from tests.exchange.office import put
from tests.sitting import demo_store

REF = "7QXM4"
DRAFT = "# Method\nSILP over two days.\n# Conclusion\nAsk the child.\n"
ROWS = "Date,Event\n2/3/2026,Call\n"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return demo_store(tmp_path / "store").folder


def run(store: Path, *words: str) -> int:
    return main(["--store", str(store), *words])


def test_a_draft_is_shown_first_and_taken_in_on_asking(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(put(tmp_path, "draft.md", "Title\n" + DRAFT))
    assert run(store, "take-draft", REF, path, "--dry-run") == 0
    said = capsys.readouterr().out
    assert "LEFT OUT  1 word before the first section: Title" in said
    assert "Nothing was written." in said
    assert run(store, "take-draft", REF, path, "--replace") == 0
    assert f"Taken into {REF} from draft.md; undone as one" in capsys.readouterr().out


def test_text_that_is_there_gives_way_only_on_asking(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = str(put(tmp_path, "one.md", DRAFT))
    second = str(put(tmp_path, "two.md", DRAFT.replace("two", "three")))
    run(store, "take-draft", REF, first, "--replace")
    assert run(store, "take-draft", REF, second) == 1
    said = capsys.readouterr()
    assert "REPLACES  How the review was done: 4 words, in place of 4 words" in said.out
    assert "has text already; give --replace" in said.err
    assert run(store, "take-draft", REF, second, "--replace") == 0


def test_a_chronology_is_taken_in_once(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("take-chronology", REF, str(put(tmp_path, "p.csv", ROWS)))
    whose = ("--agency", "Mereland Police")
    assert run(store, *words, *whose, "--dry-run") == 0
    assert "NEW       1 entry, Mon 02 Mar 2026 to" in capsys.readouterr().out
    assert run(store, *words, *whose) == 0
    assert f"Taken into {REF} from p.csv" in capsys.readouterr().out
    assert run(store, *words, *whose) == 0
    said = capsys.readouterr().out
    assert "AS BEFORE 1 entry that the review has already" in said
    assert "Nothing was written." in said


@pytest.mark.parametrize(
    ("rows", "whose", "said"),
    [
        (ROWS, "", "p.csv does not say whose it is; name the agency."),
        (ROWS, "Nobody", '"Nobody" is no agency of the directory'),
        (f"{ROWS}x,Call\n", "Mereland Police", 'REFUSED   Row 3, column "Date": "x"'),
    ],
)
def test_what_cannot_be_taken_in_is_refused_whole(
    rows: str,
    whose: str,
    said: str,
    store: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = str(put(tmp_path, "p.csv", rows))
    named = ("--agency", whose) if whose else ()
    assert run(store, "take-chronology", REF, path, *named) == 1
    printed = capsys.readouterr()
    assert said in printed.out + printed.err
