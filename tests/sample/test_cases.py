from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from cspr_tui.domain.record.review import Review, ReviewKind
from cspr_tui.domain.record.stage import Stage
from cspr_tui.sample import AS_AT, partnership
from cspr_tui.sample.curated.case_reader import case_files, read_case
from cspr_tui.sample.curated.entry_ids import UnknownKeyError
from cspr_tui.sample.curated.shorthand import AgencyNotInDirectoryError
from cspr_tui.sample.shared.change_titles import change_title
from cspr_tui.sample.shared.history import known_on, versions
from cspr_tui.sample.shared.signatures import seeded_random, signer

HEAD = 'ref = "22334"\nowner = "jbarlow"\nla_aware_on = 2026-11-02\n'
LATE = next(path for path in case_files() if path.stem == "7QXM4")


def _read(folder: Path, text: str) -> Review:
    path = folder / "22334.toml"
    path.write_text(HEAD + text)
    return read_case(path, partnership(1), AS_AT)


def test_a_case_may_be_as_short_as_its_head(tmp_path: Path) -> None:
    review = _read(tmp_path, "")
    assert review.la_aware_on == date(2026, 11, 2)
    assert review.sections == ()


def test_a_contact_with_nobody_known_is_refused(tmp_path: Path) -> None:
    text = '[[contacts]]\npersons = ["gran"]\non = 2026-11-03\n'
    with pytest.raises(UnknownKeyError, match='22334 has no entry called "gran"'):
        _read(tmp_path, text)


def test_an_agency_that_is_not_in_the_directory_is_refused(tmp_path: Path) -> None:
    text = '[[agency_contacts]]\nagency = "circus"\non = 2026-11-03\n'
    with pytest.raises(AgencyNotInDirectoryError, match='the agency "circus"'):
        _read(tmp_path, text)


def test_an_agency_of_a_request_must_be_known_too(tmp_path: Path) -> None:
    text = '[[ask]]\ntype = "scoping"\nsent_on = 2026-11-03\nagencies = {circus="none"}'
    with pytest.raises(AgencyNotInDirectoryError, match='the agency "circus"'):
        _read(tmp_path, text)


def test_an_involvement_written_out_is_not_made_again(tmp_path: Path) -> None:
    text = (
        '[[involvements]]\nagency = "gp"\nnote = "Two practices"\n'
        '[[ask]]\ntype = "scoping"\nsent_on = 2026-11-03\n'
        'agencies = { gp = "none", police = "nil 2026-11-05" }\n'
    )
    review = _read(tmp_path, text)
    assert [i.note for i in review.involvements] == ["Two practices", ""]
    assert [i.status.value for i in review.involvements] == ["unknown", "nil_return"]


def test_ids_follow_the_order_of_events(tmp_path: Path) -> None:
    text = (
        '[[notes]]\non = 2026-11-06\ntext = "second"\n'
        '[[notes]]\non = 2026-11-04\ntext = "first"\n'
    )
    review = _read(tmp_path, text)
    assert {note.text: note.id for note in review.notes} == {
        "first": "N1",
        "second": "N2",
    }


def test_before_the_decision_a_local_review_was_a_rapid_review() -> None:
    review = read_case(LATE, partnership(1), AS_AT)
    assert review.lcspr_decided_on
    earlier = known_on(review, review.lcspr_decided_on - timedelta(days=1))
    assert (earlier.kind, earlier.stage) == (
        ReviewKind.RAPID_REVIEW,
        Stage.PANEL_RESPONSE,
    )
    assert earlier.planned_publication_on is None
    assert {r.type.value for r in earlier.requests} == {"scoping", "records_secured"}


def test_what_was_answered_later_was_open_before() -> None:
    review = read_case(LATE, partnership(1), AS_AT)
    asked = known_on(review, date(2026, 3, 30))
    assert {request.answer.value for request in asked.requests} == {"none", "received"}
    assert not any(request.chasers for request in asked.requests)
    assert {i.status.value for i in asked.involvements} == {"unknown", "involved"}


def test_a_change_is_told_in_words() -> None:
    review = read_case(LATE, partnership(1), AS_AT)
    said = [change.what for change in review.history]
    assert said[0] == "Review opened"
    assert "Decision to hold a local review: Mon 11 May 2026" in " ".join(said)
    assert any("agency return" in what for what in said)
    assert change_title(review, review) == "Record updated"


def test_a_day_on_which_nothing_happened_leaves_no_change() -> None:
    final = Review("22334", la_aware_on=date(2026, 11, 2))
    days = [date(2026, 11, 2), date(2026, 11, 3), date(2026, 11, 4)]
    sign = signer(seeded_random("quiet"), ["jbarlow"])
    lived = list(versions(replace(final, sin_sent_on=days[2]), days, sign))
    assert [review.version for review in lived] == [1, 2]
    assert [change.at.date() for change in lived[-1].history] == [days[0], days[2]]
