"""What a report is made from, and which parts a kind of report has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from cspr_tui.domain.deadlines.deadline import Deadline
from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.identity import Policy
from cspr_tui.domain.record.documents import LEVELS
from cspr_tui.domain.record.partnership import Partnership
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.text.formatting import full_day
from cspr_tui.reports.build.document import Block


class UnknownSectionError(CsprError):
    """A requested section does not exist in this report."""


class WrongPolicyError(CsprError):
    """A report is requested for readers it is not written for."""


@dataclass(frozen=True, slots=True)
class ReportInput:
    """What a report is made from: a review on a day, its partnership and deadlines."""

    review: Review
    partnership: Partnership
    day: date
    deadlines: tuple[Deadline, ...] = ()


Build = Callable[[ReportInput, Policy], Iterator[Block]]


@dataclass(frozen=True, slots=True)
class ReportPart:
    """One part of a report: the word that selects it, its label, and what builds it."""

    word: str
    label: str
    build: Build


@dataclass(frozen=True, slots=True)
class ReportKind:
    """A kind of report: word, label, file prefix, title, parts, and possible readers.

    The first of `levels` is the default.
    """

    word: str
    label: str
    prefix: str
    title: Callable[[ReportInput, Policy], str]
    parts: tuple[ReportPart, ...]
    levels: tuple[Policy, ...] = LEVELS

    def level_of(self, requested: Policy | None) -> Policy:
        """Return the level to write for: the requested one, or the default.

        Raises:
            WrongPolicyError: it is not for such readers.
        """
        if requested is None:
            return self.levels[0]
        if requested not in self.levels:
            readers = " or ".join(level.value for level in self.levels)
            sentence = (
                f"The {self.label.lower()} is written for {readers} reading only; it "
                f"cannot leave as {requested.value}."
            )
            raise WrongPolicyError(sentence)
        return requested

    def parts_for(self, sections: tuple[str, ...]) -> tuple[ReportPart, ...]:
        """Return the parts selected by words, in the report's order; all without words.

        Raises:
            UnknownSectionError: it has no such section; the text lists those it has.
        """
        known = [part.word for part in self.parts]
        for word in sections:
            if word not in known:
                sentence = (
                    f'The {self.label.lower()} has no section "{word}"; it has: '
                    f"{', '.join(known)}."
                )
                raise UnknownSectionError(sentence)
        return tuple(p for p in self.parts if not sections or p.word in sections)


def day_for(day: date | None, level: Policy) -> str:
    """Return a day as a level may show it: month and year in public, else in full."""
    if day is None:
        return "no date yet"
    return f"{day:%B %Y}" if level is Policy.PUBLIC else full_day(day)
