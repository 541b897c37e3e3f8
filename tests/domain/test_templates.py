from __future__ import annotations

from datetime import date

import pytest

from cspr_tui.domain.dates.working_days import Calendar, bank_holidays, calendar_of
from cspr_tui.domain.record.agencies import (
    AgencyInvolvement,
    InvolvementStatus,
    RequestType,
)
from cspr_tui.domain.record.partnership import Partnership
from cspr_tui.domain.record.review import Review, ReviewKind
from cspr_tui.domain.record.review_templates import (
    Template,
    TemplateAction,
    TemplateClock,
    TemplateRequest,
)
from cspr_tui.domain.steps.entries.apply_template import (
    NothingFromTemplateError,
    UnknownTemplateError,
    template_applied,
    template_named,
)

MONDAY = date(2026, 11, 23)
TEMPLATE = Template(
    "T1",
    "Scoping",
    requests=(
        TemplateRequest(3, RequestType.SCOPING),
        TemplateRequest(1, RequestType.RECORDS_SECURED, "Northmere Police"),
    ),
    actions=(TemplateAction(10, "Write to the family"),),
    clocks=(TemplateClock(5, "All asked?"),),
)


@pytest.fixture
def days() -> Calendar:
    return calendar_of(bank_holidays(), ())


def asked(*agencies: str) -> Review:
    places = [AgencyInvolvement(f"V{n}", each) for n, each in enumerate(agencies)]
    return Review("7QXM4", serial=9, involvements=tuple(places))


def test_a_template_asks_each_involved_agency_and_sets_days(days: Calendar) -> None:
    review = asked("Northmere Council", "Harbour School")
    after = template_applied(TEMPLATE, MONDAY, days, "jbarlow").apply(review)
    assert [(r.agency, r.type, r.due_on) for r in after.requests] == [
        ("Northmere Council", RequestType.SCOPING, date(2026, 11, 26)),
        ("Harbour School", RequestType.SCOPING, date(2026, 11, 26)),
        ("Northmere Police", RequestType.RECORDS_SECURED, date(2026, 11, 24)),
    ]
    assert after.actions[0].due_on == date(2026, 12, 7)
    assert after.bring_backs[0].on == date(2026, 11, 30)
    assert after.bring_backs[0].by == "jbarlow"


def test_an_agency_that_had_nothing_to_do_with_the_child_is_not_asked(
    days: Calendar,
) -> None:
    place = AgencyInvolvement("V1", "Harbour School", InvolvementStatus.NIL_RETURN)
    review = Review("7QXM4", involvements=(place,))
    after = template_applied(TEMPLATE, MONDAY, days, "jbarlow").apply(review)
    assert [r.agency for r in after.requests] == ["Northmere Police"]


def test_what_is_there_already_is_not_made_twice(days: Calendar) -> None:
    step = template_applied(TEMPLATE, MONDAY, days, "jbarlow")
    after = step.apply(asked("Harbour School"))
    with pytest.raises(NothingFromTemplateError, match="Scoping makes nothing here"):
        step.apply(after)


def test_a_template_is_found_by_name_and_an_unknown_one_refused() -> None:
    held = Partnership(templates=(TEMPLATE,))
    assert template_named(held, "scoping") is TEMPLATE
    assert template_named(held, "t1") is TEMPLATE
    with pytest.raises(UnknownTemplateError, match="there are: Scoping"):
        template_named(held, "Other")
    with pytest.raises(UnknownTemplateError, match="no templates yet"):
        template_named(Partnership(), "Other")


def test_a_template_suits_its_kind_and_stage_only() -> None:
    lcspr = Template("T2", "Local review", kind=ReviewKind.LCSPR)
    assert TEMPLATE.suits(Review("7QXM4"))
    assert not lcspr.suits(Review("7QXM4", kind=ReviewKind.RAPID_REVIEW))
    assert lcspr.suits(Review("7QXM4", kind=ReviewKind.LCSPR))
