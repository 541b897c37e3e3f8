"""Export check: what stands between a draft and its publication."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from cspr_tui.reports.export import Checked, Finding
from cspr_tui.screens.base import CsprScreen
from cspr_tui.screens.form import Form, FormScreen, Values
from cspr_tui.screens.page import PageScreen
from cspr_tui.service.exporting import Exported, check_report, export_report
from cspr_tui.widgets.form import Field
from cspr_tui.widgets.line import BLANK, Line, head
from cspr_tui.widgets.line_list import LineList, fits

REPORT = "publication"


class ExportScreen(CsprScreen[str | None]):
    """Findings line by line; export is offered once none of them blocks."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x", "export", "export", id="export.export"),
        Binding("question_mark,f1", "app.help", "help", id="export.help"),
        Binding("q,escape,h,left,backspace", "back", "back", id="export.back"),
    ]

    def __init__(self, ref: str) -> None:
        super().__init__()
        self.ref = ref
        self.checked: Checked | None = None

    def body(self) -> ComposeResult:
        """Lay out the findings."""
        yield LineList(id="lines")

    def refresh_content(self) -> None:
        """Check the report."""
        self.show_head(f"{self.ref}  Export check")
        self.query_one("#message").update("Checking ...")  # type: ignore[attr-defined] # a MessageLine
        self.attempt(lambda: check_report(self.reviews, self.ref, REPORT), self._found)

    def _found(self, checked: Checked) -> None:
        self.checked = checked
        blocks = sum(finding.level == "BLOCK" for finding in checked.findings)
        warns = len(checked.findings) - blocks
        self.show_head(f"{self.ref}  Export check   {blocks} BLOCK  {warns} WARN")
        lines = self.query_one(LineList)
        lines.show(list(_lines(checked)))
        lines.focus()
        self.refresh_bindings()
        self.show_keys()
        said = "Nothing known is left in. x asks who checked it and writes the file."
        if blocks:
            said = f"Export is blocked: {blocks} BLOCK open. Nothing has been written."
        self.say(said)

    @property
    def is_blocked(self) -> bool:
        """Whether anything stands against the export."""
        if self.checked is None:
            return True
        return any(finding.level == "BLOCK" for finding in self.checked.findings)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual passes both
        """Dim export while anything blocks it."""
        if action == "export" and self.is_blocked:
            return None
        return True

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        if self.checked is None:
            return
        finding = self.checked.findings[int(event.line.key)]
        text = self.checked.anonymised.text
        self.app.push_screen(
            PageScreen(f"{self.ref}  line {finding.line}", _around(text, finding))
        )

    def action_export(self) -> None:
        """Ask where to and who checked it, then write."""
        fields = [
            Field("folder", "Into the folder", value=str(Path.cwd())),
            Field(
                "checker", "Read and checked by", hint="your name, kept in the record"
            ),
        ]
        title = f"{self.ref}  Export for publication"
        form = FormScreen(Form(title, fields, self._write))
        self.app.push_screen(form, self._written)

    def _write(self, values: Values) -> Exported:
        folder = Path(values["folder"]).expanduser()
        return export_report(self.reviews, self.ref, REPORT, folder, values["checker"])

    def _written(self, left: Exported | None) -> None:
        if left is not None:
            self.dismiss(f"Wrote {left.path}.")

    def action_back(self) -> None:
        """Go back to the report."""
        self.dismiss(None)


def _lines(checked: Checked) -> Iterator[Line]:
    yield head("Level  Line  Kind             Text                    Suggestion")
    for number, finding in enumerate(checked.findings):
        style = "late" if finding.level == "BLOCK" else "soon"
        text = (
            f"{finding.level:<6} {finding.line:>4}  {fits(finding.kind, 16)} "
            f"{fits(finding.text, 23)} {finding.suggestion}"
        )
        yield Line(text, finding.level, str(number), style)
        yield Line(f"             {finding.reason}")
    if not checked.findings:
        yield Line("No findings.")
    yield BLANK
    yield Line("Checked for known identifiers; a person must still read it.")


def _around(text: str, finding: Finding) -> Iterator[Line]:
    lines = text.splitlines()
    first = max(0, finding.line - 6)
    for number, line in enumerate(lines[first : finding.line + 6], start=first + 1):
        mark = ">" if number == finding.line else " "
        yield Line(f"{mark}{number:>4}  {line}", "", "", "")
