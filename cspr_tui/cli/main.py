"""Run one command; here every CsprError becomes one sentence."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from cspr_tui.cli.arguments import parser
from cspr_tui.cli.clock import now
from cspr_tui.crash import reference_of
from cspr_tui.domain.errors import CsprError

DONE, REFUSED, INTERRUPTED = 0, 1, 130


def main(words: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0 done, 1 refused, 2 usage."""
    args = parser().parse_args(words)
    try:
        code: int = args.run(args)
        sys.stdout.flush()
    except CsprError as error:
        return _said(str(error))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - a traceback names people
        reference = reference_of(error, now())
        return _said(
            f"Stopped after an internal error (reference {reference}); "
            f"what was saved before is safe."
        )
    return code


def _said(sentence: str) -> int:
    sys.stdout.flush()
    print(f"cspr-tui: {sentence}", file=sys.stderr)  # noqa: T201 - the command line speaks here
    return REFUSED
