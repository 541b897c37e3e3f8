"""Type-ahead queue: keys act one after the other, however fast they come.

Textual hands each key to the widget that has the focus when the key arrives, and
lets some bindings act before widgets have read what was typed earlier. Over a slow
line keys come in bursts: a name typed after Tab would land in the field before, and
a save would miss the last letters.

A key is over once every message it caused has been handled. To know when, a callback
follows it from the widget that took it up through its parents to the app, queued
behind the messages of each.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable
from functools import partial
from time import monotonic
from typing import Any

from textual.app import App
from textual.dom import DOMNode
from textual.events import Callback, Key, Paste
from textual.message_pump import MessagePump
from textual.screen import Screen

# Seconds after which a key that is still acting holds up the next no longer, so that
# one can leave whatever takes so long.
LONGEST = 2.0


class KeyQueue:
    """Holds what is typed until the key before it is done.

    `deliver` hands a key or a paste to Textual, as if it had just arrived.
    """

    def __init__(
        self, app: App[Any], deliver: Callable[[Key | Paste], Awaitable[None]]
    ) -> None:
        self._app, self._deliver = app, deliver
        self._waiting: deque[Key | Paste] = deque()
        self._is_acting = False
        self._acting_since = 0.0
        self._holds, self._held_since = 0, 0.0
        self._last_screen: Screen[object] | None = None
        self.typed_at = monotonic()

    async def accept(self, event: Key | Paste) -> None:
        """Take a key or a paste in its turn."""
        self._waiting.append(event)
        self.typed_at = event.time
        if not self._is_acting or event.time - self._acting_since > LONGEST:
            await self._next()

    @property
    def is_busy(self) -> bool:
        """Whether something typed is waiting or being acted on."""
        return bool(self._waiting) or self._is_acting or self._is_held

    def hold(self) -> None:
        """Let keys wait: what was asked for is still being done."""
        self._holds += 1
        self._held_since = monotonic()

    def release(self) -> None:
        """Let keys act again, once every hold is released."""
        self._holds -= 1
        self._app.call_later(self._next)

    async def _next(self) -> None:
        self._is_acting = False
        if not self._waiting or self._is_held:
            return
        self._is_acting, self._acting_since = True, monotonic()
        screen = self._app.screen
        if not self._is_ready(screen):
            screen.call_after_refresh(self._next_later)
            return
        target: DOMNode = self._app.focused or screen
        await self._deliver(self._waiting.popleft())
        # Twice: what the first round found may have posted messages of its own.
        self._follow(target, partial(self._follow, target, self._next_later))

    @property
    def _is_held(self) -> bool:
        return bool(self._holds) and monotonic() - self._held_since < LONGEST

    def _is_ready(self, screen: Screen[object]) -> bool:
        """Whether a screen is laid out, and was shown once since it came up."""
        was_seen = screen is self._last_screen
        self._last_screen = screen if screen.is_mounted else None
        return was_seen

    def _next_later(self) -> None:
        _post(self._app, self._next)

    def _follow(self, target: DOMNode, then: Callable[[], object]) -> None:
        """Call behind the messages of a widget, then of its parents, up to the app."""
        above = target.parent
        if target is self._app or above is None:
            _post(self._app, then)
        elif not _post(target, partial(self._follow, above, then)):
            self._follow(above, then)


def _post(target: MessagePump, act: Callable[[], object]) -> bool:
    """Call behind the messages of a widget; False if it takes no more of them."""
    return target.post_message(Callback(callback=_Call(act).run))


class _Call:
    """A call whose parameters Textual counts once for all, not for each of them."""

    __slots__ = ("_act",)

    def __init__(self, act: Callable[[], Any]) -> None:
        self._act = act

    def run(self) -> Any:  # noqa: ANN401 - what it returns may have to be awaited
        """Make the call."""
        return self._act()
