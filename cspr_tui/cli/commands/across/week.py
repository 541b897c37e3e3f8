"""The command `week`: the team's meetings, actions and promises of this week."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from cspr_tui.cli.console.incomplete_result import finish_across
from cspr_tui.cli.console.page_or_json import print_page_or_json
from cspr_tui.cli.env.session import reviews_of
from cspr_tui.cli.parser.options import add_format
from cspr_tui.plain import across_text as pages
from cspr_tui.plain.brief_text import partnership_lines, titled_lines
from cspr_tui.service.use_cases.read_across import AllReviews


def add_options(parser: ArgumentParser) -> None:
    """Add --format."""
    add_format(parser, "text", "json")


def run(args: Namespace) -> int:
    """Print the team's week, and the partnership's own clocks."""
    reviews = reviews_of(args)
    across = AllReviews(reviews)
    initials = {c.id: c.initials for c in reviews.partnership.coordinators}
    found = across.week()

    def page() -> Iterator[str]:
        yield from pages.week_page(found, initials)
        yield from titled_lines("THE PARTNERSHIP'S OWN", partnership_lines(reviews))

    print_page_or_json(args, found, page)
    return finish_across(args, across)
