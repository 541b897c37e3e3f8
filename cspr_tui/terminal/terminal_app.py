"""The base class of the app: Textual's `App` with our terminal output and input.

The only class that overrides private methods of Textual's `App`, and only within the
versions they are tested with; see `textual_version`.
"""

from __future__ import annotations

import sys
from abc import abstractmethod
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.app import App
from textual.events import Event, Key, Paste

from cspr_tui.terminal.key_queue import KeyQueue
from cspr_tui.terminal.textual_version import uses_private_names

IS_FULL = uses_private_names()
if IS_FULL:
    from cspr_tui.terminal.diff_renderer import DiffRenderer, paint_now

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import RenderableType
    from textual.driver import Driver
    from textual.events import Resize
    from textual.screen import Screen


class TerminalApp(App[None]):
    """An app that takes keys in order and sends no line twice.

    A crash is told in one sentence of ours: Textual's own report would print the
    values of variables, which may be names of children.
    """

    def __init__(self, css_path: Sequence[Path]) -> None:
        super().__init__(css_path=list(css_path))
        self.key_queue = KeyQueue(self, super().on_event)
        self._is_first_paint_done = False
        if IS_FULL:
            self._renderer = DiffRenderer()

    @abstractmethod
    def crash_sentence(self) -> str:
        """Return what to say of the error being handled, without values of a case."""

    def first_paint_done(self) -> None:
        """Note that a resize from now on is the terminal's own, not the start's."""
        self._is_first_paint_done = True

    async def on_event(self, event: Event) -> None:
        """Take a key or a paste in its turn, anything else at once."""
        if isinstance(event, (Key, Paste)) and not event.is_forwarded:
            await self.key_queue.accept(event)
        else:
            await super().on_event(event)

    def refresh_css(self, animate: bool = True) -> None:  # noqa: FBT001, FBT002 - Textual's own
        """Style anew; before anything is shown, the first theme is enough."""
        if self.is_running:
            super().refresh_css(animate)

    def _fatal_error(self) -> None:
        """Say what is safe to say; called while the error is being handled.

        Overridden with every version of Textual: it takes no argument, uses public
        names only, and stands between a traceback with names in it and the screen.
        """
        self.panic(self.crash_sentence())

    if IS_FULL:

        def get_driver_class(self) -> type[Driver]:
            """Return the driver; on a POSIX terminal the one that keeps pastes whole.

            `TEXTUAL_DRIVER` has no say: the command line takes it away.
            """
            if sys.platform == "win32":
                return super().get_driver_class()
            from cspr_tui.terminal.paste_safe_driver import PasteSafeDriver  # noqa: PLC0415 - there is none on Windows

            return PasteSafeDriver

        def on_mount(self) -> None:
            """Paint everything anew after an editor or the shell had the terminal."""
            self.app_resume_signal.subscribe(self, self._resumed, immediate=True)

        def _resumed(self, _: App[object]) -> None:
            self._renderer.content.forget()

        def on_resize(self, _: Resize) -> None:
            """Paint everything anew, also at the same size.

            A terminal may have wrapped its lines and be back at the size it had.
            """
            if self._is_first_paint_done:
                self._renderer.content.forget()
                self.screen.refresh()

        def _end_batch(self) -> None:
            super()._end_batch()
            postponed = self._renderer.take_postponed()
            if postponed is None or self._batch_count:
                return
            if postponed is self.screen:
                paint_now(postponed)

        def _display(
            self, screen: Screen[object], renderable: RenderableType | None
        ) -> None:
            if renderable is None:
                return
            if self._batch_count:
                self._renderer.postpone(screen)
                return
            self._renderer.write(
                screen,
                renderable,
                partial(super()._display, screen),
                moves_cursor=self.cursor_position != self._previous_cursor_position,
            )

        def _begin_update(self) -> None:
            """Ask the terminal to hold its picture, unless one write says it all.

            Called by `_display` only, after the renderer noted how long it is.
            """
            if not self._renderer.is_short:
                super()._begin_update()

        def _end_update(self) -> None:
            if not self._renderer.is_short:
                super()._end_update()
