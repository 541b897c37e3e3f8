"""Cells of CSV files, so that no spreadsheet runs one as a formula.

Some programs cut a line also at signs that are no separators of the file, and some
read full-width signs as plain ones. So an apostrophe stands before every sign that
may begin a formula, at the beginning of a cell and after any separator inside it.
`undefended` takes exactly those apostrophes away again.
"""

from __future__ import annotations

import re

# Signs a formula may begin with: plain, full-width and small forms, tab and return.
_SIGNS = r"=+\-@\t\r\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u2212"
# What a spreadsheet passes over before it: blanks and quotation marks.
_PASSED = r"[ \"\u00a0\u2000-\u200f\u202f\u2060\u3000\ufeff]*+"
_SEPARATORS = r";,\t|\r\n"
_BEGINNING = rf"(?:\A|(?<=[{_SEPARATORS}])){_PASSED}"
_DANGEROUS = re.compile(rf"({_BEGINNING})(?='*+[{_SIGNS}])")
_DEFENDED = re.compile(rf"({_BEGINNING})'(?='*+[{_SIGNS}])")
_DEFENDED_FIRST = re.compile(rf"\A({_PASSED})'(?='*+[{_SIGNS}])")


def defended(text: str) -> str:
    """Return a cell's text with an apostrophe before all that could begin a formula."""
    return _DANGEROUS.sub(r"\1'", text)


def undefended(text: str, *, ours: bool = True) -> str:
    """Return a cell's text without the apostrophes that `defended` put in.

    In a file that is not `ours` only one at the beginning is taken away, which
    spreadsheets use to mark text.
    """
    return (_DEFENDED if ours else _DEFENDED_FIRST).sub(r"\1", text)
