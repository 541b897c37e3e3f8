"""Run one command and turn every error into one sentence on standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from cspr_tui.cli.console.dash_values import read_dash_values
from cspr_tui.cli.console.streams import check_letters, open_streams
from cspr_tui.cli.env.clock import now
from cspr_tui.cli.env.core_dumps import forbid_core_dumps
from cspr_tui.cli.parser.parser import parse_arguments
from cspr_tui.crash_log import reference_of
from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.values.base import without_control_characters

DONE, REFUSED, INTERRUPTED = 0, 1, 130


def main(words: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0 done, 1 refused, 2 usage."""
    if words is None:
        forbid_core_dumps()
    try:
        return _run(sys.argv[1:] if words is None else words)
    except CsprError as error:
        return _refuse(str(error))
    except BrokenPipeError:
        _discard_output()
        return DONE
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        return _refuse_os_error(error)
    except Exception as error:  # noqa: BLE001 - a traceback names people
        return _log_crash(error)


def _run(words: Sequence[str]) -> int:
    open_streams()
    args = parse_arguments(words)
    check_letters(args)
    if sys.stdout is None:
        return _refuse(
            "There is no standard output to print to; open one, or use a file."
        )
    read_dash_values(args)
    code: int = args.run(args)
    sys.stdout.flush()
    return code


def _log_crash(error: Exception) -> int:
    reference = reference_of(error, now())
    return _refuse(
        f"Stopped after an internal error (reference {reference}); "
        f"what was saved before is safe."
    )


def _refuse_os_error(error: OSError) -> int:
    """Print why the output could not be written.

    Other errors of the system are caught where they happen; one that names a file
    and was not caught there is a fault of the program.
    """
    if error.filename is not None:
        return _log_crash(error)
    _discard_output()
    return _refuse(f"The output could not be written ({error.strerror}).")


def _discard_output() -> None:
    """Send what is still to be printed nowhere, so that the exit cannot fail."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _refuse(sentence: str) -> int:
    """Print one sentence on standard error; return the exit code of a refusal."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        _discard_output()
    line = without_control_characters(sentence).replace("\n", " ")
    with suppress(OSError):
        print(f"cspr-tui: {line}", file=sys.stderr)  # noqa: T201 - the command line speaks here
    return REFUSED
