from __future__ import annotations

from pathlib import Path

import pytest

from cspr_tui.domain.identity import Policy
from cspr_tui.domain.record.documents import ReportOrder
from cspr_tui.service.use_cases.export_progress_report import (
    SingleReviewReportError,
    export_of_all,
)
from tests.sitting import Sitting


def test_the_executive_gets_one_report_on_all_reviews_that_names_nobody(
    demo: Sitting, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    path = export_of_all(demo.reviews, ReportOrder("progress"), folder, "M Obi")
    said = path.read_text("utf-8")
    assert path.name == "PROGRESS-ALL-partner-2026-11-23.md"
    loaded = [demo.store.load(ref) for ref in demo.store.refs()]
    active = [review for review in loaded if review.is_active]
    for review in active:
        assert f"| {review.public_code} |" in said
        assert f"## Progress report ({review.public_code})" in said
        assert review.ref not in said
        assert not [p.surname for p in review.people if p.surname and p.surname in said]
        assert review.exports[-1].name == path.name
        assert review.exports[-1].checker == "M Obi"


def test_no_other_report_is_written_on_all_reviews(
    demo: Sitting, tmp_path: Path
) -> None:
    with pytest.raises(SingleReviewReportError, match="written on one review; name it"):
        export_of_all(demo.reviews, ReportOrder(), tmp_path, "")


def test_the_internal_one_is_marked(demo: Sitting, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    order = ReportOrder("progress", Policy.INTERNAL)
    path = export_of_all(demo.reviews, order, folder, "")
    said = path.read_text("utf-8")
    assert said.startswith("**INTERNAL")
    assert said.endswith("pass on**\n")
    assert "pass on**\n\n**INTERNAL" not in said
