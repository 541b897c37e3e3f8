"""Types of command-line arguments: each reads one word or refuses it in a sentence."""

from __future__ import annotations

import io
from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path

# No partnership, and no measurement, needs an invented store larger than this.
LARGEST_SAMPLE = 100_000


def iso_date(text: str) -> date:
    """Read a date written as 2026-11-23."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        sentence = f'"{text}" is not a date; write it as 2026-11-23'
        raise ArgumentTypeError(sentence) from error


def whole_number(text: str) -> int:
    """Read a whole number that is not negative."""
    if not text.isdecimal():
        sentence = f'"{text}" is not a whole number'
        raise ArgumentTypeError(sentence)
    return int(text)


def sample_size(text: str) -> int:
    """Read how many reviews, or entries of each, an invented store is to have."""
    size = whole_number(text)
    if size > LARGEST_SAMPLE:
        sentence = f"{text} is more than {LARGEST_SAMPLE}, the most that is made"
        raise ArgumentTypeError(sentence)
    return size


def backup_count(text: str) -> int:
    """Read how many backups are to stay: at least one, the last verified one."""
    number = whole_number(text)
    if not number:
        sentence = "keep at least 1: the last verified backup always stays"
        raise ArgumentTypeError(sentence)
    return number


def folder_path(text: str) -> Path:
    """Read the path of a folder, which need not exist yet."""
    if not text.strip():
        sentence = "the folder has no name; give one"
        raise ArgumentTypeError(sentence)
    return Path(text)


def store_address(text: str) -> str:
    """Read where a store is: a folder, or the address of a database."""
    folder_path(text)
    return text


def text_encoding(text: str) -> str:
    """Read the name of a text encoding that Python knows; empty, none is named."""
    if not text:
        return ""
    try:
        # Only that which makes text of bytes is taken for a file's encoding.
        return io.TextIOWrapper(io.BytesIO(), encoding=text).encoding
    except (LookupError, ValueError) as error:
        sentence = f'"{text}" is no encoding; utf-8, latin-1 and cp1252 are some'
        raise ArgumentTypeError(sentence) from error
