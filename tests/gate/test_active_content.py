"""Nothing hidden and nothing that does something leaves, whatever its form."""

from __future__ import annotations

import pytest

from cspr_tui.domain.identity import Policy
from cspr_tui.domain.record.documents import ReportOrder
from cspr_tui.gate import Refusal, clear
from cspr_tui.gate.active_content import find_active_content
from cspr_tui.reports.clearance.clear_report import CheckedReport, check
from tests.reports import traps

# A text, and the line of what must not leave.
HIDDEN = (
    ("The family was seen.\n\n<!-- police file is weak -->\n\nThey moved.", 3),
    ("One.\nTwo <!-- weak\nfile --> three.", 2),
    ("<style>\np { display: none }\n</style>", 1),
    ("One.\n\n<div hidden>\nTwo.\n</div>", 3),
    ("- a\n  - <span style='display:none'>b</span>", 2),
    ("# Title <u>x</u>", 1),
    ("[see](javascript:alert(1))", 1),
    ("[see](&#106;avascript:alert(1))", 1),
    ("[see](javascript&colon;alert(1))", 1),
    ("[see](VBScript:x)", 1),
    ("a\n\n[see](file:///etc/passwd)", 3),
    ("[see](//host.example/x)", 1),
    ("| a | b |\n|---|---|\n| c | [d](data:text/html,x) |", 3),
    ("![a](https://track.example/p.png)", 1),
    ("[![a](x.png)](https://a.example)", 1),
    ("One.\n\n[note]: https://a.example\n", 3),
    ("> [note]: weak\n\n[note]: weaker", 1),
    ("[see][n]\n\n[n]: https://a.example 'weak file'", 3),
    ("[see](https://a.example 'weak file')", 1),
    ("<https://a.example>", 1),
    ("```text police file is weak\nx\n```", 1),
    ("<?php x ?>", 1),
    ("<!DOCTYPE html>", 1),
    ("<![CDATA[weak]]>", 1),
)
SHOWN = (
    "[a](https://a.example) [b](http://b.example) [c](mailto:c@c.example) [d](#part)",
    "`<b>` is a tag",
    "```\n<!-- an example -->\n```",
    "A \\<b\\> and 3 < 4 > 2 & more",
    "| a |\n|---|\n| b |",
    "&lt;b&gt;",
)


@pytest.mark.parametrize(("text", "line"), HIDDEN)
def test_what_nobody_sees_is_found_with_its_line(text: str, line: int) -> None:
    found = list(find_active_content(text))
    assert line in {at for at, _, _ in found}
    assert all(": " in reason for _, _, reason in found)


@pytest.mark.parametrize("text", SHOWN)
def test_what_everybody_sees_stays(text: str) -> None:
    assert list(find_active_content(text)) == []


@pytest.mark.parametrize("text", [text for text, _ in HIDDEN])
@pytest.mark.parametrize("policy", list(Policy))
def test_the_gate_refuses_the_final_bytes(text: str, policy: Policy) -> None:
    name = "LCSPR-AB12-report-2026-11-23.md"
    done = clear(text.encode(), name=name, title="", entities=(), policy=policy)
    assert isinstance(done, Refusal)
    assert "HIDDEN" in {leak.kind for leak in done.leaks}


def checked(text: str) -> CheckedReport:
    record = traps.review(sections=traps.section(text))
    return check(traps.matter(record), ReportOrder())


def test_a_comment_in_a_section_is_a_finding_with_line_cause_and_way_out() -> None:
    done = checked("They came.\n\n<!-- the police file is weak -->\n\nThey moved.\n")
    (finding,) = [each for each in done.findings if each.kind == "HIDDEN"]
    lines = done.anonymised.text.splitlines()
    assert lines[finding.line - 1] == finding.text == "<!-- the police file is weak -->"
    assert "take it out" in finding.reason
    assert done.is_blocked
