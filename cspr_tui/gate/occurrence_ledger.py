"""The occurrence ledger: every recorded string still there needs a reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import ahocorasick

from cspr_tui.domain.identity import EntityType, Kept, KnownEntity
from cspr_tui.gate.dictionary_words import is_ordinary, is_word
from cspr_tui.gate.recorded_strings import Recorded
from cspr_tui.gate.skeleton import Skeleton, bare

Found = tuple[int, int, str, str]
# Shorter parts count as whole words only; longer ones inside other words too.
INSIDE = 5
# A name of several words shorter than this could be pieces of other words.
CERTAIN = 8
# The widest gap inside a plate or half of one, as on either side of a bar.
_GAP = 5
# What no decision can let through.
_FIXED = frozenset(
    {"NAME", "NHS_NUMBER", "NI_NUMBER", "UPN", "PHONE", "EMAIL", "ADDRESS", "DOB"}
)
_NUMERIC = frozenset({"NHS_NUMBER", "PHONE", "REF", "UPN", "NI_NUMBER", "VEHICLE"})


def unaccounted(
    text: str,
    skeleton: Skeleton,
    strings: Sequence[Recorded],
    entities: Sequence[KnownEntity],
    kept: Sequence[Kept],
) -> Iterator[Found]:
    """Yield every place where a recorded string stands without a reason to stay."""
    by_bones: dict[str, list[Recorded]] = {}
    for recorded in strings:
        by_bones.setdefault(recorded.bones, []).append(recorded)
    named = _places(skeleton, _may_be_named(entities))
    decided = _places(skeleton, {bare(wording.text) for wording in kept})
    for start, end, bones in _hits(skeleton.text, by_bones):
        for recorded in by_bones[bones]:
            first, last = skeleton.span(start, end)
            if not _stands(skeleton, start, end, recorded):
                continue
            if _covered(start, end, named) and recorded.kind != "DOB":
                continue
            if recorded.kind not in _FIXED and _covered(start, end, decided):
                continue
            if recorded.is_part and is_ordinary(text, first, last, bones):
                continue
            why = f"recorded {recorded.kind} of {recorded.entity}"
            yield first, last, recorded.kind, why


def _hits(
    text: str, strings: dict[str, list[Recorded]] | dict[str, None]
) -> Iterator[tuple[int, int, str]]:
    """Yield every place of every string, overlapping ones too."""
    if not strings or not text:
        return
    automaton = ahocorasick.Automaton()
    for bones in strings:
        automaton.add_word(bones, bones)
    automaton.make_automaton()
    for last, bones in automaton.iter(text):
        yield last - len(bones) + 1, last + 1, bones


def _stands(skeleton: Skeleton, start: int, end: int, recorded: Recorded) -> bool:
    """Whether a hit is a string of its own and no piece of other words."""
    first, whole_end = skeleton.word_at(start)
    opens, closes = first == start, _closes(skeleton, end)
    if recorded.kind == "VEHICLE" and _is_scattered(skeleton, start, end):
        return False
    if opens and closes:
        return not recorded.is_part or _is_one(skeleton, start, end, recorded.bones)
    if end <= whole_end:
        return _is_inside(skeleton.text[first:whole_end], recorded)
    if recorded.kind == "DOB":
        return _is_whole_day(skeleton.text, start, end)
    if recorded.is_part or len(recorded.bones) < CERTAIN:
        return False
    return recorded.kind in _NUMERIC or opens or closes


def _is_scattered(skeleton: Skeleton, start: int, end: int) -> bool:
    """Whether signs lie so far apart, as in the cells of a table, that nobody joins them."""
    places = skeleton.places[start:end]
    return any(after - before > _GAP for before, after in pairwise(places))


def _is_whole_day(text: str, start: int, end: int) -> bool:
    """Whether no further figure belongs to a day that letters are run into."""
    around = text[max(0, start - 1) : start] + text[end : end + 1]
    return end - start >= CERTAIN and not any(c.isdigit() for c in around)


def _closes(skeleton: Skeleton, end: int) -> bool:
    """Whether a word ends there, a possessive or plural s aside."""
    if end == len(skeleton.text) or skeleton.word_at(end)[0] == end:
        return True
    tail = skeleton.text[end : skeleton.word_at(end)[1]]
    return tail in {"s", "es"}


def _is_one(skeleton: Skeleton, start: int, end: int, bones: str) -> bool:
    """Whether a part is one word, or one spelt out, and no two words of English."""
    if skeleton.word_at(start)[1] >= end:
        return True
    pieces = [skeleton.word_at(start)]
    while pieces[-1][1] < end:
        pieces.append(skeleton.word_at(pieces[-1][1]))
    words = [skeleton.text[a:b] for a, b in pieces]
    if all(len(word) == 1 for word in words):
        return True
    return len(bones) >= INSIDE and not all(is_word(word) for word in words)


def _is_inside(word: str, recorded: Recorded) -> bool:
    """Whether a string inside a longer word is there as itself."""
    if not recorded.is_part:
        return recorded.kind != "DOB" or len(recorded.bones) >= CERTAIN
    if len(recorded.bones) < INSIDE or is_word(word):
        return False
    rest = word.replace(recorded.bones, "", 1)
    return not is_word(recorded.bones) or rest.isdigit()


def _may_be_named(entities: Sequence[KnownEntity]) -> set[str]:
    wordings = set[str]()
    for entity in entities:
        if entity.policy != "keep":
            wordings.add(bare(entity.pseudonym))
            continue
        wordings |= {bare(text) for text in (entity.name, *entity.aliases)}
        wordings |= {bare(text) for text in (*entity.emails, *entity.phones)}
        if entity.type is EntityType.PERSON:
            wordings.add(bare(entity.surname))
    return wordings - {""}


def _places(skeleton: Skeleton, wordings: set[str]) -> list[tuple[int, int]]:
    strings = dict.fromkeys(sorted(wordings - {""}))
    return [(start, end) for start, end, _ in _hits(skeleton.text, strings)]


def _covered(start: int, end: int, allowed: list[tuple[int, int]]) -> bool:
    return any(first <= start and end <= last for first, last in allowed)
