"""All clocks of one review, and of the partnership."""

from __future__ import annotations

from cspr_tui.domain.dates.working_days import Calendar
from cspr_tui.domain.deadlines.clocks.clock import Clock
from cspr_tui.domain.deadlines.clocks.entry_clocks import (
    action_clocks,
    gate_clocks,
    partnership_report_clocks,
    request_clocks,
)
from cspr_tui.domain.deadlines.clocks.family_clocks import family_clocks
from cspr_tui.domain.deadlines.clocks.review_clocks import check_clocks, review_clocks
from cspr_tui.domain.deadlines.rules import Rules
from cspr_tui.domain.record.partnership import Partnership
from cspr_tui.domain.record.review import Review


def clocks_of(review: Review, rules: Rules, calendar: Calendar) -> tuple[Clock, ...]:
    """Return every clock of the review: running, met, or not started."""
    return (
        *review_clocks(review, rules, calendar),
        *check_clocks(review, rules, calendar),
        *family_clocks(review, rules, calendar),
        *request_clocks(review, rules, calendar),
        *gate_clocks(review, rules, calendar),
        *action_clocks(review, rules),
    )


def partnership_clocks(
    partnership: Partnership, rules: Rules, calendar: Calendar
) -> tuple[Clock, ...]:
    """Return the clocks of the partnership's own reports, which belong to no review."""
    return tuple(
        clock
        for rule in rules.values()
        if rule.subject == "partnership"
        for clock in partnership_report_clocks(
            rule, getattr(partnership, rule.trigger), calendar
        )
    )
