"""Unrecorded names that are English words too, or in capitals, flagged for a person."""

from __future__ import annotations

from collections.abc import Iterator

from cspr_tui.anonymise.names.run_together_names import ACRONYMS
from cspr_tui.anonymise.names.tokens import Token, TokenisedText, begins_sentence
from cspr_tui.anonymise.names.unlisted_words import is_unlisted_word
from cspr_tui.anonymise.text.lexicon import (
    ACTION_VERBS,
    BARE_WORDS,
    FUNCTION_WORDS,
    KIN_WORDS,
    TITLES,
    is_english_word,
    proper_nouns,
)
from cspr_tui.anonymise.text.span import TextSpan

# Forenames that are words; months, seasons and what bodies are called are not here.
_FORENAMES_THAT_ARE_WORDS = frozenset(
    (
        "amber angel art basil beau bill billy blaze bob bonnie brandy buddy buster candy "
        "carol chad charity chase chip clay cliff clover coral crystal daisy dale dawn "
        "dean destiny dick dolly don dot drew dusty earl ebony eve faith fay felicity fern "
        "flora frank gale gene ginger glen grace grant harmony harry hazel heath heather "
        "herb holly honey hope hunter iris ivy jack jade jasmine jay jean jenny jerry jewel "
        "jimmy john josh joy kay ken kit kitty lance laurel lily lou mark maria martin "
        "mason max melody mercy merry mick mike miles misty molly ned nick noel norm olive "
        "opal oliver pansy pat patience patty pearl peg penny percy perry pete peter pip "
        "piper polly poppy precious queenie ray reed rex rich rick rob robin rocky rod "
        "roger rose rosemary rowan ruby rusty sage sally sandy scout serenity sonny star "
        "sue sunny ted terry tiffany tom tony tracy troy tulip verity vic victor viola "
        "violet wade warren will willow woody"
    ).split()
)
_FAMILY_WORDS = frozenset(
    "family families household children siblings brothers sisters boys girls twins".split()
)
# Capitals before a name that make no title of it: Old Tom.
_NICKNAME_WORDS = frozenset("old big little young wee lady dear poor".split())
_PARTICLES = frozenset("van von der bin bint ibn abu della dos".split())
_CERTAIN_TITLES = frozenset("mr mrs ms mx".split())


def find_unrecorded_word_names(doc: TokenisedText) -> Iterator[TextSpan]:
    """Flag unrecorded names that are words (Joy), in capitals, or before "family"."""
    follows_title = False
    for at, token in enumerate(doc.tokens):
        if token.is_capital:
            yield from _capitalised(doc, at, token)
        elif follows_title and doc.before(at):
            yield from _titled(doc, at)
        follows_title = token.text in _CERTAIN_TITLES


def _capitalised(doc: TokenisedText, at: int, token: Token) -> Iterator[TextSpan]:
    if token.text in _FORENAMES_THAT_ARE_WORDS:
        if _is_named(doc, at):
            yield _flag(doc, at, at, "a forename that is a word")
    elif token.is_upper:
        if _is_name_in_capitals(doc, at):
            yield _flag(doc, at, at, "a word in no list, in capitals")
    elif doc.after(at) in _FAMILY_WORDS and is_unlisted_word(token):
        yield _flag(doc, at, at, "a word in no list before a family")
    elif doc.before(at) in _PARTICLES:
        yield _flag(doc, at - 1, at, "a particle and a name")


def _titled(doc: TokenisedText, at: int) -> Iterator[TextSpan]:
    """Yield a lower-case word after a title that nothing but a name follows."""
    if doc.text_at(at) not in FUNCTION_WORDS | TITLES | KIN_WORDS:
        yield _flag(doc, at - 1, at, "title and name in lower case")


def _is_named(doc: TokenisedText, at: int) -> bool:
    """Whether a word is a name here: inside a sentence, or as who does something."""
    token = doc.tokens[at]
    if token.is_upper or _in_title(doc, at):
        return False
    if not begins_sentence(doc.view, token):
        return True
    return token.text not in BARE_WORDS and doc.after(at) in ACTION_VERBS


def _in_title(doc: TokenisedText, at: int) -> bool:
    """Whether the word is part of a title of several capitals: Pupil Premium Grant."""
    neighbours = [at - 1] if doc.is_joined(at) else []
    neighbours += [at + 1] if doc.is_joined(at + 1) else []
    return any(
        doc.tokens[neighbour].is_capital
        and not is_unlisted_word(doc.tokens[neighbour])
        and doc.text_at(neighbour) not in _FORENAMES_THAT_ARE_WORDS | _NICKNAME_WORDS
        and not begins_sentence(doc.view, doc.tokens[neighbour])
        for neighbour in neighbours
    )


def _is_name_in_capitals(doc: TokenisedText, at: int) -> bool:
    text = doc.tokens[at].text
    if len(text) < 4 or not text.isalpha() or text in ACRONYMS | TITLES | KIN_WORDS:
        return False
    return (
        not is_english_word(text)
        and text not in proper_nouns()
        and at in doc.caseless_words
    )


def _flag(doc: TokenisedText, first: int, last: int, reason: str) -> TextSpan:
    tokens = doc.tokens
    start, end = doc.view.span(tokens[first].start, tokens[last].end)
    return TextSpan(start, end, None, f"{reason}, in no record", "", "UNKNOWN_NAME", 27)
