"""Folded text for searching: without case and accents."""

from __future__ import annotations

import unicodedata


def folded(text: str) -> str:
    """Return text without case and accents, for searching."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text)
    return "".join(c for c in parts if not unicodedata.combining(c)).casefold()
