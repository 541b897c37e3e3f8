"""Ten identifiers of ten kinds go into a record; nothing leaves with one of them."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from cspr_tui.domain.identity import Policy
from cspr_tui.domain.record.documents import ReportOrder, SectionKind
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.record.wording_decisions import Treatment
from cspr_tui.domain.steps.review.report_sections import section_written
from cspr_tui.domain.steps.step import Step
from cspr_tui.reports.build.confidential_mark import MARK
from cspr_tui.reports.clearance.clear_report import ExportRefusedError
from cspr_tui.reports.clearance.finding_groups import group_findings
from cspr_tui.reports.kinds import REPORTS
from cspr_tui.service.use_cases.export_report import check_report, export_report
from cspr_tui.service.use_cases.settle_findings import FindingDecision, settle
from tests.sitting import Sitting

REF = "YGP9Z"
EVERY = [(kind.word, level) for kind in REPORTS.values() for level in kind.levels]
DAY = "14 March 2019"
PLANTED = (
    "Marcus Feltwell",
    "07700 900455",
    "m.feltwell@example.org",
    "NW26 9ZZ",
    DAY,
    "943 476 5919",
    "QQ 12 34 56 C",
    "www.example.org/marcus",
    "19 Linden Crescent",
)


def planted(sitting: Sitting) -> tuple[str, ...]:
    """Put them into whatever a report prints, and the child's own name too."""
    child = sitting.store.load(REF).people[0]
    name = f"{child.forename} {child.surname}"
    every = (name, *PLANTED)
    said = " ".join(f"It said {each}." for each in every)
    held = next(s for s in sitting.store.load(REF).sections if s.kind == "narrative")
    step = section_written(SectionKind.NARRATIVE, said, held.text)
    sitting.reviews.change(REF, step)

    def apply(review: Review) -> Review:
        first, action = review.recommendations[0], review.actions[0]
        return replace(
            review,
            recommendations=(
                replace(first, text=said),
                *review.recommendations[1:],
            ),
            actions=(replace(action, text=said), *review.actions[1:]),
            not_publishing_reason=said,
        )

    sitting.reviews.change(REF, Step("Planted", apply))
    return every


def facts_of(review: Review) -> dict[str, object]:
    changing = {"version", "serial", "history", "decisions", "exports"}
    return {f: getattr(review, f) for f in review.__slots__ if f not in changing}


def settled_one_by_one(sitting: Sitting, order: ReportOrder, folder: Path) -> int:
    """Settle each finding in turn; until the last, the export is refused."""
    reviews, times = sitting.reviews, 0
    while True:
        checked = check_report(reviews, REF, order)
        still = [group for group in group_findings(checked) if group.first.is_open]
        if not still:
            return times
        with pytest.raises(ExportRefusedError):
            export_report(reviews, REF, order, folder, "M Obi")
        assert not [*folder.iterdir()]
        settle(
            reviews,
            REF,
            still[0].wordings,
            FindingDecision(Treatment.REPLACE, "left out"),
        )
        times += 1
        assert times < 40


def bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


@pytest.mark.parametrize(("word", "level"), EVERY)
def test_no_report_at_any_level_leaves_with_a_planted_identifier(
    demo: Sitting, tmp_path: Path, word: str, level: Policy
) -> None:
    every, before = planted(demo), facts_of(demo.store.load(REF))
    folder = tmp_path / "out"
    folder.mkdir()
    order = ReportOrder(word, level)
    times = settled_one_by_one(demo, order, folder)
    left = export_report(demo.reviews, REF, order, folder, "M Obi")
    (path,) = folder.iterdir()
    said = path.read_text(encoding="utf-8")
    review = demo.store.load(REF)
    assert facts_of(review) == before
    assert review.exports[-1].checker == "M Obi"
    assert left.record.policy == level.value
    assert not [each for each in every if bare(each) in bare(path.name)]
    if level is Policy.INTERNAL:
        assert said.count(MARK) >= 2
        return
    assert times >= 1
    stays = set() if level is Policy.PUBLIC else {DAY}
    assert not [e for e in every if e not in stays and bare(e) in bare(said)]
