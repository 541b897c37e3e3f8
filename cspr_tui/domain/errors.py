"""The one ancestor of every error that a person reads."""

from __future__ import annotations


class CsprError(Exception):
    """Something asked for cannot be done; its text is one sentence for a person."""

    def __str__(self) -> str:
        """Return the sentence given, or else the first line of the class's own."""
        return super().__str__() or (self.__doc__ or "").split("\n", 1)[0]
