"""A full row of a tracker and the review that it made."""

from __future__ import annotations

from cspr_tui.domain.record.review import Review
from cspr_tui.exchange import ImportPlan, Tracker
from cspr_tui.exchange.tracker.import_plan import planned_import
from tests.exchange.sheet import row
from tests.factories import with_facts

FULL: dict[str, str] = {
    "Ref": "7QXM4",
    "Type": "LCSPR",
    "Stage": "Drafting",
    "Lead": "jokoro",
    "LAC": "Yes",
    "SIN": "1/2/2026",
    "Decision date": "1/3/2026",
    "Published": "",
    "Themes": "neglect; voice",
    "Reason for delay": "Inquest",
    "Panel told of delay": "1/6/2026",
    "DfE told of delay": "",
    "Panel told of LCSPR": "4/3/2026",
    "Last check": "1/4/2026",
    "Reviewer": "Araminta Chell",
    "Status": "Open",
    "Box file": "Shelf 3",
}


def tracker_of(**changed: str) -> Tracker:
    """Return the full row as read, some cells changed: `Box_file="4"`."""
    return row(FULL | {name.replace("_", " "): text for name, text in changed.items()})


def stored(**recorded: object) -> Review:
    """Return the review that the full row made, with what was recorded since."""
    (draft,) = tracker_of().drafts
    return with_facts(draft.facts, {"version": 1, **recorded})


def planned(held: Review, tracker: Tracker, *, update: bool = True) -> ImportPlan:
    return planned_import(
        tracker, {held.local_ref: held}, update=update, taken={held.ref}
    )


def after(held: Review, **changed: str) -> Review:
    wanted = planned(held, tracker_of(**changed))
    assert not wanted.is_refused
    ((_, review),) = wanted.changed
    return review


def said(wanted: ImportPlan, *, refused: bool = False) -> list[str]:
    return [p.sentence for p in wanted.problems if p.refused is refused]
