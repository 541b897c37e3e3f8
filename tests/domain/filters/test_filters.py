from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspr_tui.domain.board.board_entry import BoardEntry, DayStatus
from cspr_tui.domain.dates.working_days import Calendar, england
from cspr_tui.domain.deadlines.rules import shipped_rules
from cspr_tui.domain.filters import (
    Atom,
    FilterContext,
    Query,
    Sort,
    Term,
    UnreadableFilterError,
    compile_filter,
    format_query,
    is_narrower,
    parse_filter,
)
from cspr_tui.domain.filters.complete import completions
from cspr_tui.domain.filters.order import sort_entries
from tests.domain.filters.board_entries import TODAY, queries, standings, terms

UNITS = {name: rule.days_unit.value for name, rule in shipped_rules().items()}
EYE = FilterContext(
    TODAY, england(), UNITS, "jbarlow", {"jbarlow": "JB", "mokafor": "MO"}
)
LISTS = st.lists(standings(), max_size=8)


def finds(text: str, standing: BoardEntry) -> bool:
    eye = FilterContext(EYE.day, EYE.calendar, EYE.units, EYE.me, EYE.initials)
    return compile_filter(parse_filter(text), eye)(standing)


def standing(due: date | None = None, word: str = "OK", **facts: object) -> BoardEntry:
    label = "Publish report" if due else ""
    ordinal = due.toordinal() if due else 0
    reading = DayStatus(TODAY.toordinal(), word, 2, ordinal, label, "RR_SUBMIT")
    return BoardEntry("7QXM4", readings=[reading])._replace(**facts)  # type: ignore[arg-type]


def test_a_filter_written_out_and_read_again_is_the_same() -> None:
    @given(query=queries())
    def holds(query: Query) -> None:
        assert parse_filter(format_query(query)) == query

    holds()


@given(text=st.text(max_size=30))
def test_any_text_is_a_filter_or_is_refused(text: str) -> None:
    try:
        query = parse_filter(text)
        compile_filter(query, EYE)
    except UnreadableFilterError:
        return
    assert parse_filter(format_query(query)) == query


@given(a=terms(), b=terms(), each=standings())
def test_terms_side_by_side_must_both_hold(a: Term, b: Term, each: BoardEntry) -> None:
    eye = FilterContext(TODAY, EYE.calendar, EYE.units, EYE.me, EYE.initials)
    both = compile_filter(Query((a, b)), eye)(each)
    alone = [compile_filter(Query((term,)), eye)(each) for term in (a, b)]
    assert both is all(alone)


@given(term=terms(), each=standings())
def test_a_minus_turns_a_term_round(term: Term, each: BoardEntry) -> None:
    eye = FilterContext(TODAY, EYE.calendar, EYE.units, EYE.me, EYE.initials)
    turned = Term(term.key, term.atoms, not term.negated)
    one, other = (compile_filter(Query((t,)), eye)(each) for t in (term, turned))
    assert one is not other


@given(term=terms(), each=standings())
def test_values_with_commas_are_alternatives(term: Term, each: BoardEntry) -> None:
    eye = FilterContext(TODAY, EYE.calendar, EYE.units, EYE.me, EYE.initials)
    whole = compile_filter(Query((Term(term.key, term.atoms),)), eye)(each)
    parts = [
        compile_filter(Query((Term(term.key, (a,)),)), eye)(each) for a in term.atoms
    ]
    assert whole is any(parts)


@given(old=queries(), more=st.lists(terms(), max_size=2), found=LISTS)
def test_what_a_filter_narrows_holds_all_that_a_full_scan_finds(
    old: Query, more: list[Term], found: list[BoardEntry]
) -> None:
    new = Query((*old.terms, *more), old.sort)
    eye = FilterContext(TODAY, EYE.calendar, EYE.units, EYE.me, EYE.initials)
    if is_narrower(new, old):
        first = [each for each in found if compile_filter(old, eye)(each)]
        then = [each for each in first if compile_filter(new, eye)(each)]
        assert then == [each for each in found if compile_filter(new, eye)(each)]


@given(typed=st.text(min_size=1, max_size=6), found=LISTS)
def test_a_word_narrows_letter_by_letter(typed: str, found: list[BoardEntry]) -> None:
    eye = FilterContext(TODAY, EYE.calendar, EYE.units, EYE.me, EYE.initials)
    kept, before = found, Query()
    for end in range(1, len(typed) + 1):
        now = Query((Term("", (Atom(typed[:end]),)),))
        assert is_narrower(now, before)
        kept = [each for each in kept if compile_filter(now, eye)(each)]
        before = now
    assert kept == [each for each in found if compile_filter(before, eye)(each)]


@given(found=LISTS, sort=st.builds(Sort, st.just("due"), st.booleans()))
def test_sorting_loses_nothing_and_puts_what_has_no_date_last(
    found: list[BoardEntry], sort: Sort
) -> None:
    shown = sort_entries(found, sort, TODAY)
    dues = [each.on(TODAY).due for each in shown]
    dated = [due for due in dues if due]
    assert sorted(shown, key=repr) == sorted(found, key=repr)
    assert dated == sorted(dated, reverse=sort.descending)
    assert dues[: len(dated)] == dated


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("onwer:me", 'Unknown key "onwer:". Did you mean owner?'),
        ("is:lat", '"is:" does not know "lat". Did you mean late?'),
        ("stage:draughting", "Did you mean drafting?"),
        ("has:actoin", "Did you mean action?"),
        ("has:zz", '"has:" does not know "zz". Known: action, waiting, hold, flag,'),
        ("stage:zz", "Known: referral, notification, scoping,"),
        ("alias:oak", 'Unknown key "alias:". Known: is, stage, owner, agency,'),
        ("sort:zz", "Known: pressing, due, ref, alias,"),
        ("sort:", '"sort:" wants a value after it.'),
        ("sort:du", "Did you mean due?"),
        ("owner:", '"owner:" wants a value after it.'),
        ("is:late,", '"is:" wants a value after it.'),
        ("owner:<me", "only due:, left: and changed: do"),
        ("due:someday", '"someday" is no day'),
        ("left:soon", '"soon" is no number of days'),
    ],
)
def test_what_cannot_be_read_is_named_with_a_guess(text: str, sentence: str) -> None:
    with pytest.raises(UnreadableFilterError) as refused:
        compile_filter(parse_filter(text), EYE)
    assert sentence in str(refused.value)


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        ("left:<3wd", True),
        ("left:<2wd", False),
        ("left:2wd", True),
        ("left:<3", True),
        ("due:<=2wd", True),
        ("due:thisweek", True),
        ("due:nextweek", False),
        ("due:>tomorrow", True),
        ("due:2026-11-25", True),
        ("due:>=26nov", False),
        ("-due:today", True),
    ],
)
def test_days_left_are_compared_in_the_unit_that_is_written(
    text: str, *, yes: bool
) -> None:
    wednesday = standing(TODAY + timedelta(days=2))
    assert finds(text, wednesday) is yes


def test_a_review_without_a_date_is_never_found_by_one() -> None:
    undated = standing(word="NO CLOCK")
    assert not finds("left:<99wd", undated)
    assert not finds("due:<today", undated)
    assert finds("is:noclock", undated)


@pytest.mark.parametrize(
    "text", ["changed:>5d", "changed:<=2026-11-17", "changed:>3wd"]
)
def test_changed_counts_backwards(text: str) -> None:
    week_ago = standing(changed=(TODAY - timedelta(days=7)).toordinal())
    assert finds(text, week_ago)
    assert not finds(text, standing(changed=TODAY.toordinal()))


@pytest.mark.parametrize(
    "text", ["cafe", "CAF\u00c9", "caf\u00e9", "publish", '"publish re"']
)
def test_words_are_found_whatever_their_case_and_accents(text: str) -> None:
    assert finds(text, standing(TODAY, alias="Caf\u00e9"))


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        ("owner:me", True),
        ("owner:jb", True),
        ("owner:mo", False),
        ("owner:none", False),
        ("waiting:school", True),
        ("waiting:police", False),
        ("agency:police", True),
        ("stage:draft", True),
        ("stage:drafting", True),
        ("-stage:closure", True),
        ("kind:lcspr", True),
        ("ref:7qx", True),
        ("theme:neglect", True),
        ("has:waiting", True),
        ("has:hold", False),
        ("is:active", True),
        ("is:closed", False),
        ("is:any", True),
    ],
)
def test_each_key_asks_its_own_field(text: str, *, yes: bool) -> None:
    each = standing(
        TODAY,
        owner="jbarlow",
        stage="drafting",
        kind="lcspr",
        asked="Northmere School\nPolice",
        waiting="Northmere School",
        themes="neglect",
        marks="waiting",
    )
    assert finds(text, each) is yes


def test_only_a_word_for_closed_ones_asks_for_them() -> None:
    assert parse_filter("is:closed").asks_for_closed
    assert parse_filter("is:late,any").asks_for_closed
    assert not parse_filter("-is:closed is:late").asks_for_closed
    assert parse_filter("-is:active").asks_for_closed
    assert not parse_filter("is:active").asks_for_closed


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("ow", ["owner:", "owner:me", "owner:JB"]),
        ("is:late -ag", ["is:late -agency:", 'is:late -agency:"Northmere School"']),
        ("re", ["ref:"]),
        ("s", ["stage:", "sort:"]),
        ("is:late,s", ["is:late,soon"]),
        ("is:late,o", ["is:late,ok"]),
        ("is:late,l", []),
        ('agency:"northmere school",', []),
        ("stage:c", ["stage:closure"]),
        ("owner:", ["owner:me", "owner:JB"]),
        ("agency:nor", ['agency:"Northmere School"']),
        ("due:to", ["due:today", "due:tomorrow"]),
        ("sort:p", ["sort:pressing"]),
        ("zz", []),
        ("", []),
    ],
)
def test_tab_completes_keys_and_words(typed: str, offered: list[str]) -> None:
    local = {"owner": ("me", "JB"), "agency": ("Northmere School",)}
    assert list(completions(typed, local)) == offered


def test_the_unit_left_out_is_the_rules_own(calendar: Calendar) -> None:
    eye = FilterContext(TODAY, calendar, UNITS)
    friday = standing(TODAY + timedelta(days=11))
    test = compile_filter(parse_filter("left:<=9"), eye)
    assert test(friday)
    months = friday._replace(readings=[friday.on(TODAY)._replace(rule="LCSPR_PUBLISH")])
    assert not test(months)
