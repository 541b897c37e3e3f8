"""The command `settle`: list what an export check found, and settle it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import replace

from cspr_tui.cli.commands.reports_out.report_options import (
    add_report_choice,
    order_of,
)
from cspr_tui.cli.console.output import say, say_json
from cspr_tui.cli.env.session import reviews_of
from cspr_tui.cli.parser.option_types import whole_number
from cspr_tui.cli.parser.options import add_format, add_ref
from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.record.documents import ReportOrder
from cspr_tui.domain.record.wording_decisions import Treatment, WordingDecision
from cspr_tui.domain.text.formatting import count
from cspr_tui.reports.clearance.clear_report import CheckedReport
from cspr_tui.reports.clearance.finding_groups import (
    FindingGroup,
    context_of,
    group_findings,
    groups_with_ids,
)
from cspr_tui.service.reviews import Reviews
from cspr_tui.service.use_cases.export_report import check_report
from cspr_tui.service.use_cases.settle_findings import FindingDecision, settle, withdraw

# Characters of the report shown on either side of a finding together.
_AROUND = 160


class NotOneVerdictError(CsprError):
    """Findings are named without saying what becomes of them."""


def add_options(parser: ArgumentParser) -> None:
    """Add the report, the findings and what is decided of them."""
    add_ref(parser)
    add_report_choice(parser)
    parser.add_argument("ids", metavar="ID", nargs="*", help="findings, by their ids")
    for word, what in (
        (
            "replace",
            "what stands instead wherever it stands; - reads it from standard input",
        ),
        ("person", "who on record it is, such as P2"),
        ("reason", "why it may stay"),
        ("withdraw", "a decision to take back, such as KW1"),
    ):
        parser.add_argument(f"--{word}", metavar=word.upper(), default="", help=what)
    parser.add_argument("--keep", action="store_true", help="let it stay")
    parser.add_argument(
        "--line",
        type=whole_number,
        metavar="N",
        default=0,
        help="only on that line",
    )
    add_format(parser, "json", "text")


def run(args: Namespace) -> int:
    """List what is to settle, settle it, or take a decision back.

    The list returns 1 while something is open.
    """
    reviews, order = reviews_of(args), order_of(args)
    ref = reviews.find(args.ref)
    if args.withdraw:
        withdraw(reviews, ref, args.withdraw)
        say(f"Decision {args.withdraw} is withdrawn; the wording is asked about again.")
        return 0
    if not args.ids:
        return _list(args, reviews, ref, order)
    verdict = _verdict(args)
    groups = groups_with_ids(
        group_findings(check_report(reviews, ref, order)), args.ids
    )
    wordings = [finding for group in groups for finding in group.wordings]
    if args.line:
        at = [f for group in groups for f in group.findings if f.line == args.line]
        wordings, verdict = at, replace(verdict, here_only=True)
    settle(reviews, ref, wordings, verdict)
    left = group_findings(check_report(reviews, ref, order))
    still = sum(group.first.is_open for group in left)
    say(f"Settled {count(len(wordings), 'wording')}; {still} still open.")
    return 0


def _verdict(args: Namespace) -> FindingDecision:
    """Return what was decided.

    Raises:
        NotOneVerdictError: none of the ways, or several, were given.
    """
    ways = [
        (args.replace, Treatment.REPLACE),
        (args.person, Treatment.PERSON),
        ("keep" if args.keep else "", Treatment.KEEP),
    ]
    given = [(text, way) for text, way in ways if text]
    if len(given) != 1:
        sentence = (
            "Say one thing of the findings: --replace TEXT, --person ID, or --keep "
            "with --reason TEXT."
        )
        raise NotOneVerdictError(sentence)
    text, way = given[0]
    return FindingDecision(way, "" if way is Treatment.KEEP else text, args.reason)


def _list(args: Namespace, reviews: Reviews, ref: str, order: ReportOrder) -> int:
    checked = check_report(reviews, ref, order)
    review = reviews.read(ref)
    reviews.log("checked for export", ref, order.kind)
    groups = group_findings(checked)
    if args.format == "text":
        for group in groups:
            say(_line(group))
        for decision in review.decisions:
            say(f"{decision.id}  settled  {decision.text}: {decision.treatment.label}")
        say(f"{count(len(groups), 'finding')} to settle.")
    else:
        found = [_form(checked, group) for group in groups]
        settled = [_decision(each) for each in review.decisions]
        say_json({"findings": found, "settled": settled})
    return 1 if checked.is_blocked else 0


def _line(group: FindingGroup) -> str:
    first = group.first
    return f"{group.id}  {first.level:<5}  {first.place}  {first.kind}: {group.words}"


def _form(checked: CheckedReport, group: FindingGroup) -> dict[str, object]:
    first = group.first
    return {
        "id": group.id,
        "level": first.level,
        "open": first.is_open,
        "kind": first.kind,
        "text": first.text,
        "times": len(group.findings),
        "lines": [*group.lines],
        "around": context_of(checked, first, _AROUND),
        "suggestion": first.suggestion,
        "reason": first.reason,
        "source": first.source,
    }


def _decision(decision: WordingDecision) -> dict[str, object]:
    return {
        "id": decision.id,
        "text": decision.text,
        "treatment": decision.treatment.value,
        "instead": decision.instead,
        "reason": decision.reason,
        "by": decision.by,
        "one_place": decision.is_anchored,
    }
