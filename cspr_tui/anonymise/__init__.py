"""The anonymiser: masks what identifies people in a text, from the record."""

from __future__ import annotations

from cspr_tui.anonymise.anonymiser import anonymise
from cspr_tui.anonymise.replace_in_markdown import StructureChangedError
from cspr_tui.anonymise.text.span import Anonymised, TextSpan

__all__ = ["Anonymised", "StructureChangedError", "TextSpan", "anonymise"]
