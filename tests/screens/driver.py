"""Driving the app by keys alone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from textual.events import Key
from textual.keys import _character_to_key, key_to_character
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from cspr_tui.app import CsprApp
from cspr_tui.preferences import Preferences
from cspr_tui.screens.board.board_screen import BoardScreen
from cspr_tui.screens.dialogs.choice_dialog import ChooseScreen
from cspr_tui.screens.dialogs.confirm_dialog import ConfirmScreen
from cspr_tui.service import Reviews
from cspr_tui.widgets.form_field import FieldRow
from cspr_tui.widgets.lines.line_list import LineList
from tests.screens.screen_text import text_of


class Seated(Protocol):
    """Whoever sits before the app."""

    reviews: Reviews


@dataclass
class Driver:
    """An app under test; `press` waits until the screen has come to rest."""

    app: CsprApp
    pilot: Pilot[None]

    async def press(self, *keys: str) -> str:
        for key in keys:
            await self.many(key)
        return self.text

    async def type(self, text: str) -> str:
        return await self.many(*text)

    async def to(self, start: str) -> str:
        """Go to the first line that begins so, indents and letters to choose aside."""
        lines = self.app.screen.query_one(LineList).lines
        texts = [line.text.strip() for line in lines]
        if isinstance(self.app.screen, ChooseScreen):
            texts = [text[3:] for text in texts]
        place = next(n for n, text in enumerate(texts) if text.startswith(start))
        return await self.many("g", *["j"] * place)

    async def add(self, label: str) -> str:
        """Open the form of a kind of entry, as `a` offers it."""
        await self.press("a")
        await self.to(label)
        return await self.press("enter")

    async def fill(self, *texts: str) -> str:
        """Type over each field in turn; one given an empty text is left as it is."""
        for number, text in enumerate(texts):
            if number:
                await self.press("tab")
            if text:
                await self.type(text)
        return self.text

    async def write(self, **texts: str) -> str:
        """Fill a form's fields by their names, save, and say yes where it asks."""
        for name, text in texts.items():
            await self._to_field(name.replace("__", "."))
            await self.type(text)
        await self.press("ctrl+s")
        if isinstance(self.app.screen, ConfirmScreen):
            await self.press("y")
        return self.text

    async def _to_field(self, name: str) -> None:
        rows = list(self.app.screen.query(FieldRow))
        names = [row.field.name for row in rows]
        assert name in names, f"no field {name} on {self.text}"
        here = next(n for n, row in enumerate(rows) if row.has_focus_within)
        await self.many(*["tab"] * ((names.index(name) - here) % len(rows)))

    async def many(self, *keys: str) -> str:
        """Press keys in one burst, as a slow line brings them, then come to rest."""
        for key in keys:
            self.app.post_message(key_event(key))
        await self.rest()
        return self.text

    async def rest(self) -> None:
        await self._taken()
        for worker in list(self.app.workers):
            with suppress(WorkerCancelled):
                await worker.wait()
        await self._taken()
        await self.pilot.pause()
        while isinstance(self.app.screen, BoardScreen) and self.app.screen.resting:
            await self.pilot.pause(0.02)

    async def _taken(self) -> None:
        """Wait until every key typed ahead has been taken and acted on."""
        await asyncio.sleep(0)
        while self.app.is_running and self.app.key_queue.is_busy:  # noqa: ASYNC110 - it rings no bell when done
            await asyncio.sleep(0.002)

    @property
    def text(self) -> str:
        return text_of(self.app)


def key_event(key: str) -> Key:
    name = _character_to_key(key) if len(key) == 1 else key
    return Key(name, key if len(key) == 1 else key_to_character(key))


@asynccontextmanager
async def driving(
    sitting: Seated,
    size: tuple[int, int] = (80, 24),
    preferences: Preferences | None = None,
) -> AsyncIterator[Driver]:
    app = CsprApp(sitting.reviews, sitting.reviews.board(), None, preferences)
    async with app.run_test(size=size) as pilot:
        driver = Driver(app, pilot)
        await driver.rest()
        yield driver


def only_name_in(folder: Path) -> str:
    """Return the one Markdown file's name in a folder, empty if there is none."""
    names = [path.name for path in folder.glob("*.md")]
    assert len(names) < 2
    return "".join(names)
