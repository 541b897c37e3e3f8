"""Run one command; here every CsprError becomes one sentence."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from cspr_tui.cli.env.clock import now
from cspr_tui.cli.parser.parser import read
from cspr_tui.crash_log import reference_of
from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.values.base import cleaned

DONE, REFUSED, INTERRUPTED = 0, 1, 130


def main(words: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0 done, 1 refused, 2 usage."""
    args = read(sys.argv[1:] if words is None else words)
    if sys.stdout is None:
        return _said(
            "There is no standard output to print to; open one, or use a file."
        )
    try:
        code: int = args.run(args)
        sys.stdout.flush()
    except CsprError as error:
        return _said(str(error))
    except BrokenPipeError:
        _print_no_more()
        return DONE
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        return _said_of(error)
    except Exception as error:  # noqa: BLE001 - a traceback names people
        return _stopped(error)
    return code


def _stopped(error: Exception) -> int:
    reference = reference_of(error, now())
    return _said(
        f"Stopped after an internal error (reference {reference}); "
        f"what was saved before is safe."
    )


def _said_of(error: OSError) -> int:
    """Say what the system refused; only printing is not caught nearer by."""
    if error.filename is not None:
        return _stopped(error)
    _print_no_more()
    return _said(f"The output could not be written ({error.strerror}).")


def _print_no_more() -> None:
    """Let what is still to be printed go nowhere, so that leaving cannot fail."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _said(sentence: str) -> int:
    if sys.stdout is not None:
        sys.stdout.flush()
    print(f"cspr-tui: {cleaned(sentence)}", file=sys.stderr)  # noqa: T201 - the command line speaks here
    return REFUSED
