"""The base class of every error that is shown to a person."""

from __future__ import annotations


class CsprError(Exception):
    """A request cannot be carried out; the text is one sentence that says why."""

    def __str__(self) -> str:
        """Return the message, or else the first line of the class docstring."""
        return super().__str__() or (self.__doc__ or "").split("\n", 1)[0]
