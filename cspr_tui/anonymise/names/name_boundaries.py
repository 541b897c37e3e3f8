"""Where a name begins and ends: words that follow each other and share a person."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cspr_tui.anonymise.names.name_index import PARTICLES, Hit
from cspr_tui.anonymise.names.tokens import Reading, Token, adjacent
from cspr_tui.anonymise.text.lexicon import FUNCTION_WORDS, is_word

_ADDRESS = re.compile(r"[\w.+-]+@\w")
# How many words one name can have.
_LONGEST = 6


@dataclass(frozen=True, slots=True)
class Run:
    """Words from `first` to `last` that make one name, and whose it may be."""

    first: int
    last: int
    hits: tuple[Hit, ...]
    ids: frozenset[str]
    whole: bool = False


def run_at(reading: Reading, at: int) -> Run | None:
    """Return the name that begins at a word, if one does."""
    return _whole(reading, at) or _run(reading, at)


def _whole(reading: Reading, at: int) -> Run | None:
    for name in reading.names.wholes.get(reading.text_at(at), ()):
        words = reading.tokens[at : at + len(name)]
        same = [word.text for word in words] == list(name)
        if not same or not adjacent(reading.view, words):
            continue
        ids = frozenset(e.id for e in reading.names.bearers[name])
        if _is_named(words):
            longer = _run(reading, at)
            last = at + len(name) - 1
            if longer is not None and longer.ids & ids:
                last = max(last, longer.last)
                ids = ids & longer.ids
            return Run(at, last, (), ids, whole=True)
    return None


def _is_named(words: list[Token]) -> bool:
    """Whether a whole name is meant: in any case, unless it reads as a phrase."""
    if any(word.is_capital for word in words[:1] + words[-1:]):
        return True
    return words[0].text not in FUNCTION_WORDS


def _run(reading: Reading, at: int) -> Run | None:
    """Return the longest name beginning at a word, initials and slips included."""
    first = _after_initials(reading, at)
    hit = reading.names.hit(reading.text_at(first))
    if not hit.parts:
        return None
    hits, ids, last = [hit], hit.ids, first
    for step in range(first + 1, min(first + _LONGEST, len(reading.tokens))):
        words = reading.tokens[last : step + 1]
        if not adjacent(reading.view, words) or step - last > 3:
            break
        if _is_address(reading, step):
            break
        found = _hit(reading, step)
        shared = found.ids & ids
        if shared and _continues(reading, words, hits[-1], found, shared):
            hits, ids, last = [*hits, found], shared, step
        elif not _may_be_between(reading.tokens[step]):
            break
    return Run(at, last, tuple(hits), ids)


def _is_address(reading: Reading, step: int) -> bool:
    """Whether a word begins an e-mail address, which is no part of the name before it."""
    return _ADDRESS.match(reading.view.text, reading.tokens[step].start) is not None


def _hit(reading: Reading, step: int) -> Hit:
    """Return whose name a further word is: in the plural too, after a hyphen."""
    word, end = reading.text_at(step), reading.tokens[step - 1].end
    found = reading.names.hit(word)
    hyphened = reading.view.text[end : reading.tokens[step].start] == "-"
    if found.parts or not hyphened:
        return found
    return reading.names.hit(word.removesuffix("s"))


def _continues(
    reading: Reading,
    words: list[Token],
    before: Hit,
    found: Hit,
    shared: frozenset[str],
) -> bool:
    """Whether a second part belongs to the name, and is no new mention of it."""
    between = reading.view.text[words[0].end : words[-1].start]
    if "," in between:
        reverse = any(
            "surname" in before.roles(i) and "surname" not in found.roles(i)
            for i in shared
        )
        return reverse and words[-1].is_capital
    if "'s" in between or (
        ". " in between and len(words) == 2 and len(words[0].text) > 1
    ):
        return False
    if words[-1].text == words[0].text and is_word(words[0].text):
        return False
    return words[-1].is_capital or not is_word(words[-1].text) or _flat(words)


def _flat(words: list[Token]) -> bool:
    return not words[0].is_capital


def _may_be_between(token: Token) -> bool:
    """Whether a word can stand inside a name without being recorded."""
    if token.text in PARTICLES - {"and", "of", "the", "und", "y"}:
        return True
    strange = token.is_capital and not is_word(token.text)
    return strange or (len(token.text) == 1 and token.is_capital)


def _after_initials(reading: Reading, at: int) -> int:
    """Return the place of the word that the initials at a place belong to."""
    step = at
    while step < at + 3 and _is_initial(reading, step):
        step += 1
    if step == at or step >= len(reading.tokens):
        return at
    while reading.text_at(step) in PARTICLES and step < at + 5:
        step += 1
    if step >= len(reading.tokens):
        return at
    words = reading.tokens[at : step + 1]
    joined = adjacent(reading.view, words) and words[-1].is_capital
    return step if joined and len(words[-1].text) > 1 else at


def _is_initial(reading: Reading, at: int) -> bool:
    if at >= len(reading.tokens):
        return False
    token = reading.tokens[at]
    if len(token.text) != 1 or not token.is_capital or not token.text.isalpha():
        return False
    return reading.before(at) not in {"child", "baby", "family", "person", "adult"}
