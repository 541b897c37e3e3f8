from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

from tests import architecture
from tests.sitting import demo_store

ROOT = Path(__file__).parents[1]
CORE = (
    "cspr_tui.domain.deadlines.deadline",
    "cspr_tui.store.folder.folder_store",
    "cspr_tui.service",
    "cspr_tui.service.use_cases.import_tracker",
    "cspr_tui.service.use_cases.export_report",
    "cspr_tui.reports.clearance.clear_report",
    "cspr_tui.exchange",
    "cspr_tui.plain.screen_text",
    "cspr_tui.cli.main",
    "cspr_tui.cli.commands.read.list",
    "cspr_tui.cli.commands.read.show",
    "cspr_tui.cli.commands.record.log",
    "cspr_tui.cli.commands.reports_out.export",
    "cspr_tui.cli.commands.store.init",
    "cspr_tui.cli.commands.app.open_app",
)


def loaded_after(statement: str) -> set[str]:
    code = f"import sys; {statement}; print(*sys.modules)"
    done = subprocess.run(  # noqa: S603 - our own interpreter, our own words
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


@pytest.mark.parametrize("module", CORE)
def test_the_core_never_loads_textual(module: str) -> None:
    assert not {"textual", "rich"} & loaded_after(f"import {module}")


START = "cspr_tui.cli.main, cspr_tui.cli.commands.app.open_app, cspr_tui.app"
HEAVY = (
    "markdown_it",
    "pygments",
    "holidays",
    "dateutil",
    "psycopg",
    "regex",
    "rapidfuzz",
    "tinydb",
    "cspr_tui.anonymise",
    "cspr_tui.gate",
    "cspr_tui.domain.record.review",
    "cspr_tui.store.folder.folder_store",
    "textual.widgets._markdown",
)


@pytest.mark.parametrize("module", HEAVY)
def test_the_first_paint_goes_without(module: str) -> None:
    assert module not in loaded_after(f"import {START}")


def test_a_list_from_kept_rows_goes_without_the_records() -> None:
    loaded = loaded_after("import cspr_tui.cli.main, cspr_tui.cli.commands.read.list")
    assert (
        not {"cspr_tui.domain.record.review", "tinydb", "holidays", "dateutil"} & loaded
    )


def loaded_by(store: Path, *words: str) -> set[str]:
    """Return what is loaded once a command has been run."""
    told = ["--store", str(store), *words]
    code = (
        "import sys; from cspr_tui.cli.main import main; "
        f"main({told!r}); print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter, our own words
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    return set(done.stderr.split())


def test_a_command_that_reads_the_board_again_loads_nothing_heavy(
    tmp_path: Path,
) -> None:
    store = demo_store(tmp_path / "store").folder
    never = {each for each in HEAVY if not each.startswith("cspr_tui.")}
    for words in (("list",), ("brief",)):
        loaded_by(store, *words)
        loaded = loaded_by(store, *words)
        assert not {"textual", "rich", "cspr_tui.anonymise", "cspr_tui.gate"} & loaded
        assert not never - {"tinydb", "dateutil"} & loaded
        assert "dateutil.parser" not in loaded


def test_the_import_contracts_hold() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(  # noqa: S603 - a tool of our own environment
        [lint], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


# Screens whose keys and their actions are read best in one place.
LONGER = frozenset(
    {"cspr_tui.screens.board.board_screen", "cspr_tui.screens.review.review_screen"}
)


def test_a_module_has_three_hundred_lines_and_five_of_them_five_hundred() -> None:
    long = architecture.long_files(architecture.modules())
    assert len(LONGER) <= 5
    assert set(long) <= LONGER
    assert all(lines <= 500 for lines in long.values())


def test_no_screen_is_cut_into_a_class_with_one_child_and_no_other_use() -> None:
    assert architecture.chained_classes(architecture.PACKAGE / "screens") == {}


def test_a_class_that_only_its_one_child_uses_is_found(tmp_path: Path) -> None:
    text = "class A: ...\nclass B(A): ...\nclass C(B[int]): ...\nx = C, C\nA()\n"
    (tmp_path / "slices.py").write_text(text)
    assert architecture.chained_classes(tmp_path) == {"B": "C"}


def test_no_folder_holds_more_than_twenty_modules() -> None:
    assert architecture.crowded(architecture.modules()) == {}


def test_modules_are_named_by_nouns() -> None:
    found = architecture.modules()
    named = architecture.verb_forms(found)
    assert len(named) < 0.08 * sum(not module.is_package for module in found), named


# Class names defined twice, and why both may keep theirs.
SHARED = {
    "Moved": "a deadline that moved; a message that a list's cursor moved",
}


def test_a_class_name_means_one_class() -> None:
    twice = architecture.classes_twice(architecture.modules())
    assert {name: at for name, at in twice.items() if name not in SHARED} == {}


def test_every_error_that_a_docstring_names_exists() -> None:
    assert architecture.unknown_errors() == {}


def test_an_error_that_only_a_docstring_names_is_found(tmp_path: Path) -> None:
    text = (
        'def load():\n    """Load.\n\n    Raises:\n        LostError: gone.\n    """\n'
    )
    (tmp_path / "module.py").write_text(text)
    assert architecture.unknown_errors(tmp_path) == {"module.py": {"LostError"}}


def test_the_map_shows_rooms_arrows_and_names_used_twice() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.architecture"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    lines = done.stdout.splitlines()
    assert lines[0].startswith("Rooms: ")
    assert "Arrows between sibling rooms" in lines
    assert any(line.startswith("    cli -> ") for line in lines)
    assert any(line.startswith("Classes defined more than once: ") for line in lines)


def test_the_wheel_holds_style_sheets_sample_data_and_the_manual() -> None:
    builder = WheelBuilder(str(ROOT))
    shipped = {file.distribution_path for file in builder.recurse_included_files()}
    wanted = [
        *(ROOT / "styles").glob("*.tcss"),
        *(ROOT / "sample_data").rglob("*.json"),
        ROOT / "sample_data" / "tracker.csv",
    ]
    assert {f"cspr_tui/{path.relative_to(ROOT)}" for path in wanted} <= shipped
    pages = (ROOT / "cspr_tui" / "manual").glob("*.md")
    assert {f"cspr_tui/manual/{path.name}" for path in pages} <= shipped
    assert "cspr_tui/domain/deadlines/rules.toml" in shipped
    assert "cspr_tui/domain/identifiers/english.gz" in shipped
