from __future__ import annotations

import pytest

from cspr_tui.domain.record.oversight import Note
from cspr_tui.domain.steps.entries.log import note_logged
from cspr_tui.domain.steps.partnership_settings import change_details
from cspr_tui.plain.lookup_table import LOOKUP_BY_LETTER
from cspr_tui.screens.overviews.lookups_screen import keyed
from cspr_tui.screens.review.review_screen import ReviewScreen
from cspr_tui.service.use_cases.change_settings import change_settings
from tests.screens.driver import driving
from tests.sitting import Sitting

FREE = [look.letter for look in LOOKUP_BY_LETTER.values() if not look.asks]


def test_no_letter_of_a_look_moves_or_leaves_the_list() -> None:
    assert not set(LOOKUP_BY_LETTER) & set("jkghlqmz")


def test_a_line_further_in_belongs_to_the_review_named_above() -> None:
    texts = ["7QXM4  lesson", "    its text", "an agency", "  late  YGP9Z  R1", ""]
    lines = list(keyed(texts, ["7QXM4", "YGP9Z"]))
    assert [line.key for line in lines] == ["7QXM4", "7QXM4", "", "YGP9Z", ""]


@pytest.mark.parametrize("letter", FREE)
async def test_each_look_says_something_of_the_sample(
    letter: str, demo: Sitting
) -> None:
    async with driving(demo) as driver:
        text = await driver.press("x", letter)
        assert LOOKUP_BY_LETTER[letter].title in text
        assert "Enter opens the review of a line." in text
        assert len(text.split("\n")[1].strip()) > 5


async def test_every_look_is_empty_in_words_where_there_is_nothing(
    empty: Sitting,
) -> None:
    async with driving(empty) as driver:
        text = await driver.press("x", "b")
        assert "0 restrictions in force." in text


async def test_a_line_opens_its_review_and_q_comes_back_to_it(demo: Sitting) -> None:
    async with driving(demo) as driver:
        text = await driver.press("x", "r", "j", "enter")
        assert isinstance(driver.app.screen, ReviewScreen)
        assert text.startswith("YXFPF")
        text = await driver.press("q")
        assert "Rapid reviews due" in text
        text = await driver.press("q", "q")
        assert "Reviews" in text


async def test_any_other_deadline_is_chosen_by_its_label(demo: Sitting) -> None:
    async with driving(demo) as driver:
        text = await driver.press("x", "d")
        assert "Which deadline?" in text
        text = await driver.press("enter")
        assert "Notify National Panel" in text


async def test_leaving_what_is_asked_first_looks_at_nothing(demo: Sitting) -> None:
    async with driving(demo) as driver:
        text = await driver.press("x", "u", "escape")
        assert "Across all reviews" in text
        text = await driver.press("u", "ctrl+s")
        assert "Across all reviews" in text


async def test_what_others_changed_is_shown_since_the_last_brief(
    demo: Sitting,
) -> None:
    other = Sitting(demo.store, actor="mokafor")
    async with driving(demo) as driver:
        await driver.press("b", "q")
        note = Note("", demo.today, "Rang the school")
        other.reviews.change("YXFPF", note_logged(note))
        seen = other.store.partnership()
        change_settings(other.reviews, change_details(seen, backup_days=9), "as agreed")
        text = await driver.press("x", "i")
        assert "Mon 23 Nov 2026" in text
        text = await driver.press("ctrl+s")
        assert "YXFPF" in text
        assert "Settings changed (as agreed)" in text
        assert "your own changes are left out" in text


async def test_a_damaged_review_is_named_and_the_others_are_shown(
    demo: Sitting,
) -> None:
    path = next(demo.store.folder.rglob("*YXFPF*.json"))
    path.write_text("{")
    async with driving(demo) as driver:
        text = await driver.press("x", "r")
        assert "NOT READ" in text
        assert "4GXHG" in text


@pytest.mark.parametrize(
    ("down", "shown"),
    [
        (0, "unanswered"),
        (1, "agencies"),
        (3, "set"),
    ],
)
async def test_a_review_has_its_own_pages(down: int, shown: str, demo: Sitting) -> None:
    async with driving(demo) as driver:
        await driver.press("enter", "f")
        text = await driver.press(*["j"] * down, "enter")
        assert shown in text
        text = await driver.press("q")
        assert text.startswith("7QXM4")


async def test_a_choice_left_opens_no_page(demo: Sitting) -> None:
    async with driving(demo) as driver:
        await driver.press("enter", "f", "escape")
        await driver.press("f", "j", "j", "enter", "escape")
        assert isinstance(driver.app.screen, ReviewScreen)
