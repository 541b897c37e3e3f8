"""The parser of filters; its errors name the word and suggest what may be meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.filters.filter_vocabulary import COMPARED, KEYS, SORTS, words_of
from cspr_tui.domain.filters.query import Atom, Query, Sort, Term

_QUOTE = '"(?:[^"]|"")*"'
# Words end at blanks outside quotes; a quote may still be open while typing.
_WORD = re.compile(rf'(?:{_QUOTE}|"[^"]*$|[^\s"])+')
_VALUE = re.compile(rf'(<=|>=|<|>)?({_QUOTE}|[^,"]*)(?:,|$)')
_HEAD = re.compile(r"(-?)([A-Za-z]+):(.*)", re.DOTALL)
# How similar a word must be to a known one to be suggested, from 0 to 1.
MIN_SIMILARITY = 0.65


class UnreadableFilterError(CsprError):
    """A filter cannot be read; the text names the word and suggests another."""


def parse_filter(text: str) -> Query:
    """Return the query that a typed filter means.

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
    """Return the words of a filter as typed; each becomes one term."""
    return _WORD.findall(text)


def suggestion(word: str, known: Sequence[str]) -> str:
    """Return `Did you mean late?`, or all known words where none is similar."""
    close = get_close_matches(word.casefold(), known, n=1, cutoff=MIN_SIMILARITY)
    return f"Did you mean {close[0]}?" if close else f"Known: {', '.join(known)}."


def _term(word: str) -> Term | Sort:
    head = _HEAD.fullmatch(word)
    if head is None:
        negated = word.startswith("-") and len(word) > 1
        return Term(
            "", (Atom(_unquoted(word.removeprefix("-") if negated else word)),), negated
        )
    negated, key, rest = bool(head[1]), head[2].lower(), head[3]
    if key not in KEYS:
        sentence = f'Unknown key "{head[2]}:". {suggestion(key, KEYS)}'
        raise UnreadableFilterError(sentence)
    if key == "sort":
        return _sort(key, rest)
    return Term(key, tuple(_checked(key, atom) for atom in _atoms(key, rest)), negated)


def _unquoted(text: str) -> str:
    closed = text if len(text) > 1 and text.endswith('"') else f'{text}"'
    return closed[1:-1].replace('""', '"') if text.startswith('"') else text


def _atoms(key: str, rest: str) -> Iterator[Atom]:
    position = 0
    while position < len(rest) or (position and rest.endswith(",")):
        found = _VALUE.match(rest, position)
        if found is None or not found[2]:
            break
        yield Atom(_unquoted(found[2]), found[1] or "")
        position = found.end()
        if position == len(rest) and not rest.endswith(","):
            return
    raise _missing_value(key)


def _missing_value(key: str) -> UnreadableFilterError:
    sentence = f'"{key}:" wants a value after it.'
    return UnreadableFilterError(sentence)


def _sort(key: str, rest: str) -> Sort:
    by = rest.removeprefix("-").lower()
    if not by:
        raise _missing_value(key)
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
    starting_with = [each for each in known if each.startswith(word)]
    if key == "stage" and word and starting_with:
        return Atom(word)
    sentence = f'"{key}:" does not know "{atom.text}". {suggestion(word, known)}'
    raise UnreadableFilterError(sentence)
