from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cspr_tui.cli.main import main
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.review.record_dates import date_recorded
from cspr_tui.exchange.tracker.conflicts import ConflictPolicy
from cspr_tui.service.use_cases.import_tracker import carry_out, plan_import
from tests.sitting import Sitting, empty_store

FIRST = b"Ref,LA aware,Method\nCSPR 1,05/01/2026,SILP\n"
LATER = b"Ref,LA aware,Method\nCSPR 1,05/01/2026,SCIE\n"
AWARE, CORRECTED = date(2026, 1, 5), date(2026, 1, 7)


@pytest.fixture
def sitting(tmp_path: Path) -> Sitting:
    """A tracker brought in, and one of its dates corrected in the app after."""
    made = Sitting(empty_store(tmp_path / "store"))
    carry_out(made.reviews, plan_import(made.reviews, FIRST, update=False))
    step = date_recorded("la_aware_on", CORRECTED, AWARE, "the log says so")
    made.reviews.change(only(made).ref, step)
    return made


def only(sitting: Sitting) -> Review:
    return sitting.store.load(sitting.store.refs()[0])


def test_a_cell_corrected_in_the_app_is_asked_about(sitting: Sitting) -> None:
    wanted = plan_import(sitting.reviews, LATER, update=True)
    assert wanted.is_refused
    (problem,) = (p for p in wanted.problems if p.refused)
    assert problem.sentence == (
        f'Row 2, column "LA aware": {only(sitting).ref} has 07/01/2026, set in the app '
        f"by jbarlow on 23/11/2026; the file says 05/01/2026; say --keep-app or "
        f"--take-file."
    )


@pytest.mark.parametrize(
    ("stands", "aware"), [(ConflictPolicy.APP, CORRECTED), (ConflictPolicy.FILE, AWARE)]
)
def test_what_stands_is_what_was_said(
    stands: ConflictPolicy, aware: date, sitting: Sitting
) -> None:
    wanted = plan_import(sitting.reviews, LATER, update=True, stands=stands)
    assert not wanted.is_refused
    carry_out(sitting.reviews, wanted)
    held = only(sitting)
    assert (held.la_aware_on, held.methodology) == (aware, "SCIE")


def test_after_an_update_the_app_and_the_file_are_even_again(sitting: Sitting) -> None:
    wanted = plan_import(
        sitting.reviews, LATER, update=True, stands=ConflictPolicy.FILE
    )
    carry_out(sitting.reviews, wanted)
    again = FIRST.replace(b"05/01", b"06/01")
    assert not plan_import(sitting.reviews, again, update=True).is_refused


def test_a_review_that_never_came_from_a_tracker_is_not_asked_about(
    tmp_path: Path,
) -> None:
    made = Sitting(empty_store(tmp_path / "store"))
    made.reviews.create(Review("", local_ref="CSPR 1", la_aware_on=CORRECTED))
    assert not plan_import(made.reviews, FIRST, update=True).is_refused


@pytest.mark.parametrize(("answer", "aware"), [("k", CORRECTED), ("F", AWARE)])
def test_the_command_asks_at_a_terminal(
    answer: str,
    aware: date,
    sitting: Sitting,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdin.readline", lambda: f"{answer}\n", raising=False)
    assert importing(sitting, tmp_path) == 0
    assert "k keeps what the app has" in capsys.readouterr().out
    assert only(sitting).la_aware_on == aware


def test_no_answer_changes_nothing(
    sitting: Sitting, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert importing(sitting, tmp_path) == 1
    assert "say --keep-app or --take-file" in capsys.readouterr().out
    assert importing(sitting, tmp_path, "--keep-app") == 0
    assert only(sitting).la_aware_on == CORRECTED


def importing(sitting: Sitting, folder: Path, *words: str) -> int:
    path = folder / "tracker.csv"
    path.write_bytes(LATER)
    store = ("--store", str(sitting.store.folder))
    return main([*store, "import", str(path), "--update", *words])
