from __future__ import annotations

from cspr_tui.domain.board.saved_views import TEAM, View
from cspr_tui.plain.views_text import Counted, view_form, views_page

OWN = View("Own", "is:onec", "jbarlow")


def test_a_view_that_cannot_be_read_says_so_in_place_of_its_count() -> None:
    lines = list(views_page([Counted(1, TEAM, 22), Counted(2, OWN, None)]))
    assert lines == [
        "1  Team          22  all active  built in",
        "2  Own   unreadable  is:onec     only me",
    ]
    assert view_form(Counted(2, OWN, None))["count"] is None
