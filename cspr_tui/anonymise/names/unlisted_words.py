"""Words in no word list, which may be names, and where a name of them ends."""

from __future__ import annotations

from cspr_tui.anonymise.names.name_index import PARTICLES
from cspr_tui.anonymise.names.recorded_places import GENERIC_WORDS
from cspr_tui.anonymise.names.tokens import Token, TokenisedText, begins_sentence
from cspr_tui.anonymise.text.lexicon import (
    KIN_WORDS,
    TITLES,
    is_english_word,
    proper_nouns,
)

_PLACE_NOUNS = frozenset(
    (
        "school academy nursery church mosque temple gurdwara chapel synagogue surgery "
        "estate arms inn tavern ltd limited plc hospital house lodge park ward college "
        "farm infirmary hospice hostel garage cafe pharmacy gym salon takeaway bakery bank "
        "builders motors taxis hotel nightclub restaurant haulage stores bistro"
    ).split()
)
_NO_SECOND_NAME = TITLES | _PLACE_NOUNS | GENERIC_WORDS
_GENERAL_PLACE_WORDS = GENERIC_WORDS | frozenset(
    (
        "foster nursing residential safe children's women's mother baby emergency "
        "district village open acute mental local maternity paediatric childrens "
        "inpatient prison bed food private free first second third"
    ).split()
)


def is_unlisted_word(token: Token) -> bool:
    """Whether a capitalised word is in no word list, so that it may be a name."""
    if not token.is_capital or not token.text.isalpha() or len(token.text) < 2:
        return False
    if (
        is_english_word(token.text)
        or token.text in proper_nouns()
        or token.text in KIN_WORDS
    ):
        return False
    stem = token.written.removesuffix("s")
    return not (stem.isupper() and len(stem) < 6)


def last_word_of_name(doc: TokenisedText, at: int) -> int:
    """Return the number of the last word of a name that begins at word `at`."""
    last = at
    while last + 1 < len(doc.tokens) and last - at < 3:
        if not doc.is_joined(last + 1):
            break
        follower = doc.tokens[last + 1]
        if not is_unlisted_word(follower) and not _may_follow(follower):
            break
        last += 1
    while last > at and doc.text_at(last) in PARTICLES:
        last -= 1
    return last


def _may_follow(token: Token) -> bool:
    """Whether a word can be the second part of a name that began strangely."""
    if token.text in PARTICLES - {"the", "of", "and", "y", "st"}:
        return True
    is_introduced = token.is_capital and not token.is_upper and len(token.text) > 1
    return (
        is_introduced
        and token.text not in _NO_SECOND_NAME
        and token.text not in proper_nouns()
    )


def end_of_place_name(doc: TokenisedText, at: int) -> int | None:
    """Return the last word of a place or firm whose name begins at word `at`, else None.

    "Larkfield Primary School" is one: capitalised words up to a word such as school.
    """
    token = doc.tokens[at]
    if not doc.is_joined(at + 1) or not doc.tokens[at + 1].is_capital:
        return None
    if token.text in _GENERAL_PLACE_WORDS or token.text in proper_nouns():
        return None
    if not is_unlisted_word(token) and begins_sentence(doc.view, token):
        return None
    for last in range(at + 1, min(at + 4, len(doc.tokens))):
        follower = doc.tokens[last]
        if not doc.is_joined(last) or not follower.is_capital:
            return None
        if follower.text in _PLACE_NOUNS:
            return last
    return None
