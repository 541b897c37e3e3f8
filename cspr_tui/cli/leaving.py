"""Commands that let something out: check and export."""

from __future__ import annotations

from argparse import Namespace

from cspr_tui.cli.out import say, say_json
from cspr_tui.cli.session import reviews_of
from cspr_tui.domain.words import count
from cspr_tui.reports.export import Finding
from cspr_tui.service.exporting import check_report, export_report


def check(args: Namespace) -> int:
    """Print what stands against an export; 1 if anything does."""
    reviews = reviews_of(args)
    ref = reviews.find(args.ref)
    findings = check_report(reviews, ref, args.report).findings
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


def _form(finding: Finding) -> dict[str, object]:
    return {
        "level": finding.level,
        "line": finding.line,
        "kind": finding.kind,
        "text": finding.text,
        "suggestion": finding.suggestion,
        "reason": finding.reason,
        "source": finding.source,
    }


def export(args: Namespace) -> int:
    """Write the anonymised report, or say why not."""
    reviews = reviews_of(args)
    ref = reviews.find(args.ref)
    left = export_report(reviews, ref, args.report, args.out, args.checker)
    say(f"Wrote {left.path}, checked for known identifiers by {left.record.checker}.")
    say("A person must still read it: known identifiers are not all there are.")
    return 0
