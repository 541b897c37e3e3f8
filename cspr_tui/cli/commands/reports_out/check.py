"""The command `check`: what prevents a report from being exported."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from cspr_tui.cli.commands.reports_out.report_options import (
    add_report_choice,
    order_of,
)
from cspr_tui.cli.console.output import say, say_json
from cspr_tui.cli.env.session import reviews_of
from cspr_tui.cli.parser.options import add_format, add_ref
from cspr_tui.domain.text.formatting import count
from cspr_tui.reports.clearance.clear_report import ReportFinding
from cspr_tui.service.use_cases.export_report import check_report


def add_options(parser: ArgumentParser) -> None:
    """Add the review and which report is checked."""
    add_ref(parser)
    add_report_choice(parser)
    add_format(parser, "text", "json")


def run(args: Namespace) -> int:
    """Print what stands against an export; 1 if anything does."""
    reviews = reviews_of(args)
    ref = reviews.find(args.ref)
    findings = check_report(reviews, ref, order_of(args)).findings
    reviews.log("checked for export", ref, args.report)
    if args.format == "json":
        say_json([_form(finding) for finding in findings])
        return 1 if findings else 0
    for finding in findings:
        say(
            f"{finding.level:<5}  line {finding.line}  {finding.kind}: "
            f"{finding.text}  ({finding.reason})"
        )
    blocks = sum(finding.level == "BLOCK" for finding in findings)
    say(f"{count(len(findings), 'finding')}, {blocks} of them block the export.")
    return 1 if findings else 0


def _form(finding: ReportFinding) -> dict[str, object]:
    return {
        "level": finding.level,
        "line": finding.line,
        "kind": finding.kind,
        "text": finding.text,
        "suggestion": finding.suggestion,
        "reason": finding.reason,
        "source": finding.source,
    }
