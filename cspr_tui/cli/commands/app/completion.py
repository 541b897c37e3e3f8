"""The command `completion`: a script that completes this program's words in a shell."""

from __future__ import annotations

from argparse import REMAINDER, SUPPRESS, ArgumentParser, Namespace
from pathlib import Path

from cspr_tui.cli.console.output import say, say_all
from cspr_tui.cli.env.session import cached_board, is_database, reviews_of
from cspr_tui.domain.errors import CsprError

SHELLS = ("bash", "zsh", "fish")


class NoShellError(CsprError):
    """Say for which shell: cspr-tui completion bash, zsh or fish."""


def add_options(parser: ArgumentParser) -> None:
    """Add the shell; the hidden options are for its script, at each Tab."""
    parser.add_argument(
        "shell",
        metavar="SHELL",
        nargs="?",
        choices=SHELLS,
        help="bash: source <(cspr-tui completion bash); "
        'zsh: eval "$(cspr-tui completion zsh)"; '
        "fish: cspr-tui completion fish | source",
    )
    parser.add_argument("--words", choices=("refs", "filters"), help=SUPPRESS)
    parser.add_argument("--typed", default="", help=SUPPRESS)
    parser.add_argument("--line", nargs=REMAINDER, default=[], help=SUPPRESS)


def run(args: Namespace) -> int:
    """Print the script, or the words that go on from what was typed."""
    if args.words:
        return _print_words(args)
    if args.shell is None:
        raise NoShellError
    from cspr_tui.cli.completion.scripts import completion_script  # noqa: PLC0415 - a Tab goes without

    say_all(completion_script(args.shell).splitlines())
    return 0


def _print_words(args: Namespace) -> int:
    """Print one word a line; a store that cannot be read has none, and says nothing."""
    from cspr_tui.cli.completion.candidates import (  # noqa: PLC0415 - a script goes without
        filter_candidates,
        reference_candidates,
        store_on_line,
    )

    store = store_on_line(args.line) or args.store
    args.store = store if store is None or is_database(store) else _expanded(store)
    candidates = reference_candidates if args.words == "refs" else filter_candidates
    try:
        board = cached_board(args) or reviews_of(args).board()
    except CsprError:
        return 1
    for word in candidates(board, args.typed):
        say(word)
    return 0


def _expanded(folder: str) -> str:
    return str(Path(folder).expanduser())
