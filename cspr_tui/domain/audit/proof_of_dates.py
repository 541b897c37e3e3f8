"""Proof of dates: every date of a review, who set it, when and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from cspr_tui.domain.history.change import Change, Edit
from cspr_tui.domain.record.date_fields import RECORDED
from cspr_tui.domain.record.entry_kinds import FILLED_IN
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.values.base import Value
from cspr_tui.domain.values.codec import Plain, encode

_ALSO = {
    "closed_on": "Closed",
    "withdrawn_on": "Withdrawn, criteria not met",
}
# A person's own dates are no proof of anything done.
_NEVER = frozenset({"people", "exports", "imported_cells", "decisions"})


@dataclass(frozen=True, slots=True)
class DateSetting(Value):
    """One time that a date was set: to what day, by whom, when (UTC) and why."""

    day: date | None
    actor: str
    login: str
    at: datetime
    what: str
    why: str
    seq: int


@dataclass(frozen=True, slots=True)
class DateProof(Value):
    """A date as it stands, what it says, and each time that it was set."""

    path: str
    label: str
    day: date | None
    settings: tuple[DateSetting, ...] = ()


def date_proofs(review: Review) -> tuple[DateProof, ...]:
    """Return every date that stands, or once stood, in order of the days.

    One that no change of the history set, as in a record brought from
    elsewhere, has no settings.
    """
    stands = dict(_dates("", encode(review)))
    settings: dict[str, list[DateSetting]] = {}
    for change in review.history:
        for path, day in _set_by(change):
            settings.setdefault(path, []).append(_setting(change, day))
    found = [
        DateProof(path, _label(path), stands.get(path), tuple(settings.get(path, ())))
        for path in {**stands, **settings}
    ]
    return tuple(sorted(found, key=lambda p: (p.day or date.max, p.path)))


def _setting(change: Change, day: date | None) -> DateSetting:
    return DateSetting(
        day,
        change.actor,
        change.login,
        change.at,
        change.what,
        change.why,
        change.seq,
    )


def _set_by(change: Change) -> Iterator[tuple[str, date | None]]:
    """Yield the dates a change set, and as None those it took out."""
    for edit in change.edits:
        if edit.erased:
            continue
        before, after = _of_edit(edit, edit.old), _of_edit(edit, edit.new)
        for path in {**before, **after}:
            if before.get(path) != after.get(path):
                yield path, after.get(path)


def _of_edit(edit: Edit, plain: Plain) -> dict[str, date]:
    where, _, name = edit.path.rpartition("/")
    if isinstance(plain, dict):
        return dict(_dates(f"{edit.path}/", plain))
    return dict(_dates(f"{where}/" if where else "", {name: plain}))


def _dates(where: str, plain: Plain) -> Iterator[tuple[str, date]]:
    """Yield each date in plain data under the path at which it stands."""
    for name, value in plain.items():
        path = f"{where}{name}"
        if path.partition("/")[0] in _NEVER or name == "history":
            continue
        if isinstance(value, list):
            yield from _listed(path, name, value)
        elif _is_date(name) and isinstance(value, str):
            yield path, date.fromisoformat(value)


def _listed(path: str, name: str, values: list[Plain]) -> Iterator[tuple[str, date]]:
    for number, value in enumerate(values, 1):
        if isinstance(value, dict):
            yield from _dates(f"{path}/{value.get('id', number)}/", value)
        elif _is_date(name) and isinstance(value, str):
            yield f"{path}/{number}", date.fromisoformat(value)


def _is_date(name: str) -> bool:
    return name == "on" or name.endswith("_on") or name in {"period_from", "period_to"}


def _label(path: str) -> str:
    if path in RECORDED:
        return RECORDED[path]
    if path in _ALSO:
        return _ALSO[path]
    field, _, rest = path.partition("/")
    entry, _, name = rest.partition("/")
    kind = FILLED_IN[field][1] if field in FILLED_IN else field.replace("_", " ")
    said = name.removesuffix("on").removesuffix("_").removesuffix("/")
    words = said.replace("_", " ").replace("/", " ")
    return f"{kind} {entry}: {words}" if words else f"{kind} {entry}"
