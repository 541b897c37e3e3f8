"""Paths of the style sheets and the sample data, in a checkout and in a wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent
RULES = _PACKAGE / "domain" / "deadlines" / "rules.toml"


def shipped(name: str) -> Path:
    """Return a shipped folder: inside the package, or beside it in a checkout."""
    inside = _PACKAGE / name
    return inside if inside.exists() else _PACKAGE.parent / name


def sheet(name: str) -> Path:
    """Return the path of a style sheet."""
    return shipped("styles") / f"{name}.tcss"
