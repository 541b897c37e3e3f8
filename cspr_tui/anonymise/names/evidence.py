"""Whether a word that is a recorded name is one here, or only the word."""

from __future__ import annotations

import re
from enum import Enum

from cspr_tui.anonymise.names.name_index import Hit
from cspr_tui.anonymise.names.tokens import Reading, begins_sentence
from cspr_tui.anonymise.text.lexicon import (
    BARE_WORDS,
    DETERMINERS,
    DOING,
    FUNCTION_WORDS,
    KIN,
    MONTHS,
    SPEAKING,
    TITLES,
    forenames,
    is_word,
)


class Verdict(Enum):
    """What a word was judged to be."""

    NAME = "name"
    DOUBT = "doubt"
    WORD = "word"


_MONTH_BEFORE = frozenset(
    ("in since early late mid during last next this that every each throughout").split()
)
_MONTH_MAYBE = frozenset(
    "of by until till from between before after and to through for on around".split()
)
_SEASONS = frozenset({"spring", "summer", "autumn", "winter"})
_OPENING = re.compile(
    r"(?:^|[|\n])[ \t>]*(?:[-*+#]+ |\d+[.)] )?[ \t*_\"'\[]*(?:\[[ x]\] )?$"
)
# Words that begin a sentence without an article, or are plurals or verbs.
_OPENERS = frozenset(
    (
        "hope grace faith joy will may mark drew rose bill rob sue pat chase dean page "
        "art guy love patience charity honour honor destiny heaven mercy prudence peace "
        "harmony melody trust young long short brown white black green gray grey ray "
        "sky rich frank earnest ernest miles gene rusty sunny happy christian max case "
        "price best cross day field ford hall head hill hood house hunt lamb lane law "
        "marsh moor park parish pope power read reader sharp small stone street strong "
        "wall ward wise wood worth work workman worker paige major king"
    ).split()
)
# After these a noun has an article, and a name has none.
_ADDRESSED = frozenset(
    "with told asked saw met called named aka rang phoned texted from by to like".split()
)
_FAMILY = frozenset(
    "family families household children siblings boys girls brothers sisters".split()
)
_MODALS = frozenset("can will may could should must might likes loves".split())
_PRONOUNS = frozenset(
    (
        "the a an he she it they we you i this that these those there his her their "
        "be have not any anyone someone"
    ).split()
)


def verdict(reading: Reading, at: int, hit: Hit) -> Verdict:
    """Judge a single word that is, or resembles, a part of a recorded name."""
    token = reading.tokens[at]
    ordinary = is_word(token.text)
    if hit.off:
        return _of_slip(reading, at, hit)
    if not ordinary or _is_marked(reading, at):
        return Verdict.NAME
    if at in reading.plain_lines:
        return _without_case(reading, at)
    if not token.is_capital:
        return _in_lower_case(reading, at)
    if token.text in MONTHS or token.text in _SEASONS:
        return _of_month(reading, at)
    if begins_sentence(reading.view, token):
        return _at_start(reading, at)
    return _within(reading, at)


def _of_slip(reading: Reading, at: int, hit: Hit) -> Verdict:
    token = reading.tokens[at]
    if token.is_capital or reading.in_path(token):
        return Verdict.NAME
    if is_word(hit.known) or len(token.text) < 6 or hit.off > 1:
        return Verdict.WORD if is_word(hit.known) else Verdict.DOUBT
    return Verdict.NAME


def _is_marked(reading: Reading, at: int) -> bool:
    """Whether a title, a kin word, a path or standing alone shows a name."""
    token, before = reading.tokens[at], reading.before(at)
    titled = reading.text_at(at - 1) in TITLES - {"sister", "judge", "justice"}
    if titled and reading.view.text[token.start - 2 : token.start] in {
        ". ",
        token.text,
    }:
        return True
    if titled and reading.is_joined(at):
        return True
    named = token.is_capital and before in KIN | {"called", "named", "aka"}
    return named or reading.in_path(token) or _is_alone(reading, at)


def _is_alone(reading: Reading, at: int) -> bool:
    """Whether the word is all there is in a cell, or a speaker's name."""
    token, text = reading.tokens[at], reading.view.text
    lead = text[max(0, token.start - 16) : token.start]
    tail = text[token.end : token.end + 12].lstrip(" \t*_\"']")
    opens = _OPENING.search(lead) is not None
    return token.is_capital and opens and (tail[:1] in {"|", "\n", ":", ""})


def _without_case(reading: Reading, at: int) -> Verdict:
    """In a line of capitals, or of none, case says nothing."""
    token = reading.tokens[at]
    if reading.before(at) in DETERMINERS or token.text in FUNCTION_WORDS:
        return Verdict.DOUBT if token.is_capital else Verdict.WORD
    if reading.owns(token) or reading.after(at) in SPEAKING:
        return Verdict.NAME
    return Verdict.NAME if _reads_as_name(reading, at) else Verdict.DOUBT


def _in_lower_case(reading: Reading, at: int) -> Verdict:
    token = reading.tokens[at]
    if token.text in FUNCTION_WORDS or reading.before(at) in DETERMINERS:
        return Verdict.WORD
    says = reading.after(at) in SPEAKING - {"felt", "reported", "added", "stated"}
    if says or _reads_as_name(reading, at):
        return Verdict.NAME
    bare = token.text in forenames() - BARE_WORDS
    addressed = reading.before(at) in _ADDRESSED or reading.after(at) in DOING
    owned = reading.owns(token) and token.text not in MONTHS
    return Verdict.DOUBT if (bare and addressed) or owned else Verdict.WORD


def _reads_as_name(reading: Reading, at: int) -> bool:
    """Whether a forename in lower case stands where only a name can."""
    token = reading.tokens[at]
    if token.text in BARE_WORDS or token.text in MONTHS:
        return False
    if reading.before(at) in KIN - {"ex", "baby", "twin", "boss", "sister"}:
        return True
    if token.text in forenames() and reading.owns(token):
        return True
    return token.text in forenames() and _beside_name(reading, at)


def _beside_name(reading: Reading, at: int) -> bool:
    """Whether "and" or "or" joins it to a name that is no word: leanne and dale."""
    for link, other in ((reading.before(at), at - 2), (reading.after(at), at + 2)):
        word = reading.text_at(other)
        known = bool(word) and bool(reading.names.hit(word).parts)
        if link in {"and", "or", "nor"} and known and not is_word(word):
            return True
    return False


def _of_month(reading: Reading, at: int) -> Verdict:
    token, after = reading.tokens[at], reading.text_at(at + 1)
    before = reading.text_at(at - 1)
    if after.isdigit() or before[:1].isdigit() or before in _MONTH_BEFORE:
        return Verdict.DOUBT if reading.owns(token) else Verdict.WORD
    season = token.text in _SEASONS
    if reading.owns(token) or after in DOING - {"was", "is", "saw", "had", "were"}:
        return Verdict.NAME
    if before in _MONTH_MAYBE and not season:
        return Verdict.DOUBT
    if begins_sentence(reading.view, token):
        return Verdict.WORD if after in _PRONOUNS else Verdict.DOUBT
    return Verdict.NAME


def _at_start(reading: Reading, at: int) -> Verdict:
    token, after = reading.tokens[at], reading.after(at)
    if reading.owns(token) or after in DOING or _is_coupled(reading, at):
        return Verdict.NAME
    if token.text in FUNCTION_WORDS and after in _PRONOUNS:
        return Verdict.WORD
    if after.endswith("ed") and is_word(after):
        return Verdict.NAME
    follows = reading.text_at(at + 1)
    if follows in {"who", "whose", "whom", "aged"} or after in _MODALS:
        return Verdict.NAME
    opener = token.text in _OPENERS or token.text.endswith("s")
    return Verdict.DOUBT if opener else Verdict.NAME


def _is_coupled(reading: Reading, at: int) -> bool:
    """Whether it stands in a pair of names: Drew and Robin."""
    other = at + 2
    if reading.view.text[reading.tokens[at].end :][:1] == ",":
        other = at + 1
    elif reading.after(at) not in {"and", "or"}:
        return False
    if other >= len(reading.tokens):
        return False
    token = reading.tokens[other]
    return token.is_capital and bool(reading.names.hit(token.text).parts)


def _within(reading: Reading, at: int) -> Verdict:
    """Inside a sentence a capital speaks for a name, an article against it."""
    after = reading.after(at)
    follower = reading.tokens[at + 1] if at + 1 < len(reading.tokens) else None
    if after in _FAMILY:
        return Verdict.NAME
    if reading.before(at) in {"the", "a", "an", "each", "every", "no"}:
        plural = reading.tokens[at].text.endswith("s")
        sure = reading.before(at) == "the" and not plural
        return Verdict.WORD if sure else Verdict.DOUBT
    compound = follower is not None and follower.is_capital and after
    if compound and not reading.names.hit(after).parts and is_word(after):
        return Verdict.DOUBT
    return Verdict.NAME
