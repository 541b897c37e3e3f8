"""Keys acted on in the order they were typed, however fast they come."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence
from pathlib import Path, PurePath

from textual.app import App
from textual.events import Event, Key, Paste
from textual.message_pump import MessagePump
from textual.screen import Screen

# A key goes its own way up, then what its widget says of it, then the answer:
# so many times must all come through with nothing changed.
ROUNDS = 3
# A widget that goes away keeps its answer; nobody waits longer for it, in seconds.
PATIENCE = 0.5
STEP = 0.005
# What takes longer, such as an export's check, can be left by a key meanwhile.
ANSWERED_IN = 1.0


class TypeAhead(App[None]):
    """An app in which no key overtakes another.

    Textual hands each key on at once while its effect, a binding or a new focus,
    comes later; in fast typing `ctrl+s` then saves before the last letters are in
    and a Tab leaves them in the wrong field. Here the next key or paste waits
    until the one before has had its effect, and until a form has saved.
    """

    def __init__(self, sheets: Sequence[Path]) -> None:
        paths: list[str | PurePath] = [*sheets]
        super().__init__(css_path=paths)
        self._waiting = deque[Event]()
        self._acting: asyncio.Task[None] | None = None
        self._in_turn: Event | None = None

    async def on_event(self, event: Event) -> None:
        """Hand a key on if none is being acted on, else keep it for its turn."""
        typed = isinstance(event, Key | Paste) and not event.is_forwarded
        if typed and self._acting is not None and event is not self._in_turn:
            self._waiting.append(event)
            return
        await super().on_event(event)
        if typed and self._acting is None:
            self._acting = asyncio.create_task(self._act_in_turn())

    async def _act_in_turn(self) -> None:
        await self._settled()
        while self._waiting and self.screen_stack:
            self._in_turn = self._waiting.popleft()
            self.post_message(self._in_turn)
            await _passed(self)
            await self._settled()
        self._acting = None

    async def _settled(self) -> None:
        quiet = 0
        while self.screen_stack and quiet < ROUNDS:
            before = self._standing
            await _passed(self.focused or self.screen)
            held = await self._held()
            changed = held or before != self._standing
            quiet = 0 if changed else quiet + 1

    @property
    def _standing(self) -> tuple[object, object]:
        return (self.screen, self.focused) if self.screen_stack else (None, None)

    async def _held(self) -> bool:
        """Wait for a screen that is not there yet, an answer, or a form that saves."""
        waited = 0.0
        while self.screen_stack and _is_busy(self.screen, waited):
            waited += STEP
            await asyncio.sleep(STEP)
        return waited > 0


def _is_busy(screen: Screen[object], waited: float) -> bool:
    if not screen.is_mounted or getattr(screen, "is_saving", False):
        return True
    return waited < ANSWERED_IN and bool(getattr(screen, "acting", 0))


async def _passed(start: MessagePump) -> None:
    """Wait until all that was sent up from there before now has arrived."""
    pump: MessagePump | None = start
    while pump is not None:
        reached = asyncio.Event()
        if pump.call_later(reached.set):
            try:
                await asyncio.wait_for(reached.wait(), PATIENCE)
            except TimeoutError:
                return
        pump = pump._parent  # noqa: SLF001 - Textual offers no other way up from any pump
