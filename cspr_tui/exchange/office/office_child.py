"""The child process that parses one Office file: `python -m`, with its own limits.

It reads the file's name as a line of JSON and then the file from standard input, and
writes the result, or a sentence why not, as JSON.
"""

from __future__ import annotations

import json
import resource
import sys
from importlib import import_module
from typing import Any

from cspr_tui.exchange.office.office_process import (
    MOST_MEGABYTES,
    MOST_SECONDS_OF_CPU,
    limit_error,
)
from cspr_tui.exchange.unreadable_import import UnreadableImportError


def main(target: str) -> None:
    """Parse standard input with the function named as `module:function`."""
    _set_limits()
    name = json.loads(sys.stdin.buffer.readline())
    module, _, function = target.partition(":")
    try:
        content = sys.stdin.buffer.read()
        parse = getattr(import_module(module), function)
        answer = json.dumps({"result": parse(content, name)})
    except UnreadableImportError as error:
        answer = _refused(error)
    except MemoryError:
        what = f"needs over {MOST_MEGABYTES} MB of memory"
        answer = _refused(limit_error(name, what))
    except RecursionError:
        answer = _refused(limit_error(name, "holds elements too deep within others"))
    except Exception:  # noqa: BLE001 - a damaged part fails in many ways inside a library
        sentence = f"{name} is damaged; open it, save it again and try that."
        answer = json.dumps({"refused": sentence})
    sys.stdout.write(answer)


def _refused(error: UnreadableImportError) -> str:
    return json.dumps({"refused": str(error)})


def _set_limits() -> None:
    """Limit memory, processor time and files; no core dump, nothing written."""
    limits: Any = {
        resource.RLIMIT_AS: MOST_MEGABYTES * 1_000_000,
        resource.RLIMIT_CPU: MOST_SECONDS_OF_CPU,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
    }
    for what, most in limits.items():
        hard = resource.getrlimit(what)[1]
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (least, least))


if __name__ == "__main__":
    main(sys.argv[1])
