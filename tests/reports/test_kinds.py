"""Every report at every level: what it says, to whom, and what it never says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import fields, replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from cspr_tui.domain.dates.working_days import england
from cspr_tui.domain.deadlines.deadline import deadlines
from cspr_tui.domain.deadlines.rules import shipped_rules
from cspr_tui.domain.identity import Policy
from cspr_tui.domain.record.documents import LEVELS, ExportRecord, ReportOrder
from cspr_tui.domain.record.learning import Action, ActionStatus
from cspr_tui.domain.record.oversight import (
    DelayReason,
    DelayRecord,
    Notice,
    NoticeAbout,
    ProgressCheck,
    Recipient,
)
from cspr_tui.domain.record.review import Review
from cspr_tui.reports.build.confidential_mark import MARK, PAGE_LINES, with_marks
from cspr_tui.reports.build.report_request import (
    ReportInput,
    UnknownSectionError,
    WrongPolicyError,
)
from cspr_tui.reports.clearance.clear_report import check, prepare
from cspr_tui.reports.kinds import REPORTS, NotDecidedError, build_report
from tests import factories
from tests.reports import traps

EVERY = [(kind.word, level) for kind in REPORTS.values() for level in kind.levels]
NAMELESS = [(word, level) for word, level in EVERY if level is not Policy.INTERNAL]
# Days of the review itself stay for readers other than the public.
DAYS = {"17 March"}


def record(**facts: object) -> Review:
    known: dict[str, object] = {
        "not_publishing_reason": "Grace Ashby-Vane would be found",
        "incident_on": date(2026, 3, 17),
        "sin_sent_on": date(2026, 3, 24),
        "lcspr_decided_on": date(2026, 5, 4),
        "planned_publication_on": date(2026, 12, 14),
        "delays": (
            DelayRecord(
                "D1",
                DelayReason.INQUEST,
                new_target_on=date(2027, 1, 11),
                panel_told_on=date(2026, 10, 2),
                note="Wren Tolley asked",
            ),
        ),
        "notices": (
            Notice(
                "C1",
                Recipient.NATIONAL_PANEL,
                NoticeAbout.INITIATION,
                date(2026, 5, 6),
                note="by Orla Fennimore",
            ),
        ),
        "progress_checks": (
            ProgressCheck("K1", date(2026, 9, 1), outcome="Ask Grace again"),
        ),
    }
    return traps.review(**{**known, **facts})


def matter(**facts: object) -> ReportInput:
    known = record(**facts)
    found = deadlines(known, shipped_rules(), england(), traps.TODAY)
    return ReportInput(known, traps.partnership(), traps.TODAY, found)


def text_of(word: str, level: Policy | None = None, **facts: object) -> str:
    return check(matter(**facts), ReportOrder(word, level)).anonymised.text


def bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


@pytest.mark.parametrize(("word", "level"), NAMELESS)
def test_no_recorded_identifier_leaves_in_any_report_but_the_internal_ones(
    word: str, level: Policy
) -> None:
    document = prepare(matter(), ReportOrder(word, level))
    said = bare(document.content.decode() + document.name)
    allowed = DAYS if level is not Policy.PUBLIC else set()
    if level is Policy.STATUTORY:
        allowed |= {"SIN-7741-22"}
    left = [t for t in traps.identifiers() if bare(t) in said and t not in allowed]
    assert not left


@pytest.mark.parametrize(("word", "level"), EVERY)
def test_a_file_name_holds_the_public_code_the_level_and_the_day_only(
    word: str, level: Policy
) -> None:
    name = prepare(matter(), ReportOrder(word, level)).name
    assert re.fullmatch(rf"[A-Z]+-KD9ZT-{level.value}-2026-11-23\.md", name)


@pytest.mark.parametrize(("word", "level"), EVERY)
def test_the_record_decides_what_is_printed_and_nothing_outside_the_list_is(
    word: str, level: Policy
) -> None:
    allowed = {"public_code", "methodology", "not_publishing_reason", "sin_ref"}
    marks = {
        field.name: f"MARK{field.name}"
        for field in fields(Review)
        if field.type == "str" and field.name not in allowed
    }
    draft = build_report(matter(**marks), ReportOrder(word, level))
    assert len(marks) > 10
    assert "MARK" not in draft.text + draft.name + draft.title
    for inside in ("Rang her", "07700 900111", "Tamsin", "Mossbank"):
        assert inside not in draft.text


def test_the_same_record_gives_the_same_bytes_in_another_process() -> None:
    program = (
        "from hashlib import sha256; from tests.reports.test_kinds import *\n"
        "for each in EVERY: print(sha256(prepare(matter(), ReportOrder(*each)).content)"
        ".hexdigest())"
    )
    said = {
        subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-c", program],
            capture_output=True,
            check=True,
            cwd=Path(__file__).parents[2],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            timeout=300,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    assert len(said) == 1
    assert len(next(iter(said)).split()) == len(EVERY)


def test_a_public_report_is_the_default_where_the_report_may_be_public() -> None:
    default = {word: kind.level_of(None) for word, kind in REPORTS.items()}
    assert default == {
        "publication": Policy.PUBLIC,
        "briefing": Policy.PUBLIC,
        "plan": Policy.PUBLIC,
        "improvements": Policy.PUBLIC,
        "progress": Policy.PARTNER,
        "national": Policy.STATUTORY,
    }


@pytest.mark.parametrize("level", [*LEVELS])
def test_the_national_pack_is_for_statutory_readers_only(level: Policy) -> None:
    with pytest.raises(WrongPolicyError, match="for statutory reading only"):
        build_report(matter(), ReportOrder("national", level))


def test_public_coarsens_what_partners_may_read_by_the_day() -> None:
    told = "It was on 12 May 2025 that Hope was seen.\n"
    sections = traps.section(told)
    public = text_of("publication", Policy.PUBLIC, sections=sections)
    partner = text_of("publication", Policy.PARTNER, sections=sections)
    internal = text_of("publication", Policy.INTERNAL, sections=sections)
    assert "It was on" not in public or "12 May" not in public
    assert "12 May 2025 that Child was seen" in partner
    assert "12 May 2025 that Hope was seen" in internal


def test_a_name_in_no_record_is_replaced_for_partners_too() -> None:
    sections = traps.section("Marcus Feltwell saw the boy.\n")
    done = check(matter(sections=sections), ReportOrder(level=Policy.PARTNER))
    assert "Feltwell" not in done.anonymised.text or done.is_blocked


def test_an_internal_report_names_people_and_no_pseudonym_beside_them() -> None:
    hope, *others = traps.people()
    people = (replace(hope, pseudonym="Robin"), *others)
    for word in (word for word, level in EVERY if level is Policy.INTERNAL):
        said = text_of(word, Policy.INTERNAL, people=people)
        assert "Robin" not in said
    assert "Ashby-Vane" in text_of("publication", Policy.INTERNAL)


def test_every_page_of_an_internal_report_is_marked() -> None:
    long = "\n\n".join(f"Paragraph {n} on the boy." * 9 for n in range(60))
    lines = text_of(
        "publication", Policy.INTERNAL, sections=traps.section(long)
    ).splitlines()
    at = [n for n, line in enumerate(lines) if MARK in line]
    assert at[0] == 0
    assert at[-1] == len(lines) - 1
    assert max(b - a for a, b in pairwise(at)) <= PAGE_LINES
    assert MARK not in text_of("publication", Policy.PARTNER)


def test_a_mark_never_stands_inside_a_table_or_a_list() -> None:
    table = "\n".join(["| a |", "| --- |", *("| b |" for _ in range(80))])
    points = "\n".join("- c" for _ in range(80))
    text = with_marks(f"# T\n\n{table}\n\n{points}\n")
    assert table in text
    assert points in text


def test_the_briefing_takes_the_first_paragraph_of_what_was_written() -> None:
    text = "### Before\n\nHope was seen *often*.\n\nThen came the winter.\n"
    said = text_of("briefing", sections=traps.section(text))
    assert "Child was seen *often*." in said
    assert "winter" not in said
    assert "## For your team to talk about" in said


def test_the_plan_says_who_does_what_by_when_in_a_table() -> None:
    told = Action(
        "A1",
        "Ring | families",
        owner_agency="police",
        lead_role="Head of service",
        due_on=date(2026, 9, 4),
        status=ActionStatus.AT_RISK,
    )
    stands = "At risk, green, LATE"
    row = rf"| none | Ring \| families | Police, Head of service | {{}} | {stands} |"
    public = text_of("plan", Policy.PUBLIC, actions=(told,))
    assert row.format("September 2026") in public
    partner = text_of("plan", Policy.PARTNER, actions=(told,))
    assert row.format("Fri 04 Sep 2026") in partner
    internal = text_of("plan", Policy.INTERNAL, actions=(told,))
    assert "| Quillshire Police, Head of service |" in internal


def test_a_statement_waits_for_the_decision_not_to_publish() -> None:
    with pytest.raises(NotDecidedError, match="no reason recorded"):
        text_of("improvements", not_publishing_reason=" ")
    said = text_of("improvements")
    assert "decided not to publish its report" in said
    assert "would be found" not in said
    assert "## What happened" not in said


def test_the_national_pack_gives_days_in_full_and_the_notifications_number() -> None:
    said = text_of("national")
    assert "-   Notification: SIN-7741-22" in said
    assert "-   Incident: Tue 17 Mar 2026" in said
    assert "| Decision to hold a review and reviewer | National Panel |" in said
    assert "| Inquest | Mon 11 Jan 2027 | Fri 02 Oct 2026 | not yet |" in said
    assert "**The reason:** Mother would be found" in said
    assert "No report has left the record yet" in said
    assert "to be published in full" in text_of("national", not_publishing_reason="")


def test_the_national_pack_names_the_file_that_goes_with_it() -> None:
    left = ExportRecord(
        "X1",
        factories.STAMP.at,
        "tpell",
        "publication",
        "public",
        "LCSPR-KD9ZT-public-2026-11-20.md",
        "ab" * 32,
    )
    said = text_of("national", exports=(left,))
    assert "LCSPR-KD9ZT-public-2026-11-20.md, as it is to be published." in said


def test_the_progress_report_tells_the_time_taken() -> None:
    said = text_of("progress")
    assert "Begun on Mon 04 May 2026, 203 days ago." in said
    assert "Six months end on" in said
    assert "## Delays, and who was told" in said
    assert "## Time taken" not in text_of("progress", lcspr_decided_on=None)


def test_only_chosen_sections_are_printed_in_the_reports_own_order() -> None:
    chosen = ReportOrder(sections=("lessons", "narrative"))
    done = check(matter(), chosen).anonymised.text
    levels = re.findall(r"^## .*$", done, re.MULTILINE)
    assert levels == ["## What happened", "## Lessons, and whom they are for"]


def test_an_unknown_section_is_answered_with_those_there_are() -> None:
    with pytest.raises(UnknownSectionError, match='no section "x"; it has: about, pur'):
        build_report(matter(), ReportOrder(sections=("x",)))


def test_a_report_of_an_empty_review_has_no_empty_heading() -> None:
    bare_review = factories.review(not_publishing_reason="x")
    for kind in REPORTS.values():
        text = build_report(
            ReportInput(bare_review, traps.partnership(), traps.TODAY),
            ReportOrder(kind.word),
        ).text
        assert not re.search(r"^##+ .*\n\n#", text, re.MULTILINE)
        assert not text.rstrip().split("\n")[-1].startswith("##")
