from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from cspr_tui.domain.record.oversight import Note
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.values.codec import UnreadableValueError, encode
from cspr_tui.domain.values.incremental_codec import Coded, decode_after, encode_after
from tests.domain.strategies import values
from tests.factories import review

DAY = date(2026, 11, 23)
REVIEWS = values(Review)


@settings(max_examples=50, suppress_health_check=list(HealthCheck))
@given(before=REVIEWS, after=REVIEWS)
def test_what_is_coded_after_another_is_what_is_coded_alone(
    before: Review, after: Review
) -> None:
    known = Coded(before, encode(before))
    assert decode_after(known, encode(after)) == after
    assert encode_after(known, after, "") == encode(after)
    mixed = replace(before, notes=(*before.notes, *after.notes), stage=after.stage)
    assert decode_after(known, encode(mixed)) == mixed
    assert encode_after(known, mixed, "") == encode(mixed)


def test_entries_that_stand_as_they_did_are_taken_over() -> None:
    before = replace(
        review(), notes=tuple(Note(f"N{n}", DAY, str(n)) for n in range(9))
    )
    plain = encode(before)
    plain["notes"] = [
        *plain["notes"][:7],
        {"id": "N7", "on": "2026-11-23", "text": "another"},
    ]
    after = decode_after(Coded(before, encode(before)), plain)
    assert all(a is b for a, b in zip(after.notes[:7], before.notes[:7], strict=True))
    assert [note.text for note in after.notes[7:]] == ["another"]


@pytest.mark.parametrize("wrong", [{}, {"ref": 7}, {"ref": "A", "no_field": 1}])
def test_what_cannot_be_read_is_refused(wrong: dict[str, object]) -> None:
    before = review()
    with pytest.raises(UnreadableValueError):
        decode_after(Coded(before, encode(before)), wrong)
