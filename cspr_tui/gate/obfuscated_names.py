"""Obfuscated recorded names: backwards, ROT13, Morse, letter codes, "L3anne"."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from cspr_tui.gate.dictionary_words import is_dictionary_word
from cspr_tui.gate.raw_leak import RawLeak
from cspr_tui.gate.recorded_strings import RecordedString
from cspr_tui.gate.skeleton import Skeleton, skeleton_text

# Shorter names turned round are too often other words.
_SHORTEST_REVERSED, _SHORTEST = 5, 3
_LETTER_OF_SIGN = {
    "@": "a", "$": "s", "\u20ac": "e", "\u00a3": "l", "!": "i", "|": "il", "+": "t",
    "0": "o", "1": "il", "3": "e", "4": "a", "5": "s", "6": "gb", "7": "t", "8": "b",
    "9": "g", "\u01c0": "il", "*": "",
}  # fmt: skip
_LETTER_OF_SIGNS = (
    ("|<", "k"),
    ("()", "o"),
    ("|_|", "u"),
    ("|)", "d"),
    ("vv", "w"),
    ("/\\", "a"),
)
_WITH_SIGNS = re.compile(
    r"[^\s,;:.?\"'\[\]]*[@$!|\u20ac\u00a3+()\d\u01c0][^\s,;:.?\"'\[\]]*"
)
_RADIO = {
    word[0]: word
    for word in (
        "alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike "
        "november oscar papa quebec romeo sierra tango uniform victor whiskey xray "
        "yankee zulu"
    ).split()
}
_SOUNDS = {
    "a": "ay eh", "b": "bee be", "c": "cee see sea", "d": "dee", "e": "ee", "f": "eff ef",
    "g": "gee jee", "h": "aitch haitch", "i": "eye aye", "j": "jay", "k": "kay",
    "l": "el ell", "m": "em", "n": "en", "o": "oh owe", "p": "pee pea", "q": "cue queue",
    "r": "ar are arr", "s": "ess es", "t": "tee tea", "u": "you", "v": "vee",
    "w": "doubleu", "x": "ex", "y": "why wye", "z": "zed zee",
}  # fmt: skip
_LETTER = {word: letter for letter, word in _RADIO.items()} | {
    "alfa": "a", "juliett": "j", "whisky": "w", "x-ray": "x", "double-u": "w",
}  # fmt: skip
_LETTER |= {
    sound: letter for letter, reading in _SOUNDS.items() for sound in reading.split()
}
_RADIO_WORDS = {*_RADIO.values(), "alfa", "juliett", "whisky", "x-ray"}
_SPELLED_OUT = re.compile(
    rf"\b(?:{'|'.join(sorted(_LETTER, key=len, reverse=True))})"
    rf"(?:[\s,.\-]{{1,3}}(?:{'|'.join(sorted(_LETTER, key=len, reverse=True))})\b){{2,}}",
    re.IGNORECASE,
)
_WORDS = re.compile("|".join(sorted(_LETTER, key=len, reverse=True)))
_MORSE = dict(
    zip(
        (
            ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. "
            "... - ..- ...- .-- -..- -.-- --.."
        ).split(),
        "abcdefghijklmnopqrstuvwxyz",
        strict=True,
    )
)
_MORSE_CODE = re.compile(r"(?<!\S)[.\-]{1,4}(?:[ /|]{1,3}[.\-]{1,4})+(?!\S)")
_NUMBERED = re.compile(r"(?<![\w.])\d{1,8}(?:[ ,;:.\-/|]{1,2}\d{1,8}){2,}(?!\w)")
_TAG = re.compile(r"(?<![\w&(\"'/])#(?=[^\s#]*[A-Za-z])\w{3,}")


def find_obfuscated_names(
    text: str, skeleton: Skeleton, strings: Sequence[RecordedString]
) -> Iterator[RawLeak]:
    """Yield text that decodes to a recorded name, and other spelled-out letters."""
    parts = {r.skeleton: r.entity for r in strings if r.is_part or r.kind == "NAME"}
    yield from _reversed_or_rotated(skeleton, parts)
    for start, end, readings in _possible_readings(text):
        owner = next((parts[reading] for reading in readings if reading in parts), None)
        if owner is not None:
            yield start, end, "NAME_PART", f"a name of {owner} in disguise"
    for found in _SPELLED_OUT.finditer(text):
        if len(found.group().split()) > 3 and _is_radio(found.group()):
            yield found.start(), found.end(), "UNREAD", "letters spelt out"
    for found in _TAG.finditer(text):
        yield (
            found.start(),
            found.end(),
            "HANDLE",
            "a tag, which leads to what others say",
        )


def _reversed_or_rotated(
    skeleton: Skeleton, parts: dict[str, str]
) -> Iterator[RawLeak]:
    """Yield words that are a recorded name backwards or shifted by half the alphabet."""
    disguises: dict[str, str] = {}
    for letters, owner in parts.items():
        if len(letters) >= _SHORTEST_REVERSED and letters.isalpha():
            disguises[letters[::-1]] = disguises[codecs.encode(letters, "rot13")] = (
                owner
            )
    for start, end in skeleton.words():
        word = skeleton.text[start:end]
        if word in disguises and word not in parts and not is_dictionary_word(word):
            first, last = skeleton.span(start, end)
            yield first, last, "NAME_PART", f"a name of {disguises[word]} in disguise"


def _possible_readings(text: str) -> Iterator[tuple[int, int, Iterable[str]]]:
    """Yield places that may be a disguise, with the words they may stand for."""
    for found in _WITH_SIGNS.finditer(text):
        if any(sign.isalpha() for sign in found.group()):
            yield *found.span(), _by_signs(found.group().lower())
    for found in _SPELLED_OUT.finditer(text):
        yield *found.span(), [_by_sounds(found.group().lower())]
    for found in _MORSE_CODE.finditer(text):
        yield *found.span(), ["".join(_MORSE.get(g, " ") for g in _groups(found))]
    for found in _NUMBERED.finditer(text):
        yield *found.span(), _by_numbers(_groups(found))


def _by_signs(word: str) -> Iterator[str]:
    """Yield what a word is if its signs and figures are letters."""
    for signs, letter in _LETTER_OF_SIGNS:
        word = word.replace(signs, letter)
    choices = [
        _LETTER_OF_SIGN.get(sign, sign if sign.isalpha() else "") or [""]
        for sign in word
    ]
    ambiguous = sum(len(choice) > 1 for choice in choices)
    if len(word) > 24 or ambiguous > 5:
        return
    for letters in product(*choices):
        reading = "".join(letters)
        if len(reading) >= _SHORTEST:
            yield skeleton_text(reading)


def _by_sounds(text: str) -> str:
    return "".join(_LETTER[word] for word in _WORDS.findall(text))


def _is_radio(text: str) -> bool:
    words = re.split(r"[\s,.]+", text.lower())
    return sum(word in _RADIO_WORDS for word in words) > 3


def _groups(found: re.Match[str]) -> list[str]:
    return [group for group in re.split(r"[ ,;:/|]+", found.group()) if group]


def _by_numbers(groups: list[str]) -> Iterator[str]:
    """Yield what numbers say as places in the alphabet or as codes of letters."""
    groups = [piece for group in groups for piece in re.split(r"[.\-]", group) if piece]
    for base, first in ((10, 96), (10, 0), (8, 0), (2, 0), (16, 0)):
        try:
            codes = [int(group, base) + first for group in groups]
        except ValueError:
            continue
        if all(32 <= code < 127 for code in codes):
            yield skeleton_text("".join(map(chr, codes)))
