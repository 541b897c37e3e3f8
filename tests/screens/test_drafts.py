from __future__ import annotations

import os
import pty
import signal
import stat
import subprocess

import pytest

from cspr_tui.cli.env import clock
from cspr_tui.domain.record.form_draft import FormDraft
from cspr_tui.domain.steps.review.record_dates import date_recorded
from cspr_tui.screens.forms.form_screen import RESTED
from cspr_tui.store.user.draft_files import DraftFiles
from tests.bench.black_box import python
from tests.screens.driver import Driver, driving
from tests.screens.terminal import Terminal
from tests.sitting import MONDAY, Sitting

SAID = "Ms Testley rang back; she asks for Thursday afternoons only."
REF = "7QXM4"


def drafts_of(sitting: Sitting) -> tuple[FormDraft, ...]:
    assert sitting.reviews.drafts is not None
    return sitting.reviews.drafts.all()


def cut(terminal: Terminal, number: int) -> int:
    os.kill(terminal.process, number)
    _, status = os.waitpid(terminal.process, 0)
    os.close(terminal.handle)
    return status


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_lost_line_costs_nothing_that_was_typed(number: int, demo: Sitting) -> None:
    terminal = Terminal(demo.store.folder)
    terminal.read_until("q quit")
    terminal.send("\r2aa")
    terminal.read_until("Log a contact with family")
    terminal.send(f"P1{chr(9) * 6}{SAID}")
    terminal.read_until("Thursday afternoons")
    status = cut(terminal, number)
    assert os.waitstatus_to_exitcode(status) == 128 + number

    kept = list((demo.store.folder / "drafts").iterdir())
    assert [stat.S_IMODE(path.stat().st_mode) for path in kept] == [0o600]

    again = Terminal(demo.store.folder)
    again.read_until("q quit")
    again.send("\r2aa")
    again.read_until("Take it back?")
    again.send("y")
    again.read_until(SAID[:40])
    again.send("\x13")
    again.read_until("u undoes it")
    again.leave()
    assert demo.store.load(REF).contacts[-1].note == SAID
    assert list((demo.store.folder / "drafts").iterdir()) == []


def test_killed_outright_only_the_last_second_is_lost(demo: Sitting) -> None:
    terminal = Terminal(demo.store.folder)
    terminal.read_until("q quit")
    terminal.send("\r2aa")
    terminal.read_until("Log a contact with family")
    terminal.send(f"P2{chr(9) * 6}{SAID}\t")
    terminal.read_until("why, where contact is restricted")
    cut(terminal, signal.SIGKILL)
    demo.reviews.drafts = DraftFiles(demo.store.folder, clock.login())
    (draft,) = drafts_of(demo)
    assert draft.texts == {"persons": "P2", "note": SAID}


async def typed_note(driver: Driver, text: str) -> str:
    await driver.press("enter", "a", "j", "j", "enter", "tab")
    return await driver.type(text)


async def test_quitting_within_a_form_keeps_what_was_typed(demo: Sitting) -> None:
    async with driving(demo) as driver:
        await typed_note(driver, "half a no")
        await driver.press("ctrl+q")
    (draft,) = drafts_of(demo)
    assert draft.texts == {"text": "half a no"}
    assert draft.form == f"{REF}/notes"


async def test_a_draft_is_stored_while_typing_in_one_field_goes_on(
    demo: Sitting,
) -> None:
    async with driving(demo) as driver:
        await typed_note(driver, "half")
        await driver.pilot.pause(0.6 * RESTED)
        await driver.type(" a no")
        await driver.pilot.pause(0.6 * RESTED)
        (draft,) = drafts_of(demo)
    assert draft.texts["text"].startswith("half")


async def test_a_draft_is_offered_taken_up_and_gone_once_saved(demo: Sitting) -> None:
    async with driving(demo) as driver:
        await typed_note(driver, "half a no")
        await driver.press("ctrl+q")
    async with driving(demo) as driver:
        text = await driver.press("enter", "a", "j", "j", "enter")
        assert "and not saved. Take it back?" in text
        assert "half a no" in text
        text = await driver.press("y", "tab", "ctrl+end")
        await driver.type("te")
        await driver.press("ctrl+s")
    assert demo.store.load(REF).notes[-1].text == "half a note"
    assert drafts_of(demo) == ()


async def test_a_draft_decided_on_later_stays_and_one_dropped_goes(
    demo: Sitting,
) -> None:
    async with driving(demo) as driver:
        await typed_note(driver, "half a no")
        await driver.press("ctrl+q")
    async with driving(demo) as driver:
        await driver.press("enter", "a", "j", "j", "enter", "escape", "escape")
        assert len(drafts_of(demo)) == 1
        await driver.press("a", "j", "j", "enter", "d", "n", "escape")
        assert len(drafts_of(demo)) == 1
        await driver.press("a", "j", "j", "enter", "d", "y", "escape")
    assert drafts_of(demo) == ()


async def test_giving_up_what_was_typed_takes_its_draft_away(demo: Sitting) -> None:
    async with driving(demo) as driver:
        await typed_note(driver, "half a no")
        await driver.press("tab")
        assert len(drafts_of(demo)) == 1
        text = await driver.press("escape")
        assert "Leave without saving?" in text
        await driver.press("y")
    assert drafts_of(demo) == ()


async def test_what_is_refused_stays_typed_and_kept(demo: Sitting) -> None:
    async with driving(demo) as driver:
        await driver.press("enter", "2", "a", "a", *["tab"] * 4)
        text = await driver.type("no date at all")
        text = await driver.press("ctrl+s")
        assert "cannot be taken as typed" in text
        assert "no date at all" in text
    (draft,) = drafts_of(demo)
    assert draft.texts == {"on": "no date at all"}


def test_a_damaged_draft_is_left_out_and_another_users_is_not_read(
    demo: Sitting,
) -> None:
    drafts = DraftFiles(demo.store.folder, "jbarlow")
    drafts.keep(FormDraft("a1", "new", "New review", demo.now(), {"local_ref": "x"}))
    folder = demo.store.folder / "drafts"
    (folder / "jbarlow-b2.json").write_text("{", encoding="utf-8")
    assert [draft.name for draft in drafts.all()] == ["a1"]
    assert DraftFiles(demo.store.folder, "mokoro").all() == ()


def test_no_two_logins_share_their_drafts(demo: Sitting) -> None:
    folder = demo.store.folder
    draft = FormDraft("x", "form", "title", demo.now(), {"text": "half a no"})
    DraftFiles(folder, "m.okafor").keep(draft)
    assert DraftFiles(folder, "m_okafor").all() == ()
    assert DraftFiles(folder, "m.okafor").all() == (draft,)


@pytest.mark.skipif(os.geteuid() != 0, reason="giving a file away needs root")
def test_a_draft_that_another_account_put_there_is_not_offered(demo: Sitting) -> None:
    folder = demo.store.folder
    draft = FormDraft("x", "form", "title", demo.now(), {"text": "planted"})
    DraftFiles(folder, "mokafor").keep(draft)
    (planted,) = (folder / "drafts").glob("mokafor-*")
    os.chown(planted, 64_321, -1)
    folder.chmod(0o2770)
    (folder / "drafts").chmod(0o2770)
    assert DraftFiles(folder, "mokafor").all() == ()


async def in_conflict(driver: Driver, demo: Sitting) -> str:
    """Plan a publication while somebody else does."""
    other = Sitting(demo.store, actor="mokoro")
    text = await driver.press("enter", "t", *["j"] * 13, "enter")
    assert "Planned publication" in text
    await driver.press("end", *["backspace"] * 20)
    await driver.type("11/12")
    held = demo.store.load(REF).planned_publication_on
    step = date_recorded("planned_publication_on", MONDAY.replace(month=12), held)
    other.reviews.change(REF, step)
    await driver.press("ctrl+s")
    return await driver.press("y")


async def test_what_others_saved_meanwhile_is_shown_beside_ones_own(
    demo: Sitting,
) -> None:
    async with driving(demo) as driver:
        text = await in_conflict(driver, demo)
        assert "Which is to stand?" in text
        assert "theirs: Wed 23 Dec 2026" in text
        assert "yours:  Fri 11 Dec 2026" in text
        text = await driver.press("escape")
        assert "11 Dec 2026" in text


@pytest.mark.parametrize(
    ("answer", "day"), [("m", "11 Dec"), ("t", "23 Dec"), ("k", "23 Dec")]
)
async def test_one_chooses_whose_words_stand_and_loses_none(
    answer: str, day: str, demo: Sitting
) -> None:
    async with driving(demo) as driver:
        await in_conflict(driver, demo)
        await driver.press(answer)
    review = demo.store.load(REF)
    assert f"{review.planned_publication_on:%d %b}" == day
    noted = [note.text for note in review.notes if "Fri 11 Dec 2026" in note.text]
    assert bool(noted) is (answer == "k")
    assert drafts_of(demo) == ()


def test_a_terminal_gone_without_a_word_ends_the_app(demo: Sitting) -> None:
    ours, theirs = pty.openpty()
    words = python("-m", "cspr_tui", "--store", str(demo.store.folder))
    running = subprocess.Popen(  # noqa: S603 - our own words
        words, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    )
    os.close(theirs)
    seen = b""
    while b"quit" not in seen:
        seen += os.read(ours, 4096)
    os.close(ours)
    assert running.wait(20) == -signal.SIGHUP
