"""A user's preferences (theme, keys, habits), read from their own TOML file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from cspr_tui.domain.errors import CsprError

THEMES = ("dark", "light", "contrast", "ansi-dark", "ansi-light", "mono")
IDLE_MINUTES = 5


class UnreadablePreferencesError(CsprError):
    """The preferences file cannot be read, or has an unknown entry or value."""


class Preferences(NamedTuple):
    """Theme, keys and habits; each has a default.

    With an empty `theme` the kind of terminal decides. After `idle_minutes` without
    a key the screen goes blank; 0 means never. `lock_command` is the command that then
    asks for a password; without one any key returns. `keys` gives keys by the
    name of the binding, as the help shows it: `"board.brief": "f2"`.
    With `database_cache` the board of a database is kept between sessions, in the
    user's own cache folder.
    """

    theme: str = ""
    mouse: bool = False
    clipboard: bool = True
    idle_minutes: int = IDLE_MINUTES
    lock_command: str = ""
    read_only: bool = False
    database_cache: bool = False
    keys: Mapping[str, str] = MappingProxyType({})


def preferences_file() -> Path:
    """Return the path of the preferences file, in the XDG config folder."""
    from platformdirs import user_config_path  # noqa: PLC0415 - not for a command

    return user_config_path("cspr-tui") / "config.toml"


def preferences_in(path: Path) -> Preferences:
    """Read the preferences file; where there is none, return the defaults.

    Raises:
        UnreadablePreferencesError: it cannot be read, or an entry is unknown or
            wrong; the text names the file, the entry and the values allowed.
    """
    if not path.exists():
        return Preferences()
    import tomllib  # noqa: PLC0415 - only where there is a file

    from cspr_tui.store.fs.bounded_file import MOST_SMALL_BYTES, read_foreign_file  # noqa: PLC0415 - as above

    try:
        content = read_foreign_file(path, MOST_SMALL_BYTES // 10)
        held = tomllib.loads(content.decode())
    except CsprError as error:
        raise UnreadablePreferencesError(str(error)) from error
    except (ValueError, RecursionError, MemoryError) as error:
        sentence = f"{path} cannot be read ({error}); mend it or move it away."
        raise UnreadablePreferencesError(sentence) from error
    return preferences_of(held, str(path))


def preferences_of(held: Mapping[str, Any], place: str) -> Preferences:
    """Return preferences from TOML data; `place` names its source in errors.

    Raises:
        UnreadablePreferencesError: an entry is unknown or of another kind.
    """
    for name, value in held.items():
        wrong = _wrong(name, value)
        if wrong:
            sentence = f"{place}: {wrong}"
            raise UnreadablePreferencesError(sentence)
    return Preferences(**held)


def _wrong(name: str, value: object) -> str:
    if name not in _MAY_BE:
        from difflib import get_close_matches  # noqa: PLC0415 - only for a mistake

        near = get_close_matches(name, _MAY_BE, 1)
        meant = f"did you mean {near[0]}?" if near else f"known are {_listed(_MAY_BE)}."
        return f'there is no "{name}"; {meant}'
    allows, said = _MAY_BE[name]
    return "" if allows(value) else f'"{name}" must be {said}.'


def _listed(names: Mapping[str, object]) -> str:
    return ", ".join(names)


def _is_switch(value: object) -> bool:
    return isinstance(value, bool)


def _is_command(value: object) -> bool:
    import shlex  # noqa: PLC0415 - only where one is set

    try:
        return isinstance(value, str) and (not value or bool(shlex.split(value)))
    except ValueError:
        return False


def _is_minutes(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_keys(value: object) -> bool:
    table = isinstance(value, Mapping) and value.values()
    return table is not False and all(isinstance(key, str) for key in table)


_SWITCH = (_is_switch, "true or false")
_MAY_BE: dict[str, tuple[Callable[[object], bool], str]] = {
    "theme": (lambda value: value in THEMES, f"one of {', '.join(THEMES)}"),
    "mouse": _SWITCH,
    "clipboard": _SWITCH,
    "lock_command": (_is_command, 'a command such as "vlock", its quotes closed'),
    "idle_minutes": (_is_minutes, "a whole number of minutes, 0 for never"),
    "read_only": _SWITCH,
    "database_cache": _SWITCH,
    "keys": (_is_keys, 'a table such as "board.brief" = "f2"'),
}
