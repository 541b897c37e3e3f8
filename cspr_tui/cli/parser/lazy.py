"""The commands that a command line names: the parsers of all take 20 ms to make."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable, Collection
from typing import Any, NoReturn

from cspr_tui.domain.errors import CsprError


class NotReadError(CsprError):
    """The words mean nothing to a parser that knows only the commands they name."""


class AskedParser(ArgumentParser):
    """Refuses by an exception, so that a parser of all commands can say why."""

    def error(self, message: str) -> NoReturn:
        """Refuse.

        Raises:
            NotReadError: always.
        """
        raise NotReadError(message)


class AskedCommands:
    """Adds a command to the command line where its name is among the words."""

    def __init__(self, commands: Any, words: Collection[str]) -> None:  # noqa: ANN401 - argparse keeps that type private
        self._commands, self._words = commands, words

    def add_parser(self, name: str, **said: str) -> Any:  # noqa: ANN401 - a parser, or what stands for one
        """Return the command's parser; where nobody asked for it, a deaf one."""
        if name in self._words:
            return self._commands.add_parser(name, **said)
        return _Deaf()


class _Deaf:
    """Takes what a parser is told and keeps none of it."""

    def __getattr__(self, name: str) -> Callable[..., _Deaf]:
        return self._heard

    def _heard(self, *_: object, **__: object) -> _Deaf:
        return self
