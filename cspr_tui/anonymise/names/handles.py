"""User names, and recorded names inside them: leanne.g97 is masked as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cspr_tui.anonymise.names.tokens import TokenisedText
from cspr_tui.anonymise.numbers.number_patterns import HANDLE
from cspr_tui.anonymise.text.lexicon import is_english_word, proper_nouns
from cspr_tui.anonymise.text.prefilter import matches_in, windows_around
from cspr_tui.anonymise.text.span import TextSpan

_CHUNK = re.compile(r"(?<![\w@/.\-])[a-z]\w*(?:[._][\w]+)+(?![\w@/])")
_PIECES = re.compile(r"[a-z]+|\d+")
_FILES = frozenset(
    "md pdf doc docx xls xlsx png jpg jpeg txt csv htm html zip rtf".split()
)
_PLATFORMS = (
    r"(?:xbox|snap(?:chat)?|insta(?:gram)?|tik ?tok|facebook|fb|discord|roblox|psn|playstation|fortnite"
    r"|twitter|twitch|steam|telegram|kik|youtube|reddit|minecraft)"
)
_DISCORD_TAG = re.compile(r"(?<![\w@])\w{2,32}#\d{4}(?!\w)")
_SNAKE_CASE = re.compile(
    r"(?<![\w./@\[(:-])(?P<name>[a-z][a-z0-9]*(?:_[a-z0-9]+)+)(?![\w./@(]|-\w)"
)
_USER_NAME_AFTER_LABEL = re.compile(
    r"\b(?:user ?name|gamertag|screen name|handle|login|account(?: name)?|posts as|plays as|logs in as)"
    rf"(?: on {_PLATFORMS})?(?: is| was|:|,)? [\"'*]*(?P<name>\w{{4,32}})"
)
_ON_PLATFORM = re.compile(rf"(?<=\w)(?P<on> on {_PLATFORMS}\b)")
_BEFORE = re.compile(r"(?<!\w)[a-z]\w{3,31}$")
_UNDERSCORE = ("_",)
_LABEL_WORDS = (
    "name",
    "gamertag",
    "handle",
    "login",
    "account",
    "posts",
    "plays",
    "logs",
)
_SEPARATOR = re.compile(r"[._]\w")
_SHORTEST = 4
# Of the English words in the list.
_LONGEST_WORD = 32


def find_user_names(doc: TokenisedText) -> Iterator[TextSpan]:
    """Yield user names; those that only the context shows are flagged for a person."""
    view = doc.view
    for found in _DISCORD_TAG.finditer(view.text) if "#" in view.text else ():
        yield TextSpan(
            *view.span(*found.span()), HANDLE, "a user name", "", "HANDLE", 84
        )
    for start, end in _likely_user_names(view.text):
        name = view.text[start:end]
        if "_" in name or not (is_english_word(name) or name in proper_nouns()):
            place = view.span(start, end)
            yield TextSpan(*place, None, "a user name?", "", "UNKNOWN_NAME", 24)
    yield from _words_with_a_forename(doc)


def _likely_user_names(text: str) -> Iterator[tuple[int, int]]:
    """Yield what is set like a user name, or stands where one is told."""
    for found in matches_in(_SNAKE_CASE, text, windows_around(text, _UNDERSCORE)):
        yield found.span("name")
    for found in matches_in(
        _USER_NAME_AFTER_LABEL, text, windows_around(text, _LABEL_WORDS)
    ):
        yield found.span("name")
    for found in _ON_PLATFORM.finditer(text):
        word = _BEFORE.search(text, max(0, found.start() - 34), found.start())
        if word is not None:
            yield word.span()


def _words_with_a_forename(doc: TokenisedText) -> Iterator[TextSpan]:
    """Yield words that begin or end with somebody's forename: islasmum21."""
    owners = {
        word: owner for word in doc.words if (owner := _owner_of_affix(doc, word))
    }
    for token in doc.tokens if owners else ():
        if token.text in owners:
            place = doc.view.span(token.start, token.end)
            reason = f"begins or ends with a name of {owners[token.text]}"
            yield TextSpan(*place, None, reason, owners[token.text], "NAME_OR_WORD", 24)


def _owner_of_affix(doc: TokenisedText, word: str) -> str:
    """Return whose forename a word begins or ends with, the rest being other words."""
    if len(word) <= _SHORTEST or is_english_word(word) or word in proper_nouns():
        return ""
    parts = doc.names.parts
    for size in range(_SHORTEST, min(len(word), 12)):
        after = word[size:].removeprefix("s")
        for name, rest in ((word[:size], after), (word[-size:], word[:-size])):
            if name in parts and not is_english_word(name) and _is_made_of_words(rest):
                return parts[name][0].entity.id
    return ""


def _is_made_of_words(text: str) -> bool:
    """Whether letters are words run together, with figures or few letters after."""
    text = text.strip("0123456789_")
    reached = {0}
    for start in range(max(0, len(text) - 2)):
        if start in reached:
            ends = range(start + 2, min(start + _LONGEST_WORD, len(text)) + 1)
            reached |= {end for end in ends if is_english_word(text[start:end])}
    return any(len(text) - end < 3 for end in reached)


def find_handles(doc: TokenisedText) -> Iterator[TextSpan]:
    """Yield user names that contain a recorded name beside other characters: leanne.g97."""
    text = doc.view.text
    for found in matches_in(_CHUNK, text, windows_around(text, _SEPARATOR)):
        pieces = _PIECES.findall(found.group())
        owners = [owner for piece in pieces for owner in _owners(doc, piece)]
        if not owners or pieces[-1] in _FILES:
            continue
        rest = [p for p in pieces if not doc.names.match(p).parts]
        start, end = doc.view.span(*found.span())
        if _is_sentence(doc.view.source[start:end]) or all(map(is_english_word, rest)):
            continue
        reason = f"{owners[0]}, a name in a user name"
        yield TextSpan(start, end, HANDLE, reason, owners[0], "HANDLE", 91)


def _owners(doc: TokenisedText, piece: str) -> list[str]:
    """Return whose name a piece is, if it is long enough to be one."""
    return sorted(doc.names.match(piece).ids) if len(piece) > 2 else []


def _is_sentence(written: str) -> bool:
    """Whether two sentences meet without a space, as in "Leanne.She"."""
    return any(c.isupper() for c in written[1:]) and not any(
        c.isdigit() for c in written
    )
