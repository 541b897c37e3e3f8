"""Generated reviews, any number of them, the same for the same seed."""

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
from cspr_tui.sample.generated.dates import ReviewFields, dates_of, incident_of, kind_of
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
from cspr_tui.sample.generated.vocabulary import Draw, phrases
from cspr_tui.sample.shared.history import versions
from cspr_tui.sample.shared.signatures import seeded_random, signer

_STAGES = tuple(Stage)
# Closed reviews pile up, those in the middle of the process are few.
_WEIGHTS = (1, 1, 2, 2, 2, 1, 2, 4, 4, 4, 2, 2, 2, 2, 2, 4, 8, 55)
_FAMILY_SHARE, _AGENCY_SHARE = 0.4, 0.35


def reviews(number: int, entries: int, seed: int, as_at: date) -> Iterator[Review]:
    """Yield `number` generated reviews as on the day `as_at`, each with its history.

    `entries` is how many contacts and notes each review has. The same arguments
    always give the same reviews. They are made one at a time.
    """
    for each in histories(number, entries, seed, as_at):
        *_, final = each
        yield final


def histories(
    number: int, entries: int, seed: int, as_at: date
) -> Iterator[tuple[Review, ...]]:
    """Yield for each generated review all its versions, the newest last."""
    base = Draw(
        seeded_random(""), 0, entries, Stage.REFERRAL, as_at, northmere(seed), england()
    )
    codes, used_codes = seeded_random(f"codes {seed}"), set[str]()
    for at in range(number):
        draw = _draw_for(base, at, seed)
        opening_fields = _opening_fields(
            draw, _code(used_codes, codes), _code(used_codes, codes)
        )
        yield tuple(_history_of(draw, _complete_review(draw, opening_fields)))


def _draw_for(base: Draw, at: int, seed: int) -> Draw:
    random = seeded_random(f"{seed} {at}")
    stage = random.choices(_STAGES, _WEIGHTS)[0]
    return replace(base, random=random, number=at, stage=stage, serials=count(1))


def _code(used_codes: set[str], codes: Random) -> str:
    code = new_code(used_codes, codes)
    used_codes.add(code)
    return code


def _owner(draw: Draw) -> str:
    here = [c.id for c in draw.partnership.coordinators if c.left_on is None]
    return draw.random.choice(here)


def _opening_fields(draw: Draw, ref: str, public: str) -> ReviewFields:
    fields = {"incident_type": incident_of(draw), **dates_of(draw)}
    opened = datetime.combine(fields["referred_on"], time(9, tzinfo=UTC))
    return {
        **fields,
        "ref": ref,
        "public_code": public,
        "alias": alias_for(draw.number),
        "local_ref": ref,
        "kind": kind_of(fields),
        "stage": draw.stage,
        "owner": _owner(draw),
        "created_at": opened,
        "harm_category": draw.random.choice(tuple(HarmCategory)),
        "themes": tuple(sorted(set(draw.random.choices(phrases("themes"), k=2)))),
    }


def _complete_review(draw: Draw, fields: ReviewFields) -> Review:
    family, agencies = family_of(draw, fields), agencies_of(draw)
    entries = {
        "people": family.people,
        **_log_fields(draw, family, agencies, fields),
        **_agency_fields(draw, agencies, fields),
        **_oversight_fields(draw, fields),
        "restrictions": tuple(restrictions_on(draw, family, fields)),
        "chronology": tuple(chronology_of(draw, agencies, family.child.id, fields)),
    }
    learning = learning_of(draw, agencies, fields)
    return Review(
        **fields,
        **entries,
        lessons=learning.lessons,
        recommendations=learning.recommendations,
        actions=learning.actions,
        serial=next(draw.serials) - 1,
    )


def _log_fields(
    draw: Draw, family: Family, agencies: Sequence[Agency], fields: ReviewFields
) -> ReviewFields:
    """Return the fields of the log: contacts, notes and meetings."""
    owner, start, end = fields["owner"], fields["referred_on"], fields.get("closed_on")
    family_contacts = max(1, round(draw.entries * _FAMILY_SHARE)) if draw.entries else 0
    agency_contacts = min(
        draw.entries - family_contacts, round(draw.entries * _AGENCY_SHARE)
    )
    call_days = draw.spread(start, end or draw.as_at, agency_contacts)
    note_days = draw.spread(
        start, end or draw.as_at, draw.entries - family_contacts - agency_contacts
    )
    days = contact_days(draw, family_contacts, fields)
    contacts = tuple(contacts_with(draw, family, days, owner, fields))
    return {
        "contacts": contacts,
        "agency_contacts": tuple(agency_contacts_on(draw, agencies, call_days, owner)),
        "meetings": tuple(meetings_of(draw, agencies, contacts, fields)),
        "notes": tuple(
            Note(draw.entry_id("N"), day, draw.phrase("note"), by=owner)
            for day in note_days
        ),
    }


def _agency_fields(
    draw: Draw, agencies: Sequence[Agency], fields: ReviewFields
) -> ReviewFields:
    requests = tuple(requests_to(draw, agencies, fields))
    involved = tuple(involvements_of(draw, agencies, requests))
    return {"requests": requests, "involvements": involved}


def _oversight_fields(draw: Draw, fields: ReviewFields) -> ReviewFields:
    delays = tuple(delays_of(draw, fields))
    return {
        "reviewers": tuple(reviewers_of(draw, fields)),
        "progress_checks": tuple(checks_of(draw, fields, fields["owner"])),
        "notices": tuple(notices_of(draw, fields, fields["owner"])),
        "delays": delays,
        "revised_target_on": delays[0].new_target_on if delays else None,
        "proceedings": tuple(proceedings_of(draw, fields)),
        "sign_offs": tuple(sign_offs_of(draw, fields)),
    }


def _history_of(draw: Draw, final: Review) -> Iterator[Review]:
    """Yield the versions of a review; most reviews were imported and have only one."""
    opened, last = final.referred_on or draw.as_at, final.closed_on or draw.as_at
    middle = final.lcspr_decided_on or final.rr_sent_on or opened
    has_early_versions = draw.number % (4 if final.is_active else 8) == 0
    days = {opened, middle, last} if has_early_versions else {last}
    return versions(final, sorted(days), signer(draw.random, [final.owner]))
