"""The base of every screen: head line, message line, key bar, and running an action."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Protocol, TypeVar, cast

from textual.app import ComposeResult
from textual.binding import Binding
from textual.events import Key
from textual.screen import Screen

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.values.base import without_control_characters
from cspr_tui.preferences import Preferences
from cspr_tui.terminal.key_names import key_names
from cspr_tui.widgets.screen_bars import HeadLine, KeyBar, KeyWord, MessageLine

if TYPE_CHECKING:
    from cspr_tui.service import Board, Reviews, Session
    from cspr_tui.service.use_cases.watch_changes import ChangeByOthers
    from cspr_tui.terminal.key_queue import KeyQueue

T = TypeVar("T")
A = TypeVar("A")

# How keys are written on the key bar; all others as they are.
_WRITTEN = {
    "question_mark": "?",
    "slash": "/",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "colon": ":",
    "comma": ",",
    "space": "space",
    "enter": "Enter",
    "escape": "Esc",
    "ctrl+s": "ctrl+s",
    "f1": "F1",
}

HELP = "app.help"
# What leads out of a screen, whichever key it was given.
WAYS_OUT = frozenset({"back", "leave", "quit"})


class Shell(Protocol):
    """What screens know of the app they are shown in."""

    first_board: Board | None
    store_state: str
    preferences: Preferences
    key_queue: KeyQueue

    @property
    def reviews(self) -> Reviews:
        """The service, opened when it is first asked for."""
        ...

    @property
    def session(self) -> Session:
        """Who works, and when."""
        ...

    def keep_message(self, text: str) -> None:
        """Keep a message of this sitting."""
        ...

    def copy_reference(self, ref: str) -> str:
        """Send a reference to the terminal's clipboard; return what to say of it."""
        ...


def written(key: str) -> str:
    """Return a key as the key bar and the help write it."""
    return _WRITTEN.get(key, key)


def key_word(binding: Binding) -> KeyWord:
    """Return a binding for the key bar; help stays, and the way out longest."""
    stays = 2 if binding.action in WAYS_OUT else int(binding.action == HELP)
    return KeyWord(written(binding.key), binding.description, stays)


def titled(binding: Binding) -> str:
    """Return what a binding does as the palette names it: `board: brief`."""
    group, _, _ = (binding.id or "").partition(".")
    return f"{group}: {binding.description}"


class Offer(NamedTuple):
    """What a key asks next, so that the palette can answer it at once.

    `way` is the binding's name in the config file; each choice is what `act` takes
    and the words for it. `keys` are the letters that choose, where they are other
    than those of a list of choices.
    """

    way: str
    choices: Sequence[tuple[str, str]]
    act: Callable[[str], object]
    keys: str = ""


class CsprScreen(Screen[T]):
    """A screen that asks the service and shows the answer; it never decides."""

    AUTO_FOCUS = None
    # How many acts on the records are under way; typing ahead waits for them.
    acting = 0
    # Actions that would save something; not offered where nothing can be saved.
    WRITES: ClassVar[frozenset[str]] = frozenset()
    # What is said once the store can be reached again.
    CONNECTED: ClassVar[str] = "Connected again."
    # What help says of this screen beside its keys.
    explained: Sequence[str] = ()
    _head = ""

    @property
    def shell(self) -> Shell:
        """The app, as screens know it."""
        return cast("Shell", self.app)

    @property
    def reviews(self) -> Reviews:
        """The service."""
        return self.shell.reviews

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual passes both
        """Offer no action that saves while the store is only read."""
        return not (action in self.WRITES and self.shell.preferences.read_only)

    def on_key(self, event: Key) -> None:
        """Say why a key that would save something does nothing."""
        if not self.shell.preferences.read_only:
            return
        for binding in self._bound_to(event.key):
            if binding.action.partition("(")[0] in self.WRITES:
                word = f"{written(event.key)} ({binding.description})"
                text = f"Read only: nothing can be saved, so {word} does nothing."
                self.show_message(text)

    def _bound_to(self, key: str) -> Iterator[Binding]:
        """Yield what a key is bound to on this screen, whether it may act or not."""
        keys = self.shell.preferences.keys
        for node in type(self).__mro__:
            for each in vars(node).get("BINDINGS", ()):
                if isinstance(each, Binding):
                    bound = keys.get(each.id or "", each.key)
                    if key in key_names(bound):
                        yield each

    def copy(self, ref: str) -> None:
        """Send a reference to the terminal's clipboard, and say so."""
        self.show_message(self.shell.copy_reference(ref))

    def compose(self) -> ComposeResult:
        """Lay out head, body, message line and key bar."""
        yield HeadLine(id="head")
        yield from self.body()
        yield MessageLine(id="message")
        yield KeyBar(id="keys")

    def body(self) -> ComposeResult:
        """Lay out what stands between head and message line."""
        yield from ()

    def on_mount(self) -> None:
        """Show keys and content."""
        self.show_keys()
        self.refresh_content()

    def refresh_content(self) -> None:
        """Show the content anew."""

    def offers(self) -> Iterator[Offer]:
        """Yield what lies behind keys that ask which; the palette lists each."""
        yield from ()

    def others_saved(self, news: tuple[ChangeByOthers, ...]) -> None:
        """Show what others saved, the cursor and what is being typed untouched."""

    def who_changed(self, news: ChangeByOthers) -> str:
        """Return who changed what, for the message line."""
        initials = self.reviews.partnership.initials_of(news.change.actor)
        return f"{initials} changed {news.review.ref}: {news.change.what}."

    def show_head(self, text: str) -> None:
        """Say where this is, after the store's state if there is one to tell."""
        self._head = text
        state = self.shell.store_state
        shown = f"{state}  {text}" if state else text
        self.query_one("#head", HeadLine).say(shown)

    def store_state_changed(self) -> None:
        """Show or take away what is said of the store."""
        self.show_head(self._head)

    def show_message(self, text: str) -> None:
        """Show what happened on the message line and add it to the message list."""
        self.shell.keep_message(text)
        self.show_status(text)

    def show_status(self, text: str) -> None:
        """Show progress on the message line; it is not added to the message list."""
        self.query_one("#message", MessageLine).say(without_control_characters(text))

    def show_keys(self) -> None:
        """Show the keys that act here."""
        self.query_one("#keys", KeyBar).show_keys(self.key_words())

    def key_words(self) -> Iterator[KeyWord]:
        """Yield the keys to show, as bound now, in the order they were declared in.

        A key given another place would else come last, and be the first to give.
        """
        seen = set[str]()
        places = {name: place for place, name in enumerate(self._declared())}
        active = self.active_bindings.values()
        for each in sorted(active, key=lambda a: places.get(a.binding.id or "", 0)):
            binding = each.binding
            if binding.show and each.enabled and binding.action not in seen:
                seen.add(binding.action)
                yield key_word(binding)

    def _declared(self) -> Iterator[str]:
        """Yield the names of what keys do on the focused widget, then here."""
        for node in filter(None, (self.focused, self)):
            for each in reversed(type(node).__mro__):
                for binding in vars(each).get("BINDINGS", ()):
                    if isinstance(binding, Binding) and binding.id:
                        yield binding.id

    def attempt(
        self,
        do: Callable[[], A],
        then: Callable[[A], Any],
        failed: Callable[[str], Any] | None = None,
    ) -> None:
        """Do something that reads or writes records, off the event loop.

        The one place where a screen meets a CsprError: its sentence is said.
        """
        self.shell.key_queue.hold()
        work = partial(self._attempt, do, then, failed or self.show_message)
        self.run_worker(work, thread=True, group="records")

    def _attempt(
        self,
        do: Callable[[], A],
        then: Callable[[A], Any],
        failed: Callable[[str], Any],
    ) -> None:
        try:
            result = do()
        except CsprError as error:
            self.app.call_from_thread(_hand, self.shell, failed, str(error))
        else:
            self.app.call_from_thread(_hand, self.shell, then, result)


def _hand(shell: Shell, then: Callable[[A], Any], result: A) -> None:
    """Pass the result on; what comes back is not waited for, it may end this screen."""
    then(result)
    shell.key_queue.release()
