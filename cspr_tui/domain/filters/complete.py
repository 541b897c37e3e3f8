"""What Tab makes of the word that is being typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from cspr_tui.domain.filters.terms import COMPARED, DAYS, KEYS, words_of


def completions(text: str, local: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Return every way the last word can go on, the whole line each time.

    `local` names what this partnership's own keys take, such as its agencies. A key
    that is the only one is followed by its words, so that Tab goes on through them.
    """
    head, _, last = text.rpartition(" ")
    before = f"{head} " if head else ""
    sign = "-" if last.startswith("-") else ""
    key, colon, value = last.removeprefix("-").partition(":")
    if colon:
        return _valued(f"{before}{sign}{key}:", value, _words(key, local))
    keys = tuple(f"{before}{sign}{name}:" for name in _begun(key, KEYS) if key)
    return keys + (completions(keys[0], local) if len(keys) == 1 else ())


def _valued(stem: str, value: str, words: Iterable[str]) -> tuple[str, ...]:
    """Return the ways a value can go on; what stands before its comma is not one."""
    done, comma, begun = value.rpartition(",")
    given = {word.strip('"').casefold() for word in done.split(",")}
    found = [word for word in _begun(begun, words) if word.casefold() not in given]
    return tuple(f"{stem}{done}{comma}{_quoted(word)}" for word in found)


def _words(key: str, local: Mapping[str, Iterable[str]]) -> Sequence[str]:
    if key in COMPARED and key != "left":
        return DAYS
    return words_of(key) or tuple(local.get(key, ()))


def _begun(typed: str, words: Iterable[str]) -> list[str]:
    wanted = typed.strip('"').casefold()
    return [word for word in words if word.casefold().startswith(wanted)]


def _quoted(word: str) -> str:
    return f'"{word}"' if " " in word else word
