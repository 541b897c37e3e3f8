"""The command `drafts`: list, print or drop the user's drafts."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from cspr_tui.cli.console.output import say
from cspr_tui.cli.env.session import reviews_of
from cspr_tui.domain.errors import CsprError


class NoSuchDraftError(CsprError):
    """There is no draft of that number; `drafts` lists those there are."""


def add_options(parser: ArgumentParser) -> None:
    """Add --print and --drop, each with the number of a draft."""
    one = parser.add_mutually_exclusive_group()
    one.add_argument(
        "--print", type=int, metavar="N", dest="shown", help="print the texts of one"
    )
    one.add_argument("--drop", type=int, metavar="N", help="delete one for ever")


def run(args: Namespace) -> int:
    """List what the user typed and has not saved, newest first; print or drop one."""
    kept = reviews_of(args).drafts
    drafts = kept.all() if kept else ()
    number = args.shown if args.shown is not None else args.drop
    if number is None:
        for n, draft in enumerate(drafts, 1):
            say(f"{n}  {draft.at:%Y-%m-%d %H:%M}  {draft.title}")
        if not drafts:
            say("There are no drafts.")
        return 0
    if not 1 <= number <= len(drafts):
        raise NoSuchDraftError
    draft = drafts[number - 1]
    if args.drop is not None and kept:
        kept.drop(draft.name)
        say(f"Dropped: {draft.title}.")
        return 0
    for text in draft.texts.values():
        say(text)
    return 0
