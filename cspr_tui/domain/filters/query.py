"""A filter as a value, and its text form."""

from __future__ import annotations

from dataclasses import dataclass

# A value with one of these has to be quoted, as they have a meaning of their own.
_QUOTED = frozenset(' ,:"<>=\t\n')


@dataclass(frozen=True, slots=True)
class Atom:
    """One value of a term: `school`, `<3wd`, `>=2026-11-23`."""

    text: str
    op: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """One condition, such as `owner:me`; without a key its text is searched for.

    The atoms of a term are alternatives. A `negated` term matches all others.
    """

    key: str
    atoms: tuple[Atom, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Sort:
    """The key that the list is sorted by."""

    by: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed filter: conditions that must all hold, and the order asked for."""

    terms: tuple[Term, ...] = ()
    sort: Sort | None = None

    @property
    def asks_for_closed(self) -> bool:
        """Whether closed or withdrawn reviews are asked for as well."""
        return any(_wants_closed(term) for term in self.terms if term.key == "is")


def _wants_closed(term: Term) -> bool:
    wanted = {"active"} if term.negated else {"closed", "any"}
    return any(atom.text in wanted for atom in term.atoms)


def format_query(query: Query) -> str:
    """Return the query as a person would type it; parsing that gives the same query."""
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
