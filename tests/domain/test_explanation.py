from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspr_tui.domain.dates.working_days import Calendar
from cspr_tui.domain.deadlines.deadline import deadlines, partnership_deadlines
from cspr_tui.domain.deadlines.explanation import explain
from cspr_tui.domain.deadlines.rules import Rules, rules_of, shipped_rules
from cspr_tui.domain.deadlines.triggers import TRIGGERS
from cspr_tui.domain.history.change import ChangeStamp
from cspr_tui.domain.record.partnership import Partnership, RuleOverride
from cspr_tui.domain.record.people import Purpose
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.step import record_change
from tests.domain import independent_count
from tests.domain.strategies import lived_reviews
from tests.factories import (
    STAMP,
    chaser,
    contact,
    delay,
    gate,
    gated,
    local_review,
    person,
    request,
    restriction,
    review,
    with_facts,
)

DAY = timedelta(days=1)
DECIDED = date(2026, 3, 31)
DUE = date(2026, 9, 30)
Said = dict[str, list[str]]


def said(
    known: Review,
    rule: str,
    today: date,
    calendar: Calendar,
    rules: Rules | None = None,
    subject: str | None = None,
) -> Said:
    """Return the working of a rule, heading by heading."""
    seen = deadlines(known, rules or shipped_rules(), calendar, today)
    ours = [e for e in seen if e.rule.id == rule and e.clock.subject == subject]
    found: Said = {}
    for heading, line in explain(ours[0], known, calendar, today).lines:
        found.setdefault(heading, []).append(line)
    return found


def recorded(known: Review, by: str, **facts: object) -> Review:
    """Return the review after somebody recorded those facts."""
    stamp = ChangeStamp(STAMP.at, by, by, STAMP.salt)
    return record_change(known, with_facts(known, facts), "Recorded", "", stamp)


def test_a_working_names_rule_source_trigger_count_and_day(calendar: Calendar) -> None:
    known = review(la_aware_on=date(2026, 4, 1))
    assert said(known, "SIN_PANEL", date(2026, 4, 1), calendar) == {
        "Rule": ["SIN_PANEL"],
        "Source": [shipped_rules()["SIN_PANEL"].source],
        "How sure": ["confirmed: read in the source"],
        "Counts from": ["Council became aware, Wed 01 Apr 2026"],
        "Count": ["5 working days after it; that day is not counted"],
        "Skipped": [
            "Fri 03 Apr  Good Friday",
            "Sat 04 Apr  Saturday",
            "Sun 05 Apr  Sunday",
            "Mon 06 Apr  Easter Monday",
        ],
        "Due": ["Fri 10 Apr 2026  5wd left"],
    }


def test_a_working_is_headed_by_state_label_and_day(calendar: Calendar) -> None:
    known = review(la_aware_on=date(2026, 4, 1))
    day = date(2026, 4, 13)
    seen = deadlines(known, shipped_rules(), calendar, day)[0]
    title = explain(seen, known, calendar, day).title
    assert title == "LATE  Notify National Panel  Fri 10 Apr 2026"


@given(day=st.dates(date(2018, 1, 1), date(2035, 1, 1)))
def test_days_counted_and_days_skipped_make_up_the_way_to_the_due_day(
    calendar: Calendar, day: date
) -> None:
    due = independent_count.due("RR_SUBMIT", day)
    found = said(review(sin_sent_on=day), "RR_SUBMIT", day, calendar)
    assert (due - day).days == 15 + len(found.get("Skipped", []))


def test_a_count_back_says_before(calendar: Calendar) -> None:
    known = local_review(planned_publication_on=date(2027, 1, 6))
    found = said(known, "PREPUB_COPY", DECIDED, calendar)
    assert found["Count"] == ["7 working days before it; that day is not counted"]
    assert "Mon 28 Dec  Boxing Day (observed)" in found["Skipped"]


def test_months_skip_no_day_and_do_not_roll(calendar: Calendar) -> None:
    known = local_review(lcspr_decided_on=date(2026, 8, 31))
    found = said(known, "LCSPR_PUBLISH", date(2026, 8, 31), calendar)
    assert "Skipped" not in found
    assert found["Count"] == ["6 calendar months after it; that day is not counted"]
    assert found["Not moved"] == [
        "Sunday, and it does not roll; act by Fri 26 Feb 2027"
    ]


def test_leaving_the_website_never_says_to_act_before_the_year_is_up(
    calendar: Calendar,
) -> None:
    known = local_review(published_on=date(2026, 2, 28))
    found = said(known, "ONLINE_MIN", date(2026, 3, 1), calendar)
    assert found["Due"] == ["Sun 28 Feb 2027  364d left"]
    assert "Not moved" not in found


def test_a_missing_trigger_says_that_no_clock_runs(calendar: Calendar) -> None:
    found = said(local_review(), "LCSPR_PUBLISH", DECIDED, calendar)
    assert found["Counts from"] == [
        "Decision to hold a local review: no date recorded, so no clock runs"
    ]
    assert "Due" not in found


def test_a_day_set_by_a_person_is_not_counted(calendar: Calendar) -> None:
    known = review(requests=(request(sent_on=DECIDED, due_on=DUE),))
    found = said(known, "AGY_DUE", DECIDED, calendar, subject="R1")
    assert found["Count"] == ["the day was set by a person, nothing is counted"]


@pytest.mark.parametrize(("year", "noted"), [(2027, False), (2028, True)])
def test_holidays_beyond_next_year_are_said_to_be_computed(
    year: int, calendar: Calendar, *, noted: bool
) -> None:
    known = local_review(planned_publication_on=date(year, 6, 1))
    found = said(known, "PREPUB_COPY", date(2026, 11, 23), calendar)
    assert ("Note" in found) is noted


def test_a_rule_of_our_own_says_why_and_who_checked_it(calendar: Calendar) -> None:
    own = rules_of(
        [
            RuleOverride(
                "SIN_PANEL",
                offset=3,
                reason="Local protocol",
                verified_on=DECIDED,
                verified_by="J Okoro",
            )
        ]
    )
    found = said(review(la_aware_on=DECIDED), "SIN_PANEL", DECIDED, calendar, own)
    assert found["Changed here"] == ["Local protocol"]
    assert found["Verified"] == ["2026-03-31 by J Okoro"]


def test_what_was_done_told_and_holds_is_said(calendar: Calendar) -> None:
    known = local_review(
        lcspr_decided_on=DECIDED,
        published_on=DUE + DAY,
        delays=(delay(panel_told_on=DUE, sos_told_on=DUE),),
        proceedings=gated(gate(set_on=DECIDED)),
    )
    found = said(known, "LCSPR_PUBLISH", DUE + 9 * DAY, calendar)
    assert found["Done"] == ["Thu 01 Oct 2026"]
    assert found["Told of delay"] == [
        "National Panel and Secretary of State, Wed 30 Sep 2026"
    ]
    assert found["Held by"] == ["G1"]
    assert found["Due"] == ["Wed 30 Sep 2026"]


def test_who_recorded_the_trigger_is_who_recorded_that_day_last(
    calendar: Calendar,
) -> None:
    first = recorded(review(), "ama", la_aware_on=DECIDED)
    slip = recorded(first, "ben", la_aware_on=DUE)
    known = recorded(slip, "cem", la_aware_on=DECIDED)
    found = said(known, "SIN_PANEL", DECIDED, calendar)
    assert found["Recorded by"] == ["cem, 18 Nov 2026 09:31"]


def test_who_recorded_another_request_did_not_record_this_one(
    calendar: Calendar,
) -> None:
    one, other = request("R1"), request("R2")
    known = review(requests=(one, other))
    sent = recorded(known, "ama", requests=(one, replace(other, sent_on=DECIDED)))
    both = recorded(
        sent, "ben", requests=tuple(replace(r, sent_on=DECIDED) for r in (one, other))
    )
    for name, who in (("R1", "ben"), ("R2", "ama")):
        found = said(both, "AGY_DUE", DECIDED, calendar, subject=name)
        assert found["Recorded by"] == [f"{who}, 18 Nov 2026 09:31"]


def test_who_added_an_entry_with_its_day_recorded_that_day(calendar: Calendar) -> None:
    known = recorded(review(), "ama", requests=(request(sent_on=DECIDED),))
    found = said(known, "AGY_DUE", DECIDED, calendar, subject="R1")
    assert found["Recorded by"] == ["ama, 18 Nov 2026 09:31"]


def test_who_logged_the_last_contact_with_that_person_is_named(
    calendar: Calendar,
) -> None:
    both = person("P1"), person("P2")
    mother = contact("C1", DECIDED, Purpose.INFORM)
    father = replace(contact("C2", DECIDED, Purpose.INFORM), persons=("P2",))
    known = recorded(local_review(people=both), "ama", contacts=(mother,))
    known = recorded(known, "ben", contacts=(mother, father))
    for subject, who in (("P1", "ama"), ("P2", "ben")):
        found = said(known, "FAM_SILENCE", DECIDED, calendar, subject=subject)
        assert found["Counts from"] == ["Contact or attempt before it, Tue 31 Mar 2026"]
        assert found["Recorded by"] == [f"{who}, 18 Nov 2026 09:31"]


def test_who_chased_is_named_where_the_next_chase_counts_from_it(
    calendar: Calendar,
) -> None:
    asked = [request(each, sent_on=DECIDED, due_on=DECIDED) for each in ("R1", "R2")]
    known = recorded(review(), "ama", requests=tuple(asked))
    for number, who in enumerate(("ben", "cem")):
        chased = replace(asked[number], chasers=(chaser(f"H{number}", DUE),))
        asked[number] = chased
        known = recorded(known, who, requests=tuple(asked))
    for subject, who in (("R1", "ben"), ("R2", "cem")):
        found = said(known, "AGY_CHASE", DUE, calendar, subject=subject)
        assert found["Counts from"] == ["Chase before it, Wed 30 Sep 2026"]
        assert found["Recorded by"] == [f"{who}, 18 Nov 2026 09:31"]


def test_what_counts_from_a_due_day_names_who_recorded_what_that_counts_from(
    calendar: Calendar,
) -> None:
    known = recorded(local_review(), "ama", lcspr_decided_on=DECIDED)
    found = said(known, "DELAY_NOTICE", DUE, calendar)
    assert found["Counts from"] == ["Publish report is due, Wed 30 Sep 2026"]
    assert found["That from"] == ["Decision to hold a local review, Tue 31 Mar 2026"]
    assert found["Recorded by"] == ["ama, 18 Nov 2026 09:31"]
    sent = recorded(known, "ben", requests=(request(sent_on=DECIDED),))
    found = said(sent, "AGY_ESC", DUE, calendar, subject="R1")
    assert found["Recorded by"] == ["ben, 18 Nov 2026 09:31"]


def test_one_day_is_one_working_day(calendar: Calendar) -> None:
    known = review(requests=(request(sent_on=DECIDED, due_on=DECIDED),))
    found = said(known, "AGY_CHASE", DUE, calendar, subject="R1")
    assert found["Count"] == ["1 working day after it; that day is not counted"]


@given(known=lived_reviews())
def test_every_trigger_has_words(calendar: Calendar, known: Review) -> None:
    for seen in deadlines(known, shipped_rules(), calendar, DUE):
        assert seen.clock.trigger in TRIGGERS


def test_a_trigger_without_history_names_nobody(calendar: Calendar) -> None:
    assert "Recorded by" not in said(
        review(la_aware_on=DECIDED), "SIN_PANEL", DECIDED, calendar
    )


def test_a_restriction_counts_from_the_day_it_began(calendar: Calendar) -> None:
    known = review(people=(person(),), restrictions=(restriction(from_on=DECIDED),))
    seen = deadlines(known, shipped_rules(), calendar, DECIDED)
    asked = next(each for each in seen if each.rule.id == "GATE_REVIEW")
    assert asked.clock.trigger == "from_on"


def test_the_partnerships_own_clock_has_a_working(calendar: Calendar) -> None:
    known = Partnership(yearly_reports=(DECIDED,))
    seen = partnership_deadlines(known, shipped_rules(), calendar, DECIDED)
    yearly = next(each for each in seen if each.due)
    lines = dict(explain(yearly, None, calendar, DECIDED).lines)
    assert lines["Due"] == "Wed 31 Mar 2027  365d left"


@given(known=lived_reviews(), today=st.dates(date(2024, 1, 1), date(2028, 1, 1)))
def test_every_deadline_has_a_working_that_begins_with_its_rule(
    calendar: Calendar, rules: Rules, known: Review, today: date
) -> None:
    for seen in deadlines(known, rules, calendar, today):
        lines = explain(seen, known, calendar, today).lines
        assert lines[0] == ("Rule", seen.rule.id)
        due = [line for heading, line in lines if heading == "Due"]
        assert bool(due) == (seen.due is not None)
