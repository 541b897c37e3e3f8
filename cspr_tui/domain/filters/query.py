"""A filter as a value, and written out again as it would be typed."""

from __future__ import annotations

from dataclasses import dataclass

# Inside a word these would end it or mean something.
_QUOTED = frozenset(' ,:"<>=\t\n')


@dataclass(frozen=True, slots=True)
class Atom:
    """One value of a term: `school`, `<3wd`, `>=2026-11-23`."""

    text: str
    op: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """One condition; without a key its one atom is looked for as text.

    The atoms of a term are alternatives. `negated` turns it round.
    """

    key: str
    atoms: tuple[Atom, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Sort:
    """What the list is ordered by."""

    by: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """Conditions that must all hold, and the order asked for."""

    terms: tuple[Term, ...] = ()
    sort: Sort | None = None

    @property
    def asks_for_closed(self) -> bool:
        """Whether reviews no longer active are wanted too."""
        return any(_wants_closed(term) for term in self.terms if term.key == "is")


def _wants_closed(term: Term) -> bool:
    wanted = {"active"} if term.negated else {"closed", "any"}
    return any(atom.text in wanted for atom in term.atoms)


def format_query(query: Query) -> str:
    """Return the query as it would be typed; parsed again it is the same."""
    words = [_term(term) for term in query.terms]
    if query.sort is not None:
        words.append(f"sort:{'-' if query.sort.descending else ''}{query.sort.by}")
    return " ".join(words)


def _term(term: Term) -> str:
    values = ",".join(f"{atom.op}{_atom(atom.text)}" for atom in term.atoms)
    head = f"{term.key}:" if term.key else ""
    return f"{'-' if term.negated else ''}{head}{values}"


def _atom(text: str) -> str:
    if text and not _QUOTED & set(text) and not text.startswith("-"):
        return text
    doubled = text.replace('"', '""')
    return f'"{doubled}"'
