from __future__ import annotations

import re
import tomllib
from pathlib import Path
from textwrap import dedent

from cspr_tui.preferences import preferences_of
from cspr_tui.screens.core.base_screen import written
from cspr_tui.screens.core.keymap import _all_of, _screens
from tests.screens.driver import driving
from tests.sitting import Sitting

README = Path(__file__).parents[2] / "README.md"


def named() -> set[str]:
    """Return every key that the README's table of keys names."""
    text = README.read_text(encoding="utf-8")
    table = text[text.index("## Keys") : text.index("## Commands")]
    quoted = re.findall(r"`([^`]+)`", table)
    words = {word for each in quoted for word in (each, *each.split())}
    return words | {*"123456789"}


def test_every_key_of_every_screen_stands_in_the_readme() -> None:
    known = {key.casefold() for key in named()}
    unnamed = {
        f"{binding.id} {binding.key}"
        for screen in _screens()
        for binding in _all_of(screen)
        if not {written(key).casefold() for key in binding.key.split(",")} & known
    }
    assert unnamed == set()


async def test_the_keys_that_the_readme_gives_as_an_example_can_be_given(
    demo: Sitting,
) -> None:
    text = README.read_text(encoding="utf-8")
    example = text.split('    theme = "contrast"')[1].split("\n\nA key that")[0]
    held = tomllib.loads(dedent('    theme = "contrast"' + example))
    async with driving(demo, preferences=preferences_of(held, "README")) as driver:
        assert "Brief" in (await driver.press("f2")).splitlines()[0]
        await driver.press("q")
        assert "N7722 Awning: LATE" in await driver.press("ctrl+n")
