"""The version of the program, of Python, of Textual and of the store's schema."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

from cspr_tui.store.format.migrations import SCHEMA
from cspr_tui.store.postgres.sql import EDITION


def version_line() -> str:
    """Return the versions that a report of a fault needs, on one line.

    Textual is looked up among the installed packages and never imported.
    """
    return (
        f"cspr-tui {_installed('cspr-tui')}, Python {platform.python_version()}, "
        f"Textual {_installed('textual')}, store schema {SCHEMA}, "
        f"PostgreSQL schema {EDITION}"
    )


def _installed(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
