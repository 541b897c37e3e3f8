"""Invented reviews, as many as wanted, the same for the same seed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from itertools import count
from random import Random

from cspr_tui.domain.dates.working_days import england
from cspr_tui.domain.record.agencies import Agency
from cspr_tui.domain.record.incident import HarmCategory
from cspr_tui.domain.record.oversight import Note
from cspr_tui.domain.record.reference_codes import alias_for, new_code
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.record.stage import Stage
from cspr_tui.sample.curated.partnership import northmere
from cspr_tui.sample.generated.dates import Facts, dates_of, incident_of, kind_of
from cspr_tui.sample.generated.families import (
    Family,
    contact_days,
    contacts_with,
    family_of,
    restrictions_on,
)
from cspr_tui.sample.generated.lessons import chronology_of, learning_of
from cspr_tui.sample.generated.oversight import (
    checks_of,
    delays_of,
    notices_of,
    proceedings_of,
    reviewers_of,
    sign_offs_of,
)
from cspr_tui.sample.generated.requests import (
    agencies_of,
    agency_contacts_on,
    involvements_of,
    meetings_of,
    requests_to,
)
from cspr_tui.sample.generated.vocabulary import Draw, words
from cspr_tui.sample.shared.history import versions
from cspr_tui.sample.shared.signatures import seeded, signing

_STAGES = tuple(Stage)
# Closed reviews pile up, those in the middle of the process are few.
_WEIGHTS = (1, 1, 2, 2, 2, 1, 2, 4, 4, 4, 2, 2, 2, 2, 2, 4, 8, 55)
_FAMILY, _AGENCY = 0.4, 0.35


def reviews(number: int, entries: int, seed: int, as_at: date) -> Iterator[Review]:
    """Yield invented reviews as they stand on a day, each with its history.

    `entries` is how many contacts with family and agencies and notes each has.
    The same arguments give the same reviews; none is kept in memory.
    """
    for each in lives(number, entries, seed, as_at):
        *_, final = each
        yield final


def lives(
    number: int, entries: int, seed: int, as_at: date
) -> Iterator[tuple[Review, ...]]:
    """Yield invented reviews version by version, the newest last."""
    blank = Draw(
        seeded(""), 0, entries, Stage.REFERRAL, as_at, northmere(seed), england()
    )
    codes, taken = seeded(f"codes {seed}"), set[str]()
    for at in range(number):
        draw = _drawn(blank, at, seed)
        opening = _opening(draw, _code(taken, codes), _code(taken, codes))
        yield tuple(_lived(draw, _filled(draw, opening)))


def _drawn(blank: Draw, at: int, seed: int) -> Draw:
    random = seeded(f"{seed} {at}")
    stage = random.choices(_STAGES, _WEIGHTS)[0]
    return replace(blank, random=random, number=at, stage=stage, serials=count(1))


def _code(taken: set[str], codes: Random) -> str:
    code = new_code(taken, codes)
    taken.add(code)
    return code


def _owner(draw: Draw) -> str:
    here = [c.id for c in draw.partnership.coordinators if c.left_on is None]
    return draw.random.choice(here)


def _opening(draw: Draw, ref: str, public: str) -> Facts:
    facts = {"incident_type": incident_of(draw), **dates_of(draw)}
    opened = datetime.combine(facts["referred_on"], time(9, tzinfo=UTC))
    return {
        **facts,
        "ref": ref,
        "public_code": public,
        "alias": alias_for(draw.number),
        "local_ref": ref,
        "kind": kind_of(facts),
        "stage": draw.stage,
        "owner": _owner(draw),
        "created_at": opened,
        "harm_category": draw.random.choice(tuple(HarmCategory)),
        "themes": tuple(sorted(set(draw.random.choices(words("themes"), k=2)))),
    }


def _filled(draw: Draw, facts: Facts) -> Review:
    family, agencies = family_of(draw, facts), agencies_of(draw)
    held = {
        "people": family.people,
        **_logged(draw, family, agencies, facts),
        **_asked(draw, agencies, facts),
        **_steered(draw, facts),
        "restrictions": tuple(restrictions_on(draw, family, facts)),
        "chronology": tuple(chronology_of(draw, agencies, family.child.id, facts)),
    }
    learning = learning_of(draw, agencies, facts)
    return Review(
        **facts,
        **held,
        lessons=learning.lessons,
        recommendations=learning.recommendations,
        actions=learning.actions,
        serial=next(draw.serials) - 1,
    )


def _logged(
    draw: Draw, family: Family, agencies: Sequence[Agency], facts: Facts
) -> Facts:
    """Return what was logged: contacts, notes, and the meetings told of in them."""
    owner, start, end = facts["owner"], facts["referred_on"], facts.get("closed_on")
    told = max(1, round(draw.entries * _FAMILY)) if draw.entries else 0
    asked = min(draw.entries - told, round(draw.entries * _AGENCY))
    called = draw.spread(start, end or draw.as_at, asked)
    noted = draw.spread(start, end or draw.as_at, draw.entries - told - asked)
    days = contact_days(draw, told, facts)
    contacts = tuple(contacts_with(draw, family, days, owner, facts))
    return {
        "contacts": contacts,
        "agency_contacts": tuple(agency_contacts_on(draw, agencies, called, owner)),
        "meetings": tuple(meetings_of(draw, agencies, contacts, facts)),
        "notes": tuple(
            Note(draw.name("N"), day, draw.one("note"), by=owner) for day in noted
        ),
    }


def _asked(draw: Draw, agencies: Sequence[Agency], facts: Facts) -> Facts:
    requests = tuple(requests_to(draw, agencies, facts))
    involved = tuple(involvements_of(draw, agencies, requests))
    return {"requests": requests, "involvements": involved}


def _steered(draw: Draw, facts: Facts) -> Facts:
    delays = tuple(delays_of(draw, facts))
    return {
        "reviewers": tuple(reviewers_of(draw, facts)),
        "progress_checks": tuple(checks_of(draw, facts, facts["owner"])),
        "notices": tuple(notices_of(draw, facts, facts["owner"])),
        "delays": delays,
        "revised_target_on": delays[0].new_target_on if delays else None,
        "proceedings": tuple(proceedings_of(draw, facts)),
        "sign_offs": tuple(sign_offs_of(draw, facts)),
    }


def _lived(draw: Draw, final: Review) -> Iterator[Review]:
    """Yield the review version by version; most came in as they stand, in one."""
    opened, last = final.referred_on or draw.as_at, final.closed_on or draw.as_at
    middle = final.lcspr_decided_on or final.rr_sent_on or opened
    kept_from_the_start = draw.number % (4 if final.is_active else 8) == 0
    days = {opened, middle, last} if kept_from_the_start else {last}
    return versions(final, sorted(days), signing(draw.random, [final.owner]))
