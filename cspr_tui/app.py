"""The app: opens the board, watches the store, and blanks an idle screen."""

from __future__ import annotations

import gc
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from functools import cached_property
from importlib import import_module
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.screen import Screen
from textual.theme import BUILTIN_THEMES
from textual.widgets import Input

from cspr_tui.crash_log import reference_of
from cspr_tui.domain.errors import CsprError
from cspr_tui.preferences import Preferences
from cspr_tui.resources import sheet
from cspr_tui.screens.board.board_screen import BoardScreen
from cspr_tui.screens.core.base_screen import CsprScreen
from cspr_tui.screens.core.blank_screens import BlankScreen, TooSmallScreen
from cspr_tui.terminal.terminal_app import TerminalApp
from cspr_tui.theme import fallback_variables, theme_named, themes
from cspr_tui.widgets.lines.line import Line

if TYPE_CHECKING:
    from cspr_tui.service import Board, Reviews, Session
    from cspr_tui.service.use_cases.watch_changes import ChangeByOthers, Watch

MESSAGES_KEPT = 200
READ_ONLY = "READ ONLY"
# Seconds between looks for others' changes, which are to be seen within two.
WATCH_EVERY = 1.0
# After so many looks without an answer the store counts as away.
UNANSWERED = 6
# Seconds after which the first paint is done.
SETTLED = 0.4
NARROWEST, LOWEST = 60, 16
WIDTHS = [(0, "-narrow"), (80, "-std"), (120, "-wide"), (160, "-widest")]
SHEETS = ("app", "board")


class CsprApp(TerminalApp):
    """The app: the board first, every other screen on top of it."""

    TITLE = "cspr-tui"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "quit now", show=False, priority=True, id="app.quit"),
        Binding("m", "messages", "messages", show=False, id="app.messages"),
        Binding("z", "blank", "blank the screen", show=False, id="app.blank"),
        Binding("colon", "command_palette", "commands", show=False, id="app.palette"),
    ]
    HORIZONTAL_BREAKPOINTS = WIDTHS

    def __init__(
        self,
        reviews: Reviews | Callable[[], Reviews],
        first_board: Board | None = None,
        session: Session | None = None,
        preferences: Preferences | None = None,
    ) -> None:
        super().__init__([sheet(name) for name in SHEETS])
        self.preferences = chosen = preferences or Preferences()
        if chosen.keys:
            self._rebind(chosen.keys)
        self._reviews = reviews
        self._session = session
        self.first_board = first_board
        self._marks = first_board.read.versions if first_board is not None else None
        self.store_state = READ_ONLY if chosen.read_only else ""
        self._watched = ""
        self._looking, self._unanswered = False, 0
        self.messages: deque[tuple[datetime, str]] = deque(maxlen=MESSAGES_KEPT)
        self.animation_level = "none"
        for name in BUILTIN_THEMES:
            self.unregister_theme(name)
        for theme in themes(no_color=self.no_color):
            self.register_theme(theme)
        terminal = os.environ.get("TERM", "")
        chosen_theme = theme_named(chosen.theme, terminal, no_color=self.no_color)
        self.theme = chosen_theme.name
        self.stylesheet.set_variables(self.get_css_variables())

    def _rebind(self, keys: Mapping[str, str]) -> None:
        """Bind actions to the user's own keys.

        Raises:
            RefusedKeyError: a key cannot be used for its action; the text says why.
        """
        from cspr_tui.screens.core.keymap import check_keys  # noqa: PLC0415 - loads every screen

        check_keys(keys, self.BINDINGS)
        self.set_keymap(keys)

    @cached_property
    def reviews(self) -> Reviews:
        """The service; what it needs is loaded when it is first asked for."""
        given = self._reviews
        return given() if callable(given) else given

    @property
    def session(self) -> Session:
        """Who works, and when."""
        return self._session or self.reviews.session

    @cached_property
    def watch_store(self) -> Watch:
        """Finds changes that others made since the board was read."""
        from cspr_tui.service.use_cases.watch_changes import Watch  # noqa: PLC0415 - not for the first paint

        return Watch(self.reviews, self._marks or self.reviews.store.versions())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return the state colours, for themes that define none."""
        return fallback_variables()

    def get_default_screen(self) -> Screen[None]:
        """Return the board with its width class set, so it is laid out only once."""
        fits = [name for least, name in WIDTHS if self.size.width >= least]
        return BoardScreen().update_classes({fits[-1]: True}, update=False)

    def on_mount(self) -> None:
        """Schedule what can wait until the board has been painted."""
        self.set_timer(SETTLED, self._settle)

    def _settle(self) -> None:
        """Load what the first paint did without, and start watching the store."""
        gc.collect(0)
        gc.freeze()
        gc.enable()
        self.first_paint_done()
        self.set_interval(WATCH_EVERY, self._look)
        self.run_worker(self._load_records, thread=True, group="load")

    def _load_records(self) -> None:
        """Load the review screen and the calendar before a key asks for them."""
        import_module("cspr_tui.screens.review.review_screen")
        with suppress(CsprError):
            self.reviews.calendar.between(self.session.day(), self.session.day())

    def _look(self) -> None:
        self.blank_when_idle()
        self.run_worker(self._find_news, thread=True, exclusive=True, group="watch")

    def _find_news(self) -> None:
        if self._looking:
            self._miss_answer()
            return
        self._looking, self._unanswered = True, 0
        try:
            watch = self.watch_store
            news = watch.news()
        except CsprError:
            return
        finally:
            self._looking = False
        if watch.state != self._watched:
            self.call_from_thread(self._tell_state, watch.state)
        if news:
            self.call_from_thread(self._tell, news)

    def _miss_answer(self) -> None:
        """Count a look without an answer; after enough, show the store as away."""
        self._unanswered += 1
        if self._unanswered == UNANSWERED:
            self.watch_store.is_away = True
            self.call_from_thread(self._tell_state, self.watch_store.state)

    def _tell_state(self, state: str) -> None:
        """Show on every screen that the store is away, or is back."""
        self._watched = state
        shown = (state, READ_ONLY if self.preferences.read_only else "")
        self.store_state = "  ".join(filter(None, shown))
        self.keep_message(state or CsprScreen.CONNECTED)
        for screen in self.screen_stack:
            if isinstance(screen, CsprScreen):
                screen.call_later(screen.store_state_changed)
                if not state:
                    screen.call_later(screen.show_status, screen.CONNECTED)

    def _tell(self, news: tuple[ChangeByOthers, ...]) -> None:
        """Pass others' changes to every screen, to be handled once it is laid out."""
        for screen in self.screen_stack:
            if isinstance(screen, CsprScreen):
                screen.call_later(screen.others_saved, news)

    def on_resize(self, event: Resize) -> None:
        """Show a notice, and nothing else, while the window is too small."""
        fits = event.size.width >= NARROWEST and event.size.height >= LOWEST
        stands = isinstance(self.screen, TooSmallScreen)
        if not fits and not stands:
            self.push_screen(TooSmallScreen(f"({NARROWEST}x{LOWEST} needed)"))
        elif fits and stands:
            self.pop_screen()

    def keep_message(self, text: str) -> None:
        """Add a message to the list of this session; it is kept in memory only."""
        self.messages.appendleft((self.session.now(), text))

    def action_messages(self) -> None:
        """Show this session's messages, newest first."""
        lines = [Line(f"{at:%H:%M}  {text}") for at, text in self.messages]
        from cspr_tui.screens.core.page_screen import PageScreen  # noqa: PLC0415 - not for the first paint

        self.push_screen(PageScreen("Messages of this sitting", lines))

    async def action_help(self) -> None:
        """Show the help: every key that acts on this screen."""
        from cspr_tui.screens.core.help_screen import HelpScreen  # noqa: PLC0415 - not for the first paint

        screen, active = self.screen, list(self.screen.active_bindings.values())
        explained = screen.explained if isinstance(screen, CsprScreen) else ()
        self.push_screen(HelpScreen(active, explained))

    def action_blank(self) -> None:
        """Blank the screen until a key is pressed."""
        self.push_screen(BlankScreen(self.preferences.lock_command))

    def blank_when_idle(self) -> None:
        """Blank the screen after the user's chosen minutes without a key."""
        idle = monotonic() - self.key_queue.typed_at
        most = self.preferences.idle_minutes * 60
        if most and idle > most and not isinstance(self.screen, BlankScreen):
            self.action_blank()

    def copy_reference(self, ref: str) -> str:
        """Send a reference, never more, to the terminal's clipboard; say so."""
        if not self.preferences.clipboard:
            return "The clipboard is switched off in your config file."
        self.copy_to_clipboard(ref)
        self.reviews.log("copied the reference of", ref)
        return f"Sent {ref} to the terminal's clipboard, where it takes OSC 52."

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer every action that has a key here, what it asks next, and the themes.

        Textual's own are not: one writes the screen to disk.
        """
        from cspr_tui.screens.dialogs.command_palette import commands_of, themes_of  # noqa: PLC0415 - not for the first paint

        yield from themes_of(self)
        yield from commands_of(self, screen)

    def on_command_palette_opened(self) -> None:
        """Keep the palette's cursor steady: blinking writes to a slow line for ever."""
        for field in self.screen.query(Input):
            field.cursor_blink = False

    def crash_sentence(self) -> str:
        """Log the error being handled; return a sentence with its reference."""
        error = sys.exc_info()[1] or RuntimeError()
        reference = reference_of(error, self.session.now())
        return (
            f"Stopped after an internal error (reference {reference}). "
            f"What was saved is safe.\n"
        )
