"""A filter read from what was typed; what cannot be read is named, with a guess."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.filters.query import Atom, Query, Sort, Term
from cspr_tui.domain.filters.terms import COMPARED, KEYS, SORTS, words_of

_QUOTE = '"(?:[^"]|"")*"'
# Words part at blanks outside quotes; a quote may stand open while it is typed.
_WORD = re.compile(rf'(?:{_QUOTE}|"[^"]*$|[^\s"])+')
_VALUE = re.compile(rf'(<=|>=|<|>)?({_QUOTE}|[^,"]*)(?:,|$)')
_HEAD = re.compile(r"(-?)([A-Za-z]+):(.*)", re.DOTALL)
# How near a word must be to one that is known to be taken for a slip.
NEAR = 0.65


class UnreadableFilterError(CsprError):
    """A filter was typed that means nothing; the text says which word, and a guess."""


def parse_filter(text: str) -> Query:
    """Read a filter.

    Raises:
        UnreadableFilterError: a key or word is unknown, or a value is missing.
    """
    terms, sort = list[Term](), None
    for word in words_in(text):
        term = _term(word)
        if isinstance(term, Sort):
            sort = term
        else:
            terms.append(term)
    return Query(tuple(terms), sort)


def words_in(text: str) -> list[str]:
    """Return the words of a filter, as they are typed; each makes one term."""
    return _WORD.findall(text)


def suggestion(word: str, known: Sequence[str]) -> str:
    """Return `Did you mean late?`, or all that is known where nothing is near."""
    close = get_close_matches(word.casefold(), known, n=1, cutoff=NEAR)
    return f"Did you mean {close[0]}?" if close else f"Known: {', '.join(known)}."


def _term(word: str) -> Term | Sort:
    head = _HEAD.fullmatch(word)
    if head is None:
        negated = word.startswith("-") and len(word) > 1
        return Term(
            "", (Atom(_bare(word.removeprefix("-") if negated else word)),), negated
        )
    negated, key, rest = bool(head[1]), head[2].lower(), head[3]
    if key not in KEYS:
        sentence = f'Unknown key "{head[2]}:". {suggestion(key, KEYS)}'
        raise UnreadableFilterError(sentence)
    if key == "sort":
        return _sort(key, rest)
    return Term(key, tuple(_checked(key, atom) for atom in _atoms(key, rest)), negated)


def _bare(text: str) -> str:
    closed = text if len(text) > 1 and text.endswith('"') else f'{text}"'
    return closed[1:-1].replace('""', '"') if text.startswith('"') else text


def _atoms(key: str, rest: str) -> Iterator[Atom]:
    place = 0
    while place < len(rest) or (place and rest.endswith(",")):
        found = _VALUE.match(rest, place)
        if found is None or not found[2]:
            break
        yield Atom(_bare(found[2]), found[1] or "")
        place = found.end()
        if place == len(rest) and not rest.endswith(","):
            return
    raise _wanting(key)


def _wanting(key: str) -> UnreadableFilterError:
    sentence = f'"{key}:" wants a value after it.'
    return UnreadableFilterError(sentence)


def _sort(key: str, rest: str) -> Sort:
    by = rest.removeprefix("-").lower()
    if not by:
        raise _wanting(key)
    if by not in SORTS:
        sentence = f'"sort:" does not know "{by}". {suggestion(by, SORTS)}'
        raise UnreadableFilterError(sentence)
    return Sort(by, descending=rest.startswith("-"))


def _checked(key: str, atom: Atom) -> Atom:
    if atom.op and key not in COMPARED:
        sentence = (
            f'"{key}:" does not take {atom.op}; only due:, left: and changed: do.'
        )
        raise UnreadableFilterError(sentence)
    known = words_of(key)
    if not known:
        return atom
    word = re.sub(r"[\s-]", "_", atom.text.casefold())
    word = word.replace("_", "") if key in {"is", "has"} else word
    if word in known:
        return Atom(word)
    begun = [each for each in known if each.startswith(word)]
    if key == "stage" and word and begun:
        return Atom(word)
    sentence = f'"{key}:" does not know "{atom.text}". {suggestion(word, known)}'
    raise UnreadableFilterError(sentence)
