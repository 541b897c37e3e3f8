"""Read a JSON object from a file named on the command line, or say why not."""

from __future__ import annotations

from codecs import BOM_UTF8
from pathlib import Path
from typing import Any

from cspr_tui.domain.errors import CsprError
from cspr_tui.store.fs.bounded_file import MOST_SMALL_BYTES, read_foreign_file
from cspr_tui.store.fs.bounded_json import parse_json


class UnreadableFileError(CsprError):
    """A file named on the command line cannot be used."""


def json_object(path: Path) -> dict[str, Any]:
    """Return the JSON object in a file.

    Raises:
        ForeignFileError: it is not there, no plain file, or too long.
        UnreadableFileError: it is not one JSON object.
    """
    content = read_foreign_file(path, MOST_SMALL_BYTES)
    try:
        plain = parse_json(content.removeprefix(BOM_UTF8), MOST_SMALL_BYTES)
    except ValueError as error:
        sentence = (
            f"{path.name} is not JSON this app can read: {error}; nothing was changed."
        )
        raise UnreadableFileError(sentence) from error
    if not isinstance(plain, dict):
        sentence = f"{path.name} does not hold one JSON object; nothing was changed."
        raise UnreadableFileError(sentence)
    return plain
