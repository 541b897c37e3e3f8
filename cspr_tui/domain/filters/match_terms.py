"""Matching: a parsed filter and its context make a test of one board entry."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial

from cspr_tui.domain.board.board_entry import BoardEntry, DayStatus
from cspr_tui.domain.dates.date_parser import UnreadableDateError, read_date
from cspr_tui.domain.dates.working_days import DAY, Calendar
from cspr_tui.domain.filters.filter_vocabulary import IS
from cspr_tui.domain.filters.parse import UnreadableFilterError
from cspr_tui.domain.filters.query import Atom, Query, Term
from cspr_tui.domain.record.stage import Stage
from cspr_tui.domain.text.folding import folded

Test = Callable[[BoardEntry], bool]
Number = Callable[[BoardEntry], int | None]
_WORD = DayStatus._fields.index("word")
_AMOUNT = re.compile(r"([+-]?\d{1,4})(wd|d|w)")
_STAGES = {stage.value: stage.label for stage in Stage}


@dataclass(frozen=True, slots=True)
class FilterContext:
    """What a filter depends on: the day, who asks, and the partnership's coordinators.

    `units` are the units of the rules (`WD`, `CD`, `M`) by rule id, `me` the login of
    the person who asks, `initials` those of the coordinators by login, `gone` the
    logins of those who left. `folded` caches the searched text of each review.
    """

    day: date
    calendar: Calendar
    units: Mapping[str, str]
    me: str = ""
    initials: Mapping[str, str] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()
    folded: dict[str, str] = field(default_factory=dict)

    def text(self, entry: BoardEntry) -> str:
        """Return the text a word is searched in, without case and accents; cached."""
        known = self.folded.get(entry.ref)
        if known is None:
            label = entry.on(self.day).label
            owner = self.initials.get(entry.owner, entry.owner)
            stage = _STAGES.get(entry.stage, entry.stage)
            parts = (entry.ref, entry.alias, entry.local_ref)
            known = folded("\n".join((*parts, stage, label, owner)))
            self.folded[entry.ref] = known
        return known

    def left(self, unit: str, entry: BoardEntry) -> int | None:
        """Return the days left to the next deadline; None where there is no date.

        `unit` is `wd` for working days or `d` for calendar days.
        """
        due = entry.on(self.day).due
        if not due:
            return None
        if unit == "wd":
            return self.calendar.between(self.day, date.fromordinal(due))
        return due - self.day.toordinal()

    def age(self, unit: str, entry: BoardEntry) -> int | None:
        """Return how many days ago the review was last changed; None if never."""
        if not entry.changed:
            return None
        if unit == "wd":
            return self.calendar.between(date.fromordinal(entry.changed), self.day)
        return self.day.toordinal() - entry.changed

    def own_unit(self, entry: BoardEntry) -> str:
        """Return the unit that the next deadline counts in: `wd` or `d`."""
        unit = self.units.get(entry.on(self.day).rule)
        return "wd" if unit == "WD" else "d"


def compile_filter(query: Query, context: FilterContext) -> Test:
    """Return a function that tells whether an entry meets all terms of a query.

    Raises:
        UnreadableFilterError: a value to compare is neither a date nor a number.
    """
    tests = tuple(_term(term, context) for term in query.terms)

    def test(entry: BoardEntry) -> bool:
        return all(term_test(entry) for term_test in tests)

    return test


def _term(term: Term, context: FilterContext) -> Test:
    found = tuple(_TESTS[term.key](atom, context) for atom in term.atoms)
    negated = term.negated
    if len(found) == 1 and not negated:
        return found[0]

    def test(entry: BoardEntry) -> bool:
        return any(term_test(entry) for term_test in found) is not negated

    return test


def _text(atom: Atom, context: FilterContext) -> Test:
    wanted, text = folded(atom.text), context.text
    return lambda entry: wanted in text(entry)


def _is(atom: Atom, context: FilterContext) -> Test:
    if atom.text == "any":
        return lambda _: True
    if atom.text in {"closed", "active"}:
        wanted = atom.text == "active"
        return lambda entry: entry.active is wanted
    word, day = IS[atom.text], context.day.toordinal()
    return lambda entry: entry.read_on(day)[_WORD] == word


def _stage(atom: Atom, _: FilterContext) -> Test:
    exact = atom.text in _STAGES
    found = {
        s for s in _STAGES if s == atom.text or (not exact and s.startswith(atom.text))
    }
    return lambda entry: entry.stage in found


def _kind(atom: Atom, _: FilterContext) -> Test:
    return lambda entry: entry.kind == atom.text


def _owner(atom: Atom, context: FilterContext) -> Test:
    wanted = folded(atom.text)
    if wanted == "none":
        return lambda entry: not entry.owner
    if wanted == "left":
        return lambda entry: entry.owner in context.gone
    if wanted == "me":
        return lambda entry: context.me in {entry.owner, entry.cover}
    names = {n for n, i in context.initials.items() if wanted in {folded(n), folded(i)}}
    return lambda s: s.owner in names or (not names and wanted in folded(s.owner))


def _has(atom: Atom, _: FilterContext) -> Test:
    return lambda entry: atom.text in entry.marks.split()


def _agency(atom: Atom, _: FilterContext) -> Test:
    wanted = folded(atom.text)
    return lambda entry: wanted in folded(entry.asked)


def _waiting(atom: Atom, _: FilterContext) -> Test:
    wanted = folded(atom.text)
    return lambda entry: wanted in folded(entry.waiting)


def _theme(atom: Atom, _: FilterContext) -> Test:
    wanted = folded(atom.text)
    return lambda entry: wanted in folded(entry.themes)


def _next(atom: Atom, context: FilterContext) -> Test:
    wanted, day = folded(atom.text), context.day
    return lambda entry: wanted in folded(entry.on(day).label)


def _ref(atom: Atom, _: FilterContext) -> Test:
    wanted = folded(atom.text)
    return lambda s: wanted in folded(s.ref) or wanted in folded(s.local_ref)


def _due(atom: Atom, context: FilterContext) -> Test:
    amount = _AMOUNT.fullmatch(atom.text.lower())
    if amount:
        return _compare_amount(amount, atom.op, partial(context.left, _unit(amount)))
    day = context.day
    return _compare_days(atom, context, lambda entry: entry.on(day).due)


def _left(atom: Atom, context: FilterContext) -> Test:
    text = atom.text.lower()
    amount = _AMOUNT.fullmatch(text) or _AMOUNT.fullmatch(f"{text}d")
    if amount is None:
        sentence = f'"{atom.text}" is no number of days; write left:<3wd or left:<10d.'
        raise UnreadableFilterError(sentence)
    if text.lstrip("+-").isdecimal():
        return _compare_amount(
            amount, atom.op, lambda s: context.left(context.own_unit(s), s)
        )
    return _compare_amount(amount, atom.op, partial(context.left, _unit(amount)))


def _changed(atom: Atom, context: FilterContext) -> Test:
    amount = _AMOUNT.fullmatch(atom.text.lower())
    if amount:
        return _compare_amount(amount, atom.op, partial(context.age, _unit(amount)))
    return _compare_days(atom, context, lambda entry: entry.changed)


def _unit(amount: re.Match[str]) -> str:
    return "d" if amount[2] == "w" else amount[2]


def _compare_amount(amount: re.Match[str], op: str, number: Number) -> Test:
    wanted = int(amount[1]) * (7 if amount[2] == "w" else 1)
    return partial(_compares, number, wanted, wanted, op)


def _compare_days(
    atom: Atom, context: FilterContext, number: Callable[[BoardEntry], int]
) -> Test:
    first, last = _date_range(atom.text, context)
    found = partial(_or_none, number)
    return partial(_compares, found, first.toordinal(), last.toordinal(), atom.op)


def _or_none(number: Callable[[BoardEntry], int], entry: BoardEntry) -> int | None:
    return number(entry) or None


def _compares(number: Number, first: int, last: int, op: str, s: BoardEntry) -> bool:
    found = number(s)
    if found is None:
        return False
    if op.startswith("<"):
        return found < first or (op == "<=" and found <= last)
    if op.startswith(">"):
        return found > last or (op == ">=" and found >= first)
    return first <= found <= last


def _date_range(text: str, context: FilterContext) -> tuple[date, date]:
    word = text.lower()
    if word in {"thisweek", "nextweek"}:
        monday = context.day - context.day.weekday() * DAY
        monday += timedelta(days=7 if word == "nextweek" else 0)
        return monday, monday + 6 * DAY
    try:
        day = read_date(text, context.day, context.calendar)
    except UnreadableDateError as error:
        sentence = f'"{text}" is no day; write due:today, due:thisweek or due:<5wd.'
        raise UnreadableFilterError(sentence) from error
    return day, day


_TESTS: Mapping[str, Callable[[Atom, FilterContext], Test]] = {
    "": _text,
    "is": _is,
    "stage": _stage,
    "kind": _kind,
    "owner": _owner,
    "agency": _agency,
    "waiting": _waiting,
    "next": _next,
    "due": _due,
    "left": _left,
    "has": _has,
    "changed": _changed,
    "theme": _theme,
    "ref": _ref,
}
