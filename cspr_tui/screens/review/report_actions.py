"""Actions on the Report tab: choose a report, preview it, check and export it."""

from __future__ import annotations

from dataclasses import replace

from cspr_tui.domain.identity import Policy
from cspr_tui.domain.record.documents import ReportOrder
from cspr_tui.screens.dialogs.choice_dialog import ChooseScreen
from cspr_tui.screens.review.pages import row_page
from cspr_tui.screens.review.review_host import ReviewHost

# Actions of the screen that are offered on the Report tab only.
REPORT_ACTIONS = frozenset({"kind", "level", "part", "export", "editor"})
_READERS = {
    Policy.PUBLIC: "public: for everyone; days become months, names pseudonyms",
    Policy.PARTNER: "partner: names are replaced, days stay",
    Policy.INTERNAL: "internal: everything, marked on every page",
    Policy.STATUTORY: "statutory: as partner, and the notification's number stays",
}


class ReportActions:
    """Holds which report is chosen (`order`) and acts on it for the host's review."""

    def __init__(self, host: ReviewHost) -> None:
        self._host = host
        self.order = ReportOrder()

    def reset(self) -> None:
        """Choose the first report again, as for a review just opened."""
        self.order = ReportOrder()

    def open_row(self, kind: str, name: str) -> bool:
        """Act on a row of the Report tab; return False if it is not such a row."""
        if kind in {"section", "part"}:
            self.preview()
        elif kind == "order":
            self.choose_kind() if name == "kind" else self.choose_level()
        return kind in {"section", "part", "order"}

    def choose_kind(self) -> None:
        """Ask which report."""
        from cspr_tui.reports.kinds import REPORTS  # noqa: PLC0415 - loads Markdown

        def chosen(word: str | None) -> None:
            if word:
                self._set_order(ReportOrder(word))

        kinds = [(kind.word, kind.label) for kind in REPORTS.values()]
        self._host.app.push_screen(ChooseScreen("Which report?", kinds), chosen)

    def choose_level(self) -> None:
        """Ask for whom the report is written."""
        from cspr_tui.reports.kinds import kind_of  # noqa: PLC0415 - loads Markdown

        def chosen(level: str | None) -> None:
            if level:
                self._set_order(replace(self.order, level=Policy(level)))

        levels = kind_of(self.order.kind).levels
        readers = [(level.value, _READERS[level]) for level in levels]
        self._host.app.push_screen(ChooseScreen("For whom?", readers), chosen)

    def toggle_section(self) -> None:
        """Put the section under the cursor into the report, or take it out."""
        from cspr_tui.reports.kinds import kind_of  # noqa: PLC0415 - loads Markdown

        row, word = self._host.under_cursor
        if row not in {"section", "part"}:
            self._host.show_message(
                "Go to a section first; space puts it in or takes it out."
            )
            return
        kind = kind_of(self.order.kind)
        included = [part.word for part in kind.parts_for(self.order.sections)]
        wanted = {*included} ^ {word}
        if not wanted:
            self._host.show_message("One section has to stay in.")
            return
        sections = tuple(part.word for part in kind.parts if part.word in wanted)
        every = len(sections) == len(kind.parts)
        self._set_order(replace(self.order, sections=() if every else sections))

    def _set_order(self, order: ReportOrder) -> None:
        from cspr_tui.reports.kinds import kind_of  # noqa: PLC0415 - loads Markdown

        self.order, kind = order, kind_of(order.kind)
        level = kind.level_of(order.level).value
        included, every = len(kind.parts_for(order.sections)), len(kind.parts)
        message = f"{kind.label}, {level}, {included} of {every} sections."
        self._host.show_review(self._host.review, message)

    def preview(self) -> None:
        """Show the report as it would be exported."""
        host, order = self._host, self.order
        host.attempt(
            lambda: row_page.preview_page(host.reviews, host.review.ref, order),
            host.app.push_screen,
        )

    def export(self) -> None:
        """Check the report, and export it if the checks find nothing."""
        from cspr_tui.screens.review.check.export_check_screen import (  # noqa: PLC0415 - loads the anonymiser
            ExportScreen,
        )

        screen = ExportScreen(self._host.review.ref, self.order)
        self._host.app.push_screen(screen, self._show_outcome)

    def _show_outcome(self, message: str | None) -> None:
        host = self._host
        host.attempt(
            lambda: host.reviews.read(host.review.ref),
            lambda review: host.show_review(review, message or "Nothing was exported."),
        )
