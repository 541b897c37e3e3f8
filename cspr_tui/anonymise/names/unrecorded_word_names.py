"""Names in no record that are English words too, or stand in capitals: flagged."""

from __future__ import annotations

from collections.abc import Iterator

from cspr_tui.anonymise.names.run_together_names import ACRONYMS
from cspr_tui.anonymise.names.tokens import Reading, Token, begins_sentence
from cspr_tui.anonymise.names.unrecorded_names import is_strange
from cspr_tui.anonymise.text.lexicon import (
    BARE_WORDS,
    DOING,
    FUNCTION_WORDS,
    KIN,
    TITLES,
    is_word,
    proper,
)
from cspr_tui.anonymise.text.span import Span

# Forenames that are words; months, seasons and what bodies are called are not here.
_NAMES = frozenset(
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
_CROWD = frozenset(
    "family families household children siblings brothers sisters boys girls twins".split()
)
# Capitals before a name that make no title of it: Old Tom.
_FOND = frozenset("old big little young wee lady dear poor".split())
_LEADING = frozenset("van von der bin bint ibn abu della dos".split())
_CERTAIN = frozenset("mr mrs ms mx".split())


def find_worded(reading: Reading) -> Iterator[Span]:
    """Yield names that are words, stand in capitals, or before "family"."""
    titled = False
    for at, token in enumerate(reading.tokens):
        if token.is_capital:
            yield from _capitalised(reading, at, token)
        elif titled and reading.before(at):
            yield from _titled(reading, at)
        titled = token.text in _CERTAIN


def _capitalised(reading: Reading, at: int, token: Token) -> Iterator[Span]:
    if token.text in _NAMES:
        if _is_named(reading, at):
            yield _flag(reading, at, at, "a forename that is a word")
    elif token.is_upper:
        if _is_name_in_capitals(reading, at):
            yield _flag(reading, at, at, "a word in no list, in capitals")
    elif reading.after(at) in _CROWD and is_strange(token):
        yield _flag(reading, at, at, "a word in no list before a family")
    elif reading.before(at) in _LEADING:
        yield _flag(reading, at - 1, at, "a particle and a name")


def _titled(reading: Reading, at: int) -> Iterator[Span]:
    """Yield a lower-case word after a title that nothing but a name follows."""
    if reading.text_at(at) not in FUNCTION_WORDS | TITLES | KIN:
        yield _flag(reading, at - 1, at, "title and name in lower case")


def _is_named(reading: Reading, at: int) -> bool:
    """Whether a word is a name here: inside a sentence, or as who does something."""
    token = reading.tokens[at]
    if token.is_upper or _in_title(reading, at):
        return False
    if not begins_sentence(reading.view, token):
        return True
    return token.text not in BARE_WORDS and reading.after(at) in DOING


def _in_title(reading: Reading, at: int) -> bool:
    """Whether the word is part of a title of several capitals: Pupil Premium Grant."""
    around = [at - 1] if reading.is_joined(at) else []
    around += [at + 1] if reading.is_joined(at + 1) else []
    return any(
        reading.tokens[near].is_capital
        and not is_strange(reading.tokens[near])
        and reading.text_at(near) not in _NAMES | _FOND
        and not begins_sentence(reading.view, reading.tokens[near])
        for near in around
    )


def _is_name_in_capitals(reading: Reading, at: int) -> bool:
    text = reading.tokens[at].text
    if len(text) < 4 or not text.isalpha() or text in ACRONYMS | TITLES | KIN:
        return False
    return not is_word(text) and text not in proper() and at in reading.plain_lines


def _flag(reading: Reading, first: int, last: int, why: str) -> Span:
    tokens = reading.tokens
    start, end = reading.view.span(tokens[first].start, tokens[last].end)
    return Span(start, end, None, f"{why}, in no record", "", "UNKNOWN_NAME", 27)
