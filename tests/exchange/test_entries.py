from __future__ import annotations

from dataclasses import replace
from datetime import date

from cspr_tui.domain.record.oversight import DelayReason, NoticeAbout, Recipient
from tests.exchange.sheet import facts
from tests.exchange.stored import after, planned, said, stored, tracker_of


def test_the_delay_columns_make_one_delay() -> None:
    review = facts(
        {
            "Reason for delay": "Inquest",
            "Panel told of delay": "1/6/2026",
            "DfE told of delay": "2/6/2026",
            "Family told of delay": "3/6/2026",
            "Revised target": "1/12/2026",
        }
    )
    (delay,) = review.delays
    assert delay.panel_told_on == date(2026, 6, 1)
    assert delay.sos_told_on == date(2026, 6, 2)
    assert delay.family_told_on == date(2026, 6, 3)
    assert delay.new_target_on == review.revised_target_on == date(2026, 12, 1)


def test_a_revised_target_alone_is_no_delay() -> None:
    assert facts({"Revised target": "1/12/2026"}).delays == ()


def test_notices_checks_and_the_reviewer_become_entries() -> None:
    review = facts(
        {
            "Panel told of LCSPR": "1/6/2026",
            "Report to Panel": "2/6/2026",
            "Last check": "3/6/2026",
            "Independent reviewer": "Araminta Chell",
        }
    )
    panel, sos = Recipient.NATIONAL_PANEL, Recipient.SECRETARY_OF_STATE
    begun, ended = NoticeAbout.INITIATION, NoticeAbout.PRE_PUBLICATION
    assert [(n.about, n.to, n.sent_on.day) for n in review.notices] == [
        (begun, panel, 1),
        (begun, sos, 1),
        (begun, Recipient.OFSTED, 1),
        (ended, panel, 2),
        (ended, sos, 2),
    ]
    assert [check.on.day for check in review.progress_checks] == [3]
    assert [one.name for one in review.reviewers] == ["Araminta Chell"]
    made = (*review.notices, *review.progress_checks, *review.reviewers)
    assert len({entry.id for entry in made}) == review.serial == 7


def test_the_delay_on_record_is_updated_and_not_doubled() -> None:
    recorded = replace(
        stored().delays[0],
        recorded_on=date(2026, 5, 1),
        family_told_on=date(2026, 5, 2),
    )
    changes = {"DfE_told_of_delay": "2/6/2026", "Panel_told_of_delay": ""}
    review = after(stored(delays=(recorded,)), **changes)
    assert review.delays == (replace(recorded, sos_told_on=date(2026, 6, 2)),)
    assert review.serial == stored().serial


def test_a_delay_that_another_followed_is_not_laid_over_it() -> None:
    first = stored().delays[0]
    second = replace(first, id="Y99", reason=DelayReason.SIGN_OFF, panel_told_on=None)
    review = after(stored(delays=(first, second)), SIN="2/2/2026")
    assert review.delays == (first, second)


def test_a_first_delay_gets_a_name_of_its_own() -> None:
    held = stored(delays=(), serial=41)
    review = after(held, DfE_told_of_delay="2/6/2026")
    assert [delay.id for delay in review.delays] == ["Y42"]


def test_a_corrected_notice_is_moved_and_not_doubled() -> None:
    review = after(stored(), Panel_told_of_LCSPR="5/3/2026")
    assert [notice.sent_on.day for notice in review.notices] == [5, 5, 5]
    ids = [notice.id for notice in stored().notices]
    assert [notice.id for notice in review.notices] == ids


def test_a_first_notice_is_added() -> None:
    review = after(stored(notices=()), Panel_told_of_LCSPR="5/3/2026")
    assert len(review.notices) == 3


def test_a_later_check_and_another_reviewer_stand_beside_those_on_record() -> None:
    changes = {"Last_check": "1/5/2026", "Reviewer": "Bernard Oakshott"}
    review = after(stored(), **changes)
    assert [check.on.month for check in review.progress_checks] == [4, 5]
    names = [one.name for one in review.reviewers]
    assert names == ["Araminta Chell", "Bernard Oakshott"]
    assert said(planned(stored(), tracker_of(**changes))) == [
        'Row 2, column "Last check": 01/04/2026 stays on record; 01/05/2026 is added.',
        (
            'Row 2, column "Reviewer": "Araminta Chell" stays on record; '
            '"Bernard Oakshott" is added.'
        ),
    ]
