"""Read a file named on the command line, or refuse it in one sentence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cspr_tui.domain.errors import CsprError


class UnreadableFileError(CsprError):
    """A file named on the command line cannot be used."""


def bytes_of(path: Path) -> bytes:
    """Return a file's bytes.

    Raises:
        UnreadableFileError: it is not there, or may not be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        sentence = f"{path} cannot be read ({error.strerror}); check the name."
        raise UnreadableFileError(sentence) from error


def json_object(path: Path) -> dict[str, Any]:
    """Return the JSON object in a file.

    Raises:
        UnreadableFileError: it cannot be read, or is not one JSON object.
    """
    try:
        plain = json.loads(bytes_of(path).decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        sentence = f"{path.name} is not JSON this app can read; nothing was changed."
        raise UnreadableFileError(sentence) from error
    if not isinstance(plain, dict):
        sentence = f"{path.name} does not hold one JSON object; nothing was changed."
        raise UnreadableFileError(sentence)
    return plain
