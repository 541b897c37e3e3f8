"""The app on a database: two coordinators, and a server that goes and comes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from cspr_tui import app
from cspr_tui.domain.record.oversight import Note
from cspr_tui.domain.steps.entries.log import note_logged
from cspr_tui.service import Reviews
from cspr_tui.store.copy_store import copy_store
from cspr_tui.store.postgres.setup import open_store
from tests.postgres.sitting import sat_down
from tests.postgres.wire import Wire, wired
from tests.screens.driver import Driver, driving
from tests.sitting import MONDAY, demo_store


@dataclass
class Seat:
    reviews: Reviews


@dataclass
class Desk:
    """A seat before the app, its wire, and the address that bypasses the wire."""

    seat: Seat
    wire: Wire
    address: str


@pytest.fixture
def desk(address: str, tmp_path: Path) -> Iterator[Desk]:
    list(copy_store(demo_store(tmp_path / "demo"), open_store(address)))
    with wired(address) as (wire, wired_address):
        store = open_store(wired_address)
        yield Desk(Seat(sat_down(store)), wire, address)
        store.close()


async def seen(driver: Driver, text: str, seconds: float = 2.0) -> bool:
    for _ in range(round(seconds * 10)):
        if text in driver.text:
            return True
        await driver.pilot.pause(0.1)
    return False


async def test_what_another_coordinator_saves_is_seen_within_two_seconds(
    desk: Desk,
) -> None:
    other = sat_down(open_store(desk.address), "mokafor")
    async with driving(desk.seat) as driver:
        await driver.press("j", "j")
        assert await seen(driver, "Ready.", 0.1)
        other.change("7QXM4", note_logged(Note("", MONDAY, "Rang.")))
        assert await seen(driver, "changed 7QXM4: Note added.", 3.0)


async def test_the_board_says_that_the_server_is_gone_and_back(desk: Desk) -> None:
    async with driving(desk.seat) as driver:
        assert "Reviews  22 active" in driver.text
        desk.wire.is_down = True
        desk.wire.break_all()
        assert await seen(driver, "NOT CONNECTED, data as at 08:50", 4.0)
        assert "7QXM4" in driver.text
        assert "nothing was saved" in await driver.press("enter")
        desk.wire.is_down = False
        for _ in range(80):
            await driver.pilot.pause(0.1)
            if "NOT CONNECTED" not in driver.text:
                break
        assert "NOT CONNECTED" not in driver.text
        assert "Overview" in await driver.press("enter")


async def test_a_form_keeps_its_text_while_the_server_is_gone(desk: Desk) -> None:
    async with driving(desk.seat) as driver:
        await driver.press("enter", "3", "a", "a")
        await driver.type("Mereland Pol")
        await driver.press("tab", "tab", "tab", "tab")
        await driver.type("Both are kept.")
        desk.wire.is_down = True
        desk.wire.break_all()
        assert "nothing was saved" in await driver.press("ctrl+s")
        assert "Both are kept." in driver.text
        assert await seen(driver, "NOT CONNECTED", 4.0)
        desk.wire.is_down = False
        assert await seen(driver, "Connected again; what is typed is not saved", 8.0)
        await driver.press("ctrl+s")
    kept = open_store(desk.address).load("7QXM4").agency_contacts
    assert [c.note for c in kept].count("Both are kept.") == 1


async def test_a_server_that_gives_no_answer_is_said_to_be_gone_until_it_does(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "UNANSWERED", 1)
    async with driving(desk.seat) as driver:
        assert await seen(driver, "Ready.", 0.5)
        desk.wire.delay = 6.0
        assert await seen(driver, "NOT CONNECTED, data as at 08:50", 6.0)
        assert "7QXM4" in driver.text
        desk.wire.delay = 0.0
        for _ in range(120):
            await driver.pilot.pause(0.1)
            if "NOT CONNECTED" not in driver.text:
                break
        assert "NOT CONNECTED" not in driver.text
