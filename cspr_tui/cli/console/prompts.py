"""Ask questions on the terminal, one line each, for commands without a screen."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from typing import TypeVar

from cspr_tui.cli.console.output import say
from cspr_tui.cli.console.standard_input import input_line, input_text
from cspr_tui.domain.dates.date_parser import UnreadableDateError, read_date
from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.record.incident import IncidentType
from cspr_tui.domain.record.review import Review, ReviewKind
from cspr_tui.domain.record.stage import Stage
from cspr_tui.domain.values.choice import UnknownChoiceError
from cspr_tui.service.reviews import Reviews

T = TypeVar("T")


class NobodyToAskError(CsprError):
    """There is no terminal to ask on; give --from FILE.json."""


def ask_new(reviews: Reviews) -> Review:
    """Ask for the facts that open a review.

    Raises:
        NobodyToAskError: standard input is no terminal.
    """
    if not sys.stdin.isatty():
        raise NobodyToAskError
    today = reviews.session.day()
    kinds = ", ".join(kind.value for kind in ReviewKind)
    kind = _asked(
        f"Kind ({kinds}) [rapid_review]", ReviewKind.read, ReviewKind.RAPID_REVIEW
    )
    return Review(
        ref="",
        kind=kind,
        stage=_asked("Stage, 1 to 18 [1]", Stage.read, Stage.REFERRAL),
        local_ref=_asked("Your own reference [none]", str, ""),
        incident_type=_asked(
            "Incident (death, serious_harm, other) [other]",
            IncidentType.read,
            IncidentType.OTHER,
        ),
        incident_on=_day("Date of the incident [not known]", today, reviews),
        la_aware_on=_day("Date the council became aware [not known]", today, reviews),
        sin_sent_on=_day("Date the notification was sent [not yet]", today, reviews),
    )


def _day(question: str, today: date, reviews: Reviews) -> date | None:
    def read(text: str) -> date | None:
        return read_date(text, today, reviews.calendar)

    return _asked(question, read, None)


def _asked(question: str, read: Callable[[str], T], default: T) -> T:
    while True:
        say(f"{question}:")
        answer = input_line()
        if not answer:
            raise KeyboardInterrupt
        if not answer.strip():
            return default
        try:
            return read(answer.strip())
        except (UnknownChoiceError, UnreadableDateError) as error:
            say(str(error))


def typed_text(question: str, encoding: str = "") -> str:
    """Return the text typed or piped in; case text is never an argument.

    An argument would stand in the list of processes and the shell's history.

    Raises:
        UnreadableFileError: it is longer than any note, or letters of it cannot be
            decoded.
        NoInputError: standard input is closed.
    """
    if sys.stdin.isatty():
        say(question)
        return "\n".join(iter(lambda: input_line().rstrip(), ""))
    return input_text(encoding).strip("\n")
