"""The command `import`: bring a tracker CSV in, all of it or nothing."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cspr_tui.cli.console.output import say, say_all, say_json
from cspr_tui.cli.console.standard_input import input_line
from cspr_tui.cli.env.session import reviews_of
from cspr_tui.cli.parser.options import add_dry_run, add_format
from cspr_tui.domain.text.formatting import count
from cspr_tui.exchange import ImportPlan
from cspr_tui.exchange.tracker.conflicts import HOW_TO_SAY, ConflictPolicy
from cspr_tui.service import Reviews
from cspr_tui.service.use_cases.import_tracker import carry_out, plan_import
from cspr_tui.store.fs.bounded_file import read_foreign_file

_ANSWERS = {"k": ConflictPolicy.APP, "f": ConflictPolicy.FILE}


def add_options(parser: ArgumentParser) -> None:
    """Add the file, and what becomes of cells changed in the app since."""
    parser.add_argument(
        "file", type=Path, metavar="FILE.csv", help="the tracker, saved as CSV"
    )
    add_dry_run(parser)
    parser.add_argument(
        "--update", action="store_true", help="let changed rows change reviews"
    )
    ways = parser.add_mutually_exclusive_group()
    for name, stands, what in (
        ("--keep-app", "app", "cells changed in the app since stay as they are there"),
        ("--take-file", "file", "cells changed in the app since become the file's"),
    ):
        ways.add_argument(
            name, dest="stands", action="store_const", const=stands, help=what
        )
    parser.set_defaults(stands="asked")
    add_format(parser, "text", "json")


def run(args: Namespace) -> int:
    """Bring a tracker in: say what it would do, then do all of it or nothing."""
    reviews = reviews_of(args)
    wanted = _import_plan(reviews, args)
    if not args.dry_run and not wanted.is_refused:
        carry_out(reviews, wanted)
    if args.format == "json":
        say_json(_plan_form(wanted, dry_run=args.dry_run))
    else:
        say_all(_plan_lines(wanted, args))
    return 1 if wanted.is_refused else 0


def _import_plan(reviews: Reviews, args: Namespace) -> ImportPlan:
    """Return the plan; at a terminal it asks about cells changed in the app since."""
    content, stands = read_foreign_file(args.file), ConflictPolicy(args.stands)
    wanted = plan_import(reviews, content, update=args.update, stands=stands)
    asked = [p for p in wanted.problems if p.reason.endswith(HOW_TO_SAY)]
    if not asked or not sys.stdin.isatty():
        return wanted
    say_all(problem.sentence.removesuffix(HOW_TO_SAY) for problem in asked)
    say("k keeps what the app has, f takes what the file says, Enter stops.")
    stands = _ANSWERS.get(input_line().strip().casefold(), ConflictPolicy.ASKED)
    return plan_import(reviews, content, update=args.update, stands=stands)


def _plan_form(wanted: ImportPlan, *, dry_run: bool) -> dict[str, Any]:
    problems = [
        {
            "row": p.row,
            "column": p.column,
            "value": p.value,
            "reason": p.reason,
            "refused": p.refused,
        }
        for p in wanted.problems
    ]
    return {
        "done": not dry_run and not wanted.is_refused,
        "new": len(wanted.new),
        "changed": len(wanted.changed),
        "same": len(wanted.same),
        "problems": problems,
    }


def _plan_lines(wanted: ImportPlan, args: Namespace) -> Iterator[str]:
    for problem in wanted.problems:
        word = "REFUSED" if problem.refused else "WARNING"
        column = f', column "{problem.column}"' if problem.column else ""
        yield f"{word}  row {problem.row}{column}: {problem.reason}"
    if args.dry_run:
        for draft in wanted.new:
            yield from (f"NOTE     row {draft.row}: {note}" for note in draft.notes)
    new, changed, same = len(wanted.new), len(wanted.changed), len(wanted.same)
    said = f"{count(new, 'new review')}, {changed} changed, {same} as before"
    if wanted.is_refused:
        yield f"Nothing imported from {args.file.name}: mend the rows refused above."
    elif args.dry_run:
        yield f"Would import {said}. Nothing was written."
    else:
        yield f"Imported {said}."
