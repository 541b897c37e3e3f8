"""The key bar: as wide as the screen, and always with the way out."""

from __future__ import annotations

import pytest
from textual.dom import DOMNode

from cspr_tui.preferences import Preferences
from cspr_tui.screens.core.base_screen import key_word
from cspr_tui.widgets.screen_bars import KeyWord, key_line
from tests.screens.driver import driving
from tests.screens.every_screen import keys_of, listing_screens
from tests.sitting import Sitting

WIDTHS = (60, 80, 120)
OUT = {"q", "escape"}


def words_of(screen: type[DOMNode]) -> tuple[list[KeyWord], str, str]:
    """Return what a bar could show, then the words for help and for the way out."""
    shown = [binding for binding in keys_of(screen) if binding.show]
    help_ = [key_word(b).said for b in shown if "f1" in b.key.split(",")]
    out = [key_word(b).said for b in shown if OUT & {*b.key.split(",")}]
    assert len(out) == 1
    return [key_word(b) for b in shown], "".join(help_), out[0]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("screen", listing_screens(), ids=lambda each: each.__name__)
def test_every_screens_bar_fits_and_ends_with_the_way_out(
    screen: type[DOMNode], width: int
) -> None:
    words, help_, out = words_of(screen)
    for given in (words, words[::-1]):
        line = key_line(given, width)
        assert len(line) <= width
        assert line.endswith("  ".join(filter(None, [help_, out])))


@pytest.mark.parametrize("width", WIDTHS)
async def test_a_key_given_another_place_costs_the_bar_no_help(
    width: int, demo: Sitting
) -> None:
    chosen = Preferences(keys={"board.brief": "f2", "board.help": "f3"})
    async with driving(demo, (width, 24), chosen) as driver:
        bar = driver.text.splitlines()[-1]
    assert "f2 brief" in bar or width < 80
    assert bar.endswith("f3 help  q quit")
    assert len(bar) <= width


async def test_the_bar_is_fitted_anew_when_the_screen_changes(demo: Sitting) -> None:
    async with driving(demo, (120, 40)) as driver:
        wide = (await driver.press("enter")).splitlines()[-1]
        await driver.pilot.resize_terminal(60, 16)
        await driver.rest()
        narrow = driver.text.splitlines()[-1]
    assert len(wide) > 80
    assert len(narrow) <= 60
    assert narrow.endswith("? help  q back")


async def test_a_page_offers_to_open_nothing_and_a_look_does(demo: Sitting) -> None:
    async with driving(demo) as driver:
        page = await driver.press("enter", "w")
        await driver.press("q", "q", "x")
        look = await driver.press("b")
    assert page.splitlines()[-1] == "i what if  ? help  q back"
    assert look.splitlines()[-1] == "Enter open  ? help  q back"
