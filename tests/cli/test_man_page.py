from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

from cspr_tui.cli.parser.command_table import COMMANDS
from cspr_tui.cli.parser.man_page import man_page

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "cspr_tui" / "manual" / "man1" / "cspr-tui.1"


def test_the_page_says_what_the_parsers_say() -> None:
    """`python -m cspr_tui.cli.parser.man_page` and its path writes it anew."""
    assert PAGE.read_text(encoding="utf-8") == man_page()


def test_the_wheel_puts_the_page_where_man_looks() -> None:
    builder = WheelBuilder(str(ROOT))
    (source,) = (Path(each) for each in builder.config.shared_data)
    assert PAGE.is_relative_to(source)
    assert builder.config.shared_data[str(source)] == "share/man/man1"


@pytest.mark.parametrize(
    "command",
    [("man", "-l", "--warnings"), ("mandoc", "-T", "utf8", "-W", "error")],
    ids=lambda command: command[0],
)
def test_man_shows_the_page_without_a_warning(command: tuple[str, ...]) -> None:
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed here")
    done = subprocess.run(  # noqa: S603 - a tool of the system on our own page
        [*command, str(PAGE)],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "/usr/bin:/bin", "MANPAGER": "cat", "MANWIDTH": "100"},
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "export-data DIR" in re.sub(".\b", "", done.stdout)


def test_the_page_has_every_command() -> None:
    sections = [line for line in man_page().splitlines() if line.startswith(".SS ")]
    named = [line.split('"')[1].split()[0].replace("\\-", "-") for line in sections]
    assert named == list(COMMANDS)
