from __future__ import annotations

from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.gb import nhs as nhs_number

from cspr_tui.domain.dates.working_days import Calendar
from cspr_tui.domain.deadlines.deadline import State, deadlines
from cspr_tui.domain.deadlines.rules import shipped_rules
from cspr_tui.domain.history.change import check_chain
from cspr_tui.domain.process.plausibility import date_order_warnings
from cspr_tui.domain.record.reference_codes import ALIASES, ALPHABET
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.record.stage import Stage
from cspr_tui.domain.values.base import Entry
from cspr_tui.domain.values.codec import decode, encode, slots_of
from cspr_tui.sample import AS_AT, partnership, reviews, write_reviews
from cspr_tui.sample.generated.fictional_numbers import landline, mobile, nhs, upn
from cspr_tui.store.folder.folder_store import FolderStore


def test_the_same_seed_gives_the_same_reviews() -> None:
    assert list(reviews(25, 10, 7, AS_AT)) == list(reviews(25, 10, 7, AS_AT))
    assert partnership(7) == partnership(7)


def test_another_seed_gives_others() -> None:
    refs = {review.ref for review in reviews(25, 10, 7, AS_AT)}
    assert refs.isdisjoint(review.ref for review in reviews(25, 10, 8, AS_AT))
    assert partnership(7) != partnership(8)


def test_more_reviews_begin_with_the_same_ones() -> None:
    more = reviews(12, 5, 3, AS_AT)
    assert [next(more) for _ in range(5)] == list(reviews(5, 5, 3, AS_AT))


@settings(max_examples=15, deadline=None)
@given(
    entries=st.integers(0, 40),
    seed=st.integers(0, 10_000),
    as_at=st.dates(date(2022, 1, 1), date(2030, 12, 31)),
)
def test_every_invented_review_is_whole_whatever_the_day(
    entries: int, seed: int, as_at: date
) -> None:
    for review in reviews(4, entries, seed, as_at):
        check_chain(review.history)
        assert review.version == len(review.history)
        assert date_order_warnings(review) == ()
        assert _logged(review) == entries
        assert all(change.at.date() <= as_at for change in review.history)
        assert decode(Review, encode(review)) == review


def test_ids_are_used_once_and_the_serial_is_the_last() -> None:
    for review in reviews(40, 10, 1, AS_AT):
        ids = [entry.id for entry in _entries(review)]
        assert len(ids) == len(set(ids))
        assert review.serial == max(int(name[1:]) for name in ids)


def test_references_are_codes_and_aliases_go_round() -> None:
    made = list(reviews(len(ALIASES) + 2, 0, 1, AS_AT))
    codes = {code for r in made for code in (r.ref, r.public_code)}
    assert len(codes) == 2 * len(made)
    assert all(len(code) == 5 and set(code) <= set(ALPHABET) for code in codes)
    assert made[0].alias == ALIASES[0]
    assert made[len(ALIASES)].alias == f"{ALIASES[0]} 2"


def test_a_store_of_invented_reviews_has_every_stage_and_no_missing_clock(
    calendar: Calendar,
) -> None:
    made = list(reviews(400, 10, 1, AS_AT))
    states = {
        deadline.state
        for review in made
        if review.is_active
        for deadline in deadlines(review, shipped_rules(), calendar, AS_AT)
    }
    assert {review.stage for review in made} == set(Stage)
    assert {State.OVERDUE, State.DUE_SOON, State.RUNNING, State.MET_LATE} <= states
    assert State.NO_CLOCK not in states


def test_most_active_reviews_are_not_late(calendar: Calendar) -> None:
    active = [review for review in reviews(400, 10, 2, AS_AT) if review.is_active]
    late = [
        review
        for review in active
        if any(
            deadline.state is State.OVERDUE
            for deadline in deadlines(review, shipped_rules(), calendar, AS_AT)
        )
    ]
    assert 0.04 < len(late) / len(active) < 0.35


def test_reviews_are_written_as_they_were_lived(tmp_path: Path) -> None:
    store = FolderStore.create(tmp_path / "store", "")
    store.save_partnership(partnership(1), store.partnership().version)
    assert write_reviews(store, 120, 6, 1, AS_AT) == 120
    assert len(store.refs()) == 120
    assert store.verify() == ()
    for review in reviews(10, 6, 1, AS_AT):
        assert store.load(review.ref) == review


def test_no_reviews_are_written_when_none_are_wanted(tmp_path: Path) -> None:
    store = FolderStore.create(tmp_path / "store", "")
    assert write_reviews(store, 0, 6, 1, AS_AT) == 0
    assert store.refs() == ()


@given(st.integers(0, 3_000_000))
def test_numbers_belong_to_nobody(number: int) -> None:
    assert mobile(number).startswith("07700 900")
    assert landline(number).startswith("01632 960")
    assert nhs_number.is_valid(nhs(number))
    assert nhs(number).startswith("999 ")
    assert len(upn(number)) == 13


def test_a_pupil_number_ends_where_its_letter_says() -> None:
    assert upn(7) == "M999000000007"


def _logged(review: Review) -> int:
    return len(review.contacts) + len(review.agency_contacts) + len(review.notes)


def _entries(review: Review) -> list[Entry]:
    found: list[Entry] = []
    for slot in slots_of(Review):
        held = getattr(review, slot.name)
        if isinstance(held, tuple):
            found += [entry for entry in held if isinstance(entry, Entry)]
    return [*found, *review.gates, *(c for r in review.requests for c in r.chasers)]
