"""A process that is killed at its nth call of the system: a real one, forked."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator

import pytest

from cspr_tui.store.fs.exchange import exchange

CALLS = (
    "open",
    "write",
    "fsync",
    "rename",
    "mkdir",
    "unlink",
    "rmdir",
    "fchmod",
    "chmod",
    "chown",
)
SWAPS = (
    "cspr_tui.store.backups.restore.exchange",
    "cspr_tui.store.backups.restore_one.exchange",
)


def killed_at_every_call(
    prepare: Callable[[int], object], act: Callable[[], object]
) -> Iterator[int]:
    """Yield after each kill, at the first call, the second, ... until none comes."""
    nth = 0
    while True:
        nth += 1
        prepare(nth)
        child = os.fork()
        if not child:
            _run(nth, act)
        _, status = os.waitpid(child, 0)
        yield nth
        if not os.WIFSIGNALED(status):
            assert os.WEXITSTATUS(status) == 0
            return


def _run(nth: int, act: Callable[[], object]) -> None:
    done = 1
    try:
        with pytest.MonkeyPatch.context() as patched:
            counter = [nth]
            for name in CALLS:
                patched.setattr(os, name, _dying(getattr(os, name), counter))
            for path in SWAPS:
                patched.setattr(path, _dying(exchange, counter))
            act()
        done = 0
    finally:
        os._exit(done)


def _dying(real: Callable[..., object], counter: list[int]) -> Callable[..., object]:
    def call(*args: object, **kwargs: object) -> object:
        counter[0] -= 1
        if counter[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*args, **kwargs)

    return call
