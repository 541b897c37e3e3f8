"""Keys as Textual names them: `question_mark` for a key written `?`."""

from __future__ import annotations

from collections.abc import Iterator

from textual.binding import Binding


def key_names(written: str) -> Iterator[str]:
    """Yield the names of keys written with commas between them, such as `?, f1`."""
    for key in written.split(","):
        yield key_name(key.strip())


def key_name(key: str) -> str:
    """Return the name of a key written as one character; any other as it is.

    A comma stays a comma, because it stands between keys.
    """
    if len(key) != 1 or key == ",":
        return key
    (binding,) = Binding.make_bindings([Binding(key, "")])
    return binding.key
