from __future__ import annotations

from datetime import date

import pytest

from cspr_tui.domain.record.incident import HarmCategory, IncidentType
from cspr_tui.domain.record.oversight import DelayReason
from cspr_tui.domain.record.review import PanelResponse, RapidReviewOutcome, ReviewKind
from cspr_tui.domain.record.stage import Stage
from tests.exchange.sheet import COORDINATORS, facts, problem, row

THIRD = date(2026, 1, 3)


@pytest.mark.parametrize(
    "typed",
    [
        "2026-01-03",
        "03/01/2026",
        "3/1/2026",
        "03/01/26",
        "03-01-2026",
        "3.1.2026",
        "3 Jan 2026",
        "03-Jan-26",
        "3-Jan-2026",
        "3/Jan/2026",
        "3rd January 2026",
        "3rd of January 2026",
        "Sat 3 Jan 2026",
        "Saturday, 3 January 2026",
        "Sat 03-Jan-2026",
        "2026-01-03 00:00:00",
        "2026-01-03T00:00:00",
        "03/01/2026 00:00",
        "  3  Jan\n2026 ",
    ],
)
def test_a_date_is_read_as_people_and_spreadsheets_write_it(typed: str) -> None:
    assert facts({"SIN submitted": typed}).sin_sent_on == THIRD


@pytest.mark.parametrize(
    "typed",
    [
        "31/02/2026",
        "2026-02-31",
        "31-Feb-26",
        "13/13/2026",
        "01/25/2026",
        "January 3, 2026",
        "Jan 3 2026",
        "3 Jan",
        "03/01",
        "Yes",
        "today",
        "+5wd",
        "2026",
        "01/01/0001",
        "12/03/2026 (estimated)",
        "12/03/2026\n14/03/2026",
        "2026-01-03 10:30",
    ],
)
def test_what_is_no_date_is_refused(typed: str) -> None:
    found = problem({"SIN": typed})
    assert found.refused
    shown = " ".join(typed.split())
    assert found.sentence == (
        f'Row 2, column "SIN": "{shown}" is not a date; write it as 23/11/2026 or '
        f"2026-11-23."
    )
    assert found.value == typed


def test_a_long_text_in_a_date_column_is_cut_in_the_sentence() -> None:
    found = problem({"SIN": "sent by post, see file " * 20})
    assert found.refused
    assert len(found.sentence) < 160


@pytest.mark.parametrize("typed", ["46025", "46025.0"])
def test_a_spreadsheets_day_number_is_refused_with_the_date_it_would_be(
    typed: str,
) -> None:
    found = problem({"SIN": typed})
    assert found.refused
    assert "03/01/2026" in found.reason
    assert "format the column as a date" in found.reason


def test_a_weekday_that_does_not_fit_is_warned_about() -> None:
    found = problem({"SIN": "Mon 3 Jan 2026"})
    assert not found.refused
    assert found.reason == ('"Mon 3 Jan 2026" was taken for Sat 03 Jan 2026; check it.')


@pytest.mark.parametrize(
    "typed", ["n/a", "N/A", "tbc", "TBC", "none", "unknown", "not yet", "No", "Pending"]
)
def test_a_word_for_nothing_in_a_date_cell_is_kept_as_a_note(typed: str) -> None:
    review = facts({"SIN submitted": typed})
    assert review.sin_sent_on is None
    (cell,) = review.imported_cells
    assert (cell.column, cell.text) == ("SIN submitted", typed)


@pytest.mark.parametrize("typed", ["-", "--", "\u2013", "?", "  "])
def test_a_dash_in_a_date_cell_is_empty(typed: str) -> None:
    review = facts({"SIN submitted": typed})
    assert (review.sin_sent_on, review.imported_cells) == (None, ())


@pytest.mark.parametrize(
    ("heading", "field", "typed", "value"),
    [
        ("Type", "kind", "LCSPR", ReviewKind.LCSPR),
        ("Type", "kind", "cspr", ReviewKind.LCSPR),
        ("Type", "kind", "Rapid Review", ReviewKind.RAPID_REVIEW),
        ("Type", "kind", "RR", ReviewKind.RAPID_REVIEW),
        ("Type", "kind", "Local child safeguarding practice review", ReviewKind.LCSPR),
        ("Type", "kind", "LAC death", ReviewKind.LAC_DEATH),
        ("Incident type", "incident_type", "Death", IncidentType.DEATH),
        ("Incident type", "incident_type", "serious harm", IncidentType.SERIOUS_HARM),
        ("Harm", "harm_category", "SUDI", HarmCategory.SUDI),
        ("Harm", "harm_category", "CSE", HarmCategory.EXTRA_FAMILIAL),
        ("Harm", "harm_category", "Physical", HarmCategory.PHYSICAL),
        ("RR outcome", "rr_outcome", "NFA", RapidReviewOutcome.NO_FURTHER),
        ("RR outcome", "rr_outcome", "No", RapidReviewOutcome.NO_FURTHER),
        ("RR outcome", "rr_outcome", "LCSPR", RapidReviewOutcome.LCSPR),
        ("Panel view", "panel_response", "Agreed", PanelResponse.AGREES),
        ("Panel view", "panel_response", "pending", PanelResponse.AWAITED),
        ("Stage", "stage", "4", Stage.RAPID_REVIEW),
        ("Stage", "stage", "Stage 4", Stage.RAPID_REVIEW),
        ("Stage", "stage", "4.", Stage.RAPID_REVIEW),
        ("Stage", "stage", "3 - Rapid review", Stage.RAPID_REVIEW),
        ("Stage", "stage", "rapid_review", Stage.RAPID_REVIEW),
        ("Stage", "stage", "Sign-off", Stage.SIGN_OFF),
        ("Stage", "stage", "information_gathering", Stage.GATHERING),
        ("Stage", "stage", "Draft report", Stage.DRAFTING),
        ("Stage", "stage", "Awaiting publication", Stage.PRE_PUBLICATION),
        ("LAC", "looked_after", "Yes", True),
        ("LAC", "looked_after", "\u2713", True),
        ("Legal hold", "legal_hold", "Y", True),
        ("Legal hold", "legal_hold", "FALSE", False),
        ("Care leaver", "care_leaver", "n", False),
        ("Themes", "themes", "neglect; home , voice\nother;", None),
        ("Other LAs", "other_areas", "none", ()),
        ("URL", "url", "n/a", ""),
        ("Method", "methodology", "two lines\nof it", "two lines\nof it"),
    ],
)
def test_words_are_read_by_what_the_column_holds(
    heading: str, field: str, typed: str, value: object
) -> None:
    expected = ("neglect", "home", "voice", "other") if value is None else value
    assert getattr(facts({heading: typed}), field) == expected


@pytest.mark.parametrize(
    ("heading", "typed", "said"),
    [
        ("Stage", "Stage 19", '"19" is not known here; use one of: Referral,'),
        ("Stage", "on fire", '"on fire" is not known here; use one of: Referral,'),
        ("Type", "enquiry", "use one of: Referral only, Rapid review, Local"),
        ("LAC", "Section 20", '"Section 20" is neither yes nor no; write one of them.'),
    ],
)
def test_a_word_that_is_not_known_is_refused_with_those_that_are(
    heading: str, typed: str, said: str
) -> None:
    found = problem({heading: typed})
    assert found.refused
    assert said in found.reason


@pytest.mark.parametrize(
    ("typed", "login"),
    [
        ("jokoro", "jokoro"),
        ("JOKORO", "jokoro"),
        ("jo", "jokoro"),
        ("Jo  Okoro", "jokoro"),
        ("Jan Olsen", "jolsen"),
        ("NA", "nadams"),
    ],
)
def test_an_owner_is_known_by_login_initials_or_name(typed: str, login: str) -> None:
    assert facts({"Lead": typed}, COORDINATORS).owner == login


@pytest.mark.parametrize("typed", ["Somebody Else", "PD"])
def test_an_owner_who_is_not_one_person_is_kept_and_warned_about(typed: str) -> None:
    tracker = row({"Lead": typed}, COORDINATORS)
    assert tracker.drafts[0].facts.owner == typed
    assert [p.sentence for p in tracker.problems] == [
        (
            f'Row 2, column "Lead": "{typed}" is not one coordinator in the directory; '
            f"kept as typed."
        )
    ]


def test_without_a_directory_an_owner_is_kept_as_typed_without_a_word() -> None:
    tracker = row({"Lead": "Somebody", "Cover": "n/a"})
    assert tracker.problems == ()
    assert tracker.drafts[0].facts.owner == "Somebody"


@pytest.mark.parametrize(
    ("typed", "reason", "note"),
    [
        ("Inquest", DelayReason.INQUEST, ""),
        ("late_agency_return", DelayReason.AGENCY_RETURN, ""),
        ("Police investigation", DelayReason.CRIMINAL, "Police investigation"),
        ("Flood in the archive", DelayReason.OTHER, "Flood in the archive"),
    ],
)
def test_the_reason_for_a_delay_is_a_choice_or_a_note(
    typed: str, reason: DelayReason, note: str
) -> None:
    (delay,) = facts({"Reason for delay": typed}).delays
    assert (delay.reason, delay.note) == (reason, note)
