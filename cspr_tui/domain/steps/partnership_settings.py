"""Changing the partnership's settings: one value added, edited or removed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from itertools import count
from typing import Any

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.history.attribution import last_changed_by
from cspr_tui.domain.record.agencies import Agency
from cspr_tui.domain.record.partnership import (
    Coordinator,
    LocalHoliday,
    Partnership,
    RuleOverride,
)
from cspr_tui.domain.record.review_templates import Template
from cspr_tui.domain.steps.step import ChangedMeanwhileError
from cspr_tui.domain.text.formatting import full_day, listed
from cspr_tui.domain.values.base import Entry, Value

SettingsChange = Callable[[Partnership], Partnership]
# The lists a person keeps, with the word for one of each.
LISTS: dict[str, tuple[type[Value], str]] = {
    "coordinators": (Coordinator, "Coordinator"),
    "agencies": (Agency, "Agency"),
    "holidays": (LocalHoliday, "Local holiday"),
    "rules": (RuleOverride, "Own rule"),
    "templates": (Template, "Template"),
}


class NameTakenError(CsprError):
    """The list already has a value of that name."""


class ItemGoneError(CsprError):
    """The value to change or remove is not in the settings any more."""


def item_name(value: Value) -> str:
    """Return what identifies a value within its list."""
    if isinstance(value, LocalHoliday):
        return full_day(value.on)
    return value.id if isinstance(value, Entry) else ""


def add_item(field: str, value: Value) -> SettingsChange:
    """Return the settings change that adds a value to a list.

    Raises (when applied):
        NameTakenError: the list has a value of that name.
    """

    def turn(held: Partnership) -> Partnership:
        values = getattr(held, field)
        new = _with_free_id(field, value, values)
        if any(_key(each) == _key(new) for each in values):
            word = LISTS[field][1].lower()
            sentence = f"There is a {word} {item_name(new)} already; change that one."
            raise NameTakenError(sentence)
        return _with_list(held, field, (*values, new))

    return turn


def change_item(field: str, seen: Value, wanted: Value) -> SettingsChange:
    """Return the settings change that merges edits into the newest value of that name.

    Raises (when applied):
        ItemGoneError: the value was removed.
        ChangedMeanwhileError: others changed the same fields to something else.
    """

    def turn(held: Partnership) -> Partnership:
        newest = _newest_of(held, field, seen)
        hand = last_changed_by(held.history, [field])
        now = _merge(seen, newest, wanted, hand)
        kept = [now if each is newest else each for each in getattr(held, field)]
        return _with_list(held, field, tuple(kept))

    return turn


def remove_item(field: str, seen: Value) -> SettingsChange:
    """Return the settings change that removes a value from its list.

    Raises (when applied):
        ItemGoneError: the value was removed already.
        ChangedMeanwhileError: others changed it since it was seen.
    """

    def turn(held: Partnership) -> Partnership:
        newest = _newest_of(held, field, seen)
        if newest != seen:
            hand = last_changed_by(held.history, [field])
            raise _clash(seen, [f.name for f in _differing(seen, newest)], hand)
        kept = [each for each in getattr(held, field) if each is not newest]
        return _with_list(held, field, tuple(kept))

    return turn


def change_details(seen: Partnership, **wanted: object) -> SettingsChange:
    """Return the settings change that sets fields such as the partnership's name.

    Raises (when applied):
        ChangedMeanwhileError: others changed one of them to something else.
    """
    mine = {n: v for n, v in wanted.items() if getattr(seen, n) != v}

    def turn(held: Partnership) -> Partnership:
        news = {n: getattr(held, n) for n in mine}
        clash = [n for n in mine if news[n] not in (getattr(seen, n), mine[n])]
        if clash:
            raise _clash(seen, clash, last_changed_by(held.history, clash))
        named: dict[str, Any] = mine
        return replace(held, **named)

    return turn


def _newest_of(held: Partnership, field: str, seen: Value) -> Value:
    for each in getattr(held, field):
        if _key(each) == _key(seen):
            found: Value = each
            return found
    sentence = f"{item_name(seen)} is not in the settings any more; go back and look."
    raise ItemGoneError(sentence)


def _merge(seen: Value, held: Value, wanted: Value, hand: str) -> Value:
    mine = [f.name for f in _differing(seen, wanted)]
    theirs = [f.name for f in _differing(seen, held)]
    both = [n for n in mine if n in theirs]
    clash = [n for n in both if getattr(wanted, n) != getattr(held, n)]
    if clash:
        raise _clash(seen, clash, hand)
    named: dict[str, Any] = {n: getattr(wanted, n) for n in mine}
    return replace(held, **named)


def _differing(one: Value, other: Value) -> list[Any]:
    return [f for f in fields(one) if getattr(one, f.name) != getattr(other, f.name)]


def _clash(seen: Value, names: list[str], hand: str) -> ChangedMeanwhileError:
    said = listed([name.replace("_", " ") for name in names])
    whose = item_name(seen) or "the partnership"
    sentence = (
        f"{hand} changed {said} of {whose} meanwhile; look at it again before you "
        f"overwrite it."
    )
    return ChangedMeanwhileError(sentence)


def _key(value: Value) -> str:
    return item_name(value).casefold()


def _with_free_id(field: str, value: Value, others: tuple[Value, ...]) -> Value:
    """Return a template or an agency under the next free name; others have theirs."""
    if not isinstance(value, Entry) or value.id:
        return value
    taken = {_key(each) for each in others}
    letter = field[0].upper()
    free = (f"{letter}{n}" for n in count(1) if f"{letter}{n}".casefold() not in taken)
    return replace(value, id=next(free))


def _with_list(held: Partnership, field: str, values: tuple[Value, ...]) -> Partnership:
    named: dict[str, Any] = {field: values}
    return replace(held, **named)
