"""Search text of changes, so that a text search need not read every review.

The store keeps this text for each change. A search first rules out the reviews whose
changes do not contain the words, and reads only those that are left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from cspr_tui.domain.audit.timeline import FIXED_WORDS
from cspr_tui.domain.history.change import Change
from cspr_tui.domain.text.folding import folded
from cspr_tui.domain.values.choice import Choice

# Runs of letters and digits; those shorter than this are in almost every review.
_WORD = re.compile(r"[^\W_]+")
SHORTEST_TERM = 3


def search_text_of(change: Change) -> str:
    """Return every text that a change added to its record, without case and accents.

    Any text that is now in a review was added by one of its changes, so a word that is
    in none of them cannot be in the review.
    """
    texts = [change.what, change.why]
    for edit in change.edits:
        texts.extend(_texts(edit.new))
    return folded("\n".join(dict.fromkeys(filter(None, texts))))


def _texts(plain: object) -> Iterator[str]:
    if isinstance(plain, str):
        yield plain
    elif isinstance(plain, Mapping):
        yield from _texts(list(plain.values()))
    elif isinstance(plain, list):
        for item in plain:
            yield from _texts(item)


def search_terms(words: Iterable[str]) -> list[str]:
    """Return the terms that the changes of any matching review must contain.

    Terms that are part of the app's own labels are left out, as labels are shown with
    a review but are in none of its changes.
    """
    runs = {run for word in words for run in _WORD.findall(folded(word))}
    long_enough = (run for run in sorted(runs) if len(run) >= SHORTEST_TERM)
    return [
        run
        for run in long_enough
        if not any(run in label_word for label_word in _label_words())
    ]


@cache
def _label_words() -> frozenset[str]:
    labels = [member.label for kind in Choice.__subclasses__() for member in kind]
    return frozenset(_WORD.findall(folded("\n".join([*labels, *FIXED_WORDS]))))
