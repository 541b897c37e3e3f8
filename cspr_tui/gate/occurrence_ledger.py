"""The occurrence ledger: every recorded string left in a text needs a reason to stay."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import ahocorasick

from cspr_tui.domain.identity import AllowedWording, EntityType, KnownEntity
from cspr_tui.gate.dictionary_words import is_dictionary_word, is_used_as_word
from cspr_tui.gate.raw_leak import RawLeak
from cspr_tui.gate.recorded_strings import RecordedString
from cspr_tui.gate.skeleton import Skeleton, skeleton_text

# Shorter parts count as whole words only; longer ones inside other words too.
INSIDE_WORD_LENGTH = 5
# A name of several words shorter than this could be pieces of other words.
CERTAIN_LENGTH = 8
# The widest gap inside a plate or half of one, as on either side of a bar.
_GAP = 5
# What no decision can let through.
_NEVER_KEPT = frozenset(
    {"NAME", "NHS_NUMBER", "NI_NUMBER", "UPN", "PHONE", "EMAIL", "ADDRESS", "DOB"}
)
_NUMERIC = frozenset({"NHS_NUMBER", "PHONE", "REF", "UPN", "NI_NUMBER", "VEHICLE"})


def find_unaccounted(
    text: str,
    skeleton: Skeleton,
    strings: Sequence[RecordedString],
    entities: Sequence[KnownEntity],
    kept: Sequence[AllowedWording],
) -> Iterator[RawLeak]:
    """Yield every recorded string that is in the text without a reason to stay.

    Reasons are: it belongs to an allowed name, a person decided to keep it, or it
    is used as an English word.
    """
    by_letters: dict[str, list[RecordedString]] = {}
    for recorded in strings:
        by_letters.setdefault(recorded.skeleton, []).append(recorded)
    allowed_places = _places(skeleton, _allowed_wordings(entities))
    decided_places = _places(
        skeleton, {skeleton_text(wording.text) for wording in kept}
    )
    for start, end, letters in _hits(skeleton.text, by_letters):
        for recorded in by_letters[letters]:
            first, last = skeleton.span(start, end)
            if not _is_own_string(skeleton, start, end, recorded):
                continue
            if _is_covered(start, end, allowed_places) and recorded.kind != "DOB":
                continue
            if recorded.kind not in _NEVER_KEPT and _is_covered(
                start, end, decided_places
            ):
                continue
            if recorded.is_part and is_used_as_word(text, first, last, letters):
                continue
            reason = f"recorded {recorded.kind} of {recorded.entity}"
            yield first, last, recorded.kind, reason


def _hits(
    text: str, strings: dict[str, list[RecordedString]] | dict[str, None]
) -> Iterator[tuple[int, int, str]]:
    """Yield every place of every string, overlapping ones too."""
    if not strings or not text:
        return
    automaton = ahocorasick.Automaton()
    for letters in strings:
        automaton.add_word(letters, letters)
    automaton.make_automaton()
    for last, letters in automaton.iter(text):
        yield last - len(letters) + 1, last + 1, letters


def _is_own_string(
    skeleton: Skeleton, start: int, end: int, recorded: RecordedString
) -> bool:
    """Whether a hit is a string of its own and no piece of other words."""
    first, whole_end = skeleton.word_at(start)
    begins, ends = first == start, _ends_word(skeleton, end)
    if recorded.kind == "VEHICLE" and _is_scattered(skeleton, start, end):
        return False
    if begins and ends:
        return not recorded.is_part or _is_one_word(
            skeleton, start, end, recorded.skeleton
        )
    if end <= whole_end:
        return _is_inside_word(skeleton.text[first:whole_end], recorded)
    if recorded.kind == "DOB":
        return _is_whole_day(skeleton.text, start, end)
    if recorded.is_part or len(recorded.skeleton) < CERTAIN_LENGTH:
        return False
    return recorded.kind in _NUMERIC or begins or ends


def _is_scattered(skeleton: Skeleton, start: int, end: int) -> bool:
    """Whether signs lie so far apart, as in the cells of a table, that nobody joins them."""
    places = skeleton.places[start:end]
    return any(after - before > _GAP for before, after in pairwise(places))


def _is_whole_day(text: str, start: int, end: int) -> bool:
    """Whether no further figure belongs to a day that letters are run into."""
    around = text[max(0, start - 1) : start] + text[end : end + 1]
    return end - start >= CERTAIN_LENGTH and not any(c.isdigit() for c in around)


def _ends_word(skeleton: Skeleton, end: int) -> bool:
    """Whether a word ends there, a possessive or plural s aside."""
    if end == len(skeleton.text) or skeleton.word_at(end)[0] == end:
        return True
    tail = skeleton.text[end : skeleton.word_at(end)[1]]
    return tail in {"s", "es"}


def _is_one_word(skeleton: Skeleton, start: int, end: int, letters: str) -> bool:
    """Whether a part is one word, or one spelt out, and no two words of English."""
    if skeleton.word_at(start)[1] >= end:
        return True
    pieces = [skeleton.word_at(start)]
    while pieces[-1][1] < end:
        pieces.append(skeleton.word_at(pieces[-1][1]))
    words = [skeleton.text[a:b] for a, b in pieces]
    if all(len(word) == 1 for word in words):
        return True
    return len(letters) >= INSIDE_WORD_LENGTH and not all(
        is_dictionary_word(word) for word in words
    )


def _is_inside_word(word: str, recorded: RecordedString) -> bool:
    """Whether a string inside a longer word is there as itself."""
    if not recorded.is_part:
        return recorded.kind != "DOB" or len(recorded.skeleton) >= CERTAIN_LENGTH
    if len(recorded.skeleton) < INSIDE_WORD_LENGTH or is_dictionary_word(word):
        return False
    rest = word.replace(recorded.skeleton, "", 1)
    return not is_dictionary_word(recorded.skeleton) or rest.isdigit()


def _allowed_wordings(entities: Sequence[KnownEntity]) -> set[str]:
    wordings = set[str]()
    for entity in entities:
        if entity.policy != "keep":
            wordings.add(skeleton_text(entity.pseudonym))
            continue
        wordings |= {skeleton_text(text) for text in (entity.name, *entity.aliases)}
        wordings |= {skeleton_text(text) for text in (*entity.emails, *entity.phones)}
        if entity.type is EntityType.PERSON:
            wordings.add(skeleton_text(entity.surname))
    return wordings - {""}


def _places(skeleton: Skeleton, wordings: set[str]) -> list[tuple[int, int]]:
    strings = dict.fromkeys(sorted(wordings - {""}))
    return [(start, end) for start, end, _ in _hits(skeleton.text, strings)]


def _is_covered(start: int, end: int, allowed: list[tuple[int, int]]) -> bool:
    return any(first <= start and end <= last for first, last in allowed)
