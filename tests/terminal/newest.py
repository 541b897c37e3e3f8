"""Canary: does the app run with the newest Textual? `python -m tests.terminal.newest`.

It installs this checkout and the newest Textual and Rich that pip finds, however new,
into an environment of its own that is thrown away after, and runs the tests of
private names and of screens with private names in use (`CSPR_TEXTUAL=full`). Give a
version to try that one: `python -m tests.terminal.newest 8.3.0`. `--pre` takes
pre-releases too.

Exit code 0 means that `TESTED` in `cspr_tui/terminal/textual_version.py` may go up to
the version printed. With 1, the failures say which private name changed; users of
that version run on Textual's public classes until it is mended.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from cspr_tui.terminal.textual_version import ENVIRONMENT, FULL

ROOT = Path(__file__).parents[2]
TESTS = ("tests/terminal/test_private_names.py", "tests/screens")


def main() -> int:
    """Install, run, and print one line with the version and the outcome."""
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("version", nargs="?", help="the version, the newest without")
    parser.add_argument("--pre", action="store_true", help="pre-releases too")
    parser.add_argument("-n", default="0", help="how many processes test at a time")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="newest-textual-") as scratch:
        python = _installed(Path(scratch), args.version, pre=args.pre)
        version = _version(python)
        failed = _tests_fail(python, args.n)
    print(f"Textual {version}: {'FAILED' if failed else 'passed'}")  # noqa: T201 - what a command says
    return int(failed)


def _installed(folder: Path, version: str | None, *, pre: bool) -> str:
    venv.create(folder, with_pip=True)
    python = str(folder / "bin" / "python")
    pip = [python, "-m", "pip", "install", "-q"]
    subprocess.run([*pip, f"{ROOT}[test]"], check=True)  # noqa: S603 - our own words
    wanted = f"textual=={version}" if version else "textual"
    newest = [*pip, "--upgrade", *(["--pre"] if pre else []), wanted, "rich"]
    subprocess.run(newest, check=True)  # noqa: S603 - our own words
    # The checkout is tested, not the copy that was installed for what it needs.
    remove = [python, "-m", "pip", "uninstall", "-q", "-y", "cspr-tui"]
    subprocess.run(remove, check=True)  # noqa: S603 - our own words
    return python


def _version(python: str) -> str:
    code = "from importlib.metadata import version; print(version('textual'))"
    asked = [python, "-c", code]
    return subprocess.check_output(asked, text=True).strip()  # noqa: S603 - our own words


def _tests_fail(python: str, processes: str) -> bool:
    command = [python, "-m", "pytest", "-q", "-n", processes, *TESTS]
    environment = {**os.environ, ENVIRONMENT: FULL}
    done = subprocess.run(command, cwd=ROOT, env=environment, check=False)  # noqa: S603 - our own words
    return done.returncode != 0


if __name__ == "__main__":
    sys.exit(main())
