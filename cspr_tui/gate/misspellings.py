"""What resembles a recorded name: a slip in its spelling, or its initials."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from cspr_tui.domain.identity import EntityType, KnownEntity
from cspr_tui.gate.dictionary_words import is_word
from cspr_tui.gate.recorded_strings import Recorded
from cspr_tui.gate.skeleton import Skeleton, bare

Found = tuple[int, int, str, str]
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


def find_resembling(
    text: str, skeleton: Skeleton, strings: Sequence[Recorded], safe: Iterable[str]
) -> Iterator[Found]:
    """Yield capitalised words that are one slip (two from eight letters) from a name."""
    known: dict[str, str] = {}
    for recorded in strings:
        if recorded.is_part and 4 < len(recorded.bones) < 20:
            for form in _shorter(recorded.bones):
                known.setdefault(form, recorded.entity)
    allowed = {word for wording in safe for word in _bare_words(wording)}
    for start, end in skeleton.words() if known else ():
        word = skeleton.text[start:end]
        first, last = skeleton.span(start, end)
        if len(word) < 5 or not text[first].isupper() or word in allowed:
            continue
        if is_word(word) or word in _PROPER or not word.isalpha() or len(word) > 20:
            continue
        near = next((known[form] for form in _shorter(word) if form in known), None)
        if near is not None:
            yield first, last, "NAME_PART", f"resembles a name of {near}"


def _bare_words(wording: str) -> list[str]:
    return [bare(word) for word in wording.split()]


def _shorter(word: str) -> list[str]:
    """Return the word and what is left without one letter, without two if long."""
    once = [word[:n] + word[n + 1 :] for n in range(len(word))]
    if len(word) < 8:
        return [word, *once]
    twice = [form[:n] + form[n + 1 :] for form in once for n in range(len(form))]
    return list(dict.fromkeys([word, *once, *twice]))


def find_initials(text: str, entities: Iterable[KnownEntity]) -> Iterator[Found]:
    """Yield the initials of recorded people, with dots or without."""
    owners: dict[str, str] = {}
    for entity in entities:
        if entity.type is EntityType.PERSON:
            for form in _initials(entity):
                owners.setdefault(form, entity.id)
    for found in _INITIALS.finditer(text) if owners else ():
        letters = bare(found.group())
        if letters not in owners or not _may_be_initials(found.group(), letters):
            continue
        line = text[text.rfind("\n", 0, found.start()) + 1 :].partition("\n")[0]
        if "." in found.group() or any(c.islower() for c in line):
            why = f"initials of {owners[letters]}"
            yield found.start(), found.end(), "INITIALS", why


def _may_be_initials(written: str, letters: str) -> bool:
    return "." in written.rstrip(".") or letters not in ACRONYMS


def _initials(entity: KnownEntity) -> set[str]:
    first, last = bare(entity.forename)[:1], bare(entity.surname)[:1]
    surnames = {w[0] for w in _bare_words(entity.surname) if w} | {last}
    words = [w for w in _bare_words(entity.name) if w]
    if not (first and last) and len(words) > 1:
        first, last = words[0][0], words[-1][0]
        surnames = {last}
    middles = "".join(w[:1] for w in _bare_words(entity.middle))
    forms = {first + m + end for m in ("", middles) for end in surnames}
    return forms if first and last else set()
