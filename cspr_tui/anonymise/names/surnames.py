"""What to write for a surname: of several people, or in the plural, it is a family's."""

from __future__ import annotations

import re

from cspr_tui.anonymise.names.disambiguation import A_RELATIVE
from cspr_tui.anonymise.names.name_boundaries import Run
from cspr_tui.anonymise.names.tokens import Reading
from cspr_tui.anonymise.text.lexicon import TITLES

_COUNTING = frozenset(
    (
        "both two three four five six several many some most other few these those all "
        "various further remaining"
    ).split()
)
_PAIRED = re.compile(r"\.? (?:and|&) \w+\.? ")
_CROWD = frozenset(
    (
        "siblings children brothers sisters boys girls twins kids adults parents "
        "household home house residence relatives grandparents cousins"
    ).split()
)


def shared(reading: Reading, run: Run) -> tuple[int, int, str]:
    """Return the last word, signs after it, and wording of a name of several people."""
    follows, leads = reading.after(run.last), reading.before(run.first)
    if follows == "family":
        return run.last + 1, 0, "family"
    if is_plural(reading, run):
        return (run.last, *_of_all(reading, run, leads))
    if leads == "the":
        owned = reading.owns(reading.tokens[run.last])
        return run.last, 0, "family" if owned else "family's"
    if run.last == run.first and follows in _CROWD:
        said = follows if leads in _COUNTING else f"the {follows}"
        return run.last + 1, 0, said
    return run.last, 0, A_RELATIVE


def of_one(reading: Reading, run: Run, said: str) -> tuple[int, str]:
    """Return signs after, and wording, of a name that one person bears."""
    if not _is_surname(run):
        return 0, said
    if is_plural(reading, run):
        return _owned(reading, run, f"{said}'s family")
    follows = run.first == run.last and reading.after(run.last) == "family"
    return 0, f"{said}'s" if follows else said


def couple_from(reading: Reading, at: int) -> int:
    """Return where "Mr and Mrs" before a name begins, the name itself if they do not."""
    other = at - 3 if reading.text_at(at - 2) == "and" else at - 2
    if other < 0 or not {reading.text_at(at - 1), reading.text_at(other)} <= TITLES:
        return at
    first, last = reading.tokens[other].end, reading.tokens[at].start
    return other if _PAIRED.fullmatch(reading.view.text, first, last) else at


def of_couple(said: str) -> str:
    """Return what to call two people of whom one is named."""
    return "two family members" if said == A_RELATIVE else f"{said} and a family member"


def _of_all(reading: Reading, run: Run, leads: str) -> tuple[int, str]:
    """Return signs after, and wording, of a surname of several people in the plural."""
    if leads in _COUNTING - {"all"}:
        return 0, "family members"
    said = "family" if leads in {"the", "all"} else "the family"
    return _owned(reading, run, said)


def _owned(reading: Reading, run: Run, said: str) -> tuple[int, str]:
    """Return the wording with the apostrophe that followed the plural."""
    end = reading.tokens[run.last].end
    owning = reading.view.text[end : end + 2] == "' "
    return int(owning), f"{said}'s" if owning else said


def is_plural(reading: Reading, run: Run) -> bool:
    """Whether a surname stands in the plural: the Smiths."""
    word = reading.text_at(run.last)
    if not _is_surname(run) or word in reading.names.parts or not word.endswith("s"):
        return False
    known = run.hits[-1].known
    return word.removesuffix("s") in {known, f"{known}e"}


def _is_surname(run: Run) -> bool:
    """Whether all words of a name are surnames of all it may mean."""
    hits, ids = run.hits, run.ids
    return bool(hits) and all("surname" in hit.roles(i) for hit in hits for i in ids)
