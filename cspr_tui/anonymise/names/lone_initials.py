"""The lone initial beside a name: it stands for the other half and goes with it."""

from __future__ import annotations

from dataclasses import replace

from cspr_tui.anonymise.names.name_boundaries import Run
from cspr_tui.anonymise.names.name_index import given_names, tokens_of
from cspr_tui.anonymise.names.tokens import Reading, Token
from cspr_tui.domain.identity import KnownEntity


def with_initial(
    reading: Reading, run: Run, bearers: list[KnownEntity]
) -> tuple[Run, list[KnownEntity]]:
    """Return a name with the initial after it, and whom it then may mean.

    "Leanne G." and "Kyle P" end in the surname's, "Garrowby, L." in the
    forename's. Nobody is meant by an initial that none of them has.
    """
    at = run.last + 1
    if run.whole or at >= len(reading.tokens):
        return run, bearers
    token = reading.tokens[at]
    between = reading.view.text[reading.tokens[run.last].end : token.start]
    is_surname = any("surname" in h.roles(i) for h in run.hits for i in run.ids)
    joins = {", "} if is_surname else {" ", ".", "_"}
    lone = len(run.hits) == 1 and len(token.text) == 1 and token.is_capital
    if not lone or between not in joins:
        return run, bearers
    part = 0 if is_surname else 2
    same = [e for e in bearers if token.text in _firsts(given_names(e)[part])]
    if not same and not _is_marked(reading, token):
        return run, bearers
    ids = frozenset(e.id for e in same)
    return replace(run, last=at, ids=ids), same


def _firsts(name: str) -> set[str]:
    return {word[0] for word in tokens_of(name)}


def _is_marked(reading: Reading, token: Token) -> bool:
    """Whether a capital is an initial for sure, and no article or pronoun."""
    tail = reading.view.text[token.end : token.end + 1]
    return tail in {".", "'", ","} and token.text not in "ai"


def dot_after(reading: Reading, run: Run) -> int:
    """Count the dot of a last initial, where no sentence ends with it."""
    last = reading.tokens[run.last]
    dotted = reading.view.text[last.end : last.end + 2].strip(" ,;)") == "."
    follows = run.last + 1 < len(reading.tokens)
    goes_on = follows and not reading.tokens[run.last + 1].is_capital
    return int(len(last.text) == 1 and dotted and goes_on and run.last > run.first)
