"""The board's search: the view, the filter typed, and the reviews that match both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from cspr_tui.domain.board.board_entry import BoardEntry
from cspr_tui.domain.board.saved_views import TEAM, View, views_of
from cspr_tui.domain.filters import (
    FilterContext,
    UnreadableFilterError,
    format_query,
    parse_filter,
)
from cspr_tui.domain.filters.complete import completions
from cspr_tui.domain.filters.filter_vocabulary import SORTS
from cspr_tui.domain.filters.query import Sort
from cspr_tui.plain.board_text import number_found
from cspr_tui.service import Board, Session
from cspr_tui.service.board.find_by_filter import (
    Found,
    count_of,
    eye_of,
    found,
    still_valid,
)

# The group of worker threads that search timelines, one at a time.
SEARCH_WORKERS = "search"
# What the list can be sorted by, and in words; a `-` in front reverses the order.
ORDERS = [
    *((by, by.capitalize()) for by in SORTS),
    *((f"-{by}", f"{by.capitalize()}, the other way") for by in SORTS),
]


@dataclass
class Finder:
    """The last filter that could be read, and the reviews it found.

    `told` holds reviews found by what was logged of them, and where.
    """

    session: Session
    board: Board
    view: View = TEAM
    typed: str = ""
    told: dict[str, str] = field(default_factory=dict)
    found: Found = field(init=False)
    _eye: FilterContext = field(init=False)
    _counted: dict[View, int | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._eye = eye_of(self.board, self.session.actor)
        self.found = found(self.board, self._eye, self._text(self.typed))

    def _text(self, typed: str) -> str:
        return f"{self.view.query} {typed}".strip()

    def look_at(self, board: Board) -> None:
        """Take in a board read anew; the filter stands."""
        if board is self.board:
            return
        self.board, self._eye = board, eye_of(board, self.session.actor)
        self._counted.clear()
        self.found = found(board, self._eye, self._text(self.typed))

    def type(self, typed: str) -> None:
        """Look for something else.

        Raises:
            UnreadableFilterError: a word of it cannot be read; the last valid
                filter stands.
        """
        try:
            self._look_for(typed)
        except UnreadableFilterError:
            valid = still_valid(self._eye, typed, self.typed)
            if valid != self.typed:
                self._look_for(valid)
            raise

    def _look_for(self, typed: str) -> None:
        self.found = found(self.board, self._eye, self._text(typed), self.found)
        self.typed, self.told = typed, {}

    def use(self, view: View) -> None:
        """Look through another view, with nothing typed on top of it."""
        held, self.view = self.view, view
        try:
            self.found = found(self.board, self._eye, view.query)
        except UnreadableFilterError:
            self.view = held
            raise
        self.typed, self.told = "", {}

    def sort(self, by: str, *, descending: bool = False) -> None:
        """Order the list by something else."""
        query = replace(parse_filter(self.typed), sort=Sort(by, descending))
        self.type(format_query(query))

    @property
    def listed(self) -> tuple[BoardEntry, ...]:
        """The reviews found by the filter, then those found by what was logged."""
        if not self.told:
            return self.found.standings
        held = {each.ref for each in self.found.standings}
        told = (s for s in self.board.standings if s.ref in self.told)
        return (*self.found.standings, *(s for s in told if s.ref not in held))

    @property
    def shown(self) -> str:
        """How many are listed: `4 of 22 and 1 closed, 3 of them by their timelines`."""
        listed = self.listed
        told = len(listed) - len(self.found.standings)
        by = f"by {'its timeline' if told == 1 else 'their timelines'}"
        how = f" {by}" if told == len(listed) else f", {told} of them {by}"
        return number_found(listed, self.board) + (how if told else "")

    @property
    def words(self) -> tuple[str, ...]:
        """The words looked for as text."""
        terms = parse_filter(self.typed).terms
        return tuple(t.atoms[0].text for t in terms if not t.key and not t.negated)

    def said(self) -> str:
        """Return what is shown of how many: `Filter is:late: 3 of 19, 16 hidden`."""
        if not self.found.text:
            return ""
        listed = self.listed
        hidden = len(self.board.active) - sum(each.active for each in listed)
        name = self.typed or f"view {self.view.name}"
        if not listed:
            return f'No match for "{name}". {hidden} hidden. Esc clears.'
        return f"Filter {name}: {self.shown}, {hidden} hidden (Esc clears)"

    @property
    def views(self) -> tuple[View, ...]:
        """The views of this session's person, in the order of their digits."""
        return views_of(self.board.facts.views, self.session.login)

    def counts(self) -> list[tuple[View, int | None]]:
        """Return each view with how many it finds, None where it cannot be read."""
        for view in self.views:
            if view not in self._counted:
                self._counted[view] = count_of(self.board, self._eye, view.query)
        return [(view, self._counted[view]) for view in self.views]

    def completions(self, text: str) -> tuple[str, ...]:
        """Return every way the last word typed can go on."""
        return completions(text, self._local())

    def _local(self) -> Mapping[str, list[str]]:
        facts = self.board.facts
        active = self.board.active
        agencies = list(facts.agencies) or sorted(
            {name for each in active for name in each.asked.splitlines()}
        )
        return {
            "owner": ["me", "none", *facts.initials.values()],
            "agency": agencies,
            "waiting": agencies,
            "theme": sorted(
                {name for each in active for name in each.themes.splitlines()}
            ),
            "next": sorted({each.on(self.board.day).label for each in active} - {""}),
            "ref": [],
        }

    def refs_to_search(self) -> tuple[str, ...]:
        """Return the reviews that the filter lets through, its words left aside."""
        query = parse_filter(self._text(self.typed))
        keyed = replace(query, terms=tuple(t for t in query.terms if t.key))
        text = f"{format_query(keyed)} is:any".strip()
        refs = found(self.board, self._eye, text).standings
        return tuple(each.ref for each in refs)
