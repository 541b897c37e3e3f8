"""What Tab makes of the word that is being typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from cspr_tui.domain.filters.keys import COMPARED, DAYS, KEYS, words_of


def completions(text: str, local: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Return every way the last word can go on, the whole line each time.

    `local` names what this partnership's own keys take, such as its agencies.
    """
    head, _, last = text.rpartition(" ")
    before = f"{head} " if head else ""
    sign = "-" if last.startswith("-") else ""
    key, colon, value = last.removeprefix("-").partition(":")
    if not colon:
        return tuple(f"{before}{sign}{name}:" for name in _begun(key, KEYS) if key)
    done, comma, begun = value.rpartition(",")
    stem = f"{before}{sign}{key}:{done}{comma}"
    return tuple(f"{stem}{_quoted(word)}" for word in _begun(begun, _words(key, local)))


def _words(key: str, local: Mapping[str, Iterable[str]]) -> Sequence[str]:
    if key in COMPARED and key != "left":
        return DAYS
    return words_of(key) or tuple(local.get(key, ()))


def _begun(typed: str, words: Iterable[str]) -> list[str]:
    wanted = typed.strip('"').casefold()
    return [word for word in words if word.casefold().startswith(wanted)]


def _quoted(word: str) -> str:
    return f'"{word}"' if " " in word else word
