"""The command line as a whole: one table of commands, and what it says of each."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cspr_tui.cli.main import main
from cspr_tui.cli.parser.command_table import COMMANDS, PACKAGE
from cspr_tui.cli.parser.parser import CommandParser, all_parsers
from cspr_tui.crash_log import reference_of
from cspr_tui.version import version_line
from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def parsers() -> list[CommandParser]:
    return list(all_parsers())


def test_every_argument_and_option_of_every_command_has_help(
    parsers: list[CommandParser],
) -> None:
    silent = [
        (each.name, action.dest)
        for each in parsers
        for action in each.parser._actions  # noqa: SLF001 - argparse has no public list
        if not action.help
    ]
    assert silent == []
    assert [each.name for each in parsers] == list(COMMANDS)


def test_every_command_has_one_line_of_help_and_a_group(
    parsers: list[CommandParser],
) -> None:
    for each in parsers:
        assert each.summary
        assert "\n" not in each.summary
        assert each.group
        assert each.parser.description == each.summary


def test_every_module_of_a_group_that_can_be_run_is_a_command() -> None:
    folder = ROOT / "cspr_tui" / "cli" / "commands"
    runs = {
        ".".join(path.relative_to(folder).with_suffix("").parts)
        for path in folder.rglob("*.py")
        if "\ndef add_options(" in path.read_text(encoding="utf-8")
    }
    assert runs == {command.module for command in COMMANDS.values()}


def test_help_lists_the_commands_below_their_groups(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    lines = capsys.readouterr().out.splitlines()
    titles = [line.removesuffix(":") for line in lines if line.endswith(":")]
    groups = list(dict.fromkeys(each.group for each in COMMANDS.values()))
    assert titles[-len(groups) :] == groups
    below = lines[lines.index("Documents in:") + 1]
    assert below.split() == ["import", *COMMANDS["import"].summary.split()]


def loaded_by(words: list[str]) -> set[str]:
    code = (
        "import sys; from cspr_tui.cli.parser.parser import parse_arguments; "
        f"parse_arguments({words!r}); print(*sys.modules)"
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter, our own words
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_only_the_module_of_the_command_typed_is_imported() -> None:
    modules = {f"{PACKAGE}.{command.module}" for command in COMMANDS.values()}
    assert loaded_by(["lessons", "list", "plan"]) & modules == {
        f"{PACKAGE}.across.lessons"
    }
    assert loaded_by(["--store", "list"]) & modules == set()


def test_the_version_names_all_that_a_report_of_a_fault_needs(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--version"])
    assert left.value.code == 0
    said = capsys.readouterr().out
    assert said == f"{version_line()}\n"
    for word in ("cspr-tui ", "Python ", "Textual ", "store schema ", "PostgreSQL "):
        assert word in said


def test_the_version_is_printed_without_loading_textual() -> None:
    code = (
        "import sys; from cspr_tui.version import version_line; version_line(); "
        "print(*sys.modules)"
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter, our own words
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert "textual" not in done.stdout.split()


def test_verify_ends_with_the_version(run: Run, demo: Path) -> None:
    assert run("--store", demo, "verify").out.splitlines()[-1] == version_line()


def test_the_crash_log_names_the_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    at = datetime(2026, 11, 23, 8, 50, tzinfo=UTC)
    reference = reference_of(RuntimeError("Astrid Example-Child"), at)
    (log,) = tmp_path.rglob("crash.log")
    line = log.read_text(encoding="utf-8")
    assert reference in line
    assert version_line() in line
    assert "Astrid" not in line
