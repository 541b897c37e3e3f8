"""Import Textual without a module that it loads but this app never needs.

Textual imports asyncio, which imports OpenSSL (`ssl`) for connections that the app
never makes; going without it saves 12 to 45 ms of the start.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def absent_module(name: str) -> Iterator[None]:
    """Make importing a module fail inside the block, unless it is loaded already.

    After the block it can be imported as usual.
    """
    if name in sys.modules:
        yield
        return
    # None is the language's own mark for "there is no such module".
    blocked: Any = None
    sys.modules[name] = blocked
    try:
        yield
    finally:
        del sys.modules[name]
