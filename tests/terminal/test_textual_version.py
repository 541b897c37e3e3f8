"""Outside the tested versions the app runs on Textual's public classes alone."""

from __future__ import annotations

import importlib.metadata
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cspr_tui.cli.main import main
from cspr_tui.terminal.textual_version import (
    ENVIRONMENT,
    FULL,
    PLAIN,
    TESTED,
    fallback_notice,
    installed_version,
    is_tested,
    uses_private_names,
)
from tests.sitting import demo_store

ROOT = Path(__file__).parents[2]
# Screens, goldens and keys typed ahead; what the tests of a diff count is left out.
SAMPLE = (
    "tests/screens/test_goldens.py::test_every_screen_reads_as_before",
    "tests/screens/test_named_keys.py",
)
CHOSEN = "named_keys or (80x24 and (board or overview or filter or palette or add))"


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        (TESTED[0], True),
        (TESTED[1], True),
        ("8.2.4", False),
        ("8.3.0", False),
        ("9.0.0", False),
        ("10.0.0", False),
        ("8.2.6rc1", False),
        ("unknown", False),
    ],
)
def test_a_version_is_tested_or_not(version: str, *, expected: bool) -> None:
    assert is_tested(version) is expected


def test_the_version_is_what_the_metadata_say() -> None:
    assert installed_version() == importlib.metadata.version("textual")


def test_the_environment_has_the_last_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ENVIRONMENT, FULL)
    assert uses_private_names()
    assert fallback_notice() == ""
    monkeypatch.setenv(ENVIRONMENT, PLAIN)
    assert not uses_private_names()


def test_verify_says_so_in_one_sentence(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    store = demo_store(tmp_path / "store").folder
    monkeypatch.setenv(ENVIRONMENT, PLAIN)
    main(["--store", str(store), "verify"])
    notice = capsys.readouterr().out.splitlines()[-1]
    assert notice == fallback_notice()
    assert installed_version() in notice
    monkeypatch.setenv(ENVIRONMENT, FULL)
    main(["--store", str(store), "verify"])
    assert "public classes" not in capsys.readouterr().out


def test_the_public_classes_alone_load_no_private_module() -> None:
    code = "import sys, cspr_tui.app; print(*sys.modules)"
    loaded = run([sys.executable, "-c", code]).split()
    assert "cspr_tui.terminal.terminal_app" in loaded
    assert "cspr_tui.terminal.diff_renderer" not in loaded
    assert "cspr_tui.terminal.paste_safe_driver" not in loaded


def test_screens_read_the_same_with_public_classes_alone() -> None:
    run([sys.executable, "-m", "pytest", "-q", "-n", "0", "-k", CHOSEN, *SAMPLE])


def run(command: list[str]) -> str:
    done = subprocess.run(  # noqa: S603 - our own interpreter, our own words
        command,
        cwd=ROOT,
        env={**os.environ, ENVIRONMENT: PLAIN},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout
