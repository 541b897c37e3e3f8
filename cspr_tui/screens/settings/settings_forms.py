"""Forms that add, change and end a setting; each asks for the reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from cspr_tui.domain.deadlines.rules import shipped_rules
from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.record.agencies import Agency
from cspr_tui.domain.record.partnership import (
    Coordinator,
    LocalHoliday,
    Partnership,
    RuleOverride,
)
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.record.review_templates import Template
from cspr_tui.domain.steps.partnership_settings import (
    LISTS,
    ItemGoneError,
    SettingsChange,
    add_item,
    change_details,
    change_item,
    item_name,
    remove_item,
)
from cspr_tui.domain.values.base import Value
from cspr_tui.screens.forms.date_field import date_field
from cspr_tui.screens.forms.form_screen import Form, FormScreen, Values
from cspr_tui.screens.review.forms.entry_fields import entry_fields, filled, read_number
from cspr_tui.screens.review.review_view import view_of
from cspr_tui.service import Reviews
from cspr_tui.service.use_cases.change_settings import change_settings, newest_settings
from cspr_tui.widgets.form_field import Field

# Days that a backup may be old before the board says so, at the most.
OLDEST = 365
_NOT_ASKED = frozenset({"reason"})
_HINTS = {
    "initials": "two or three letters, as the board shows them",
    "left_on": "the first day they are not there any more; empty while they are",
    "away_until": "the last day away; empty while it is not known",
    "removed": "yes: a bank holiday that is worked here",
    "may_be_named": "no for a school or surgery: its name leads to the child",
    "trigger": "a date of the review, such as sin_sent_on; empty as shipped",
    "off": "yes: this rule does not count here",
    "amber": "how much is left when it is soon; empty as shipped",
}


class NotSetSoError(CsprError):
    """A setting is not valid: empty, unknown or out of its range."""


def blank_of(field: str, name: str = "") -> Value:
    """Return a new value for a list, empty except for its required fields."""
    return {
        "coordinators": Coordinator(name, "", ""),
        "agencies": Agency(name, ""),
        "rules": RuleOverride(name),
        "templates": Template(name, ""),
    }[field]


def adding(reviews: Reviews, field: str, name: str = "") -> FormScreen:
    """Return the form that adds a value to a list; it closes with the value."""
    day = reviews.session.day()
    blank = LocalHoliday(day, "") if field == "holidays" else blank_of(field, name)
    fields = _fields(reviews, blank)
    if field == "coordinators":
        read = _needed("A login name is needed.")
        login = Field("id", "Login name", read, "", "as they log in to this computer")
        fields = [login, *fields]

    def turn(values: Values) -> tuple[SettingsChange, Value]:
        value = _filled(blank, values)
        return add_item(field, value), value

    title = f"Add: {LISTS[field][1]}"
    return FormScreen(_form(reviews, f"add/{field}", title, fields, turn))


def changing(reviews: Reviews, field: str, seen: Value) -> FormScreen:
    """Return the form that changes a value; changes by others are kept."""
    return FormScreen(_changing(reviews, field, seen))


def _changing(reviews: Reviews, field: str, seen: Value) -> Form:
    def turn(values: Values) -> tuple[SettingsChange, Value]:
        value = _filled(seen, values)
        return change_item(field, seen, value), value

    def again() -> Form:
        newest = named_in(newest_settings(reviews), field, item_name(seen))
        return _changing(reviews, field, newest)

    title = f"{LISTS[field][1]} {item_name(seen)}"
    fields = [f for f in _fields(reviews, seen) if not _is_key(seen, f)]
    made = _form(reviews, f"{field}/{item_name(seen)}", title, fields, turn)
    return replace(made, again=again)


def leaving(reviews: Reviews, seen: Coordinator) -> FormScreen:
    """Return the form that sets a coordinator's leaving date."""
    label, today = "Left on", reviews.session.day()
    fields = [date_field(reviews, "left_on", label, seen.left_on or today)]

    def turn(values: Values) -> tuple[SettingsChange, Value]:
        value = replace(seen, left_on=values["left_on"])
        return change_item("coordinators", seen, value), value

    title = f"{seen.name} leaves"
    return FormScreen(_form(reviews, f"leaving/{seen.id}", title, fields, turn))


def ending(reviews: Reviews, field: str, seen: Value) -> FormScreen:
    """Return the form that removes a value from its list, with the reason."""

    def turn(_: Values) -> tuple[SettingsChange, Value]:
        return remove_item(field, seen), seen

    title = f"Take out: {LISTS[field][1].lower()} {_called(seen)}"
    return FormScreen(_form(reviews, f"end/{field}/{item_name(seen)}", title, [], turn))


def facts(reviews: Reviews) -> FormScreen:
    """Return the form for the partnership's name, area and maximum age of backups."""
    return FormScreen(_facts(reviews))


def _facts(reviews: Reviews) -> Form:
    seen = newest_settings(reviews)
    fields = [
        Field("name", "Name", value=seen.name),
        Field("area", "Area", value=seen.area),
        Field(
            "backup_days",
            "Backup days",
            _backup_days,
            str(seen.backup_days),
            "days without a verified backup before the board warns; 0 never",
        ),
    ]

    def turn(values: Values) -> tuple[SettingsChange, Value]:
        return change_details(seen, **values), seen

    made = _form(reviews, "facts", "The partnership", fields, turn)
    return replace(made, again=lambda: _facts(reviews))


def named_in(held: Partnership, field: str, name: str) -> Value:
    """Return the value of that name from a list of the settings.

    Raises:
        ItemGoneError: the list has no such value.
    """
    for value in getattr(held, field):
        if item_name(value) == name:
            found: Value = value
            return found
    sentence = f"{name} is not in the settings any more; go back and look."
    raise ItemGoneError(sentence)


def _form(
    reviews: Reviews,
    what: str,
    title: str,
    fields: Sequence[Field],
    turn: Any,  # noqa: ANN401 - what makes of the values a turn and its value
) -> Form:
    reason = "Say why it changes: the settings are everyone's."
    why = Field("why", "Why", _needed(reason), "", "goes into the settings' history")

    def save(values: Values) -> Value | None:
        given = {name: value for name, value in values.items() if name != "why"}
        made, value = turn({**given, **_reason(fields, values["why"])})
        kept: Value | None = value
        return kept if change_settings(reviews, made, values["why"]) else None

    return Form(f"Settings  {title}", [*fields, why], save, name=f"settings/{what}")


def _reason(fields: Sequence[Field], why: str) -> dict[str, str]:
    """Return the reason as a fact of a rule of one's own, which `why` then tells."""
    is_rule = any(field.name == "trigger" for field in fields)
    return {"reason": why} if is_rule else {}


def _fields(reviews: Reviews, value: Value) -> list[Field]:
    view = view_of(Review(ref=""), reviews)
    made = [f for f in entry_fields(view, value) if f.name not in _NOT_ASKED]
    if isinstance(value, Coordinator):
        cover = _cover_field(reviews, value)
        made = [cover if field.name == "cover" else field for field in made]
    if not isinstance(value, RuleOverride):
        return [replace(f, hint=_HINTS.get(f.name) or f.hint) for f in made]
    rule = shipped_rules()[value.id]
    unit, offset = rule.unit.value, rule.offset
    hints = {**_HINTS, "offset": f"shipped: {offset} {unit}; empty as shipped"}
    return [replace(f, hint=hints.get(f.name) or f.hint) for f in made]


def _cover_field(reviews: Reviews, person: Coordinator) -> Field:
    """Return the field for who covers: by initials or login, one who is there."""
    known, today = newest_settings(reviews), reviews.session.day()
    others = [
        c for c in known.coordinators if c.id != person.id and not c.has_left(today)
    ]
    named = {c.initials.casefold(): c.id for c in others}
    named |= {c.id.casefold(): c.id for c in others}
    held = known.initials_of(person.cover).casefold()
    hint = "  ".join(f"{c.initials} {c.name}" for c in others) or "nobody else yet"

    def read(text: str) -> str:
        typed = text.strip().casefold()
        if typed and typed not in named and typed != held:
            sentence = f'"{text.strip()}" is none of these: {hint}.'
            raise NotSetSoError(sentence)
        return named.get(typed, person.cover if typed else "")

    return Field("cover", "Cover", read, known.initials_of(person.cover), hint)


def _filled(value: Value, values: Values) -> Value:
    made = filled(value, values)
    if isinstance(made, Coordinator) and not made.id.strip():
        sentence = "A coordinator needs a login name."
        raise NotSetSoError(sentence)
    return made


def _is_key(value: Value, field: Field) -> bool:
    return isinstance(value, LocalHoliday) and field.name == "on"


def _called(value: Value) -> str:
    name = getattr(value, "name", "")
    return str(name or item_name(value))


def _needed(sentence: str) -> Any:  # noqa: ANN401 - reads a text
    def read(text: str) -> str:
        if not text.strip():
            raise NotSetSoError(sentence)
        return text.strip()

    return read


def _backup_days(text: str) -> int:
    days = read_number(text)
    if not 0 <= days <= OLDEST:
        sentence = f"Between 0 and {OLDEST} days, please."
        raise NotSetSoError(sentence)
    return days
