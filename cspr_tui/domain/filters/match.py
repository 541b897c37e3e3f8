"""Filters at work: a query and an eye make a test of one standing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial

from cspr_tui.domain.board.board_entry import BoardEntry, DayStatus
from cspr_tui.domain.dates.date_parser import UnreadableDateError, read_date
from cspr_tui.domain.dates.working_days import DAY, Calendar
from cspr_tui.domain.filters.parse import UnreadableFilterError
from cspr_tui.domain.filters.query import Atom, Query, Term
from cspr_tui.domain.filters.terms import IS
from cspr_tui.domain.record.stage import Stage
from cspr_tui.domain.text.folding import folded

Test = Callable[[BoardEntry], bool]
Number = Callable[[BoardEntry], int | None]
_WORD = DayStatus._fields.index("word")
_AMOUNT = re.compile(r"([+-]?\d{1,4})(wd|d|w)")
_STAGES = {stage.value: stage.label for stage in Stage}


@dataclass(frozen=True, slots=True)
class FilterContext:
    """Who looks and on which day; `units` by rule, `initials` by login; who is gone."""

    day: date
    calendar: Calendar
    units: Mapping[str, str]
    me: str = ""
    initials: Mapping[str, str] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()
    folded: dict[str, str] = field(default_factory=dict)

    def text(self, standing: BoardEntry) -> str:
        """Return what a word is looked for in: folded once a review, then kept."""
        known = self.folded.get(standing.ref)
        if known is None:
            label = standing.on(self.day).label
            owner = self.initials.get(standing.owner, standing.owner)
            stage = _STAGES.get(standing.stage, standing.stage)
            parts = (standing.ref, standing.alias, standing.local_ref)
            known = folded("\n".join((*parts, stage, label, owner)))
            self.folded[standing.ref] = known
        return known

    def left(self, unit: str, standing: BoardEntry) -> int | None:
        """Return what is left of the next deadline, None where none has a date."""
        due = standing.on(self.day).due
        if not due:
            return None
        if unit == "wd":
            return self.calendar.between(self.day, date.fromordinal(due))
        return due - self.day.toordinal()

    def age(self, unit: str, standing: BoardEntry) -> int | None:
        """Return how long ago the review was changed."""
        if not standing.changed:
            return None
        if unit == "wd":
            return self.calendar.between(date.fromordinal(standing.changed), self.day)
        return self.day.toordinal() - standing.changed

    def own_unit(self, standing: BoardEntry) -> str:
        """Return what the next deadline counts in."""
        unit = self.units.get(standing.on(self.day).rule)
        return "wd" if unit == "WD" else "d"


def compile_filter(query: Query, eye: FilterContext) -> Test:
    """Return the test that all of a query's terms make together.

    Raises:
        UnreadableFilterError: a value that is compared is no day and no number.
    """
    tests = tuple(_term(term, eye) for term in query.terms)

    def test(standing: BoardEntry) -> bool:
        return all(each(standing) for each in tests)

    return test


def _term(term: Term, eye: FilterContext) -> Test:
    found = tuple(_TESTS[term.key](atom, eye) for atom in term.atoms)
    negated = term.negated
    if len(found) == 1 and not negated:
        return found[0]

    def test(standing: BoardEntry) -> bool:
        return any(each(standing) for each in found) is not negated

    return test


def _text(atom: Atom, eye: FilterContext) -> Test:
    wanted, text = folded(atom.text), eye.text
    return lambda standing: wanted in text(standing)


def _is(atom: Atom, eye: FilterContext) -> Test:
    if atom.text == "any":
        return lambda _: True
    if atom.text in {"closed", "active"}:
        wanted = atom.text == "active"
        return lambda standing: standing.active is wanted
    word, day = IS[atom.text], eye.day.toordinal()
    return lambda standing: standing.read_on(day)[_WORD] == word


def _stage(atom: Atom, _: FilterContext) -> Test:
    exact = atom.text in _STAGES
    found = {
        s for s in _STAGES if s == atom.text or (not exact and s.startswith(atom.text))
    }
    return lambda standing: standing.stage in found


def _kind(atom: Atom, _: FilterContext) -> Test:
    return lambda standing: standing.kind == atom.text


def _owner(atom: Atom, eye: FilterContext) -> Test:
    wanted = folded(atom.text)
    if wanted == "none":
        return lambda standing: not standing.owner
    if wanted == "left":
        return lambda standing: standing.owner in eye.gone
    if wanted == "me":
        return lambda standing: eye.me in {standing.owner, standing.cover}
    names = {n for n, i in eye.initials.items() if wanted in {folded(n), folded(i)}}
    return lambda s: s.owner in names or (not names and wanted in folded(s.owner))


def _has(atom: Atom, _: FilterContext) -> Test:
    return lambda standing: atom.text in standing.marks.split()


def _agency(atom: Atom, _: FilterContext) -> Test:
    wanted = folded(atom.text)
    return lambda standing: wanted in folded(standing.asked)


def _waiting(atom: Atom, _: FilterContext) -> Test:
    wanted = folded(atom.text)
    return lambda standing: wanted in folded(standing.waiting)


def _theme(atom: Atom, _: FilterContext) -> Test:
    wanted = folded(atom.text)
    return lambda standing: wanted in folded(standing.themes)


def _next(atom: Atom, eye: FilterContext) -> Test:
    wanted, day = folded(atom.text), eye.day
    return lambda standing: wanted in folded(standing.on(day).label)


def _ref(atom: Atom, _: FilterContext) -> Test:
    wanted = folded(atom.text)
    return lambda s: wanted in folded(s.ref) or wanted in folded(s.local_ref)


def _due(atom: Atom, eye: FilterContext) -> Test:
    amount = _AMOUNT.fullmatch(atom.text.lower())
    if amount:
        return _amount(amount, atom.op, partial(eye.left, _unit(amount)))
    day = eye.day
    return _within(atom, eye, lambda standing: standing.on(day).due)


def _left(atom: Atom, eye: FilterContext) -> Test:
    text = atom.text.lower()
    amount = _AMOUNT.fullmatch(text) or _AMOUNT.fullmatch(f"{text}d")
    if amount is None:
        sentence = f'"{atom.text}" is no number of days; write left:<3wd or left:<10d.'
        raise UnreadableFilterError(sentence)
    if text.lstrip("+-").isdecimal():
        return _amount(amount, atom.op, lambda s: eye.left(eye.own_unit(s), s))
    return _amount(amount, atom.op, partial(eye.left, _unit(amount)))


def _changed(atom: Atom, eye: FilterContext) -> Test:
    amount = _AMOUNT.fullmatch(atom.text.lower())
    if amount:
        return _amount(amount, atom.op, partial(eye.age, _unit(amount)))
    return _within(atom, eye, lambda standing: standing.changed)


def _unit(amount: re.Match[str]) -> str:
    return "d" if amount[2] == "w" else amount[2]


def _amount(amount: re.Match[str], op: str, number: Number) -> Test:
    wanted = int(amount[1]) * (7 if amount[2] == "w" else 1)
    return partial(_compares, number, wanted, wanted, op)


def _within(
    atom: Atom, eye: FilterContext, number: Callable[[BoardEntry], int]
) -> Test:
    first, last = _days(atom.text, eye)
    found = partial(_or_none, number)
    return partial(_compares, found, first.toordinal(), last.toordinal(), atom.op)


def _or_none(number: Callable[[BoardEntry], int], standing: BoardEntry) -> int | None:
    return number(standing) or None


def _compares(number: Number, first: int, last: int, op: str, s: BoardEntry) -> bool:
    found = number(s)
    if found is None:
        return False
    if op.startswith("<"):
        return found < first or (op == "<=" and found <= last)
    if op.startswith(">"):
        return found > last or (op == ">=" and found >= first)
    return first <= found <= last


def _days(text: str, eye: FilterContext) -> tuple[date, date]:
    word = text.lower()
    if word in {"thisweek", "nextweek"}:
        monday = eye.day - eye.day.weekday() * DAY
        monday += timedelta(days=7 if word == "nextweek" else 0)
        return monday, monday + 6 * DAY
    try:
        day = read_date(text, eye.day, eye.calendar)
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
