"""Commands that write: new, log and import; no case text is taken from argv."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from cspr_tui.cli.console.files import UnreadableFileError, bytes_of, json_object
from cspr_tui.cli.console.output import say, say_all, say_json
from cspr_tui.cli.console.prompts import ask_new, typed_text
from cspr_tui.cli.env.session import reviews_of
from cspr_tui.domain.process.plausibility import day_doubt, days_doubts, recorded_days
from cspr_tui.domain.record.agencies import AgencyContact
from cspr_tui.domain.record.oversight import Note
from cspr_tui.domain.record.partnership import agency_named
from cspr_tui.domain.record.people import (
    Channel,
    ContactOutcome,
    FamilyContact,
    Purpose,
)
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.entries.apply_template import (
    NothingToMakeError,
    template_named,
)
from cspr_tui.domain.steps.entries.log import (
    agency_contact_logged,
    contact_logged,
    note_logged,
)
from cspr_tui.domain.steps.step import Step, entry_of
from cspr_tui.domain.text.formatting import count
from cspr_tui.domain.values.codec import UnreadableValueError, decode
from cspr_tui.exchange import ImportPlan
from cspr_tui.exchange.tracker.conflicts import HOW_TO_SAY, Stands
from cspr_tui.service import Reviews
from cspr_tui.service.use_cases.apply_template import make_from
from cspr_tui.service.use_cases.import_tracker import carry_out, plan_import
from cspr_tui.service.use_cases.read_across import Across

_ANSWERS = {"k": Stands.APP, "f": Stands.FILE}
NEVER_GIVEN = ("version", "serial", "history")


def new(args: Namespace) -> int:
    """Open a review from answers to questions, or from a JSON file of facts."""
    reviews = reviews_of(args)
    facts = facts_from(args.file) if args.file else ask_new(reviews)
    alike = Across(reviews).like(facts)
    if args.template:
        template_named(reviews.partnership, args.template)
    review = reviews.create(facts)
    if args.template:
        review = _made_from(reviews, review, args.template)
    doubts = days_doubts(recorded_days(review), reviews.session.day())
    _warn(said for _, said in doubts)
    _warn(f"{each.ref} may be related: {each.why}." for each in alike)
    if args.format == "json":
        say_json({"ref": review.ref, "version": review.version})
    else:
        say(f"Opened {review.ref} ({review.alias}).")
    return 0


def _made_from(reviews: Reviews, review: Review, name: str) -> Review:
    try:
        return make_from(reviews, review.ref, name)
    except NothingToMakeError as error:
        _warn([str(error)])
        return review


def _warn(sentences: Iterable[str]) -> None:
    for sentence in sentences:
        print(f"Warning: {sentence}", file=sys.stderr)  # noqa: T201 - beside the result


def facts_from(path: Path) -> Review:
    """Read the facts of one review from a JSON object.

    Raises:
        UnreadableFileError: it is no JSON object, or a field does not fit.
    """
    plain = json_object(path)
    given = [name for name in NEVER_GIVEN if name in plain]
    if given:
        sentence = f"{path.name} gives {given[0]}, which the app keeps; take it out."
        raise UnreadableFileError(sentence)
    try:
        return decode(Review, {"ref": "", **plain})
    except UnreadableValueError as error:
        sentence = f"{path.name}: {error} Dates are written as 2026-11-23."
        raise UnreadableFileError(sentence) from error


def log(args: Namespace) -> int:
    """Log an interaction: with family, with an agency, or a note."""
    reviews = reviews_of(args)
    ref = reviews.find(args.ref)
    text = typed_text("Type what happened; an empty line ends it.")
    on = args.on or reviews.session.day()
    review = reviews.change(ref, _step(reviews, args, on, text))
    doubt = day_doubt("on", "The day logged", on, reviews.session.day())
    _warn([doubt] if doubt else [])
    entry = review.history[-1].edits[-1].path.rpartition("/")[2]
    if args.format == "json":
        say_json({"ref": ref, "entry": entry, "version": review.version})
    else:
        say(f"Logged {entry} on {ref}.")
    return 0


def _step(reviews: Reviews, args: Namespace, on: date, text: str) -> Step:
    channel = Channel.read(args.channel)
    if args.family:
        review = reviews.read(args.ref)
        persons = tuple(entry_of(review.people, name).id for name in args.family)
        contact = FamilyContact(
            id="",
            persons=persons,
            on=on,
            channel=channel,
            purpose=Purpose.read(args.purpose),
            outcome=ContactOutcome.read(args.outcome),
            despite=args.despite,
            note=text,
        )
        return contact_logged(contact)
    if args.agency:
        named = agency_named(reviews.partnership, args.agency)
        return agency_contact_logged(
            AgencyContact("", named, on, channel=channel, note=text)
        )
    return note_logged(Note("", on, text))


def bring_in(args: Namespace) -> int:
    """Bring a tracker in: say what it would do, then do all of it or nothing."""
    reviews = reviews_of(args)
    wanted = _wanted(reviews, args)
    if not args.dry_run and not wanted.is_refused:
        carry_out(reviews, wanted)
    if args.format == "json":
        say_json(_plan_form(wanted, dry_run=args.dry_run))
    else:
        say_all(_plan_lines(wanted, args))
    return 1 if wanted.is_refused else 0


def _wanted(reviews: Reviews, args: Namespace) -> ImportPlan:
    """Return the plan; at a terminal it asks about cells changed in the app since."""
    content, stands = bytes_of(args.file), Stands(args.stands)
    wanted = plan_import(reviews, content, update=args.update, stands=stands)
    asked = [p for p in wanted.problems if p.reason.endswith(HOW_TO_SAY)]
    if not asked or not sys.stdin.isatty():
        return wanted
    say_all(problem.sentence.removesuffix(HOW_TO_SAY) for problem in asked)
    say("k keeps what the app has, f takes what the file says, Enter stops.")
    stands = _ANSWERS.get(sys.stdin.readline().strip().casefold(), Stands.ASKED)
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
