"""A blank screen that asks for a password, by a command of the user's own."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pytest

from cspr_tui.app import CsprApp
from cspr_tui.preferences import Preferences
from cspr_tui.screens.core.blank_screens import BlankScreen
from tests.screens.driver import driving
from tests.sitting import Sitting


@pytest.fixture
def suspended(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a terminal that is only pretended be given to a command."""

    def suspend(_: CsprApp) -> AbstractContextManager[None]:
        return nullcontext()

    monkeypatch.setattr(CsprApp, "suspend", suspend)


def command(folder: Path, code: int) -> str:
    """Return a command that notes each time it is run and ends with a code."""
    path = folder / "fake lock"
    path.write_text(f'#!/bin/sh\necho asked >> "{folder}/asked"\nexit {code}\n')
    path.chmod(0o700)
    return f'"{path}" -c'


@pytest.mark.usefixtures("suspended")
async def test_only_a_command_that_ends_well_unlocks(
    demo: Sitting, tmp_path: Path
) -> None:
    chosen = Preferences(lock_command=command(tmp_path, 3))
    async with driving(demo, preferences=chosen) as driver:
        await driver.press("z")
        assert driver.text.strip() == "cspr-tui  any key asks for the password"
        for key in ("j", "escape", "m", "colon", "z", "question_mark"):
            text = (await driver.press(key)).strip()
            assert isinstance(driver.app.screen, BlankScreen)
            assert text.startswith("cspr-tui  locked: lock_command ended with 3")
            assert "LATE" not in text
        command(tmp_path, 0)
        assert "LATE" in await driver.press("j")
    assert len((tmp_path / "asked").read_text().split()) == 7


@pytest.mark.usefixtures("suspended")
@pytest.mark.parametrize("words", ["/nowhere/vlock", "/etc/passwd"])
async def test_a_command_that_cannot_be_started_unlocks_nothing(
    demo: Sitting, words: str
) -> None:
    async with driving(demo, preferences=Preferences(lock_command=words)) as driver:
        await driver.press("z")
        assert "cannot be started" in await driver.press("j")
        assert isinstance(driver.app.screen, BlankScreen)


async def test_a_terminal_that_cannot_be_given_away_stays_blank(demo: Sitting) -> None:
    async with driving(demo, preferences=Preferences(lock_command="true")) as driver:
        await driver.press("z")
        assert "cannot ask for a password" in await driver.press("j")
        assert isinstance(driver.app.screen, BlankScreen)
