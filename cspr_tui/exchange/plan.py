"""What importing a tracker would do: new, changed, the same, or refused whole."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from cspr_tui.domain.review import Review
from cspr_tui.exchange.tracker import Draft, Problem, Tracker

_ENTRIES = ("delays", "notices", "reviewers")


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """Every row sorted by what it would do; `changed` holds the review after it."""

    new: tuple[Draft, ...]
    changed: tuple[tuple[Draft, Review], ...]
    same: tuple[Draft, ...]
    problems: tuple[Problem, ...]

    @property
    def is_refused(self) -> bool:
        """Whether any row is refused, and so the whole file."""
        return any(problem.refused for problem in self.problems)


def plan(
    tracker: Tracker,
    existing: Mapping[str, Review],
    *,
    update: bool,
    taken: Collection[str] = (),
) -> ImportPlan:
    """Compare a tracker with the stored reviews, found by `local_ref`.

    A row that says the same as the last time does nothing, whatever was done to
    the review since; one that says something else is refused without `update`.
    An emptied cell erases nothing.
    """
    new, changed, same = [], [], []
    problems = list(tracker.problems)
    for draft in tracker.drafts:
        held = existing.get(draft.facts.local_ref)
        if held is None:
            new.append(draft)
            problems.extend(_clash(draft, taken))
            continue
        after = _after(held, draft)
        if held.imported_row == draft.facts.imported_row or after == held:
            same.append(draft)
        elif update:
            changed.append((draft, after))
        else:
            problems.append(_not_updated(draft, held, after))
    return ImportPlan(tuple(new), tuple(changed), tuple(same), tuple(problems))


def _clash(draft: Draft, taken: Collection[str]) -> Iterator[Problem]:
    ref = draft.facts.ref
    if ref and ref in taken:
        said = f"Another review has the reference {ref} already; change it in the file."
        yield Problem(draft.row, "ref", ref, said, refused=True)


def _after(held: Review, draft: Draft) -> Review:
    """Return the stored review with what the row says laid over it."""
    named: dict[str, Any] = {
        field: getattr(draft.facts, field) for field in draft.named
    }
    after = replace(held, **named)
    for field in _ENTRIES:
        after = _with_entries(after, field, getattr(draft.facts, field))
    return after


def _with_entries(review: Review, field: str, wanted: tuple[Any, ...]) -> Review:
    held = getattr(review, field)
    said = {_saying(entry) for entry in held}
    fresh = [entry for entry in wanted if _saying(entry) not in said]
    if not fresh:
        return review
    if field == "delays" and held:
        last = replace(fresh[-1], id=held[-1].id)
        return replace(review, delays=(*held[:-1], last))
    serial, named = review.serial, []
    for entry in fresh:
        serial += 1
        named.append(replace(entry, id=f"{entry.id[0]}{serial}"))
    fields: dict[str, Any] = {field: (*held, *named), "serial": serial}
    return replace(review, **fields)


def _saying(entry: Any) -> Any:  # noqa: ANN401 - an entry of any of the three kinds
    return replace(entry, id="")


def _not_updated(draft: Draft, held: Review, after: Review) -> Problem:
    fields = [
        name
        for name in (*sorted(draft.named), *_ENTRIES)
        if getattr(held, name) != getattr(after, name)
    ]
    said = (
        f"{held.ref} says something else ({', '.join(fields)}); "
        f"import with --update to let the file change it."
    )
    return Problem(draft.row, "ref", draft.facts.local_ref, said, refused=True)
