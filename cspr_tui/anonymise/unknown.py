"""People and things nobody recorded: replaced where sure, flagged where not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cspr_tui.anonymise.lexicon import MONTHS, is_word
from cspr_tui.anonymise.people import TITLES
from cspr_tui.anonymise.span import Span
from cspr_tui.anonymise.tokens import Token
from cspr_tui.anonymise.view import View

_KIN = frozenset(
    (
        "friend neighbour partner boyfriend girlfriend cousin aunt uncle brother "
        "sister stepfather stepmother teacher nurse called named aka"
    ).split()
)
_COMMON = frozenset(
    (
        "england english british britain uk wales scotland london europe nhs gp cps "
        "ofsted cafcass dfe icb camhs lado christmas easter monday tuesday "
        "wednesday thursday friday saturday sunday lcspr rr sin mash nspcc whatsapp "
        "facebook"
    ).split()
)
_THINGS = frozenset(
    (
        "school academy nursery church mosque temple surgery estate arms inn ltd "
        "limited road street avenue lane hospital house lodge park ward college"
    ).split()
)
_RARE = re.compile(
    r"\b(?:the only|the first (?:child|family|case)|the youngest|the oldest"
    r"|one of (?:only )?(?:two|three|four)"
    r"|twins?|triplets?|quadruplets?|conjoined|former mayor|the (?:town|village)'s"
    r"|serving (?:police|prison) officer|lottery|reported in the|on the front page"
    r"|rare (?:condition|disease|syndrome)|\w+ syndrome|lighthouse|circus|world record"
    r"|\[\d{4}\] (?:ewhc|ewca|ewfc|uksc))\b"
)


def find_unknown(view: View, tokens: list[Token]) -> Iterator[Span]:
    """Yield names that are in no record: titled ones replaced, others flagged."""
    for at, token in enumerate(tokens):
        if at and tokens[at - 1].text in TITLES and _may_be_name(token):
            yield _titled(view, tokens, at)
        elif _is_pair(view, tokens, at):
            yield _flag(view, token, tokens[at + 1], "two capitalised names")
        elif _is_kin(view, tokens, at):
            yield _flag(view, token, token, f'a name after "{tokens[at - 1].text}"')
        elif _is_thing(view, tokens, at):
            yield _flag(view, token, tokens[at + 1], "a named place or body")


def find_rare(view: View) -> Iterator[Span]:
    """Yield facts so rare that they tell who it is without a name."""
    for found in _RARE.finditer(view.text):
        start, end = view.span(found.start(), found.end())
        yield Span(start, end, None, "a rare fact can identify", "", "RARE", 10)


def _may_be_name(token: Token) -> bool:
    return token.is_capital and len(token.text) > 1 and token.text not in TITLES


def _is_strange(token: Token) -> bool:
    known = token.text in _COMMON or token.text in MONTHS or is_word(token.text)
    acronym = token.written.isupper() and len(token.written) < 6
    return token.is_capital and token.text.isalpha() and not known and not acronym


def _touch(view: View, a: Token, b: Token) -> bool:
    return view.text[a.end : b.start] in {" ", "-", " \n", "\n"}


def _titled(view: View, tokens: list[Token], at: int) -> Span:
    last = at
    while last + 1 < len(tokens) and last - at < 2:
        follower = tokens[last + 1]
        if not (_touch(view, tokens[last], follower) and _is_strange(follower)):
            break
        last += 1
    start, end = view.span(tokens[at - 1].start, tokens[last].end)
    return Span(start, end, "a named person", "title and name", "", "UNKNOWN_NAME", 40)


def _is_pair(view: View, tokens: list[Token], at: int) -> bool:
    if at + 1 >= len(tokens) or not _touch(view, tokens[at], tokens[at + 1]):
        return False
    return (
        _is_strange(tokens[at])
        and (_is_strange(tokens[at + 1]) or tokens[at + 1].is_capital)
        and tokens[at + 1].text not in _THINGS
    )


def _is_kin(view: View, tokens: list[Token], at: int) -> bool:
    if not at or tokens[at - 1].text not in _KIN or not _is_strange(tokens[at]):
        return False
    between = view.text[tokens[at - 1].end : tokens[at].start]
    return between.strip(" ,\"'") == ""


def _is_thing(view: View, tokens: list[Token], at: int) -> bool:
    if at + 1 >= len(tokens) or not _touch(view, tokens[at], tokens[at + 1]):
        return False
    thing = tokens[at + 1]
    return thing.text in _THINGS and thing.is_capital and _is_strange(tokens[at])


def _flag(view: View, first: Token, last: Token, why: str) -> Span:
    start, end = view.span(first.start, last.end)
    return Span(start, end, None, f"{why}, in no record", "", "UNKNOWN_NAME", 30)
