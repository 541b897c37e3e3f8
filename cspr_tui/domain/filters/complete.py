"""Completion of a filter with the Tab key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from cspr_tui.domain.filters.filter_vocabulary import COMPARED, DAYS, KEYS, words_of


def completions(text: str, local: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Return every completion of the last word, each as the whole line.

    `local` are the values of keys that depend on the partnership, such as its
    agencies. Where only one key matches, the completions go on to its values.
    """
    head, _, last = text.rpartition(" ")
    before = f"{head} " if head else ""
    sign = "-" if last.startswith("-") else ""
    key, colon, value = last.removeprefix("-").partition(":")
    if colon:
        return _value_completions(f"{before}{sign}{key}:", value, _words(key, local))
    keys = tuple(f"{before}{sign}{name}:" for name in _starting_with(key, KEYS) if key)
    return keys + (completions(keys[0], local) if len(keys) == 1 else ())


def _value_completions(stem: str, value: str, words: Iterable[str]) -> tuple[str, ...]:
    """Return the completions of a value, leaving out values typed before a comma."""
    finished, comma, prefix = value.rpartition(",")
    already_typed = {word.strip('"').casefold() for word in finished.split(",")}
    words_left = [
        word
        for word in _starting_with(prefix, words)
        if word.casefold() not in already_typed
    ]
    return tuple(f"{stem}{finished}{comma}{_quoted(word)}" for word in words_left)


def _words(key: str, local: Mapping[str, Iterable[str]]) -> Sequence[str]:
    if key in COMPARED and key != "left":
        return DAYS
    return words_of(key) or tuple(local.get(key, ()))


def _starting_with(typed: str, words: Iterable[str]) -> list[str]:
    wanted = typed.strip('"').casefold()
    return [word for word in words if word.casefold().startswith(wanted)]


def _quoted(word: str) -> str:
    return f'"{word}"' if " " in word else word
