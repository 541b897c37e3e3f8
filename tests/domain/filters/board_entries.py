"""Invented standings and filters, of any kind."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from cspr_tui.domain.board.board_entry import BoardEntry, DayStatus
from cspr_tui.domain.filters import Atom, Query, Sort, Term
from cspr_tui.domain.filters.filter_vocabulary import HAS, IS, SORTS
from cspr_tui.domain.record.review import ReviewKind
from cspr_tui.domain.record.stage import Stage

TODAY = date(2026, 11, 23)
WORDS = ("LATE", "NO CLOCK", "HOLD", "SOON", "OK", "DONE")
NAMES = ("Copper", "Caf\u00e9", "Oak", "school", "Police", "mokafor", "AGENCY")
DAYS = st.integers(-60, 60).map(lambda n: (TODAY + timedelta(days=n)).toordinal())
TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8
) | st.sampled_from(NAMES)


@st.composite
def readings(draw: st.DrawFn) -> DayStatus:
    due = draw(DAYS | st.just(0))
    return DayStatus(
        TODAY.toordinal(),
        draw(st.sampled_from(WORDS)),
        draw(st.integers(0, 3)),
        due,
        draw(st.sampled_from(("Publish report", "Scoping return: School", ""))),
        draw(st.sampled_from(("LCSPR_PUBLISH", "RR_SUBMIT", ""))),
    )


NAME_LISTS = st.lists(st.sampled_from(NAMES), max_size=2).map("\n".join)


@st.composite
def standings(draw: st.DrawFn) -> BoardEntry:
    return BoardEntry(
        ref=draw(st.text("ABC23456", min_size=5, max_size=5)),
        active=draw(st.booleans()),
        alias=draw(st.sampled_from(NAMES)),
        stage=draw(st.sampled_from(list(Stage))).value,
        kind=draw(st.sampled_from(list(ReviewKind))).value,
        owner=draw(st.sampled_from(("jbarlow", "mokafor", ""))),
        changed=draw(DAYS | st.just(0)),
        asked=draw(NAME_LISTS),
        waiting=draw(NAME_LISTS),
        themes=draw(NAME_LISTS),
        marks=draw(st.lists(st.sampled_from(HAS), max_size=3).map("\n".join)),
        readings=[draw(readings())],
    )


DATED = st.sampled_from(
    ("today", "tomorrow", "thisweek", "nextweek", "2026-12-01", "5wd", "10d", "2w")
)
OPS = st.sampled_from(("", "<", "<=", ">", ">="))
_VALUES: dict[str, st.SearchStrategy[Atom]] = {
    "is": st.sampled_from(sorted(IS)).map(Atom),
    "has": st.sampled_from(HAS).map(Atom),
    "stage": st.sampled_from(list(Stage)).map(lambda stage: Atom(stage.value)),
    "kind": st.sampled_from(list(ReviewKind)).map(lambda kind: Atom(kind.value)),
    "left": st.builds(Atom, st.sampled_from(("3wd", "0d", "10", "-2")), OPS),
    "due": st.builds(Atom, DATED, OPS),
    "changed": st.builds(Atom, DATED, OPS),
    **{key: TEXTS.map(Atom) for key in ("owner", "agency", "waiting", "next", "theme")},
}


@st.composite
def terms(draw: st.DrawFn) -> Term:
    key = draw(st.sampled_from(["", *_VALUES]))
    if not key:
        return Term("", (Atom(draw(TEXTS)),), draw(st.booleans()))
    atoms = draw(st.lists(_VALUES[key], min_size=1, max_size=3))
    return Term(key, tuple(atoms), draw(st.booleans()))


SORT = st.none() | st.builds(Sort, st.sampled_from(SORTS), st.booleans())


def queries() -> st.SearchStrategy[Query]:
    return st.builds(Query, st.lists(terms(), max_size=4).map(tuple), SORT)
