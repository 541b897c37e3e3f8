from __future__ import annotations

import re
from pathlib import Path

from cspr_tui.screens.base import written
from cspr_tui.screens.rebound import _all_of, _screens

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
