"""The replacement for a surname that several people share, or that is a plural."""

from __future__ import annotations

import re

from cspr_tui.anonymise.names.disambiguation import FAMILY_MEMBER
from cspr_tui.anonymise.names.name_boundaries import NameRun
from cspr_tui.anonymise.names.tokens import TokenisedText
from cspr_tui.anonymise.text.lexicon import TITLES

_COUNT_WORDS = frozenset(
    (
        "both two three four five six several many some most other few these those all "
        "various further remaining"
    ).split()
)
_TITLES_JOINED = re.compile(r"\.? (?:and|&) \w+\.? ")
_GROUP_WORDS = frozenset(
    (
        "siblings children brothers sisters boys girls twins kids adults parents "
        "household home house residence relatives grandparents cousins"
    ).split()
)


def shared_surname(doc: TokenisedText, run: NameRun) -> tuple[int, int, str]:
    """Return the replacement for a surname of several people: "the Smiths" is "the family".

    The result is the number of the last word replaced, how many characters after
    it belong to it (an apostrophe), and the wording.
    """
    after, before = doc.after(run.last), doc.before(run.first)
    if after == "family":
        return run.last + 1, 0, "family"
    if is_plural(doc, run):
        return (run.last, *_plural_wording(doc, run, before))
    if before == "the":
        is_possessive = doc.is_possessive(doc.tokens[run.last])
        return run.last, 0, "family" if is_possessive else "family's"
    if run.last == run.first and after in _GROUP_WORDS:
        wording = after if before in _COUNT_WORDS else f"the {after}"
        return run.last + 1, 0, wording
    return run.last, 0, FAMILY_MEMBER


def one_persons_surname(
    doc: TokenisedText, run: NameRun, wording: str
) -> tuple[int, str]:
    """Return the replacement for a surname of one person, and the characters after it."""
    if not _is_surname(run):
        return 0, wording
    if is_plural(doc, run):
        return _with_apostrophe(doc, run, f"{wording}'s family")
    is_before_family = run.first == run.last and doc.after(run.last) == "family"
    return 0, f"{wording}'s" if is_before_family else wording


def couple_start(doc: TokenisedText, at: int) -> int:
    """Return the word number where "Mr and Mrs" before a name begins, else that of the name."""
    other = at - 3 if doc.text_at(at - 2) == "and" else at - 2
    if other < 0 or not {doc.text_at(at - 1), doc.text_at(other)} <= TITLES:
        return at
    first, last = doc.tokens[other].end, doc.tokens[at].start
    return other if _TITLES_JOINED.fullmatch(doc.view.text, first, last) else at


def couple_wording(wording: str) -> str:
    """Return the replacement for "Mr and Mrs" with a surname that one person bears."""
    return (
        "two family members"
        if wording == FAMILY_MEMBER
        else f"{wording} and a family member"
    )


def _plural_wording(doc: TokenisedText, run: NameRun, before: str) -> tuple[int, str]:
    """Return signs after, and wording, of a surname of several people in the plural."""
    if before in _COUNT_WORDS - {"all"}:
        return 0, "family members"
    wording = "family" if before in {"the", "all"} else "the family"
    return _with_apostrophe(doc, run, wording)


def _with_apostrophe(doc: TokenisedText, run: NameRun, wording: str) -> tuple[int, str]:
    """Return the wording with the apostrophe that followed the plural."""
    end = doc.tokens[run.last].end
    has_apostrophe = doc.view.text[end : end + 2] == "' "
    return int(has_apostrophe), f"{wording}'s" if has_apostrophe else wording


def is_plural(doc: TokenisedText, run: NameRun) -> bool:
    """Whether a surname is in the plural: the Smiths."""
    word = doc.text_at(run.last)
    if not _is_surname(run) or word in doc.names.parts or not word.endswith("s"):
        return False
    known = run.matches[-1].known
    return word.removesuffix("s") in {known, f"{known}e"}


def _is_surname(run: NameRun) -> bool:
    """Whether all words of a name are surnames of all it may mean."""
    hits, ids = run.matches, run.ids
    return bool(hits) and all("surname" in hit.roles(i) for hit in hits for i in ids)
