"""Two people change one entry or one review: each edit is kept, or its loss is told."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Any

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.record.learning import Action
from cspr_tui.domain.record.oversight import Note
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.entries.edit_entry import entry_added, entry_changed
from cspr_tui.domain.steps.entries.log import note_logged
from cspr_tui.domain.steps.review.review_details import details_changed
from cspr_tui.domain.steps.step import Step
from tests.faults.figure import Bench, Figure
from tests.faults.work import DAY, is_its_history, new, stepped

TEXTS = ("sin_ref", "late_reason", "panel_summary", "rr_rationale", "url", "owner")
LISTS = ("notes", "actions")


def _with(value: Any, changes: dict[str, Any]) -> Any:  # noqa: ANN401 - a review or an entry
    return replace(value, **changes)


def start(chance: random.Random) -> Review:
    review = new("7QXM4")
    for number in range(chance.randrange(1, 4)):
        review = stepped(review, note_logged(Note("", DAY, f"note {number}")))
        review = stepped(review, entry_added("actions", Action("", f"do {number}")))
    return review


def some_facts(seen: Review, chance: random.Random) -> Step:
    names = chance.sample(TEXTS, chance.randrange(1, 4))
    wanted = _with(seen, {name: f"{name} {chance.randrange(3)}" for name in names})
    return details_changed(seen, wanted)


def some_entry(seen: Review, chance: random.Random) -> Step:
    field = chance.choice(LISTS)
    entry = chance.choice(getattr(seen, field))
    days = timedelta(days=chance.randrange(3))
    could: dict[str, Any] = (
        {"on": DAY + days, "text": f"text {chance.randrange(3)}"}
        if field == "notes"
        else {"text": f"do {chance.randrange(3)}", "due_on": date(2027, 1, 1) + days}
    )
    names = chance.sample(sorted(could), chance.randrange(1, len(could) + 1))
    return entry_changed(field, entry, _with(entry, {n: could[n] for n in names}))


def one_more(seen: Review, chance: random.Random) -> Step:
    del seen
    return note_logged(Note("", DAY, f"new note {chance.randrange(10**9)}"))


MAKERS: tuple[Callable[[Review, random.Random], Step], ...] = (
    some_facts,
    some_entry,
    some_entry,
    one_more,
)
Leaves = dict[str, object]


def leaves(review: Review) -> Leaves:
    """Return every fact by its path, entries by their own names."""
    found: Leaves = {name: getattr(review, name) for name in TEXTS}
    for field in LISTS:
        for entry in getattr(review, field):
            for slot in fields(entry):
                found[f"{field}/{entry.id}/{slot.name}"] = getattr(entry, slot.name)
    return found


def changed(before: Leaves, after: Leaves) -> Leaves:
    every = before.keys() | after.keys()
    return {
        path: after.get(path) for path in every if before.get(path) != after.get(path)
    }


@dataclass(frozen=True, slots=True)
class Triple:
    """A review as both saw it, and the steps that each of them takes."""

    seen: Review
    theirs: tuple[Step, ...]
    mine: tuple[Step, ...]

    def complaint(self) -> tuple[str, int]:
        """Return what was dropped unreported, and how many steps were refused."""
        held, refused = self.seen, 0
        for step in (*self.theirs, *self.mine):
            try:
                alone = changed(leaves(self.seen), leaves(step.apply(self.seen)))
                after = stepped(held, step)
            except CsprError:
                refused += 1
                continue
            said = _dropped(leaves(held), leaves(after), alone, step)
            if said:
                return said, refused
            held = after
        return ("" if is_its_history(held) else "history and facts differ"), refused


def _dropped(before: Leaves, after: Leaves, alone: Leaves, step: Step) -> str:
    """Compare what a step did with what it does on what its maker saw."""
    did = changed(before, after)
    if step.what == "Note added":
        return "" if _is_one_more(before, after, did) else "a note took another's place"
    lost = [path for path, value in alone.items() if after.get(path) != value]
    more = [path for path in did if path not in alone]
    return f"lost {lost}, overwrote {more}" if lost or more else ""


def _is_one_more(before: Leaves, after: Leaves, did: Leaves) -> bool:
    return before.keys() < after.keys() and not did.keys() & before.keys()


def triple(chance: random.Random) -> Triple:
    seen = start(chance)

    def some() -> tuple[Step, ...]:
        makers = chance.choices(MAKERS, k=chance.randrange(1, 4))
        return tuple(maker(seen, chance) for maker in makers)

    return Triple(seen, some(), some())


def merges(bench: Bench) -> Iterator[Figure]:
    """Triples of a review and two people's steps, both begun from the same sight."""
    chance, count = bench.chance(), bench.reach(300, 5_000)
    outcomes = [triple(chance).complaint() for _ in range(count)]
    wrong = [said for said, _ in outcomes if said]
    refused = sum(number for _, number in outcomes)
    said = wrong[0] if wrong else f"{refused} steps refused in words"
    yield Figure("merges that dropped an edit unreported", count, len(wrong), said)
