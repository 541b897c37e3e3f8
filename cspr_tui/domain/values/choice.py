"""Enumerations a person chooses from: a stored slug and a label on screen."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from cspr_tui.domain.errors import CsprError


class UnknownChoiceError(CsprError):
    """The text typed is none of the allowed choices."""


class Choice(StrEnum):
    """An enumeration whose members carry a label: `FAX = "fax", "Fax machine"`."""

    label: str

    def __new__(cls, slug: str, label: str = "") -> Self:
        """Make a member from its stored slug and its label."""
        member = str.__new__(cls, slug)
        member._value_ = slug
        member.label = label or slug.replace("_", " ").capitalize()
        return member

    @classmethod
    def read(cls, text: str) -> Self:
        """Find the member by slug or label, case and punctuation aside.

        Raises:
            UnknownChoiceError: no member is so called; its text lists them.
        """
        wanted = _bare(text)
        for member in cls:
            if wanted in {_bare(member.value), _bare(member.label)}:
                return member
        known = ", ".join(member.label for member in cls)
        sentence = f'"{text}" is not known here; use one of: {known}.'
        raise UnknownChoiceError(sentence)


def _bare(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
