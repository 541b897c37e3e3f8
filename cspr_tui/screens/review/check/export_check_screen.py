"""The export check: every finding that blocks an export, to be settled one by one."""

from __future__ import annotations

from hashlib import sha256
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Static

from cspr_tui.domain.record.documents import ReportOrder
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.record.wording_decisions import Treatment
from cspr_tui.domain.text.formatting import count
from cspr_tui.reports.clearance.clear_report import BLOCK, CheckedReport
from cspr_tui.reports.clearance.finding_groups import (
    FindingFilter,
    FindingGroup,
    context_of,
    group_findings,
    rare_fact_group,
)
from cspr_tui.reports.clearance.findings import UNKNOWN_NAME
from cspr_tui.screens.core.base_screen import CsprScreen
from cspr_tui.screens.dialogs.choice_dialog import ChooseScreen
from cspr_tui.screens.review.check.check_forms import (
    export_form,
    keep_form,
    person_form,
    replace_form,
    sign_form,
)
from cspr_tui.screens.review.check.check_rows import rows_of
from cspr_tui.screens.review.check.cold_read import ColdReadScreen
from cspr_tui.screens.review.review_view import view_of
from cspr_tui.service.use_cases.export_report import Exported, check_report
from cspr_tui.service.use_cases.settle_findings import FindingDecision, settle, withdraw
from cspr_tui.widgets.lines.line_list import LineList

# Lines of the report shown above the findings.
SHOWN = 5
MORE = "... [] ...     "


class ExportScreen(CsprScreen[str | None]):
    """Findings to settle; exporting needs all settled and the report read."""

    WRITES = frozenset(
        {"replace", "keep", "keep_here", "person", "add_person", "undo", "export"}
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "replace", "replace", id="export.replace"),
        Binding("i", "keep", "keep", id="export.keep"),
        Binding("o", "keep_here", "keep here only", show=False, id="export.keep_here"),
        Binding("p", "person", "is person", id="export.person"),
        Binding("a", "add_person", "add", id="export.add"),
        Binding("n", "next", "next", show=False, id="export.next"),
        Binding("f", "blocks", "BLOCK only", show=False, id="export.blocks"),
        Binding("d", "rare", "rare facts", show=False, id="export.rare"),
        Binding("s", "sign", "sign rare facts", show=False, id="export.sign"),
        Binding("m", "by_rule", "by rule", show=False, id="export.by_rule"),
        Binding("v", "read", "cold read", id="export.read"),
        Binding("u", "undo", "undo", id="export.undo"),
        Binding("x", "export", "export", id="export.export"),
        Binding("question_mark,f1", "app.help", "help", id="export.help"),
        Binding("q,escape,h,left,backspace", "back", "back", id="export.back"),
    ]

    def __init__(self, ref: str, order: ReportOrder) -> None:
        super().__init__()
        self.ref = ref
        self.order = order
        self.checked: CheckedReport | None = None
        self.groups: tuple[FindingGroup, ...] = ()
        self.only = FindingFilter.ALL
        self.by_rule = False
        self.was_read = ""
        self.left: Exported | None = None

    def body(self) -> ComposeResult:
        """Compose the text around the current finding, and the list of findings."""
        yield Static("", id="around", markup=False)
        yield LineList(id="lines")

    def refresh_content(self) -> None:
        """Check the report."""
        self.show_head(f"{self.ref}  Export check")
        self.show_status("Checking ...")
        self.attempt(self._check, self._found)

    def _check(self) -> tuple[CheckedReport, Review]:
        found = check_report(self.reviews, self.ref, self.order)
        return found, self.reviews.read(self.ref)

    def _found(self, found: tuple[CheckedReport, Review]) -> None:
        self.checked, review = found
        self.groups = group_findings(self.checked, only=self.only, by_rule=self.by_rule)
        self.show_head(self._head_words(self.checked))
        lines = self.query_one(LineList)
        kind, name = self._under_cursor
        place = min(int(name), len(self.groups) - 1) if kind == "finding" else 0
        lines.show(
            list(rows_of(self.groups, review, self.only)), f"finding/{max(0, place)}"
        )
        lines.focus()
        self.refresh_bindings()
        self.show_keys()
        self.show_message(self._standing(self.checked))

    def _head_words(self, checked: CheckedReport) -> str:
        blocks = sum(finding.level == BLOCK for finding in checked.findings)
        warns = len(checked.findings) - blocks
        replaced = sum(s.replacement is not None for s in checked.anonymised.spans)
        return (
            f"{self.ref}  Export check: {self.order.kind}, {checked.policy.value}   "
            f"{blocks} BLOCK  {warns} WARN  {replaced} replaced"
        )

    def _standing(self, checked: CheckedReport) -> str:
        still = sum(finding.is_open for finding in checked.findings)
        if still:
            return (
                f"Export is blocked: {count(still, 'finding')} open. "
                f"Nothing has been written."
            )
        if self.was_read != _mark(checked):
            return "Nothing is open. v reads it as it would leave; then x exports."
        return "Nothing is open, and you read it. x signs it off and writes the file."

    @property
    def group(self) -> FindingGroup | None:
        """The group of findings under the cursor."""
        kind, name = self._under_cursor
        return self.groups[int(name)] if kind == "finding" else None

    @property
    def _under_cursor(self) -> tuple[str, str]:
        line = self.query_one(LineList).current
        kind, _, name = (line.key if line else "").partition("/")
        return kind, name

    @on(LineList.Moved)
    def _show_around(self) -> None:
        group, shown = self.group, ""
        if group is not None and self.checked is not None:
            room = (SHOWN - 2) * self.size.width - len(MORE)
            words = context_of(self.checked, group.first, room)
            shown = f"{words}\nWhy: {group.first.reason}"
        self.query_one("#around", Static).update(shown)

    @on(LineList.Chosen)
    def _chosen(self) -> None:
        kind, name = self._under_cursor
        if kind == "decision":
            self._settle(lambda: withdraw(self.reviews, self.ref, name))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable export while a finding is open or the report was not read."""
        if action != "export":
            return super().check_action(action, parameters)
        ready = self.checked is not None and not self.checked.is_blocked
        if self.shell.preferences.read_only:
            return False
        return True if ready and self.was_read == _mark(self.checked) else None

    def action_keep(self) -> None:
        """Keep the wording everywhere in the report; ask for the reason."""
        self._ask_keep(here_only=False)

    def action_keep_here(self) -> None:
        """Keep the wording at this one place; ask for the reason."""
        self._ask_keep(here_only=True)

    def _ask_keep(self, *, here_only: bool) -> None:
        if self.group is not None:
            form = keep_form(self.reviews, self.ref, self.group, here_only=here_only)
            self._ask(form)

    def action_replace(self) -> None:
        """Replace the wording everywhere in the report; ask for the replacement."""
        if self.group is not None:
            self._ask(replace_form(self.reviews, self.ref, self.group))

    def action_person(self) -> None:
        """Choose which recorded person the wording means."""
        if self.group is None:
            return
        finding = self.group.first

        def chosen(person: str | None) -> None:
            if person:
                verdict = FindingDecision(Treatment.PERSON, person)
                self._settle(lambda: settle(self.reviews, self.ref, [finding], verdict))

        people = self.reviews.read(self.ref).people
        named = [
            (each.id, f"{each.id}  {each.relation or each.role.label}")
            for each in people
        ]
        self.app.push_screen(ChooseScreen(f"Who is {finding.text}?", named), chosen)

    def action_add_person(self) -> None:
        """Add the person to the record, so that every report recognises the name."""
        view = view_of(self.reviews.read(self.ref), self.reviews)
        found = self.group.first if self.group is not None else None
        name = found.text if found is not None and found.kind == UNKNOWN_NAME else ""
        self._ask(person_form(view, name))

    def _ask(self, form: Screen[Review | None]) -> None:
        self.app.push_screen(form, self._settled)

    def _settle(self, do: object) -> None:
        self.attempt(do, self._settled)  # type: ignore[arg-type] # a call without arguments

    def _settled(self, review: Review | None) -> None:
        if review is not None:
            self.refresh_content()

    def action_next(self) -> None:
        """Go to the next finding."""
        lines = self.query_one(LineList)
        lines.move_to(lines.cursor + 1)

    def action_blocks(self) -> None:
        """Show only findings that block the export, or all again."""
        self._show_only(FindingFilter.BLOCKS)

    def action_rare(self) -> None:
        """Show only facts that could identify somebody without a name, or all again."""
        self._show_only(FindingFilter.RARE)

    def _show_only(self, only: FindingFilter) -> None:
        self.only = FindingFilter.ALL if self.only is only else only
        self.refresh_content()

    def action_sign(self) -> None:
        """Confirm that all rare facts were considered; ask for a note on it."""
        rare = rare_fact_group(self.checked) if self.checked else None
        if rare is None:
            self.show_message("There are no rare facts to sign.")
        else:
            self._ask(sign_form(self.reviews, self.ref, rare))

    def action_by_rule(self) -> None:
        """Group the findings by rule, or by wording again."""
        self.by_rule = not self.by_rule
        self.refresh_content()

    def action_undo(self) -> None:
        """Undo this session's last change."""
        self.attempt(self.reviews.undo_last, lambda _: self.refresh_content())

    def action_read(self) -> None:
        """Show the report as it would be exported."""
        if self.checked is None:
            return
        self.was_read = _mark(self.checked)
        screen = ColdReadScreen(self.ref, self.checked)
        self.app.push_screen(screen, lambda _: self.refresh_content())

    def action_export(self) -> None:
        """Ask for the file path and who checked the report, then write it."""
        form = export_form(self.reviews, self.ref, self.order, self._wrote)
        self.app.push_screen(form, lambda _: self._leave())

    def _wrote(self, left: Exported) -> None:
        self.left = left

    def _leave(self) -> None:
        if self.left is not None:
            self.dismiss(f"Wrote {self.left.path}.")

    def action_back(self) -> None:
        """Go back to the report."""
        self.dismiss(None)


def _mark(checked: CheckedReport | None) -> str:
    text = checked.anonymised.text if checked else ""
    return sha256(text.encode()).hexdigest()
