"""The reports there are, by the word that asks for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.partnership import Partnership
from cspr_tui.domain.review import Review
from cspr_tui.reports.draft import Draft
from cspr_tui.reports.publication import publication_report

Builder = Callable[[Review, Partnership, date], Draft]

REPORTS: Mapping[str, Builder] = {"publication": publication_report}


class UnknownReportError(CsprError):
    """There is no report of that kind."""


def builder_of(kind: str) -> Builder:
    """Return what builds a report of that kind.

    Raises:
        UnknownReportError: there is none; the text lists those there are.
    """
    if kind not in REPORTS:
        sentence = f'There is no report "{kind}"; there is: {", ".join(REPORTS)}.'
        raise UnknownReportError(sentence)
    return REPORTS[kind]
