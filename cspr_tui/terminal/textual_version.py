"""Which versions of Textual the private names in this package are tested with.

Textual's private names may change in any release. Within the tested range the app
uses them for a smaller, faster picture and for pastes kept whole; outside of it, it
runs on Textual's public classes alone, which shows the same screens.

Nothing is imported from Textual here, so that commands without a screen may ask.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

# First and last release that the tests passed with, both included.
TESTED = ("8.2.5", "8.2.8")
# "plain" uses public classes alone, "full" private names whatever the version.
ENVIRONMENT = "CSPR_TEXTUAL"
PLAIN, FULL = "plain", "full"


@cache
def installed_version() -> str:
    """Return the version of Textual that is installed, as its metadata folder says.

    `importlib.metadata` would load some twenty modules before the first screen, so
    it is asked only where Textual was installed in some unusual way.
    """
    for entry in sys.path:
        for folder in Path(entry).glob("textual-*.dist-info"):
            return folder.name.removeprefix("textual-").removesuffix(".dist-info")
    from importlib.metadata import version  # noqa: PLC0415 - loads twenty modules

    return version("textual")


def is_tested(version: str) -> bool:
    """Whether a version lies within the tested range; a pre-release never does."""
    first, last = (_numbers(each) for each in TESTED)
    numbers = _numbers(version)
    return bool(numbers) and first <= numbers <= last


def _numbers(version: str) -> tuple[int, ...]:
    """Return a release's numbers; empty for anything else, such as `9.0.0rc1`."""
    parts = version.split(".")
    return tuple(map(int, parts)) if all(map(str.isdecimal, parts)) else ()


def uses_private_names() -> bool:
    """Whether this process may use Textual's private names."""
    asked = os.environ.get(ENVIRONMENT, "")
    if asked in {PLAIN, FULL}:
        return asked == FULL
    return is_tested(installed_version())


def fallback_notice() -> str:
    """Return one sentence where the app runs on public classes alone, else nothing."""
    if uses_private_names():
        return ""
    first, last = TESTED
    return (
        f"Textual {installed_version()} is used by its public classes only (private "
        f"ones are tested with {first} to {last}): screens are the same, but more is "
        f"sent to the terminal, and escape characters in a paste act as keys."
    )
