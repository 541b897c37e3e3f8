"""What a change says in words, for a search that need not read every review."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from cspr_tui.domain.audit.timeline import FIXED_WORDS
from cspr_tui.domain.history.change import Change
from cspr_tui.domain.text.folding import folded
from cspr_tui.domain.values.choice import Choice

# Letters and digits that stand together; shorter runs are in almost everything.
_WORD = re.compile(r"[^\W_]+")
SHORTEST_TERM = 3


def search_text_of(change: Change) -> str:
    """Return every text that a change brought into its record, case and accents aside.

    A text that stands in a review now was brought there by one of its changes.
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
        for each in plain:
            yield from _texts(each)


def search_terms(words: Iterable[str]) -> list[str]:
    """Return what must stand in the changes of a review that is found by these words.

    Runs of letters that could come from the app's own words are left out: a label is
    in no change.
    """
    runs = {run for word in words for run in _WORD.findall(folded(word))}
    long = (run for run in sorted(runs) if len(run) >= SHORTEST_TERM)
    return [run for run in long if not any(run in own for own in _own_words())]


@cache
def _own_words() -> frozenset[str]:
    labels = [member.label for kind in Choice.__subclasses__() for member in kind]
    return frozenset(_WORD.findall(folded("\n".join([*labels, *FIXED_WORDS]))))
