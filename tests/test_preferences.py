from __future__ import annotations

from pathlib import Path

import pytest

from cspr_tui.app import CsprApp
from cspr_tui.preferences import (
    Preferences,
    UnreadablePreferencesError,
    preferences_in,
)
from cspr_tui.screens.core.keymap import RefusedKeyError, check_keys


def written(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_everything_is_as_it_comes(tmp_path: Path) -> None:
    assert preferences_in(tmp_path / "config.toml") == Preferences()


def test_a_file_says_theme_habits_and_keys(tmp_path: Path) -> None:
    text = 'theme = "light"\nidle_minutes = 0\n[keys]\n"board.brief" = "f2"\n'
    held = preferences_in(written(tmp_path, text))
    assert (held.theme, held.idle_minutes) == ("light", 0)
    assert held.keys == {"board.brief": "f2"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("them = 1", 'there is no "them"; did you mean theme?'),
        ("colour = 1", 'there is no "colour"; known are theme, mouse'),
        ('theme = "pink"', '"theme" must be one of dark, light'),
        ("mouse = 1", '"mouse" must be true or false'),
        ("lock_command = '\"'", '"lock_command" must be a command'),
        ("lock_command = ' '", '"lock_command" must be a command'),
        ("idle_minutes = true", '"idle_minutes" must be a whole number'),
        ("idle_minutes = -1", '"idle_minutes" must be a whole number'),
        ("keys = 3", '"keys" must be a table'),
        ("[keys]\na = 3", '"keys" must be a table'),
        ("not toml", "cannot be read"),
    ],
)
def test_what_means_nothing_is_refused_by_name(
    text: str, said: str, tmp_path: Path
) -> None:
    path = written(tmp_path, text)
    with pytest.raises(UnreadablePreferencesError) as refused:
        preferences_in(path)
    assert said in str(refused.value)
    assert str(path) in str(refused.value)


@pytest.mark.parametrize(
    ("name", "key", "said"),
    [
        ("board.brief", "a", '"a" is wanted for board.brief and for board.add.'),
        ("board.brief", "j", '"j" is wanted for board.brief and for lines.down.'),
        ("review.add", "m", '"m" is wanted for review.add and for app.messages.'),
        (
            "lines.down",
            "slash",
            '"slash" is wanted for lines.down and for board.filter.',
        ),
        ("board.breif", "f2", 'no "board.breif"; did you mean board.brief?'),
        ("board.brief", "A", '"A" for board.brief can arrive as part of an arrow key'),
        ("form.save", "s", '"s" for form.save is a letter there'),
        ("board.brief", "hyperx", 'there is no key "hyperx", wanted for board.brief'),
    ],
)
def test_a_key_that_cannot_be_given_is_refused_by_name(
    name: str, key: str, said: str
) -> None:
    with pytest.raises(RefusedKeyError) as refused:
        check_keys({name: key}, CsprApp.BINDINGS)
    assert said in str(refused.value)


def test_two_keys_may_change_places() -> None:
    check_keys({"board.brief": "a", "board.add": "b"}, CsprApp.BINDINGS)
    check_keys({"board.filter": "?", "board.help": "/,f1"}, CsprApp.BINDINGS)
