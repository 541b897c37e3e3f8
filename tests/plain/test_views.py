from __future__ import annotations

from cspr_tui.domain.board.saved_views import TEAM, View
from cspr_tui.plain.views_text import CountedView, view_json, views_page

OWN = View("Own", "is:onec", "jbarlow")


def test_a_view_that_cannot_be_read_says_so_in_place_of_its_count() -> None:
    lines = list(views_page([CountedView(1, TEAM, 22), CountedView(2, OWN, None)]))
    assert lines == [
        "1  Team          22  all active  built in",
        "2  Own   unreadable  is:onec     only me",
    ]
    assert view_json(CountedView(2, OWN, None))["count"] is None
