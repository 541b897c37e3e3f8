from __future__ import annotations

from dataclasses import replace

import pytest

from cspr_tui.domain.steps.settings import facts_set
from cspr_tui.service.settings import NoReasonError, change_settings
from cspr_tui.store.seam import StaleReviewError
from tests.sitting import Sitting


def test_settings_made_of_an_older_version_overwrite_nothing(demo: Sitting) -> None:
    seen = demo.store.partnership()
    other = Sitting(demo.store, actor="mokafor")
    change_settings(other.reviews, facts_set(seen, area="Mereland"), "as it is called")
    with pytest.raises(StaleReviewError, match="saved by somebody else meanwhile"):
        demo.reviews.set_partnership(replace(seen, backup_days=9), "as agreed")
    held = demo.store.partnership()
    assert (held.area, held.backup_days) == ("Mereland", seen.backup_days)


def test_a_change_without_a_reason_is_refused(demo: Sitting) -> None:
    seen = demo.store.partnership()
    with pytest.raises(NoReasonError, match="Say why it changes"):
        change_settings(demo.reviews, facts_set(seen, backup_days=9), " ")


def test_the_history_of_the_settings_keeps_old_and_new(demo: Sitting) -> None:
    seen = demo.store.partnership()
    assert change_settings(demo.reviews, facts_set(seen, backup_days=9), "as agreed")
    again = facts_set(demo.store.partnership(), backup_days=9)
    assert not change_settings(demo.reviews, again, "the same")
    change = demo.store.partnership().history[-1]
    assert [(e.path, e.old, e.new) for e in change.edits] == [("backup_days", 0, 9)]
