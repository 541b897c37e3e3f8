"""Misspelt recorded names, and the initials of recorded people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from cspr_tui.domain.identity import EntityType, KnownEntity
from cspr_tui.gate.dictionary_words import is_dictionary_word
from cspr_tui.gate.raw_leak import RawLeak
from cspr_tui.gate.recorded_strings import RecordedString
from cspr_tui.gate.skeleton import Skeleton, skeleton_text

_INITIALS = re.compile(
    r"(?<![\w.])(?:[A-Z]\. ?){1,3}[A-Z]\.?(?![\w])|(?<![\w.&/-])[A-Z]{2,4}(?![\w&/-])"
)
ACRONYMS = frozenset(
    (
        "gp hv sw iro cp cin la lac ehcp da dv ds dc pc di mh asd adhd sen ta ed nhs uk "
        "us eu tv id it ok hr td bp cps cjs yot pip uc dwp cao ico pr sg cse cce sar dhr "
        "lado mash icb camhs dfe gcs icu mri ct hiv mmr bcg sudi sio sgo epo ppo am pm "
        "ad bc jp qc kc mp ma ba md rr sin lcspr ref dob cdop nai fgm na no ie eg so "
        "be we he me my up us do to as at in on of or if is an by go"
    ).split()
)

# Capitalised words of every report, which are nobody's name.
_PROPER = frozenset(
    (
        "monday tuesday wednesday thursday friday saturday sunday january february "
        "march april june july august september october november december england "
        "english british britain wales welsh scotland scottish ireland irish europe "
        "london birmingham manchester liverpool leeds bristol ofsted cafcass camhs "
        "christmas easter ramadan diwali muslim christian polish romanian african asian "
        "whatsapp facebook instagram snapchat tiktok barnardos childline"
    ).split()
)


def find_misspellings(
    text: str,
    skeleton: Skeleton,
    strings: Sequence[RecordedString],
    allowed_wordings: Iterable[str],
) -> Iterator[RawLeak]:
    """Yield capitalised words that look like a misspelt name of the record.

    One letter may be missing, added or changed, two from eight letters on.
    """
    known: dict[str, str] = {}
    for recorded in strings:
        if recorded.is_part and 4 < len(recorded.skeleton) < 20:
            for form in _deletions(recorded.skeleton):
                known.setdefault(form, recorded.entity)
    allowed = {word for wording in allowed_wordings for word in _words_of(wording)}
    for start, end in skeleton.words() if known else ():
        word = skeleton.text[start:end]
        first, last = skeleton.span(start, end)
        if len(word) < 5 or not text[first].isupper() or word in allowed:
            continue
        if (
            is_dictionary_word(word)
            or word in _PROPER
            or not word.isalpha()
            or len(word) > 20
        ):
            continue
        owner = next((known[form] for form in _deletions(word) if form in known), None)
        if owner is not None:
            yield first, last, "NAME_PART", f"resembles a name of {owner}"


def _words_of(wording: str) -> list[str]:
    return [skeleton_text(word) for word in wording.split()]


def _deletions(word: str) -> list[str]:
    """Return the word and what is left without one letter, without two if long."""
    without_one = [word[:n] + word[n + 1 :] for n in range(len(word))]
    if len(word) < 8:
        return [word, *without_one]
    without_two = [
        form[:n] + form[n + 1 :] for form in without_one for n in range(len(form))
    ]
    return list(dict.fromkeys([word, *without_one, *without_two]))


def find_initials(text: str, entities: Iterable[KnownEntity]) -> Iterator[RawLeak]:
    """Yield the initials of recorded people: J.R. or JR."""
    owners: dict[str, str] = {}
    for entity in entities:
        if entity.type is EntityType.PERSON:
            for form in _initials(entity):
                owners.setdefault(form, entity.id)
    for found in _INITIALS.finditer(text) if owners else ():
        letters = skeleton_text(found.group())
        if letters not in owners or not _may_be_initials(found.group(), letters):
            continue
        line = text[text.rfind("\n", 0, found.start()) + 1 :].partition("\n")[0]
        if "." in found.group() or any(c.islower() for c in line):
            reason = f"initials of {owners[letters]}"
            yield found.start(), found.end(), "INITIALS", reason


def _may_be_initials(written: str, letters: str) -> bool:
    return "." in written.rstrip(".") or letters not in ACRONYMS


def _initials(entity: KnownEntity) -> set[str]:
    first, last = skeleton_text(entity.forename)[:1], skeleton_text(entity.surname)[:1]
    surnames = {w[0] for w in _words_of(entity.surname) if w} | {last}
    words = [w for w in _words_of(entity.name) if w]
    if not (first and last) and len(words) > 1:
        first, last = words[0][0], words[-1][0]
        surnames = {last}
    middles = "".join(w[:1] for w in _words_of(entity.middle))
    forms = {first + m + end for m in ("", middles) for end in surnames}
    return forms if first and last else set()
