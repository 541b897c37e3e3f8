"""The command `verify`: check every file and history chain."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

import cspr_tui
from cspr_tui.cli.commands.store.backup_signers import (
    NO_SIGNATURE,
    add_signer,
    check_last_backup,
)
from cspr_tui.cli.console.incomplete_result import say_left_out
from cspr_tui.cli.console.output import say, say_all, say_json
from cspr_tui.cli.env.bytecode import slow_start_line
from cspr_tui.cli.env.session import reviews_of
from cspr_tui.cli.parser.options import add_format
from cspr_tui.domain.text.formatting import count
from cspr_tui.store.folder.folder_store import FolderStore
from cspr_tui.store.folder.last_backup import backup_line
from cspr_tui.store.user.cache_file import damage_notes
from cspr_tui.terminal.textual_version import fallback_notice
from cspr_tui.version import version_line


def add_options(parser: ArgumentParser) -> None:
    """Add --format and --signer."""
    add_format(parser, "text", "json")
    add_signer(parser)


def run(args: Namespace) -> int:
    """Check every file and history chain; 1 if anything is wrong."""
    reviews = reviews_of(args)
    signature = NO_SIGNATURE
    if isinstance(reviews.store, FolderStore):
        signature = check_last_backup(reviews.store.folder, args.signer)
    findings = [*reviews.store.verify(), *signature.findings]
    hidden = len(reviews.store.stubs())
    if args.format == "json":
        say_json([{"where": f.where, "what": f.what} for f in findings])
        say_left_out(args, hidden)
        return 1 if findings else 0
    for finding in findings:
        say(f"{finding.where}: {finding.what}")
    refs = count(len(reviews.store.refs()), "review")
    say(f"{refs} checked, {count(len(findings), 'finding')}.")
    say_left_out(args, hidden)
    if isinstance(reviews.store, FolderStore):
        say(backup_line(reviews.store.folder, reviews.session.now()))
        say_all(damage_notes(reviews.store.folder))
    for line in (
        signature.line,
        slow_start_line(cspr_tui),
        version_line(),
        fallback_notice(),
    ):
        if line:
            say(line)
    return 1 if findings else 0
