"""The word that matters most is never the faintest: contrast as WCAG 2 counts it."""

from __future__ import annotations

import pytest
from textual.color import Color
from textual.theme import Theme

from cspr_tui.theme import COLOURED, CONTRAST
from tests.screens.terminal import Terminal
from tests.sitting import Sitting

WORDS = ("late", "no-clock", "soon", "ok", "hold", "done")
READABLE, HIGH = 4.5, 10.0


def linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def luminance(colour: Color) -> float:
    red, green, blue = map(linear, colour.normalized)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def contrasts(theme: Theme, *, grey: bool) -> dict[str, float]:
    behind = Color.parse(theme.background or "")
    said = {word: Color.parse(theme.variables[f"state-{word}"]) for word in WORDS}
    return {
        word: contrast(behind, colour.monochrome if grey else colour)
        for word, colour in said.items()
    }


@pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.name)
def test_every_state_word_can_be_read_and_late_is_not_the_faintest(
    theme: Theme,
) -> None:
    for found in (contrasts(theme, grey=False), contrasts(theme, grey=True)):
        assert min(found.values()) >= READABLE
        assert found["late"] > min(found.values())
        assert found["late"] == found["no-clock"]


def test_high_contrast_is_what_it_says() -> None:
    assert min(contrasts(CONTRAST, grey=False).values()) >= HIGH


def test_without_colour_late_is_the_boldest_word(demo: Sitting) -> None:
    terminal = Terminal(demo.store.folder, NO_COLOR="1")
    terminal.read_until("q quit")
    shown = terminal.screen.display
    late, okay = (
        terminal.screen.buffer[n][0]
        for n in (
            next(n for n in range(4, 24) if shown[n].startswith(word))
            for word in ("LATE", "OK")
        )
    )
    terminal.leave()
    assert late.bold
    assert late.reverse
    assert not okay.bold
    assert not okay.reverse
