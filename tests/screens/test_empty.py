from __future__ import annotations

import pytest

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.record.entry_kinds import FILLED_IN, INNER
from cspr_tui.domain.record.people import Channel
from cspr_tui.domain.record.review import Review
from cspr_tui.screens.review.add_entry_menu import form_for
from cspr_tui.screens.review.forms.entry_form import changing_form, inner_adding_form
from cspr_tui.screens.review.review_view import view_of
from cspr_tui.widgets.form_field import choice_field
from tests.screens.driver import driving
from tests.sitting import Sitting


@pytest.mark.parametrize(
    ("tab", "said", "title"),
    [
        ("2", "No family or other people yet. a adds one.", "Add: Person"),
        ("3", "No requests to agencies yet. a adds one.", "Add: Request to an agency"),
        ("4", "No actions yet. a adds one.", "Add: Action"),
    ],
)
async def test_an_empty_tab_says_what_a_adds_and_a_adds_it(
    tab: str, said: str, title: str, empty: Sitting
) -> None:
    empty.reviews.create(Review(""))
    async with driving(empty) as driver:
        assert said in await driver.press("enter", tab)
        assert title in await driver.press("a")
        await driver.press("escape")
        assert title in await driver.press("enter")


def test_a_wrong_word_is_answered_with_letters_and_labels() -> None:
    field = choice_field("channel", "How", Channel, Channel.PHONE)
    with pytest.raises(CsprError) as caught:
        field.read("pigeon")
    assert '"pigeon" is none of these; a letter or a word: a Call' in str(caught.value)
    assert "via_flo" not in str(caught.value)


@pytest.mark.parametrize("kind", FILLED_IN)
def test_every_form_of_a_review_keeps_drafts_of_its_own(
    kind: str, demo: Sitting
) -> None:
    view = view_of(demo.store.load("7QXM4"), demo.reviews)
    names = [form_for(view, kind).form.name]
    for entry in getattr(view.review, kind)[:2]:
        changing = changing_form(view, kind, entry.id).form
        names.append(changing.name)
        assert changing.again is not None
        assert changing.note is not None
        if kind in INNER:
            names.append(inner_adding_form(view, kind, entry.id).form.name)
    assert all(name.startswith("7QXM4/") for name in names)
    assert len(set(names)) == len(names)
