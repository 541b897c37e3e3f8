"""Terminal driver that keeps a paste as one paste, whatever bytes are in it.

Textual takes an escape sequence inside a paste for keys, and stops when bytes are not
valid UTF-8. Text pasted from an e-mail may contain both.
"""

from __future__ import annotations

import os
from codecs import getincrementaldecoder
from collections.abc import Iterator
from selectors import EVENT_READ, DefaultSelector
from signal import SIGHUP

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

ESC = "\x1b"
BEGINS, ENDS = f"{ESC}[200~", f"{ESC}[201~"
# How long, in seconds, one waits for keys before looking whether it is over.
PATIENCE = 0.1
READ_AT_ONCE = 4096


class Pasted:
    """Removes the escape characters from pastes, which arrive in pieces of any size."""

    def __init__(self) -> None:
        self._inside = False
        self._begun = ""

    def bare(self, text: str) -> str:
        """Return the next piece of input; a paste in it has no escape characters."""
        return "".join(self._each(text))

    def _each(self, text: str) -> Iterator[str]:
        for sign in text:
            tried = self._begun + sign
            if self._awaited.startswith(tried):
                yield self._goes_on(tried, sign)
            else:
                yield self._is_other(sign)

    @property
    def _awaited(self) -> str:
        return ENDS if self._inside else BEGINS

    def _goes_on(self, tried: str, sign: str) -> str:
        """Process a character that continues the marker that begins or ends a paste."""
        was_inside = self._inside
        if tried != self._awaited:
            self._begun = tried
            return "" if was_inside else sign
        self._inside, self._begun = not was_inside, ""
        return ENDS if was_inside else sign

    def _is_other(self, sign: str) -> str:
        """Process a character that does not; a started marker turns out to be text."""
        held = self._begun.removeprefix(ESC) + sign.replace(ESC, "")
        self._begun = ESC if sign == ESC else ""
        return held if self._inside else sign


class PasteSafeDriver(LinuxDriver):
    """Textual's driver, with pastes kept whole and invalid bytes replaced."""

    def run_input_thread(self) -> None:
        """Read the input until the app ends or the terminal is gone.

        If the terminal disappears, the process gets SIGHUP: drafts are stored and the
        app ends.
        """
        parser, pasted = XTermParser(), Pasted()
        decode = getincrementaldecoder("utf-8")(errors="replace").decode
        with DefaultSelector() as selector:
            selector.register(self.fileno, EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(PATIENCE):
                    read = self._read()
                    if not read:
                        os.kill(os.getpid(), SIGHUP)
                        return
                    text = pasted.bare(decode(read))
                    for event in parser.feed(text) if text else ():
                        self.process_message(event)
                for event in parser.tick():
                    self.process_message(event)

    def _read(self) -> bytes:
        """Return the next bytes; none once the terminal is gone."""
        try:
            return os.read(self.fileno, READ_AT_ONCE)
        except OSError:
            return b""
