"""What the app knows about a field besides its name and type, declared at the field.

A field of a record declares with `field(metadata=...)` what it could reveal and, where
it is not a plain line of text, how it is written and its label in a form. The parts
are joined with `|`:

    published_on: date | None = field(
        default=None, metadata=recorded_date(160, "Published")
    )

The extraction of identities, the forms and the tracker import read it from there.
"""

from __future__ import annotations

from dataclasses import fields
from enum import Enum, auto
from typing import Any

from cspr_tui.domain.errors import CsprError

Metadata = dict[str, object]
# Any dataclass; those of a record stand above this module.
Record = type[Any]


class Sensitivity(Enum):
    """What a field can give away about a person, and so how it is treated."""

    IDENTIFYING = "names someone or something: extracted, so that it is looked for"
    FREE_TEXT = "written freely: can hold anything, and is read as a whole if printed"
    NEUTRAL = "a choice, a day, a count or a role word: says nothing by itself"
    INTERNAL = "keys, logs and pointers of the app's own: never printed"


class TextKind(Enum):
    """What a field's text is: how a form asks for it and how it is read for names."""

    LINE = auto()
    LONG = auto()
    MARKDOWN = auto()
    AGENCY = auto()
    PERSON_CODE = auto()
    ACCOUNT = auto()
    POST = auto()


class UnclassifiedFieldError(CsprError):
    """A field of the record declares no sensitivity."""


# Every field of a record declares one of these.
IDENTIFYING: Metadata = {"sensitivity": Sensitivity.IDENTIFYING}
FREE_TEXT: Metadata = {"sensitivity": Sensitivity.FREE_TEXT}
NEUTRAL: Metadata = {"sensitivity": Sensitivity.NEUTRAL}
INTERNAL: Metadata = {"sensitivity": Sensitivity.INTERNAL}

# Several lines of plain text; Markdown; an agency's name in the directory; the code
# of a person of the review, such as P2; a login or whoever acted; a post, such as
# "designated doctor", with which a name may stand.
LONG: Metadata = {"text": TextKind.LONG}
MARKDOWN: Metadata = {"text": TextKind.MARKDOWN}
AGENCY: Metadata = {"text": TextKind.AGENCY}
PERSON_CODE: Metadata = {"text": TextKind.PERSON_CODE}
ACCOUNT: Metadata = {"text": TextKind.ACCOUNT}
POST: Metadata = {"text": TextKind.POST}

# The app gives it its value; no form asks for it.
NOT_ASKED: Metadata = {"asked": False}


def labelled(label: str) -> Metadata:
    """Return the metadata of a field that a form calls by another name than its own."""
    return {"label": label}


def recorded_date(place: int, label: str, *, may_lie_ahead: bool = False) -> Metadata:
    """Return the metadata of a review's date that a coordinator records.

    `place` orders the dates as the process goes, in steps of ten so that another
    fits between two. A date that `may_lie_ahead` is planned; any other has happened,
    and a day in the future is doubted.
    """
    return NEUTRAL | {"place": place, "label": label, "ahead": may_lie_ahead}


def sensitivity_of(kind: Record, name: str) -> Sensitivity:
    """Return what a field of that kind of value can give away.

    Raises:
        UnclassifiedFieldError: the field declares nothing; the text names it.
    """
    declared = _metadata(kind, name).get("sensitivity")
    if not isinstance(declared, Sensitivity):
        sentence = (
            f"{kind.__name__}.{name} was never judged for what it gives away; declare "
            f"its sensitivity at the field before anything is exported."
        )
        raise UnclassifiedFieldError(sentence)
    return declared


def text_kind_of(kind: Record, name: str) -> TextKind:
    """Return what the text in a field is, one line where nothing is declared."""
    declared = _metadata(kind, name).get("text")
    return declared if isinstance(declared, TextKind) else TextKind.LINE


def label_of(kind: Record, name: str) -> str:
    """Return what a form calls a field: as declared, or its own name in words."""
    words = name.replace("_", " ")
    declared = _metadata(kind, name).get("label")
    return str(declared) if declared else words[:1].upper() + words[1:]


def is_asked(kind: Record, name: str) -> bool:
    """Whether a form asks for the field."""
    return _metadata(kind, name).get("asked") is not False


def recorded_dates(kind: Record) -> dict[str, str]:
    """Return the dates a coordinator records and their labels, as the process goes."""
    declared = [each for each in fields(kind) if "place" in each.metadata]
    declared.sort(key=lambda each: each.metadata["place"])
    return {each.name: each.metadata["label"] for each in declared}


def dates_that_may_lie_ahead(kind: Record) -> frozenset[str]:
    """Return the recorded dates that are planned, and so may lie in the future."""
    return frozenset(each.name for each in fields(kind) if each.metadata.get("ahead"))


def _metadata(kind: Record, name: str) -> Metadata:
    declared = kind.__dataclass_fields__.get(name)
    return {} if declared is None else dict(declared.metadata)
