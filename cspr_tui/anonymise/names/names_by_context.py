"""Unrecorded names that only their context shows, flagged for a person to decide.

Examples: her uncle Bob, known as "Bug", worked at the Red Lion. All of these are
English words as well, so a word list does not find them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cspr_tui.anonymise.names.recorded_places import GENERIC_WORDS
from cspr_tui.anonymise.names.run_together_names import ACRONYMS
from cspr_tui.anonymise.text.lexicon import (
    KIN_WORDS,
    MONTHS,
    TITLES,
    is_english_word,
    proper_nouns,
)
from cspr_tui.anonymise.text.normalised_text import NormalisedText
from cspr_tui.anonymise.text.span import TextSpan

_RELATIONS = KIN_WORDS | frozenset(
    "mate pal bestie godmother godfather ex-partner".split()
)
# Bodies everybody knows, whose names tell nobody apart.
_BODIES = frozenset(
    (
        "social services council authority local court panel board police nhs child "
        "children adult adults early help section working part form step stage level "
        "tier signs family department ministry universal mother father a i"
    ).split()
)
_WORD = r"[a-z][a-z'-]*[a-z]"
_WORKERS = (
    r"social workers?|health visitors?|midwi(?:fe|ves)|gps?|doctors?|nurses?|paediatricians?|teachers?"
    r"|head ?teachers?|head|officers?|managers?|chairs?|carers?|key ?workers?|support workers?"
    r"|psychologists?|counsellors?|consultants?|landlords?|landlady|neighbours?|lodgers?|solicitors?"
    r"|advocates?|reviewers?|authors?|practitioners?|assistants?|drivers?|guardians?"
)
_ROLE = rf"(?:{_WORKERS}|{'|'.join(sorted(KIN_WORDS))})"
_NAMED_AFTER_RELATION = re.compile(
    rf"\b(?:{'|'.join(sorted(_RELATIONS))}),? (?P<who>{_WORD})"
    rf"|\b(?:known (?:to \w+ )?as|call (?:him|her|them)|they call|named|by the name of|nicknamed|nickname (?:is|was)|goes by|went by|a\.?k\.?a\.?|called|answers to) "
    rf"[\"'*_]*(?P<called>{_WORD})(?P<tail>[\"']?)"
)
# Beside who they are: "Joy, the health visitor", "Rahman (paediatrician)".
_ROLE_AFTER_NAME = re.compile(
    rf" \((?:her |his |their |the |an? )?(?:\w+ )?{_ROLE}\)"
    rf"|, (?:the|her|his|their|an?|our) (?:\w+ )?{_ROLE}\b"
)
_ROLE_BEFORE_NAME = re.compile(
    rf"\b(?:{_WORKERS})(?: named|,| was| is|:) (?P<who>{_WORD}(?: {_WORD})?)"
)
_WORDS_BEFORE = re.compile(rf"(?<![\w'-]){_WORD}(?: {_WORD})?$")
_REACH = 40
# What cannot be a name though it stands beside one: "Later, the health visitor".
_ADVERBS = frozenset(
    (
        "the this that these those there then later also however meanwhile when after "
        "before while although because since both each she he they it we you as at in on "
        "for if for to not no our her his their all some many most one two three another "
        "other further similarly additionally finally initially eventually subsequently "
        "unfortunately instead therefore thus overall today yesterday once two what who"
    ).split()
)
_PLACE_OF_WORK = re.compile(
    r"\b(?:work(?:s|ed|ing)?|employed|job|shifts?|drinks?|drank|drinking|regular|barred|banned|sacked)"
    r"(?: \w+)? (?:as an? (?:\w+ ){1,2})?(?:at|for|by|in|from) (?:the )?"
    rf"(?P<who>{_WORD}(?: (?:and |& )?{_WORD}){{0,2}})"
    rf"|\b(?:live[sd]?|living|stay(?:s|ed|ing)?|moved|housed|placed|seen|met) at (?:the )?(?P<stay>{_WORD}(?: {_WORD}){{0,2}})"
    rf"|\bthe (?P<named>{_WORD}(?: {_WORD})?) (?:surgery|nursery|practice|pub|club|hostel|refuge|estate|care home|unit)\b"
)
# Who speaks in a chat, or sends and receives a mail.
_SPEAKER = re.compile(
    r"^[> \t\u200e]*\[?(?:\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},? )?\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[ap]\.?m\.?)?\]?"
    r" ?(?:- )?~? ?(?P<who>[^:\n|<>\[\]]{2,40}):"
    r"|^[> \t*]*(?:from|to|cc|bcc|sender|reply-to|organi[sz]er|attendees?|sent by|posted by|forwarded by)\*{0,2}:\*{0,2}"
    r" (?P<header>[^\n<@|:]{2,60})"
    r"|^(?P<above>[^\n:|]{2,30}?)[ ,]+(?:today |yesterday )?(?:at )?\d{1,2}:\d\d(?: ?[ap]m)?$"
    r"|^[> \t]*(?P<alone>[a-z]{3,20})$",
    re.MULTILINE,
)
_WORDS = re.compile(_WORD)


def find_names_by_context(view: NormalisedText) -> Iterator[TextSpan]:
    """Flag capitalised words where a name must stand: after "her uncle", "known as"."""
    for found in _NAMED_AFTER_RELATION.finditer(view.text):
        group = "who" if found["who"] else "called"
        quoted = group == "called" and bool(found["tail"].strip())
        if quoted or _is_name(view, *found.span(group)):
            yield _flag(view, *found.span(group), "a word where a name stands")
    for start, end in _names_beside_roles(view.text):
        place = _capitalised_words(view, start, end)
        if place is not None and view.text[start:end].split()[0] not in _ADVERBS:
            yield _flag(view, *place, "a name beside who it is")
    for found in _PLACE_OF_WORK.finditer(view.text):
        place = _capitalised_words(view, *found.span(found.lastgroup or "who"))
        if place is not None:
            yield _flag(view, *place, "a named place")
    yield from _speaker_spans(view)


def _names_beside_roles(text: str) -> Iterator[tuple[int, int]]:
    """Yield the words that stand beside what somebody is to the family."""
    for found in _ROLE_BEFORE_NAME.finditer(text):
        yield found.span("who")
    for found in _ROLE_AFTER_NAME.finditer(text):
        first = max(0, found.start() - _REACH)
        words = _WORDS_BEFORE.search(text, first, found.start())
        if words is not None:
            yield words.span()
            yield words.end() - len(words.group().split()[-1]), words.end()


def _speaker_spans(view: NormalisedText) -> Iterator[TextSpan]:
    """Yield who speaks in a chat, or is at the head of a mail."""
    for found in _SPEAKER.finditer(view.text):
        group = found.lastgroup or "who"
        if group == "alone" and is_english_word(found[group]):
            continue
        for word in _WORDS.finditer(view.text, *found.span(group)):
            if _is_name(view, *word.span()) or _is_unlisted(word.group()):
                yield _flag(view, *word.span(), "who speaks, sends or receives")


def _is_name(view: NormalisedText, start: int, end: int) -> bool:
    """Whether a word is written like a name and is no common body, title or relative."""
    word, written = view.text[start:end], view.written(start, end)
    if not written[:1].isupper() or word in ACRONYMS or word in MONTHS:
        return False
    return (
        word not in KIN_WORDS | TITLES | GENERIC_WORDS | _BODIES
        and word not in proper_nouns()
    )


def _is_unlisted(word: str) -> bool:
    """Whether a word in lower case is in no list, as names in a chat are."""
    return (
        len(word) > 2
        and not is_english_word(word)
        and word not in proper_nouns() | ACRONYMS
    )


def _capitalised_words(
    view: NormalisedText, start: int, end: int
) -> tuple[int, int] | None:
    """Return the capitalised words that a stretch begins with, if they name a place."""
    last = start
    for word in _WORDS.finditer(view.text, start, end):
        capital = view.written(*word.span())[:1].isupper()
        if word.start() == start and _is_common_word(word.group()):
            return None
        if not capital and word.group() != "and":
            break
        last = word.end() if capital else last
    return (start, last) if last > start else None


def _is_common_word(word: str) -> bool:
    return word in _BODIES | ACRONYMS | KIN_WORDS | TITLES or word in proper_nouns()


def _flag(view: NormalisedText, start: int, end: int, reason: str) -> TextSpan:
    first, last = view.span(start, end)
    return TextSpan(
        first, last, None, f"{reason}, in no record", "", "UNKNOWN_NAME", 28
    )
