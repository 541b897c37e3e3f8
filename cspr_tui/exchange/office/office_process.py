"""Parsing an Office file in a process of its own, with limits of memory and time.

Libraries that parse Word and Excel keep all they read in memory and can be slow on
files made for that. In a child process a bad file costs one sentence and no more.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

from cspr_tui.exchange.unreadable_import import UnreadableImportError

CHILD = "cspr_tui.exchange.office.office_child"
# Seconds on the clock, and the megabytes of address space that a parser may use.
MOST_SECONDS, MOST_SECONDS_OF_CPU = 9, 8
MOST_MEGABYTES = 450


def parse_apart(parse: Callable[[bytes, str], Any], content: bytes, name: str) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Return what `parse(content, name)` returns, run in a process of its own.

    `parse` is a function of a module, and what it returns is sent as JSON.

    Raises:
        UnreadableImportError: it refused the file, or a limit was reached.
    """
    target = f"{parse.__module__}:{parse.__qualname__}"
    try:
        ended = subprocess.run(  # noqa: S603 - this interpreter, this package
            [sys.executable, "-P", "-m", CHILD, target],
            input=json.dumps(name).encode() + b"\n" + content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            timeout=MOST_SECONDS,
            check=False,
            start_new_session=True,
        )
    except subprocess.TimeoutExpired as error:
        raise limit_error(name, f"takes over {MOST_SECONDS} seconds") from error
    except OSError as error:
        sentence = f"{name} cannot be read: no process could be started for it."
        raise UnreadableImportError(sentence) from error
    return _answer(ended, name)


def _answer(ended: subprocess.CompletedProcess[bytes], name: str) -> Any:  # noqa: ANN401 - whatever JSON holds
    if ended.returncode < 0:
        raise limit_error(name, f"takes over {MOST_SECONDS_OF_CPU} seconds")
    try:
        answer = json.loads(ended.stdout)
    except ValueError as error:
        raise limit_error(name, f"needs over {MOST_MEGABYTES} MB of memory") from error
    if "refused" in answer:
        raise UnreadableImportError(answer["refused"])
    return answer["result"]


def limit_error(name: str, what: str) -> UnreadableImportError:
    """Return the error for a file that reaches a limit while it is parsed."""
    sentence = (
        f"{name} {what} to be read, more than a document of its kind; save it anew "
        f"with only what is needed, or divide it. Nothing was taken in."
    )
    return UnreadableImportError(sentence)


def _environment() -> dict[str, str]:
    """Return what the child needs to find the same modules, and nothing else."""
    return {
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUTF8": "1",
        # The standard library's parser, which was streamed through before.
        "OPENPYXL_LXML": "False",
    }
