from __future__ import annotations

import re
import tomllib
from textwrap import dedent

from cspr_tui.plain.manual_pages import page
from cspr_tui.preferences import preferences_of
from cspr_tui.screens.core.base_screen import written
from cspr_tui.screens.core.keymap import _all_of, _screens
from tests.screens.driver import driving
from tests.sitting import Sitting


def named() -> set[str]:
    """Return every key that the manual names where it explains the screens."""
    quoted = re.findall(r"`([^`]+)`", page("screens"))
    words = {word for each in quoted for word in (each, *each.split())}
    return words | {*"123456789"}


def test_every_key_of_every_screen_is_explained_in_the_manual() -> None:
    known = {key.casefold() for key in named()}
    unnamed = {
        f"{binding.id} {binding.key}"
        for screen in _screens()
        for binding in _all_of(screen)
        if not {written(key).casefold() for key in binding.key.split(",")} & known
    }
    assert unnamed == set()


async def test_the_keys_that_the_manual_gives_as_an_example_can_be_given(
    demo: Sitting,
) -> None:
    _, _, text = page("preferences").partition('    theme = "contrast"')
    example, _, _ = text.partition("\n\n`lock_command` runs")
    held = tomllib.loads(dedent('    theme = "contrast"' + example))
    async with driving(demo, preferences=preferences_of(held, "manual")) as driver:
        assert "Brief" in (await driver.press("f2")).splitlines()[0]
        await driver.press("q")
        assert "N7722 Awning: LATE" in await driver.press("ctrl+n")
