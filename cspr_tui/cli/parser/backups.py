"""The words of the commands for the way back."""

from __future__ import annotations

from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

from cspr_tui.cli.parser.command import a_folder, a_number, new_command


def at_least_one(text: str) -> int:
    """Read how many backups stay: the last one always does."""
    number = a_number(text)
    if not number:
        sentence = "keep at least 1: the last verified backup always stays"
        raise ArgumentTypeError(sentence)
    return number


def ways_back(commands: Any) -> None:  # noqa: ANN401 - argparse keeps that type private
    """Add the commands that make a backup and bring one back."""
    _backup(commands)
    restore = new_command(
        commands, "restore", "backups:restore", "put a store back from a backup"
    )
    restore.add_argument("archive", type=Path, metavar="ARCHIVE")
    restore.add_argument(
        "--identity",
        type=Path,
        metavar="FILE",
        default=None,
        help="the secret age key of an encrypted backup",
    )
    restore.add_argument(
        "--replace", action="store_true", help="also over newer changes, once confirmed"
    )
    one = restore.add_mutually_exclusive_group()
    one.add_argument("--review", metavar="REF", default="", help="this review alone")
    one.add_argument("--settings", action="store_true", help="store.json alone")


def _backup(commands: Any) -> None:  # noqa: ANN401 - argparse keeps that type private
    backup = new_command(
        commands, "backup", "backups:backup", "write a verified backup of the store"
    )
    backup.add_argument(
        "--out",
        type=a_folder,
        metavar="DIR",
        default=None,
        help="where it goes; the store's own backups/ unless told",
    )
    backup.add_argument(
        "--recipients",
        type=Path,
        metavar="FILE",
        default=None,
        help="encrypt to these public age keys, one a line",
    )
    backup.add_argument(
        "--keep",
        type=at_least_one,
        metavar="N",
        default=0,
        help="take older ones away once this one is verified; the newest N stay",
    )
