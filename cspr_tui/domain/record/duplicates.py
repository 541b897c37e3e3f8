"""Possible duplicates: reviews about the same child or family."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz.fuzz import token_sort_ratio

from cspr_tui.domain.record.people import Person, PersonRole
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.text.formatting import full_day

# Of a hundred; names spelt two ways score above it, two names below.
ALIKE = 86
_NUMBERS = ("nhs", "ni", "upn")


@dataclass(frozen=True, slots=True)
class PossibleDuplicate:
    """What another review has in common, named without names.

    `same` means that both are about the same child.
    """

    ref: str
    why: str
    same: bool = False


def possible_duplicates(
    facts: Review, others: Iterable[Review]
) -> tuple[PossibleDuplicate, ...]:
    """Return what a review has in common with others, the same child first."""
    found = [
        likeness
        for other in others
        if other.ref != facts.ref
        for likeness in _shared(facts, other)
    ]
    return tuple(sorted(set(found), key=_first))


def _first(found: PossibleDuplicate) -> tuple[bool, str, str]:
    return not found.same, found.ref, found.why


def _shared(facts: Review, other: Review) -> Iterator[PossibleDuplicate]:
    for field, label in (("sin_ref", "notification"), ("local_ref", "your own")):
        number = getattr(facts, field).strip()
        if number and number == getattr(other, field).strip():
            yield PossibleDuplicate(other.ref, f"the same {label} reference", same=True)
    for mine in facts.people:
        for theirs in other.people:
            why = _same_person(mine, theirs)
            if why:
                yield _of_people(other.ref, mine, theirs, why)
    if facts.incident_on and facts.incident_on == other.incident_on:
        yield PossibleDuplicate(
            other.ref, f"an incident on {full_day(facts.incident_on)} too"
        )


def _of_people(ref: str, mine: Person, theirs: Person, why: str) -> PossibleDuplicate:
    subject = PersonRole.SUBJECT_CHILD
    same = mine.role is subject and theirs.role is subject
    return PossibleDuplicate(
        ref, f"its {theirs.id} ({theirs.kinship.lower()}) has {why}", same
    )


def _same_person(mine: Person, theirs: Person) -> str:
    for field in _NUMBERS:
        number = _bare(getattr(mine, field))
        if number and number == _bare(getattr(theirs, field)):
            return f"the same {field.upper()} number"
    if _alike(mine, theirs):
        if mine.dob and mine.dob == theirs.dob:
            return "the same date of birth and a name alike"
        if not (mine.dob and theirs.dob):
            return "a name alike"
    if {_bare(a) for a in mine.addresses} & {_bare(a) for a in theirs.addresses}:
        return "the same address"
    return ""


def _alike(mine: Person, theirs: Person) -> bool:
    """Whether a full name of one person is spelt like a full name of the other."""
    return any(
        token_sort_ratio(one.casefold(), two.casefold()) >= ALIKE
        for one in _names(mine)
        for two in _names(theirs)
    )


def _names(person: Person) -> Iterator[str]:
    short = f"{person.forename} {person.surname}".strip()
    names = (person.name, short, *person.aliases)
    yield from (name for name in names if len(name.split()) > 1)


def _bare(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
