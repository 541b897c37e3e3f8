"""Commands that let something out: check and export."""

from __future__ import annotations

from argparse import Namespace

from cspr_tui.cli.console.output import say, say_json
from cspr_tui.cli.env.session import reviews_of
from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.identity import Policy
from cspr_tui.domain.record.documents import LEVELS, Order
from cspr_tui.domain.text.formatting import count
from cspr_tui.reports.clearance.clear_report import Finding
from cspr_tui.service.use_cases.export_report import check_report, export_report
from cspr_tui.service.use_cases.progress_report import export_of_all


class UnknownLevelError(CsprError):
    """There is no such level of detail."""


def order_of(args: Namespace) -> Order:
    """Return what is asked for: report, level and sections.

    Raises:
        UnknownLevelError: there is no such level; the text lists those there are.
    """
    known = {level.value: level for level in (*LEVELS, Policy.STATUTORY)}
    if args.level and args.level not in known:
        sentence = f'There is no level "{args.level}"; there is: {", ".join(known)}.'
        raise UnknownLevelError(sentence)
    words = tuple(word.strip() for word in args.sections.split(",") if word.strip())
    return Order(args.report, known.get(args.level), words)


def check(args: Namespace) -> int:
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
    if args.ref.casefold() == "all":
        path = export_of_all(reviews, order_of(args), args.out, args.checker)
        say(f"Wrote {path}, checked for known identifiers.")
        return 0
    ref = reviews.find(args.ref)
    left = export_report(reviews, ref, order_of(args), args.out, args.checker)
    say(f"Wrote {left.path}, checked for known identifiers by {left.record.checker}.")
    say("A person must still read it: known identifiers are not all there are.")
    return 0
