"""A report before it is anonymised, with real names in it; it must not leave."""

from __future__ import annotations

from dataclasses import dataclass

from cspr_tui.domain.identity import Policy


@dataclass(frozen=True, slots=True)
class RawReport:
    """A report as Markdown, with its title and the file name it would get.

    `policy` says for which readers it was built; it can be exported for no others.
    """

    title: str
    text: str
    name: str
    policy: Policy = Policy.PUBLIC
