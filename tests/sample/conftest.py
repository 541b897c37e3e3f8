from __future__ import annotations

import pytest

from cspr_tui.domain.board.board_row import Row, row_of
from cspr_tui.domain.dates.working_days import Calendar, england
from cspr_tui.domain.deadlines.clocks import clocks_of
from cspr_tui.domain.deadlines.rules import rules_of
from cspr_tui.domain.record.partnership import Partnership
from cspr_tui.domain.record.review import Review
from cspr_tui.sample import AS_AT
from cspr_tui.sample.curated.demo import demo


@pytest.fixture(scope="session")
def curated() -> tuple[Partnership, tuple[Review, ...]]:
    return demo()


@pytest.fixture(scope="session")
def calendar() -> Calendar:
    return england()


@pytest.fixture(scope="session")
def rows(
    curated: tuple[Partnership, tuple[Review, ...]], calendar: Calendar
) -> dict[str, Row]:
    partnership, reviews = curated
    rules = rules_of(partnership.rules)
    return {
        review.ref: row_of(review, clocks_of(review, rules, calendar), calendar, AS_AT)
        for review in reviews
    }
