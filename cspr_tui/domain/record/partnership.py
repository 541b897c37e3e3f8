"""The partnership itself: its people, agencies, calendar and own settings."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.history.change import Change
from cspr_tui.domain.record.agencies import Agency
from cspr_tui.domain.record.review_templates import Template
from cspr_tui.domain.text.formatting import day_words
from cspr_tui.domain.values.base import Entry, Value
from cspr_tui.domain.values.field_metadata import (
    ACCOUNT,
    FREE_TEXT,
    IDENTIFYING,
    INTERNAL,
    NEUTRAL,
    NOT_ASKED,
)


class UnknownAgencyError(CsprError):
    """No agency of the directory has that name."""


class Absence(NamedTuple):
    """Why a coordinator is not at work, and the login of their cover, if any."""

    said: str
    cover: str


@dataclass(frozen=True, slots=True)
class Coordinator(Entry):
    """A coordinator of reviews; `id` is their login, `cover` that of their deputy.

    On `left_on` they are not there any more; from `away_from` to `away_until`,
    both included, they are away; without an end, until it is put in.
    """

    id: str = field(metadata=IDENTIFYING | ACCOUNT | NOT_ASKED)
    name: str = field(metadata=IDENTIFYING)
    initials: str = field(metadata=INTERNAL)
    left_on: date | None = field(default=None, metadata=NEUTRAL)
    cover: str = field(default="", metadata=INTERNAL)
    away_from: date | None = field(default=None, metadata=NEUTRAL)
    away_until: date | None = field(default=None, metadata=NEUTRAL)

    def absence(self, day: date) -> Absence | None:
        """Return the coordinator's absence on that day, None if they are at work."""
        if self.has_left(day):
            return Absence(f"left {day_words(self.left_on)}", self.cover)
        if not self.is_away(day):
            return None
        until = f" until {day_words(self.away_until)}" if self.away_until else ""
        return Absence(f"away{until}", self.cover)

    def has_left(self, day: date) -> bool:
        """Whether the coordinator has left the partnership by that day."""
        return self.left_on is not None and self.left_on <= day

    def is_away(self, day: date) -> bool:
        """Whether the coordinator is away on that day but will return."""
        begun = self.away_from is not None and self.away_from <= day
        return begun and (self.away_until is None or day <= self.away_until)


@dataclass(frozen=True, slots=True)
class RuleOverride(Entry):
    """The partnership's own setting of a deadline rule; `id` is the rule's id.

    Empty or `None` leaves the shipped value as it is.
    """

    offset: int | None = field(default=None, metadata=NEUTRAL)
    amber: int | None = field(default=None, metadata=NEUTRAL)
    label: str = field(default="", metadata=FREE_TEXT)
    trigger: str = field(default="", metadata=NEUTRAL)
    off: bool = field(default=False, metadata=NEUTRAL)
    reason: str = field(default="", metadata=FREE_TEXT)
    verified_on: date | None = field(default=None, metadata=NEUTRAL)
    verified_by: str = field(default="", metadata=IDENTIFYING | ACCOUNT)


@dataclass(frozen=True, slots=True)
class LocalHoliday(Value):
    """A local change to the bank holidays: a day added, or removed from them."""

    on: date = field(metadata=NEUTRAL)
    name: str = field(metadata=NEUTRAL)
    removed: bool = field(default=False, metadata=NEUTRAL)


@dataclass(frozen=True, slots=True)
class HeaderAlias(Value):
    """A heading of the partnership's tracker and the field it stands for."""

    heading: str = dataclasses.field(metadata=INTERNAL)
    field: str = dataclasses.field(metadata=INTERNAL)


@dataclass(frozen=True, slots=True)
class SavedView(Value):
    """A named filter; `owner` is the one login that sees it, empty for all."""

    name: str = field(metadata=INTERNAL)
    query: str = field(metadata=INTERNAL)
    owner: str = field(default="", metadata=INTERNAL)


@dataclass(frozen=True, slots=True)
class Partnership(Value):
    """Settings shared by everyone on one store.

    `backup_days` is how old the last verified backup may grow before the board
    says so; 0 says nothing. `backup_signers` are the public keys, as OpenSSH writes
    them, one of which has to have signed a backup of this store.
    """

    name: str = field(default="", metadata=IDENTIFYING)
    version: int = field(default=0, metadata=INTERNAL)
    serial: int = field(default=0, metadata=INTERNAL)
    area: str = field(default="", metadata=NEUTRAL)
    guidance: str = field(
        default="Working Together to Safeguard Children 2023", metadata=NEUTRAL
    )
    coordinators: tuple[Coordinator, ...] = field(default=(), metadata=IDENTIFYING)
    agencies: tuple[Agency, ...] = field(default=(), metadata=IDENTIFYING)
    rules: tuple[RuleOverride, ...] = field(default=(), metadata=IDENTIFYING)
    holidays: tuple[LocalHoliday, ...] = field(default=(), metadata=NEUTRAL)
    header_aliases: tuple[HeaderAlias, ...] = field(default=(), metadata=INTERNAL)
    views: tuple[SavedView, ...] = field(default=(), metadata=INTERNAL)
    templates: tuple[Template, ...] = field(default=(), metadata=INTERNAL)
    yearly_reports: tuple[date, ...] = field(default=(), metadata=NEUTRAL)
    action_plan_reports: tuple[date, ...] = field(default=(), metadata=NEUTRAL)
    backup_days: int = field(default=7, metadata=NEUTRAL)
    backup_signers: tuple[str, ...] = field(default=(), metadata=NEUTRAL)
    history: tuple[Change, ...] = field(default=(), metadata=IDENTIFYING)

    def initials_of(self, login: str) -> str:
        """Return the initials of a coordinator, or the name given if unknown."""
        known = {c.id: c.initials for c in self.coordinators}
        return known.get(login, login)

    def absences(self, day: date) -> dict[str, Absence]:
        """Return the absences of coordinators on that day, by login."""
        found = ((c.id, c.absence(day)) for c in self.coordinators)
        return {login: absence for login, absence in found if absence is not None}

    def coordinator(self, login: str) -> Coordinator | None:
        """Return the coordinator with that login, if there is one."""
        return next((c for c in self.coordinators if c.id == login), None)

    def agency(self, name: str) -> Agency | None:
        """Return the agency of that name or alias in the directory, if any."""
        wanted = name.casefold()
        for agency in self.agencies:
            if wanted in {
                n.casefold() for n in (agency.name, agency.id, *agency.aliases)
            }:
                return agency
        return None


def agency_named(partnership: Partnership, typed: str) -> str:
    """Return the directory's name for an agency; as typed, while there is none.

    Raises:
        UnknownAgencyError: the directory has agencies, but none so called.
    """
    found = partnership.agency(typed)
    if found is not None or not partnership.agencies:
        return found.name if found else typed
    known = ", ".join(agency.name for agency in partnership.agencies)
    sentence = f'"{typed}" is no agency of the directory; it has: {known}.'
    raise UnknownAgencyError(sentence)
