"""The command `section`: print a report section, or write it."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace

from cspr_tui.cli.console.output import say, say_all
from cspr_tui.cli.console.standard_input import input_text
from cspr_tui.cli.env.session import reviews_of
from cspr_tui.cli.parser.options import add_encoding, add_ref
from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.record.documents import SectionKind
from cspr_tui.service.reviews import Reviews
from cspr_tui.service.use_cases.edit_section import (
    NoEditorError,
    Writing,
    as_left,
    begun,
    edited,
    editor_of,
    save,
)


class UnknownSectionKindError(CsprError):
    """There is no section of that name to write."""


def add_options(parser: ArgumentParser) -> None:
    """Add the section, and whether it is written from a pipe or in an editor."""
    add_ref(parser)
    parser.add_argument("section", metavar="SECTION", help="such as narrative")
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument("--write", action="store_true", help="from standard input")
    ways.add_argument("--edit", action="store_true", help="in $EDITOR")
    add_encoding(parser)


def run(args: Namespace) -> int:
    """Print a section; or write it from standard input, or in the user's editor."""
    reviews = reviews_of(args)
    writing = begun(reviews.read(args.ref), _kind(args.section))
    if not (args.write or args.edit):
        reviews.log("printed", writing.ref, f"section {writing.kind.value}")
        say_all(writing.text.split("\n"))
        return 0
    text = (
        as_left(writing, input_text(args.encoding))
        if args.write
        else _from_editor(reviews, writing)
    )
    if text == writing.text:
        say("Nothing was changed.")
        return 0
    review = save(reviews, writing, text)
    say(f"{review.history[-1].what}.")
    return 0


def _from_editor(reviews: Reviews, writing: Writing) -> str:
    editor = editor_of(os.environ)
    if not editor:
        sentence = "EDITOR is not set; set it, or pass the text to --write."
        raise NoEditorError(sentence)
    return edited(reviews, writing, editor)


def _kind(word: str) -> SectionKind:
    known = {kind.value: kind for kind in SectionKind}
    if word not in known:
        words = ", ".join(known)
        sentence = f'There is no section "{word}" to write; there is: {words}.'
        raise UnknownSectionKindError(sentence)
    return known[word]
