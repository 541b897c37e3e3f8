"""Keys taken one after the other, however fast they come.

Textual hands each key to the widget that has the focus when the key arrives, and
lets some bindings act before widgets have read what was typed earlier. Over a slow
line keys come in bursts: a name typed after Tab would land in the field before, and
a save would miss the last letters.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any

from textual.driver import Driver
from textual.events import Callback, Event, Key, Paste
from textual.message_pump import MessagePump
from textual.screen import Screen

from cspr_tui.terminal.diff_renderer import PaintedOnceApp

# What takes longer, in seconds, holds up no key: one can leave it meanwhile.
LONGEST = 2.0


class OrderedKeysApp(PaintedOnceApp):
    """An app in which a key acts only once what the one before it did is done."""

    def __init__(self, css_path: Sequence[Path]) -> None:
        super().__init__(css_path)
        self._typed: deque[Key | Paste] = deque()
        self._is_acting = False
        self._acting_since = 0.0
        self._holds, self._held_since = 0, 0.0
        self._typed_into: Screen[object] | None = None
        self.typed_at = monotonic()

    def get_driver_class(self) -> type[Driver]:
        """Return the driver; on a terminal ours, which keeps pastes whole."""
        if sys.platform == "win32":
            return super().get_driver_class()
        from cspr_tui.terminal.paste_safe_driver import TerminalDriver  # noqa: PLC0415 - there is none on Windows

        return TerminalDriver

    async def on_event(self, event: Event) -> None:
        """Take a key or a paste in its turn, anything else at once."""
        if not isinstance(event, (Key, Paste)) or event.is_forwarded:
            await super().on_event(event)
            return
        self._typed.append(event)
        self.typed_at = event.time
        if not self._is_acting or event.time - self._acting_since > LONGEST:
            await self._take_next()

    @property
    def is_acting(self) -> bool:
        """Whether something typed is still to be taken, or being acted on."""
        return bool(self._typed) or self._is_acting or self._is_held

    def hold_keys(self) -> None:
        """Let keys wait: what was asked for is still being done."""
        self._holds += 1
        self._held_since = monotonic()

    def release_keys(self) -> None:
        """Let keys act again, once every hold is released."""
        self._holds -= 1
        self.call_later(self._take_next)

    async def _take_next(self) -> None:
        self._is_acting = False
        if not self._typed or self._is_held:
            return
        self._is_acting, self._acting_since = True, monotonic()
        if not self._is_ready(self.screen):
            self.screen.call_after_refresh(self._in_a_while)
            return
        target: MessagePump = self.focused or self.screen
        await super().on_event(self._typed.popleft())
        self._follow(target, partial(self._follow, target, self._in_a_while))

    @property
    def _is_held(self) -> bool:
        return bool(self._holds) and monotonic() - self._held_since < LONGEST

    def _is_ready(self, screen: Screen[object]) -> bool:
        """Whether a screen is laid out, and was shown once since it came up."""
        known = screen is self._typed_into
        self._typed_into = screen if screen.is_mounted else None
        return known

    def _in_a_while(self) -> None:
        _behind(self, self._take_next)

    def _follow(self, target: MessagePump, then: Callable[[], object]) -> None:
        """Go the way up from a widget, behind what is on it, level by level."""
        above = target._parent  # noqa: SLF001 - the only name of the way a key bubbles
        if target is self or above is None:
            _behind(self, then)
        elif not _behind(target, partial(self._follow, above, then)):
            self._follow(above, then)


def _behind(target: MessagePump, act: Callable[[], object]) -> bool:
    """Do something behind what is on a widget; False if it takes nothing more."""
    return target.post_message(Callback(callback=_Act(act)))


class _Act:
    """Something to be done, which Textual need not examine for what it takes."""

    __slots__ = ("_do",)
    _param_count = 0

    def __init__(self, do: Callable[[], Any]) -> None:
        self._do = do

    def __call__(self) -> Any:  # noqa: ANN401 - what it gives back may be to be awaited
        """Do it."""
        return self._do()
