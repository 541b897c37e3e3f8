"""What every test may ask for."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

from cspr_tui.domain.dates.working_days import Calendar, england
from cspr_tui.domain.deadlines.rules import Rules, shipped_rules

# The same examples on every run, and no time limit on a busy machine. A whole
# review is a large example by nature.
settings.register_profile(
    "ci",
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("ci")


@pytest.fixture(scope="session")
def calendar() -> Calendar:
    """England's working days, as shipped."""
    return england()


@pytest.fixture(scope="session")
def rules() -> Rules:
    """The deadline rules, as shipped."""
    return shipped_rules()
