"""Where a name begins and ends in a text: consecutive words that fit one person."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cspr_tui.anonymise.names.name_index import PARTICLES, NameMatch
from cspr_tui.anonymise.names.tokens import Token, TokenisedText, may_be_one_name
from cspr_tui.anonymise.text.lexicon import FUNCTION_WORDS, is_english_word

_ADDRESS = re.compile(r"[\w.+-]+@\w")
# How many words one name can have.
_MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class NameRun:
    """Words number `first` to `last` that make one name, and whose it may be.

    `is_full_name` is true when the words are a recorded name in full.
    """

    first: int
    last: int
    matches: tuple[NameMatch, ...]
    ids: frozenset[str]
    is_full_name: bool = False


def name_at(doc: TokenisedText, at: int) -> NameRun | None:
    """Return the recorded name that begins at word number `at`, if one does."""
    return _full_name_at(doc, at) or _longest_name_at(doc, at)


def _full_name_at(doc: TokenisedText, at: int) -> NameRun | None:
    for name in doc.names.full_names.get(doc.text_at(at), ()):
        words = doc.tokens[at : at + len(name)]
        is_same = [word.text for word in words] == list(name)
        if not is_same or not may_be_one_name(doc.view, words):
            continue
        ids = frozenset(e.id for e in doc.names.people_by_name[name])
        if _reads_as_name(words):
            longer = _longest_name_at(doc, at)
            last = at + len(name) - 1
            if longer is not None and longer.ids & ids:
                last = max(last, longer.last)
                ids = ids & longer.ids
            return NameRun(at, last, (), ids, is_full_name=True)
    return None


def _reads_as_name(words: list[Token]) -> bool:
    """Whether a whole name is meant: in any case, unless it reads as a phrase."""
    if any(word.is_capital for word in words[:1] + words[-1:]):
        return True
    return words[0].text not in FUNCTION_WORDS


def _longest_name_at(doc: TokenisedText, at: int) -> NameRun | None:
    """Return the longest name beginning at a word, initials and slips included."""
    first = _after_initials(doc, at)
    first_match = doc.names.match(doc.text_at(first))
    if not first_match.parts:
        return None
    matches, ids, last = [first_match], first_match.ids, first
    for step in range(first + 1, min(first + _MOST_WORDS, len(doc.tokens))):
        words = doc.tokens[last : step + 1]
        if not may_be_one_name(doc.view, words) or step - last > 3:
            break
        if _is_address(doc, step):
            break
        match = _match_at(doc, step)
        shared = match.ids & ids
        if shared and _continues(doc, words, matches[-1], match, shared):
            matches, ids, last = [*matches, match], shared, step
        elif not _may_be_between(doc.tokens[step]):
            break
    return NameRun(at, last, tuple(matches), ids)


def _is_address(doc: TokenisedText, step: int) -> bool:
    """Whether a word begins an e-mail address, which is no part of the name before it."""
    return _ADDRESS.match(doc.view.text, doc.tokens[step].start) is not None


def _match_at(doc: TokenisedText, step: int) -> NameMatch:
    """Return whose name a further word is: in the plural too, after a hyphen."""
    word, end = doc.text_at(step), doc.tokens[step - 1].end
    match = doc.names.match(word)
    has_hyphen = doc.view.text[end : doc.tokens[step].start] == "-"
    if match.parts or not has_hyphen:
        return match
    return doc.names.match(word.removesuffix("s"))


def _continues(
    doc: TokenisedText,
    words: list[Token],
    before: NameMatch,
    match: NameMatch,
    shared: frozenset[str],
) -> bool:
    """Whether a second part belongs to the name, and is no new mention of it."""
    between = doc.view.text[words[0].end : words[-1].start]
    if "," in between:
        reverse = any(
            "surname" in before.roles(i) and "surname" not in match.roles(i)
            for i in shared
        )
        return reverse and words[-1].is_capital
    if "'s" in between or (
        ". " in between and len(words) == 2 and len(words[0].text) > 1
    ):
        return False
    if words[-1].text == words[0].text and is_english_word(words[0].text):
        return False
    return (
        words[-1].is_capital
        or not is_english_word(words[-1].text)
        or _starts_lower_case(words)
    )


def _starts_lower_case(words: list[Token]) -> bool:
    return not words[0].is_capital


def _may_be_between(token: Token) -> bool:
    """Whether a word can stand inside a name without being recorded."""
    if token.text in PARTICLES - {"and", "of", "the", "und", "y"}:
        return True
    unlisted = token.is_capital and not is_english_word(token.text)
    return unlisted or (len(token.text) == 1 and token.is_capital)


def _after_initials(doc: TokenisedText, at: int) -> int:
    """Return the place of the word that the initials at a place belong to."""
    step = at
    while step < at + 3 and _is_initial(doc, step):
        step += 1
    if step == at or step >= len(doc.tokens):
        return at
    while doc.text_at(step) in PARTICLES and step < at + 5:
        step += 1
    if step >= len(doc.tokens):
        return at
    words = doc.tokens[at : step + 1]
    is_one_name = may_be_one_name(doc.view, words) and words[-1].is_capital
    return step if is_one_name and len(words[-1].text) > 1 else at


def _is_initial(doc: TokenisedText, at: int) -> bool:
    if at >= len(doc.tokens):
        return False
    token = doc.tokens[at]
    if len(token.text) != 1 or not token.is_capital or not token.text.isalpha():
        return False
    return doc.before(at) not in {"child", "baby", "family", "person", "adult"}
