from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from cspr_tui.anonymise import Anonymised, TextSpan
from cspr_tui.domain.identity import Policy
from cspr_tui.domain.record.documents import ReportOrder
from cspr_tui.domain.record.oversight import Reviewer
from cspr_tui.domain.record.people import Person, PersonRole
from cspr_tui.domain.record.review import Review
from cspr_tui.reports.build.report_request import WrongPolicyError
from cspr_tui.reports.clearance.clear_report import (
    BLOCK,
    WARN,
    CheckedReport,
    ExportRefusedError,
    ReportFinding,
    check,
    prepare,
)
from cspr_tui.reports.clearance.findings import anonymiser_findings, sorted_findings
from tests.reports import traps


def checked(review: Review) -> CheckedReport:
    return check(traps.matter(review), ReportOrder())


def cleared(review: Review) -> str:
    document = prepare(traps.matter(review), ReportOrder())
    return document.content.decode()


def refused(review: Review) -> ExportRefusedError:
    with pytest.raises(ExportRefusedError) as caught:
        cleared(review)
    return caught.value


def test_a_report_without_findings_is_cleared_as_it_was_checked() -> None:
    done = checked(traps.review())
    assert (done.findings, done.leaks, done.is_blocked) == ((), (), False)
    document = prepare(traps.matter(), ReportOrder())
    assert document.content == done.anonymised.text.encode()
    assert document.name == done.draft.name
    assert document.policy is Policy.PUBLIC


def test_a_name_that_cannot_be_replaced_is_caught_by_the_gate() -> None:
    done = checked(
        traps.review(sections=traps.section("See QuiAshbyVanelot and so on."))
    )
    assert [leak.kind for leak in done.leaks]
    blocks = [f for f in done.findings if f.level == BLOCK and f.source == "gate"]
    assert "ashby" in blocks[0].text.casefold()


@pytest.mark.parametrize(
    ("planted", "name"),
    [
        ("xxAshbyVanexx", "ashby"),
        ("AshbyVane", "ashby"),
        ("A-s-h-b-y V.a.n.e", "ashby"),
        ("As<!-- x -->hby", "ashby"),
        ("zzashbyzz", "ashby"),
        ("thornGracieAshbyVane", "ashby"),
        ("[her](Ashby-Vane.html)", "ashby"),
        ("xgracievanex", "gracie"),
        ("g%72acie", "gracie"),
        ("id0770-0900318x", "0900318"),
        ("07700900318000", "0900318"),
        ("`14_Tansel_Row`", "tanselrow"),
    ],
)
def test_a_name_in_disguise_is_replaced_or_stops_the_export(
    planted: str, name: str
) -> None:
    record = traps.review(sections=traps.section(f"It says {planted} here.\n"))
    if checked(record).is_blocked:
        refused(record)
    else:
        left = re.sub(r"<!--.*?-->|[\W_]+", "", cleared(record)).casefold()
        assert name not in left


@pytest.mark.parametrize(
    "planted", ["![a photograph](her.png)", "data:text/plain;base64,SG9wZQ=="]
)
def test_what_no_check_can_read_is_never_exported(planted: str) -> None:
    done = checked(traps.review(sections=traps.section(f"It says {planted} here.\n")))
    assert "gate" in {f.source for f in done.findings if f.level == BLOCK}


def test_a_name_in_title_or_file_name_is_caught_by_the_gate() -> None:
    error = refused(traps.review(public_code="ASHBY"))
    assert {leak.place for leak in error.findings} >= {"the title", "the file name"}
    assert "the first in the title" in str(error)


def test_a_refusal_says_how_many_and_where_and_quotes_nothing() -> None:
    text = "One.\n\nIt was QuiAshbyVanelot.\n"
    error = refused(traps.review(sections=traps.section(text)))
    sentence = (
        r"Not exported: \d findings? in the way, the first in line 17 \(NAME\w*\)"
    )
    assert re.match(sentence, str(error))
    assert "Ashby" not in str(error)
    assert any("Ashby" in finding.text for finding in error.findings)


def flagged(source: str, text: str, *spans: TextSpan) -> list[ReportFinding]:
    return anonymiser_findings(Anonymised(source, text, spans))


def test_a_name_nobody_settled_blocks_and_a_rare_fact_warns() -> None:
    source = "Odile is a twin"
    found = flagged(
        source,
        source,
        TextSpan(0, 5, None, "in no record", kind="UNKNOWN_NAME"),
        TextSpan(11, 15, None, "a rare fact", kind="RARE"),
    )
    assert [(f.level, f.kind, f.text) for f in found] == [
        (BLOCK, "UNKNOWN_NAME", "Odile"),
        (WARN, "RARE", "twin"),
    ]


def test_a_name_replaced_though_nobody_recorded_it_is_listed() -> None:
    who = TextSpan(0, 7, "a named person", "title and name", kind="UNKNOWN_NAME")
    kin = TextSpan(13, 18, "Mother", "P2, forename", kind="PERSON")
    found = flagged("Dr Pell rang Grace", "A named person rang Mother", who, kin)
    assert [(f.level, f.text, f.suggestion) for f in found] == [
        (WARN, "Dr Pell", "add to the record")
    ]


def test_a_rare_fact_stops_the_export_until_a_person_settles_it() -> None:
    record = traps.review(sections=traps.section("One of triplets.\n"))
    assert checked(record).is_blocked
    (rare,) = checked(record).findings
    settled = replace(record, decisions=traps.kept(rare.text))
    assert not checked(settled).is_blocked


def test_findings_stand_in_the_order_of_the_lines() -> None:
    text = "One of triplets.\n\nQuiAshbyVanelot\n\nA twin.\n"
    found = checked(traps.review(sections=traps.section(text))).findings
    lines = [finding.line for finding in found]
    assert lines == sorted(lines)
    assert {f.source for f in found} == {
        "anonymiser",
        "gate",
        "rare facts",
    }


def test_a_findings_line_is_that_of_the_report_as_it_would_read() -> None:
    source = "Grace\nVane rang.\n\nOdile came."
    name = TextSpan(0, 10, "Mother", "P2, full name", kind="PERSON")
    stranger = TextSpan(18, 23, None, "in no record", kind="UNKNOWN_NAME")
    (finding,) = flagged(source, "Mother rang.\n\nOdile came.", name, stranger)
    assert (finding.text, finding.line) == ("Odile", 3)


def test_what_both_checks_found_is_told_once() -> None:
    one = ReportFinding(BLOCK, 3, "NAME", "Ama", "", "", "gate")
    other = replace(one, level=WARN, source="anonymiser")
    assert sorted_findings([other, one]) == (one,)


def test_a_wording_that_a_person_kept_stays() -> None:
    text = "The Marcus Feltwell Trust helped.\n"
    record = traps.review(
        sections=traps.section(text), decisions=traps.kept("Marcus Feltwell")
    )
    assert "Marcus Feltwell" in cleared(record)


@pytest.mark.parametrize(
    "wording",
    [
        "Grace Ashby-Vane",
        "said Grace  ASHBY VANE",
        "4 March 2019",
        "999 000 4412",
        "07700-900318",
        "grace.vane@example.org",
        "14 Tansel Row, Quillmere, ZZ9 9ZZ",
    ],
)
def test_no_decision_keeps_a_full_name_a_birthday_a_number_or_an_address(
    wording: str,
) -> None:
    record = traps.review(
        sections=traps.section(f"It was {wording} then.\n"),
        decisions=traps.kept(wording),
    )
    done = checked(record)
    assert wording not in done.anonymised.text
    assert [(f.level, f.kind) for f in done.findings] == [(WARN, "KEPT")]


def test_a_pseudonym_that_cannot_stand_is_told() -> None:
    hope, *others = traps.people()
    record = traps.review(people=(replace(hope, pseudonym="Gracie"), *others))
    (finding,) = checked(record).findings
    assert (finding.level, finding.kind, finding.place) == (
        WARN,
        "PSEUDONYM",
        "the title",
    )
    assert "not used for P1: it holds a real name" in finding.reason


def test_a_surname_shared_with_the_lead_reviewer_does_not_stay() -> None:
    record = traps.review(
        reviewers=(Reviewer("W1", "Dr Mabel Vane"),),
        sections=traps.section("Ms Vane rang. The Vane family moved.\n"),
    )
    text = checked(record).anonymised.text
    assert "Lead reviewer: Dr Mabel Vane" in text
    assert text.count("Vane") == 1


def test_a_public_code_that_looks_like_a_postcode_stops_nothing() -> None:
    record = traps.review(public_code="ZZ99Z")
    assert "(ZZ99Z)" in cleared(record)


def test_without_a_public_code_nothing_leaves() -> None:
    error = refused(traps.review(public_code=""))
    assert "the first in the file name (FILE_NAME)" in str(error)


def test_the_reference_of_the_record_is_no_public_code() -> None:
    record = traps.review(public_code="7QXM4")
    assert checked(record).is_blocked
    refused(record)


@pytest.mark.parametrize("policy", [Policy.LEAFLET, Policy.BOARD_PACK])
def test_a_publication_report_leaves_under_no_policy_but_its_own(
    policy: Policy,
) -> None:
    with pytest.raises(WrongPolicyError, match="for public or partner or internal"):
        prepare(traps.matter(), ReportOrder(level=policy))


def test_the_public_text_is_coarser_than_days() -> None:
    text = "It was on 12 May 2025, her birthday of 4 March 2019, and 2025-05-13.\n"
    said = cleared(traps.review(sections=traps.section(text)))
    assert "12 May" not in said
    assert "2025-05-13" not in said
    assert "May 2025" in said


def test_a_place_called_by_its_short_name_does_not_stay() -> None:
    record = traps.review(sections=traps.section("Mossbank rang, then Fenwold.\n"))
    text = checked(record).anonymised.text
    assert "Nursery 1 rang, then Other Area 1." in text


def test_markdown_that_replacing_would_change_is_refused() -> None:
    text = "It was 07700\n- 900318\n"
    error = refused(traps.review(sections=traps.section(text)))
    assert [finding.kind for finding in error.findings] == ["STRUCTURE"]
    (finding,) = error.findings
    draft = checked(traps.review(sections=traps.section("It was.\n"))).draft.text
    assert finding.line == draft.splitlines().index("It was.") + 2
    assert "a list" in finding.reason


@pytest.mark.parametrize("wish", ["[Robin](x)", "*Robin*", "Robin\nSmall", "<b>Robin"])
def test_a_pseudonym_cannot_bring_markdown_with_it(wish: str) -> None:
    hope, *others = traps.people()
    record = traps.review(people=(replace(hope, pseudonym=wish), *others))
    done = checked(record)
    assert "Robin" not in done.anonymised.text
    assert [finding.kind for finding in done.findings] == ["PSEUDONYM"]


def test_two_of_one_name_are_told_apart_or_not_told() -> None:
    elder = Person("P7", PersonRole.FATHER, forename="Otto", surname="Vane")
    younger = replace(elder, id="P8", role=PersonRole.SIBLING, dob=date(2011, 5, 6))
    record = traps.review(
        people=(*traps.people(), elder, younger),
        sections=traps.section("Otto rang. Otto Vane came.\n"),
    )
    assert "Otto" not in checked(record).anonymised.text
