"""Evidence that a word is a name here, when it is an English word too: Hope, Mark."""

from __future__ import annotations

import re
from enum import Enum

from cspr_tui.anonymise.names.name_index import NameMatch
from cspr_tui.anonymise.names.tokens import TokenisedText, begins_sentence
from cspr_tui.anonymise.text.lexicon import (
    ACTION_VERBS,
    BARE_WORDS,
    DETERMINERS,
    FUNCTION_WORDS,
    KIN_WORDS,
    MONTHS,
    SPEECH_VERBS,
    TITLES,
    forenames,
    is_english_word,
)


class NameVerdict(Enum):
    """Whether a word is a name, an ordinary word, or a person has to decide."""

    NAME = "name"
    DOUBT = "doubt"
    WORD = "word"


_MONTH_BEFORE = frozenset(
    ("in since early late mid during last next this that every each throughout").split()
)
_MONTH_OR_NAME_BEFORE = frozenset(
    "of by until till from between before after and to through for on around".split()
)
_SEASONS = frozenset({"spring", "summer", "autumn", "winter"})
_CELL_START = re.compile(
    r"(?:^|[|\n])[ \t>]*(?:[-*+#]+ |\d+[.)] )?[ \t*_\"'\[]*(?:\[[ x]\] )?$"
)
# Words that begin a sentence without an article, or are plurals or verbs.
_SENTENCE_STARTERS = frozenset(
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
_NAME_LEADS = frozenset(
    "with told asked saw met called named aka rang phoned texted from by to like".split()
)
_FAMILY_WORDS = frozenset(
    "family families household children siblings boys girls brothers sisters".split()
)
_MODALS = frozenset("can will may could should must might likes loves".split())
_PRONOUNS = frozenset(
    (
        "the a an he she it they we you i this that these those there his her their "
        "be have not any anyone someone"
    ).split()
)


def judge_word(doc: TokenisedText, at: int, match: NameMatch) -> NameVerdict:
    """Judge a single word that matches part of a recorded name, from its context.

    "Mark went home" is a name, "mark the form" a word, "Will the panel ..." a
    doubt that is flagged for a person to decide.
    """
    token = doc.tokens[at]
    ordinary = is_english_word(token.text)
    if match.edits:
        return _judge_misspelling(doc, at, match)
    if not ordinary or _is_clearly_a_name(doc, at):
        return NameVerdict.NAME
    if at in doc.caseless_words:
        return _judge_without_case(doc, at)
    if not token.is_capital:
        return _judge_lower_case(doc, at)
    if token.text in MONTHS or token.text in _SEASONS:
        return _judge_month(doc, at)
    if begins_sentence(doc.view, token):
        return _judge_sentence_start(doc, at)
    return _judge_inside_sentence(doc, at)


def _judge_misspelling(doc: TokenisedText, at: int, match: NameMatch) -> NameVerdict:
    token = doc.tokens[at]
    if token.is_capital or doc.in_path(token):
        return NameVerdict.NAME
    if is_english_word(match.known) or len(token.text) < 6 or match.edits > 1:
        return NameVerdict.WORD if is_english_word(match.known) else NameVerdict.DOUBT
    return NameVerdict.NAME


def _is_clearly_a_name(doc: TokenisedText, at: int) -> bool:
    """Whether a title, a kin word, a path or standing alone shows a name."""
    token, before = doc.tokens[at], doc.before(at)
    has_title = doc.text_at(at - 1) in TITLES - {"sister", "judge", "justice"}
    if has_title and doc.view.text[token.start - 2 : token.start] in {
        ". ",
        token.text,
    }:
        return True
    if has_title and doc.is_joined(at):
        return True
    is_named = token.is_capital and before in KIN_WORDS | {"called", "named", "aka"}
    return is_named or doc.in_path(token) or _is_alone(doc, at)


def _is_alone(doc: TokenisedText, at: int) -> bool:
    """Whether the word is all there is in a cell, or a speaker's name."""
    token, text = doc.tokens[at], doc.view.text
    lead = text[max(0, token.start - 16) : token.start]
    tail = text[token.end : token.end + 12].lstrip(" \t*_\"']")
    opens = _CELL_START.search(lead) is not None
    return token.is_capital and opens and (tail[:1] in {"|", "\n", ":", ""})


def _judge_without_case(doc: TokenisedText, at: int) -> NameVerdict:
    """In a line of capitals, or of none, case says nothing."""
    token = doc.tokens[at]
    if doc.before(at) in DETERMINERS or token.text in FUNCTION_WORDS:
        return NameVerdict.DOUBT if token.is_capital else NameVerdict.WORD
    if doc.is_possessive(token) or doc.after(at) in SPEECH_VERBS:
        return NameVerdict.NAME
    return NameVerdict.NAME if _reads_as_name(doc, at) else NameVerdict.DOUBT


def _judge_lower_case(doc: TokenisedText, at: int) -> NameVerdict:
    token = doc.tokens[at]
    if token.text in FUNCTION_WORDS or doc.before(at) in DETERMINERS:
        return NameVerdict.WORD
    speaks = doc.after(at) in SPEECH_VERBS - {"felt", "reported", "added", "stated"}
    if speaks or _reads_as_name(doc, at):
        return NameVerdict.NAME
    is_forename = token.text in forenames() - BARE_WORDS
    led = doc.before(at) in _NAME_LEADS or doc.after(at) in ACTION_VERBS
    is_owned = doc.is_possessive(token) and token.text not in MONTHS
    return NameVerdict.DOUBT if (is_forename and led) or is_owned else NameVerdict.WORD


def _reads_as_name(doc: TokenisedText, at: int) -> bool:
    """Whether a forename in lower case stands where only a name can."""
    token = doc.tokens[at]
    if token.text in BARE_WORDS or token.text in MONTHS:
        return False
    if doc.before(at) in KIN_WORDS - {"ex", "baby", "twin", "boss", "sister"}:
        return True
    if token.text in forenames() and doc.is_possessive(token):
        return True
    return token.text in forenames() and _is_joined_to_name(doc, at)


def _is_joined_to_name(doc: TokenisedText, at: int) -> bool:
    """Whether "and" or "or" joins it to a name that is no word: leanne and dale."""
    for link, other in ((doc.before(at), at - 2), (doc.after(at), at + 2)):
        word = doc.text_at(other)
        known = bool(word) and bool(doc.names.match(word).parts)
        if link in {"and", "or", "nor"} and known and not is_english_word(word):
            return True
    return False


def _judge_month(doc: TokenisedText, at: int) -> NameVerdict:
    token, after = doc.tokens[at], doc.text_at(at + 1)
    before = doc.text_at(at - 1)
    if after.isdigit() or before[:1].isdigit() or before in _MONTH_BEFORE:
        return NameVerdict.DOUBT if doc.is_possessive(token) else NameVerdict.WORD
    season = token.text in _SEASONS
    if doc.is_possessive(token) or after in ACTION_VERBS - {
        "was",
        "is",
        "saw",
        "had",
        "were",
    }:
        return NameVerdict.NAME
    if before in _MONTH_OR_NAME_BEFORE and not season:
        return NameVerdict.DOUBT
    if begins_sentence(doc.view, token):
        return NameVerdict.WORD if after in _PRONOUNS else NameVerdict.DOUBT
    return NameVerdict.NAME


def _judge_sentence_start(doc: TokenisedText, at: int) -> NameVerdict:
    token, after = doc.tokens[at], doc.after(at)
    if doc.is_possessive(token) or after in ACTION_VERBS or _is_in_pair(doc, at):
        return NameVerdict.NAME
    if token.text in FUNCTION_WORDS and after in _PRONOUNS:
        return NameVerdict.WORD
    if after.endswith("ed") and is_english_word(after):
        return NameVerdict.NAME
    follows = doc.text_at(at + 1)
    if follows in {"who", "whose", "whom", "aged"} or after in _MODALS:
        return NameVerdict.NAME
    starter = token.text in _SENTENCE_STARTERS or token.text.endswith("s")
    return NameVerdict.DOUBT if starter else NameVerdict.NAME


def _is_in_pair(doc: TokenisedText, at: int) -> bool:
    """Whether it stands in a pair of names: Drew and Robin."""
    other = at + 2
    if doc.view.text[doc.tokens[at].end :][:1] == ",":
        other = at + 1
    elif doc.after(at) not in {"and", "or"}:
        return False
    if other >= len(doc.tokens):
        return False
    token = doc.tokens[other]
    return token.is_capital and bool(doc.names.match(token.text).parts)


def _judge_inside_sentence(doc: TokenisedText, at: int) -> NameVerdict:
    """Inside a sentence a capital speaks for a name, an article against it."""
    after = doc.after(at)
    follower = doc.tokens[at + 1] if at + 1 < len(doc.tokens) else None
    if after in _FAMILY_WORDS:
        return NameVerdict.NAME
    if doc.before(at) in {"the", "a", "an", "each", "every", "no"}:
        plural = doc.tokens[at].text.endswith("s")
        certain = doc.before(at) == "the" and not plural
        return NameVerdict.WORD if certain else NameVerdict.DOUBT
    compound = follower is not None and follower.is_capital and after
    if compound and not doc.names.match(after).parts and is_english_word(after):
        return NameVerdict.DOUBT
    return NameVerdict.NAME
