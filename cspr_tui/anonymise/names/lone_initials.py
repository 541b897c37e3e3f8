"""A single initial beside a name, as in "Leanne G.": it is masked with the name."""

from __future__ import annotations

from dataclasses import replace

from cspr_tui.anonymise.names.name_boundaries import NameRun
from cspr_tui.anonymise.names.name_index import given_names, tokens_of
from cspr_tui.anonymise.names.tokens import Token, TokenisedText
from cspr_tui.domain.identity import KnownEntity


def with_initial(
    doc: TokenisedText, run: NameRun, people: list[KnownEntity]
) -> tuple[NameRun, list[KnownEntity]]:
    """Extend a name by the initial after it, and keep only the people it fits.

    "Leanne G." and "Kyle P" end in the initial of the surname, "Garrowby, L." in
    that of the forename. If nobody fits, the list of people is empty.
    """
    at = run.last + 1
    if run.is_full_name or at >= len(doc.tokens):
        return run, people
    token = doc.tokens[at]
    between = doc.view.text[doc.tokens[run.last].end : token.start]
    is_surname = any(
        "surname" in match.roles(i) for match in run.matches for i in run.ids
    )
    joints = {", "} if is_surname else {" ", ".", "_"}
    is_lone = len(run.matches) == 1 and len(token.text) == 1 and token.is_capital
    if not is_lone or between not in joints:
        return run, people
    part = 0 if is_surname else 2
    matching = [e for e in people if token.text in _first_letters(given_names(e)[part])]
    if not matching and not _is_certain_initial(doc, token):
        return run, people
    ids = frozenset(e.id for e in matching)
    return replace(run, last=at, ids=ids), matching


def _first_letters(name: str) -> set[str]:
    return {word[0] for word in tokens_of(name)}


def _is_certain_initial(doc: TokenisedText, token: Token) -> bool:
    """Whether a capital is an initial for sure, and no article or pronoun."""
    tail = doc.view.text[token.end : token.end + 1]
    return tail in {".", "'", ","} and token.text not in "ai"


def dot_length_after(doc: TokenisedText, run: NameRun) -> int:
    """Return 1 if a dot belongs to the last initial rather than ending a sentence, else 0."""
    last = doc.tokens[run.last]
    dotted = doc.view.text[last.end : last.end + 2].strip(" ,;)") == "."
    follows = run.last + 1 < len(doc.tokens)
    goes_on = follows and not doc.tokens[run.last + 1].is_capital
    return int(len(last.text) == 1 and dotted and goes_on and run.last > run.first)
