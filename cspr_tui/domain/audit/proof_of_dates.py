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

_CLOSING_LABELS = {
    "closed_on": "Closed",
    "withdrawn_on": "Withdrawn, criteria not met",
}
# A person's own dates are no proof of anything done.
_NOT_PROOF = frozenset({"people", "exports", "imported_cells", "decisions"})


@dataclass(frozen=True, slots=True)
class DateSetting(Value):
    """One change that set a date: to which day, by whom, when (UTC) and why.

    `day` is None where the change removed the date.
    """

    day: date | None
    actor: str
    login: str
    at: datetime
    what: str
    why: str
    seq: int


@dataclass(frozen=True, slots=True)
class DateProof(Value):
    """A date of the review: value, label, and every change that set it."""

    path: str
    label: str
    day: date | None
    settings: tuple[DateSetting, ...] = ()


def date_proofs(review: Review) -> tuple[DateProof, ...]:
    """Return every date that is or once was recorded, in order of the dates.

    A date that no change in the history set, as in a record brought over from
    another system, has no settings.
    """
    current = dict(_dates("", encode(review)))
    settings: dict[str, list[DateSetting]] = {}
    for change in review.history:
        for path, day in _set_by(change):
            settings.setdefault(path, []).append(_setting(change, day))
    proofs = [
        DateProof(path, _label(path), current.get(path), tuple(settings.get(path, ())))
        for path in {**current, **settings}
    ]
    return tuple(sorted(proofs, key=lambda p: (p.day or date.max, p.path)))


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
    """Yield path and date of each date a change set; None where it removed one."""
    for edit in change.edits:
        if edit.erased:
            continue
        before, after = _of_edit(edit, edit.old), _of_edit(edit, edit.new)
        for path in {**before, **after}:
            if before.get(path) != after.get(path):
                yield path, after.get(path)


def _of_edit(edit: Edit, plain: Plain) -> dict[str, date]:
    parent, _, name = edit.path.rpartition("/")
    if isinstance(plain, dict):
        return dict(_dates(f"{edit.path}/", plain))
    return dict(_dates(f"{parent}/" if parent else "", {name: plain}))


def _dates(parent: str, plain: Plain) -> Iterator[tuple[str, date]]:
    """Yield each date in plain data with its path."""
    for name, value in plain.items():
        path = f"{parent}{name}"
        if path.partition("/")[0] in _NOT_PROOF or name == "history":
            continue
        if isinstance(value, list):
            yield from _dates_in_list(path, name, value)
        elif _is_date(name) and isinstance(value, str):
            yield path, date.fromisoformat(value)


def _dates_in_list(
    path: str, name: str, values: list[Plain]
) -> Iterator[tuple[str, date]]:
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
    if path in _CLOSING_LABELS:
        return _CLOSING_LABELS[path]
    field, _, rest = path.partition("/")
    entry, _, name = rest.partition("/")
    kind = FILLED_IN[field][1] if field in FILLED_IN else field.replace("_", " ")
    verb = name.removesuffix("on").removesuffix("_").removesuffix("/")
    words = verb.replace("_", " ").replace("/", " ")
    return f"{kind} {entry}: {words}" if words else f"{kind} {entry}"
