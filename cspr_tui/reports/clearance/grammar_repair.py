"""Repairs clumsy wording that replacing names and dates leaves in a report."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cspr_tui.domain.identity import KnownEntity

_ON_A_DAY = re.compile(r"\b([Oo])n a day in (?=[A-Z][a-z]+ (?:19|20)\d\d\b)")
_WORDS = re.compile(r"[A-Za-z]+(?: [A-Za-z]+)*")


def repair_grammar(text: str, entities: Sequence[KnownEntity]) -> str:
    """Return the text with clumsy wording after replacements repaired.

    "On a day in May 2026" becomes "In May 2026", and "his mother, Mother, said" "his
    mother said". No line is added or lost; the gate reads what comes out.
    """
    text = _ON_A_DAY.sub(lambda m: "In " if m[1] == "O" else "in ", text)
    for name in sorted({e.pseudonym for e in entities}):
        if _WORDS.fullmatch(name):
            role = re.escape(name.lower())
            text = re.sub(rf"\b({role}), {name},(?= )", r"\1", text)
            text = re.sub(rf"\b({role}),? {name}\b(?!,)", r"\1", text)
    return text
