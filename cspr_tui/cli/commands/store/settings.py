"""The command `settings`: the partnership's settings, printed or set from JSON."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import replace
from pathlib import Path
from typing import Any

from cspr_tui.cli.console.files import UnreadableFileError, json_object
from cspr_tui.cli.console.output import say, say_json
from cspr_tui.cli.env.session import reviews_of
from cspr_tui.cli.parser.options import add_reason
from cspr_tui.domain.deadlines.rules import rules_of
from cspr_tui.domain.record.partnership import Partnership
from cspr_tui.domain.text.formatting import count
from cspr_tui.domain.values.codec import UnreadableValueError, decode, encode
from cspr_tui.store.backups.signature import public_keys_in

# Set by the app; not the partnership's to set.
SET_BY_THE_APP = ("version", "serial", "history")


def add_options(parser: ArgumentParser) -> None:
    """Add the file of settings, and why they change."""
    parser.add_argument(
        "--from",
        dest="file",
        type=Path,
        metavar="FILE.json",
        default=None,
        help="take the settings from that file; they are printed without it",
    )
    add_reason(parser)


def run(args: Namespace) -> int:
    """Print the settings, or put those of a file in their place.

    Agencies, coordinators, local holidays, changed rules, headings of the
    tracker, and the days of the partnership's own reports: what the file leaves
    out goes back to its default. The history keeps old and new.
    """
    reviews = reviews_of(args)
    if args.file is None:
        plain: dict[str, Any] = encode(reviews.partnership)
        say_json(
            {name: value for name, value in plain.items() if name not in SET_BY_THE_APP}
        )
        return 0
    wanted = _settings_in(json_object(args.file), args.file.name)
    wanted = replace(wanted, version=reviews.partnership.version)
    change = reviews.set_partnership(wanted, args.why)
    if change is None:
        say("The settings say the same already.")
    else:
        say(f"Settings changed: {count(len(change.edits), 'edit')}.")
    return 0


def _settings_in(plain: dict[str, Any], name: str) -> Partnership:
    given = [field for field in SET_BY_THE_APP if field in plain]
    if given:
        sentence = f"{name} gives {given[0]}, which the app keeps; take it out."
        raise UnreadableFileError(sentence)
    try:
        wanted = decode(Partnership, plain)
    except UnreadableValueError as error:
        sentence = f"{name}: {error} Dates are written as 2026-11-23."
        raise UnreadableFileError(sentence) from error
    rules_of(wanted.rules)
    public_keys_in(wanted.backup_signers, f"{name}, backup_signers")
    return wanted
