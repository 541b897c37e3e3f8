"""No network and no clock: what leaves depends on text and record alone."""

from __future__ import annotations

import socket
import time
from typing import NoReturn

import pytest


class ReachedOutError(AssertionError):
    """Raised where a test would reach the network or ask the time."""


def _refuse(*_: object, **__: object) -> NoReturn:
    raise ReachedOutError


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every socket."""
    monkeypatch.setattr(socket, "socket", _refuse)
    monkeypatch.setattr(socket, "create_connection", _refuse)


@pytest.fixture
def timeless(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse to say what time it is."""
    for name in ("time", "localtime", "gmtime", "time_ns"):
        monkeypatch.setattr(time, name, _refuse)
