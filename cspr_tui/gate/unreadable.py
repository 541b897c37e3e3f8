"""Text that the gate cannot read: other scripts, symbols for letters, encodings.

Nothing is skipped silently: such text could hide a name, so the document is not
cleared while it is there.
"""

from __future__ import annotations

import base64
import binascii
import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

from cspr_tui.domain.identity import AllowedWording
from cspr_tui.gate.dictionary_words import is_dictionary_word
from cspr_tui.gate.raw_leak import RawLeak

# Latin letters with accents as European names have them end here; click letters do not count.
_LATIN = ((0x0041, 0x01BF), (0x01C4, 0x024F), (0x1E00, 0x1EFF))
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_SIGNS = (
    (
        "\N{REGIONAL INDICATOR SYMBOL LETTER A}",
        "\N{REGIONAL INDICATOR SYMBOL LETTER Z}",
    ),
    ("\u2800", "\u28ff"),  # Braille
    ("\u2100", "\u218f"),  # letter-like signs and number forms
    ("\u2460", "\u24ff"),  # enclosed letters and figures
    ("\U0001f100", "\U0001f1ff"),
    ("\U000e0000", "\U000e01ef"),  # tags and further variation selectors
)
_HARMLESS = frozenset("\u2103\u2109\u2116\u2117\u2120\u2122\u2126\u00aa\u00ba")
_PLAIN_FORMS = frozenset({"Cn", "Co", "Cs", "Lo", "Lm", "Lt"})
_PATTERNS = (
    ("an encoded word of a mail", r"=\?[\w*-]+\?[BbQq]\?"),
    (
        "a file in the form of text",
        r"(?m)\bbegin(?:-base64)? [0-7]{3} \S|^=ybegin |^-----BEGIN ",
    ),
    (
        "letters in quoted-printable",
        r"(?:=[0-9A-F]{2}){2,}|(?<=\w)=[0-9A-F]{2}(?=[a-z])|(?<=[a-z])=(?:20|2C|27|3D)(?=[A-Z])",
    ),
    (
        "letters by their numbers",
        r"(?:\\x[0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\[0-7]{3}){2,}",
    ),
    (
        "letters by their numbers",
        r"\\x[0-9a-fA-F]{2}|\\u\{?[0-9a-fA-F]{4}|&#x?[0-9a-fA-F]+(?![0-9a-fA-F;])",
    ),
    ("letters in UTF-7", r"(?<!\S)\+[A-Za-z0-9/]{3,}-(?=[A-Za-z+])"),
    ("letters encoded twice", r"%25[0-9a-fA-F]{2}|%25%[0-9a-fA-F]{2}|&(?:amp;)+#?\w+;"),
)
_COMPILED = tuple((reason, re.compile(pattern)) for reason, pattern in _PATTERNS)
_BASE64 = re.compile(r"(?:[A-Za-z0-9+/_-]{16,}\n)*[A-Za-z0-9+/_-]{6,}={0,6}")
_BASE85 = re.compile(r"\S*[^\w\s]\S*[^\w\s]\S*")
_TEXT = re.compile(r"[A-Za-z0-9 ,.;:'\-\n\u00c0-\u024f]+")


def find_unreadable(text: str, kept: Sequence[AllowedWording]) -> Iterator[RawLeak]:
    """Yield every piece of text that cannot be checked for names, and why.

    `kept` are wordings a person decided to keep; their characters pass.
    """
    decided = {sign for wording in kept for sign in wording.text}
    places = [
        (found.start(), _unreadable_reason(found.group()))
        for found in _NOT_ASCII.finditer(text)
        if found.group() not in decided
    ]
    for reason, run in groupby((p for p in places if p[1]), key=lambda place: place[1]):
        for start, end in _runs([at for at, _ in run]):
            yield start, end, "UNREAD", reason
    for reason, pattern in _COMPILED:
        for found in pattern.finditer(text):
            yield found.start(), found.end(), "UNREAD", reason
    yield from _encoded(text)


def _unreadable_reason(sign: str) -> str:
    """Return why a sign cannot be checked for names, nothing if it can."""
    if sign in _HARMLESS:
        return ""
    if any(first <= sign <= last for first, last in _SIGNS):
        return "signs that stand for letters"
    kind = unicodedata.category(sign)
    if kind in _PLAIN_FORMS and not _is_latin(sign):
        return "letters of another script, not checked"
    other = kind.startswith(("L", "Nd")) and not _is_latin(sign)
    return "letters of another script, not checked" if other else ""


def _is_latin(sign: str) -> bool:
    return any(first <= ord(sign) <= last for first, last in _LATIN)


def _runs(places: list[int]) -> Iterator[tuple[int, int]]:
    """Yield where places follow each other."""
    first = last = places[0]
    for at in places[1:]:
        if at > last + 1:
            yield first, last + 1
            first = at
        last = at
    yield first, last + 1


def _encoded(text: str) -> Iterator[RawLeak]:
    """Yield words that are text in an encoding."""
    for found in _BASE64.finditer(text):
        if _decodes_to_text(found.group().replace("\n", "")):
            yield found.start(), found.end(), "UNREAD", "text in an encoding"
    for found in _BASE85.finditer(text):
        if len(found.group()) > 7 and _is_text(_base85_text(found.group())):
            yield found.start(), found.end(), "UNREAD", "text in an encoding"


def _decodes_to_text(chunk: str) -> bool:
    """Whether a chunk that is no word reads as text once decoded."""
    plain = chunk.isalpha() and (chunk.islower() or chunk.istitle() or chunk.isupper())
    if is_dictionary_word(chunk.lower()) or (plain and len(chunk) < 12):
        return False
    unpadded = chunk.rstrip("=")
    readings = (
        _decoded(base64.b64decode, unpadded + "=" * (-len(unpadded) % 4)),
        _decoded(base64.urlsafe_b64decode, unpadded + "=" * (-len(unpadded) % 4)),
        _decoded(base64.b32decode, unpadded.upper() + "=" * (-len(unpadded) % 8)),
        _decoded(bytes.fromhex, unpadded),
    )
    return any(_is_text(reading) for reading in readings)


def _base85_text(chunk: str) -> str:
    chunk = chunk.removeprefix("<~").removesuffix("~>").rstrip(".,;")
    return _decoded(base64.a85decode, chunk) or _decoded(base64.b85decode, chunk)


def _decoded(decode: object, chunk: str) -> str:
    if not callable(decode):
        return ""
    try:
        return bytes(decode(chunk)).decode("utf-8")
    except (ValueError, binascii.Error):
        return ""


def _is_text(reading: str) -> bool:
    letters = sum(sign.isalpha() for sign in reading)
    return len(reading) > 3 and letters > 3 and _TEXT.fullmatch(reading) is not None
