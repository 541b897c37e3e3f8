"""Recorded names in disguise: backwards, shifted, by numbers, by sounds, by signs."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from cspr_tui.gate.dictionary_words import is_word
from cspr_tui.gate.recorded_strings import Recorded
from cspr_tui.gate.skeleton import Skeleton, bare

Found = tuple[int, int, str, str]
# Shorter names turned round are too often other words.
_TURNED, _SHORT = 5, 3
_ALIKE = {
    "@": "a", "$": "s", "\u20ac": "e", "\u00a3": "l", "!": "i", "|": "il", "+": "t",
    "0": "o", "1": "il", "3": "e", "4": "a", "5": "s", "6": "gb", "7": "t", "8": "b",
    "9": "g", "\u01c0": "il", "*": "",
}  # fmt: skip
_DRAWN = (
    ("|<", "k"),
    ("()", "o"),
    ("|_|", "u"),
    ("|)", "d"),
    ("vv", "w"),
    ("/\\", "a"),
)
_SIGNED = re.compile(
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
_LETTER |= {sound: letter for letter, said in _SOUNDS.items() for sound in said.split()}
_RADIOED = {*_RADIO.values(), "alfa", "juliett", "whisky", "x-ray"}
_SPELT = re.compile(
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
_TAPPED = re.compile(r"(?<!\S)[.\-]{1,4}(?:[ /|]{1,3}[.\-]{1,4})+(?!\S)")
_NUMBERED = re.compile(r"(?<![\w.])\d{1,8}(?:[ ,;:.\-/|]{1,2}\d{1,8}){2,}(?!\w)")
_TAG = re.compile(r"(?<![\w&(\"'/])#(?=[^\s#]*[A-Za-z])\w{3,}")


def find_disguised(
    text: str, skeleton: Skeleton, strings: Sequence[Recorded]
) -> Iterator[Found]:
    """Yield what reads as a recorded name once it is turned back."""
    parts = {r.bones: r.entity for r in strings if r.is_part or r.kind == "NAME"}
    yield from _turned(skeleton, parts)
    for start, end, readings in _readings(text):
        who = next((parts[said] for said in readings if said in parts), None)
        if who is not None:
            yield start, end, "NAME_PART", f"a name of {who} in disguise"
    for found in _SPELT.finditer(text):
        if len(found.group().split()) > 3 and _is_radio(found.group()):
            yield found.start(), found.end(), "UNREAD", "letters spelt out"
    for found in _TAG.finditer(text):
        yield (
            found.start(),
            found.end(),
            "HANDLE",
            "a tag, which leads to what others say",
        )


def _turned(skeleton: Skeleton, parts: dict[str, str]) -> Iterator[Found]:
    """Yield words that are a recorded name backwards or shifted by half the alphabet."""
    other: dict[str, str] = {}
    for bones, who in parts.items():
        if len(bones) >= _TURNED and bones.isalpha():
            other[bones[::-1]] = other[codecs.encode(bones, "rot13")] = who
    for start, end in skeleton.words():
        word = skeleton.text[start:end]
        if word in other and word not in parts and not is_word(word):
            first, last = skeleton.span(start, end)
            yield first, last, "NAME_PART", f"a name of {other[word]} in disguise"


def _readings(text: str) -> Iterator[tuple[int, int, Iterable[str]]]:
    """Yield places that may be a disguise, with the words they may stand for."""
    for found in _SIGNED.finditer(text):
        if any(sign.isalpha() for sign in found.group()):
            yield *found.span(), _by_signs(found.group().lower())
    for found in _SPELT.finditer(text):
        yield *found.span(), [_by_sounds(found.group().lower())]
    for found in _TAPPED.finditer(text):
        yield *found.span(), ["".join(_MORSE.get(g, " ") for g in _groups(found))]
    for found in _NUMBERED.finditer(text):
        yield *found.span(), _by_numbers(_groups(found))


def _by_signs(word: str) -> Iterator[str]:
    """Yield what a word is if its signs and figures are letters."""
    for drawn, letter in _DRAWN:
        word = word.replace(drawn, letter)
    choices = [
        _ALIKE.get(sign, sign if sign.isalpha() else "") or [""] for sign in word
    ]
    many = sum(len(choice) > 1 for choice in choices)
    if len(word) > 24 or many > 5:
        return
    for letters in product(*choices):
        said = "".join(letters)
        if len(said) >= _SHORT:
            yield bare(said)


def _by_sounds(text: str) -> str:
    return "".join(_LETTER[word] for word in _WORDS.findall(text))


def _is_radio(text: str) -> bool:
    words = re.split(r"[\s,.]+", text.lower())
    return sum(word in _RADIOED for word in words) > 3


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
            yield bare("".join(map(chr, codes)))
