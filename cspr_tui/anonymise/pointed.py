"""Words that stand where only somebody's name, or a place of work, can stand.

Here a word of English is a name too: her uncle Bob, known as "Bug", worked at the
Red Lion. Each is flagged, for a person to settle.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cspr_tui.anonymise.joined import ACRONYMS
from cspr_tui.anonymise.lexicon import KIN, MONTHS, TITLES, is_word, proper
from cspr_tui.anonymise.span import Span
from cspr_tui.anonymise.things import GENERIC
from cspr_tui.anonymise.view import View

_FRIENDS = KIN | frozenset("mate pal bestie godmother godfather ex-partner".split())
# Bodies everybody knows, whose names tell nobody apart.
_BODIES = frozenset(
    (
        "social services council authority local court panel board police nhs child "
        "children adult adults early help section working part form step stage level "
        "tier signs family department ministry universal mother father a i"
    ).split()
)
_WORD = r"[a-z][a-z'-]*[a-z]"
_NAMED = re.compile(
    rf"\b(?:{'|'.join(sorted(_FRIENDS))}),? (?P<who>{_WORD})"
    rf"|\b(?:known (?:to \w+ )?as|nicknamed|nickname (?:is|was)|goes by|went by|a\.?k\.?a\.?|called|answers to) "
    rf"[\"'*_]*(?P<called>{_WORD})(?P<tail>[\"']?)"
)
_AT_WORK = re.compile(
    r"\b(?:work(?:s|ed|ing)?|employed|job|shifts?|drinks?|drank|drinking|regular|barred|banned|sacked)"
    r"(?: \w+)? (?:as an? (?:\w+ ){1,2})?(?:at|for|by|in|from) (?:the )?"
    rf"(?P<who>{_WORD}(?: (?:and |& )?{_WORD}){{0,2}})"
)
# Who speaks in a chat, or sends and receives a mail.
_SPEAKER = re.compile(
    r"^[>\s\u200e]*\[?(?:\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},? )?\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[ap]\.?m\.?)?\]?"
    r" ?(?:- )?~? ?(?P<who>[^:\n|<>\[\]]{2,40}):"
    r"|^[>\s*]*(?:from|to|cc|bcc|sender|reply-to|organi[sz]er|attendees?|sent by|posted by|forwarded by)\*{0,2}:\*{0,2}"
    r" (?P<header>[^\n<@|:]{2,60})"
    r"|^(?P<above>[^\n:|]{2,30}?)[ ,]+(?:today |yesterday )?(?:at )?\d{1,2}:\d\d(?: ?[ap]m)?$"
    r"|^[>\s]*(?P<alone>[a-z]{3,20})$",
    re.MULTILINE,
)
_LETTERS = re.compile(_WORD)


def find_pointed(view: View) -> Iterator[Span]:
    """Yield capitalised words that only their place shows to be a name."""
    for found in _NAMED.finditer(view.text):
        group = "who" if found["who"] else "called"
        quoted = group == "called" and bool(found["tail"].strip())
        if quoted or _is_name(view, *found.span(group)):
            yield _flag(view, *found.span(group), "a word where a name stands")
    for found in _AT_WORK.finditer(view.text):
        place = _capitals(view, *found.span("who"))
        if place is not None:
            yield _flag(view, *place, "a named place of work")
    yield from _speakers(view)


def _speakers(view: View) -> Iterator[Span]:
    """Yield who speaks in a chat, or is at the head of a mail."""
    for found in _SPEAKER.finditer(view.text):
        group = found.lastgroup or "who"
        if group == "alone" and is_word(found[group]):
            continue
        for word in _LETTERS.finditer(view.text, *found.span(group)):
            if _is_name(view, *word.span()) or _is_no_word(word.group()):
                yield _flag(view, *word.span(), "who speaks, sends or receives")


def _is_name(view: View, start: int, end: int) -> bool:
    """Whether a word is written like a name and is no common body, title or relative."""
    word, written = view.text[start:end], view.written(start, end)
    if not written[:1].isupper() or word in ACRONYMS or word in MONTHS:
        return False
    return word not in KIN | TITLES | GENERIC | _BODIES and word not in proper()


def _is_no_word(word: str) -> bool:
    """Whether a word in lower case is in no list, as names in a chat are."""
    return len(word) > 2 and not is_word(word) and word not in proper() | ACRONYMS


def _capitals(view: View, start: int, end: int) -> tuple[int, int] | None:
    """Return the capitalised words that a stretch begins with, if they name a place."""
    last = start
    for word in _LETTERS.finditer(view.text, start, end):
        capital = view.written(*word.span())[:1].isupper()
        if word.group() in _BODIES | ACRONYMS or word.group() in proper():
            return None
        if not capital and word.group() != "and":
            break
        last = word.end() if capital else last
    return (start, last) if last > start else None


def _flag(view: View, start: int, end: int, why: str) -> Span:
    first, last = view.span(start, end)
    return Span(first, last, None, f"{why}, in no record", "", "UNKNOWN_NAME", 28)
