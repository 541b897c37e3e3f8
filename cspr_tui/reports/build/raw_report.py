"""A report before it is anonymised: real names in it, for nobody's eyes outside."""

from __future__ import annotations

from dataclasses import dataclass

from cspr_tui.domain.identity import Policy


@dataclass(frozen=True, slots=True)
class RawReport:
    """A report as Markdown, with its title and the name its file would have.

    `policy` is the one it was built for; it leaves under no other.
    """

    title: str
    text: str
    name: str
    policy: Policy = Policy.PUBLIC
