"""Names inside user names: what hangs on a name by a dot goes with it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cspr_tui.anonymise.names.tokens import Reading
from cspr_tui.anonymise.numbers.number_patterns import HANDLE
from cspr_tui.anonymise.text.lexicon import is_word, proper
from cspr_tui.anonymise.text.prefilter import found_in, stretches
from cspr_tui.anonymise.text.span import Span

_CHUNK = re.compile(r"(?<![\w@/.\-])[a-z]\w*(?:[._][\w]+)+(?![\w@/])")
_PIECES = re.compile(r"[a-z]+|\d+")
_FILES = frozenset(
    "md pdf doc docx xls xlsx png jpg jpeg txt csv htm html zip rtf".split()
)
_PLATFORMS = (
    r"(?:xbox|snap(?:chat)?|insta(?:gram)?|tik ?tok|facebook|fb|discord|roblox|psn|playstation|fortnite"
    r"|twitter|twitch|steam|telegram|kik|youtube|reddit|minecraft)"
)
_TAGGED = re.compile(r"(?<![\w@])\w{2,32}#\d{4}(?!\w)")
_SNAKE = re.compile(
    r"(?<![\w./@\[(:-])(?P<name>[a-z][a-z0-9]*(?:_[a-z0-9]+)+)(?![\w./@(]|-\w)"
)
_CALLED = re.compile(
    r"\b(?:user ?name|gamertag|screen name|handle|login|account(?: name)?|posts as|plays as|logs in as)"
    rf"(?: on {_PLATFORMS})?(?: is| was|:|,)? [\"'*]*(?P<name>\w{{4,32}})"
)
_THERE = re.compile(rf"(?<=\w)(?P<on> on {_PLATFORMS}\b)")
_BEFORE = re.compile(r"(?<!\w)[a-z]\w{3,31}$")
_JOINT = ("_",)
_CALLING = ("name", "gamertag", "handle", "login", "account", "posts", "plays", "logs")
_INSIDE = re.compile(r"[._]\w")
_SHORTEST = 4


def find_user_names(reading: Reading) -> Iterator[Span]:
    """Yield what is used as a user name, flagged where only its place shows it."""
    view = reading.view
    for found in _TAGGED.finditer(view.text) if "#" in view.text else ():
        yield Span(*view.span(*found.span()), HANDLE, "a user name", "", "HANDLE", 84)
    for start, end in _used(view.text):
        name = view.text[start:end]
        if "_" in name or not (is_word(name) or name in proper()):
            place = view.span(start, end)
            yield Span(*place, None, "a user name?", "", "UNKNOWN_NAME", 24)
    yield from _holding(reading)


def _used(text: str) -> Iterator[tuple[int, int]]:
    """Yield what is set like a user name, or stands where one is told."""
    for found in found_in(_SNAKE, text, stretches(text, _JOINT)):
        yield found.span("name")
    for found in found_in(_CALLED, text, stretches(text, _CALLING)):
        yield found.span("name")
    for found in _THERE.finditer(text):
        word = _BEFORE.search(text, max(0, found.start() - 34), found.start())
        if word is not None:
            yield word.span()


def _holding(reading: Reading) -> Iterator[Span]:
    """Yield words that begin or end with somebody's forename: islasmum21."""
    hold = {word: who for word in reading.words if (who := _held(reading, word))}
    for token in reading.tokens if hold else ():
        if token.text in hold:
            place = reading.view.span(token.start, token.end)
            why = f"begins or ends with a name of {hold[token.text]}"
            yield Span(*place, None, why, hold[token.text], "NAME_OR_WORD", 24)


def _held(reading: Reading, word: str) -> str:
    """Return whose forename a word begins or ends with, the rest being other words."""
    if len(word) <= _SHORTEST or is_word(word) or word in proper():
        return ""
    parts = reading.names.parts
    for size in range(_SHORTEST, min(len(word), 12)):
        after = word[size:].removeprefix("s")
        for name, rest in ((word[:size], after), (word[-size:], word[:-size])):
            if name in parts and not is_word(name) and _is_made_of_words(rest):
                return parts[name][0].entity.id
    return ""


def _is_made_of_words(text: str) -> bool:
    """Whether letters are words run together, with figures or few letters after."""
    text = text.strip("0123456789_")
    if len(text) < 3:
        return True
    return any(
        is_word(text[:size]) and _is_made_of_words(text[size:])
        for size in range(2, len(text) + 1)
    )


def find_handles(reading: Reading) -> Iterator[Span]:
    """Yield user names that hold a recorded name and more than names: leanne.g97."""
    text = reading.view.text
    for found in found_in(_CHUNK, text, stretches(text, _INSIDE)):
        pieces = _PIECES.findall(found.group())
        owners = [who for piece in pieces for who in _owners(reading, piece)]
        if not owners or pieces[-1] in _FILES:
            continue
        rest = [p for p in pieces if not reading.names.hit(p).parts]
        start, end = reading.view.span(*found.span())
        if _is_sentence(reading.view.source[start:end]) or all(map(is_word, rest)):
            continue
        why = f"{owners[0]}, a name in a user name"
        yield Span(start, end, HANDLE, why, owners[0], "HANDLE", 91)


def _owners(reading: Reading, piece: str) -> list[str]:
    """Return whose name a piece is, if it is long enough to be one."""
    return sorted(reading.names.hit(piece).ids) if len(piece) > 2 else []


def _is_sentence(written: str) -> bool:
    """Whether two sentences meet without a space, as in "Leanne.She"."""
    return any(c.isupper() for c in written[1:]) and not any(
        c.isdigit() for c in written
    )
