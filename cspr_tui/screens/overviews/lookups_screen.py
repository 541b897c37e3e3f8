"""Look-ups in all reviews, each chosen by a letter; Enter opens a line's review."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from cspr_tui.domain.record.review import Review
from cspr_tui.domain.text.formatting import full_day
from cspr_tui.plain.lookup_table import LOOKUP_BY_LETTER, LOOKUPS, Lookup
from cspr_tui.screens.core.base_screen import CsprScreen
from cspr_tui.screens.core.page_screen import PageScreen
from cspr_tui.screens.dialogs.choice_dialog import ChooseScreen
from cspr_tui.screens.forms.date_field import DATE_HINT, date_reader
from cspr_tui.screens.forms.form_screen import Form, FormScreen, Values
from cspr_tui.service.use_cases.read_across import AllReviews
from cspr_tui.widgets.form_field import Field
from cspr_tui.widgets.lines.line import Line, head
from cspr_tui.widgets.lines.line_list import LineList, first_choice


class LookScreen(PageScreen):
    """The result of one look-up; Enter on a line with a review opens it."""

    OPENS = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1", "app.help", "help", id="look.help"),
    ]

    def __init__(self, look: Lookup, told: str) -> None:
        super().__init__(look.title, [])
        self.look = look
        self.told = told

    def on_mount(self) -> None:
        """Read the reviews, then show the result."""
        super().on_mount()
        self.show_status("Reading ...")
        self._read_again()

    def _read_again(self, _: object = None) -> None:
        self.attempt(self._answer, self._show)

    def _answer(self) -> tuple[Line, ...]:
        across = AllReviews(self.reviews)
        texts = list(self.look.page(across, self.told))
        unread = [
            Line(f"NOT READ  {sentence}", "NOT READ", "", "late")
            for sentence in across.unreadable
        ]
        return (*unread, *keyed(texts, self.reviews.store.refs()))

    def _show(self, lines: tuple[Line, ...]) -> None:
        self.page_lines = lines
        self.refresh_content()
        self.show_status("Enter opens the review of a line.")

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        ref = event.line.key
        self.attempt(lambda: self.reviews.open(ref), self._opened)

    def _opened(self, review: Review) -> None:
        from cspr_tui.screens.review.open_review import (  # noqa: PLC0415 - it opens pages too
            open_review,
        )

        open_review(self.app, review, self._read_again)


def keyed(texts: Iterable[str], refs: Iterable[str]) -> Iterator[Line]:
    """Yield texts as lines, each with the reference of the review it is about.

    That is the reference in the text, or for an indented line the one of the line that
    it is indented under.
    """
    known, ref, depth = frozenset(refs), "", 0
    for text in texts:
        named = next((word for word in text.split() if word in known), "")
        inside = len(text) - len(text.lstrip(" "))
        if named or inside <= depth:
            ref, depth = named, inside
        yield Line(text, "", ref if text else "")


class AcrossScreen(CsprScreen[None]):
    """The menu of look-ups by letter; `refs` are the reviews marked on the board.

    If a letter is given, that look-up is opened at once.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(
                look.letter,
                f"look('{look.letter}')",
                look.title,
                show=False,
                id=f"across.{look.letter}",
            )
            for look in LOOKUP_BY_LETTER.values()
        ),
        Binding("question_mark,f1", "app.help", "help", id="across.help"),
        Binding("q,escape,h,left,backspace", "back", "back", id="across.back"),
    ]

    def __init__(self, refs: Sequence[str] = (), letter: str = "") -> None:
        super().__init__()
        self.refs = refs
        self.letter = letter

    def body(self) -> ComposeResult:
        """Return the list widget."""
        yield LineList(id="lines")

    def refresh_content(self) -> None:
        """Show the menu of look-ups."""
        self.show_head("Across all reviews: a letter, or Enter")
        lines = self.query_one(LineList)
        shown = list(_lines())
        lines.cursor = first_choice(shown)
        lines.show(shown)
        lines.focus()
        if self.letter:
            self.action_look(self.letter)

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        self.action_look(event.line.key)

    def action_look(self, letter: str) -> None:
        """Open a look-up; ask first for the input it needs."""
        look = LOOKUP_BY_LETTER[letter]
        if look.asks == "rule":
            rules = [(r.id, r.label) for r in self.reviews.rules.values()]
            self.app.push_screen(ChooseScreen("Which deadline?", rules), self._of(look))
        elif look.asks in {"words", "day"}:
            self.app.push_screen(self._asking(look), self._of(look))
        else:
            self.app.push_screen(LookScreen(look, " ".join(self.refs)))

    def _of(self, look: Lookup) -> Callable[[str | None], None]:
        def told(answer: str | None) -> None:
            if answer:
                self.app.push_screen(LookScreen(look, answer))

        return told

    def _asking(self, look: Lookup) -> FormScreen:
        read = date_reader(self.reviews)
        if look.asks == "day":
            since = full_day(AllReviews(self.reviews).away_since())
            hint = f"your last brief, unless you type another: {DATE_HINT}"
            field = Field("told", "Since", read, since, hint, full_day)
        else:
            field = Field("told", "Words or a theme", hint="such as neglect, or visits")

        def answer(values: Values) -> str:
            return str(values["told"] or "")

        return FormScreen(Form(look.title, [field], answer))

    def action_back(self) -> None:
        """Go back to the board."""
        self.dismiss(None)


def _lines() -> Iterator[Line]:
    for title, looks in LOOKUPS:
        yield head(title)
        for look in looks:
            yield Line(f"  {look.letter}  {look.title}", "", look.letter)
