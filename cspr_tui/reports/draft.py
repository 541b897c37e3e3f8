"""A report before it is anonymised: real names in it, for nobody's eyes outside."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Draft:
    """A report as Markdown, with its title and the name its file would have."""

    title: str
    text: str
    name: str
