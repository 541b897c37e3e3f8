"""What is done on the Report tab: choose a report, preview it, check and export it."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType

from cspr_tui.domain.identity import Policy
from cspr_tui.domain.record.documents import ReportOrder
from cspr_tui.screens.dialogs.choice_dialog import ChooseScreen
from cspr_tui.screens.review.pages import row_page
from cspr_tui.screens.review.section_editor import SectionKeys

# What these keys do is offered on the Report tab only.
ACTS = frozenset({"kind", "level", "part", "export", "editor"})
_READERS = {
    Policy.PUBLIC: "public: for everyone; days become months, names pseudonyms",
    Policy.PARTNER: "partner: names are replaced, days stay",
    Policy.INTERNAL: "internal: everything, marked on every page",
    Policy.STATUTORY: "statutory: as partner, and the notification's number stays",
}


class ReportKeys(SectionKeys):
    """A screen with a report on one of its tabs."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "kind", "report", id="review.report"),
        Binding("o", "level", "level", id="review.level"),
        Binding("space", "part", "in or out", id="review.part"),
        Binding("x", "export", "export", id="review.export"),
    ]

    def chose_of_report(self, kind: str, name: str) -> bool:
        """Open what a row of the Report tab stands for; whether it was one."""
        if kind in {"section", "part"}:
            self.action_preview()
        elif kind == "order":
            self.action_kind() if name == "kind" else self.action_level()
        return kind in {"section", "part", "order"}

    def action_kind(self) -> None:
        """Choose which report."""
        from cspr_tui.reports.kinds import REPORTS  # noqa: PLC0415 - loads Markdown

        def chosen(word: str | None) -> None:
            if word:
                self._ordered(ReportOrder(word))

        kinds = [(kind.word, kind.label) for kind in REPORTS.values()]
        self.app.push_screen(ChooseScreen("Which report?", kinds), chosen)

    def action_level(self) -> None:
        """Choose for whom it is written."""
        from cspr_tui.reports.kinds import kind_of  # noqa: PLC0415 - loads Markdown

        def chosen(level: str | None) -> None:
            if level:
                self._ordered(replace(self.order, level=Policy(level)))

        levels = kind_of(self.order.kind).levels
        readers = [(level.value, _READERS[level]) for level in levels]
        self.app.push_screen(ChooseScreen("For whom?", readers), chosen)

    def action_part(self) -> None:
        """Put the section under the cursor in or out."""
        from cspr_tui.reports.kinds import kind_of  # noqa: PLC0415 - loads Markdown

        row, word = self.under_cursor
        if row not in {"section", "part"}:
            self.say("Go to a section first; space puts it in or takes it out.")
            return
        kind = kind_of(self.order.kind)
        there = [part.word for part in kind.parts_for(self.order.sections)]
        wanted = {*there} ^ {word}
        if not wanted:
            self.say("One section has to stay in.")
            return
        left = tuple(part.word for part in kind.parts if part.word in wanted)
        every = len(left) == len(kind.parts)
        self._ordered(replace(self.order, sections=() if every else left))

    def _ordered(self, order: ReportOrder) -> None:
        from cspr_tui.reports.kinds import kind_of  # noqa: PLC0415 - loads Markdown

        self.order, kind = order, kind_of(order.kind)
        level = kind.level_of(order.level).value
        there, every = len(kind.parts_for(order.sections)), len(kind.parts)
        said = f"{kind.label}, {level}, {there} of {every} sections."
        self.shown(self.review, said)

    def action_preview(self) -> None:
        """Show the report as it would leave."""
        self.attempt(
            lambda: row_page.preview_page(self.reviews, self.review.ref, self.order),
            self.app.push_screen,
        )

    def action_export(self) -> None:
        """Check the report, and export it where nothing stands against it."""
        from cspr_tui.screens.review.check.export_check_screen import (  # noqa: PLC0415 - loads the anonymiser
            ExportScreen,
        )

        screen = ExportScreen(self.review.ref, self.order)
        self.app.push_screen(screen, self._checked)

    def _checked(self, said: str | None) -> None:
        self.attempt(
            lambda: self.reviews.read(self.review.ref),
            lambda review: self.shown(review, said or "Nothing was exported."),
        )
