"""People and things nobody recorded: replaced where sure, flagged where not."""

from __future__ import annotations

from collections.abc import Iterator

from cspr_tui.anonymise.names.name_index import PARTICLES
from cspr_tui.anonymise.names.recorded_places import GENERIC
from cspr_tui.anonymise.names.run_together_names import ACRONYMS
from cspr_tui.anonymise.names.tokens import Reading, Token, begins_sentence
from cspr_tui.anonymise.text.lexicon import (
    BARE_WORDS,
    DOING,
    KIN,
    MONTHS,
    SPEAKING,
    TITLES,
    forenames,
    is_word,
    proper,
)
from cspr_tui.anonymise.text.span import Span

SOMEBODY = "a named person"
# Words that are titles only before something that looks like a name.
_WEAK_TITLES = frozenset(
    (
        "sister judge justice lady imam doctor detective inspector constable sergeant "
        "reverend professor councillor sheikh"
    ).split()
)
_CALLED = TITLES | KIN
_SURE_TITLES = TITLES - _WEAK_TITLES - {"miss", "sir", "judge", "prof", "insp"}
_LEADING = _SURE_TITLES | KIN
_NAMING = KIN | {"called", "named", "aka", "as"}
_THINGS = frozenset(
    (
        "school academy nursery church mosque temple gurdwara chapel synagogue surgery "
        "estate arms inn tavern ltd limited plc hospital house lodge park ward college "
        "farm infirmary hospice hostel garage cafe pharmacy gym salon takeaway bakery bank "
        "builders motors taxis hotel nightclub restaurant haulage stores bistro"
    ).split()
)
_NO_NAME = TITLES | _THINGS | GENERIC
_GENERAL = GENERIC | frozenset(
    (
        "foster nursing residential safe children's women's mother baby emergency "
        "district village open acute mental local maternity paediatric childrens "
        "inpatient prison bed food private free first second third"
    ).split()
)


def find_unknown(reading: Reading) -> Iterator[Span]:
    """Yield names that are in no record: sure ones replaced, others flagged."""
    at, before = 0, ""
    tokens, total = reading.tokens, len(reading.tokens)
    known = {word for word in reading.words if is_word(word)}
    while at < total:
        token = tokens[at]
        leads, before = before in _LEADING, token.text
        if not (token.is_capital or leads) and token.text in known:
            at += 1
            continue
        found = _at(reading, at)
        before = token.text if found is None else ""
        if found is not None:
            yield found[1]
        at = max(at + 1, found[0] if found else 0)


def _at(reading: Reading, at: int) -> tuple[int, Span] | None:
    token = reading.tokens[at]
    name = at if len(token.text) > 1 else _past_initials(reading, at)
    token = reading.tokens[name]
    if not token.is_capital:
        return _in_lower_case(reading, at)
    if token.text in TITLES:
        return None
    if _has_title(reading, at, token):
        return _span(reading, at - 1, _last(reading, name), SOMEBODY, "title and name")
    if name > at:
        return _of_initials(reading, at, name)
    return _untitled(reading, at, token)


def _untitled(reading: Reading, at: int, token: Token) -> tuple[int, Span] | None:
    """Judge a capitalised word without title or initials before it."""
    if len(token.text) == 1:
        return _lone_initials(reading, at)
    end = _end_of_body(reading, at)
    if end is not None:
        return _span(reading, at, end, None, "a named place or body")
    if not is_strange(token):
        return _after_kin(reading, at) if token.text in forenames() else None
    last = _last(reading, at)
    if last > at:
        said = SOMEBODY if _is_person(reading, at, last) else None
        return _span(reading, at, last, said, "two capitalised names")
    return _single(reading, at)


def _past_initials(reading: Reading, at: int) -> int:
    """Return the place of the name that initials at a place belong to."""
    step = at
    while step + 1 < len(reading.tokens) and step < at + 4:
        token = reading.tokens[step]
        end = reading.tokens[step + 1].start
        between = reading.view.text[token.end : end]
        if len(token.text) > 1 or not token.is_capital:
            break
        if between not in {". ", ".", " ", "-", ".-"}:
            return at
        step += 1
    named = len(reading.text_at(step)) > 1 and reading.tokens[step].is_capital
    return step if named else at


def _of_initials(reading: Reading, at: int, name: int) -> tuple[int, Span] | None:
    """Judge a surname after initials that has no title."""
    token = reading.tokens[name]
    dotted = reading.view.text[reading.tokens[at].end :][:1] == "."
    if not (is_strange(token) or (dotted and token.text in forenames())):
        return None
    last = _last(reading, name)
    return _span(reading, at, last, None, "initials and a name")


def _lone_initials(reading: Reading, at: int) -> tuple[int, Span] | None:
    """Judge initials that no name follows: Mr F.L., or E.K. alone."""
    last = at
    titled = reading.text_at(at - 1) in TITLES - _WEAK_TITLES
    joints = {".", ". ", "-"} if titled else {".", ". "}
    while last + 1 < len(reading.tokens) and last < at + 3:
        follower, end = reading.tokens[last + 1], reading.tokens[last].end
        joined = reading.view.text[end : follower.start] in joints
        if len(follower.text) > 1 or not follower.is_capital or not joined:
            break
        last += 1
    letters = "".join(reading.text_at(step) for step in range(at, last + 1))
    if not letters.isalpha() or letters in ACRONYMS:
        return None
    if titled and reading.tokens[at - 1].is_capital:
        return _span(reading, at - 1, last, SOMEBODY, "title and initials")
    return _span(reading, at, last, None, "initials") if last > at else None


def _in_lower_case(reading: Reading, at: int) -> tuple[int, Span] | None:
    """Flag what stands where a name stands: after a title or kin word, or speaking."""
    token = reading.tokens[at]
    if len(token.text) < 3 or not token.text.isalpha() or token.text in _CALLED:
        return None
    before = reading.before(at)
    if before in _SURE_TITLES and token.text not in BARE_WORDS:
        return _span(reading, at - 1, at, None, "title and name in lower case")
    named = token.text in forenames() and token.text not in BARE_WORDS
    if before in KIN and named:
        return _span(reading, at, at, None, "a name in lower case after a kin word")
    if is_word(token.text) or token.text in proper() or token.text in MONTHS:
        return None
    speaks = reading.after(at) in SPEAKING or _has_colon(reading, at)
    if before in KIN or speaks:
        return _span(reading, at, at, None, "a word in no list where a name stands")
    return None


def _has_colon(reading: Reading, at: int) -> bool:
    """Whether the word opens its line and a colon follows: who is speaking."""
    token, text = reading.tokens[at], reading.view.text
    lead = (
        text[max(0, token.start - 8) : token.start]
        .rpartition("\n")[2]
        .strip(" \t*_>\"'-")
    )
    opens = not lead and (
        at == 0 or "\n" in text[reading.tokens[at - 1].end : token.start]
    )
    return opens and text[token.end : token.end + 3].lstrip("*_ ")[:1] == ":"


def is_strange(token: Token) -> bool:
    """Whether a capitalised word is in no list of words."""
    if not token.is_capital or not token.text.isalpha() or len(token.text) < 2:
        return False
    if is_word(token.text) or token.text in proper() or token.text in KIN:
        return False
    stem = token.written.removesuffix("s")
    return not (stem.isupper() and len(stem) < 6)


def _has_title(reading: Reading, at: int, token: Token) -> bool:
    """Whether a title stands before a word or the initials that lead up to it."""
    title = reading.text_at(at - 1)
    if title not in TITLES or len(token.text) < 2 or not at:
        return False
    between = reading.view.text[reading.tokens[at - 1].end : reading.tokens[at].start]
    if between not in {" ", ". ", " \n", "\n", " **", "."}:
        return False
    if between == "." and not reading.tokens[at - 1].is_capital:
        return False
    sure = title not in _WEAK_TITLES and reading.tokens[at - 1].is_capital
    return sure or is_strange(token)


def _last(reading: Reading, at: int) -> int:
    """Return the last word of a name that begins at a word."""
    last = at
    while last + 1 < len(reading.tokens) and last - at < 3:
        if not reading.is_joined(last + 1):
            break
        follower = reading.tokens[last + 1]
        if not is_strange(follower) and not _may_follow(follower):
            break
        last += 1
    while last > at and reading.text_at(last) in PARTICLES:
        last -= 1
    return last


def _may_follow(token: Token) -> bool:
    """Whether a word can be the second part of a name that began strangely."""
    if token.text in PARTICLES - {"the", "of", "and", "y", "st"}:
        return True
    named = token.is_capital and not token.is_upper and len(token.text) > 1
    return named and token.text not in _NO_NAME and token.text not in proper()


def _is_person(reading: Reading, at: int, last: int) -> bool:
    """Whether strange words after a kin word are surely a person."""
    before = reading.before(at) or _before_comma(reading, at)
    return before in KIN and (reading.text_at(at) in forenames() or last > at)


def _before_comma(reading: Reading, at: int) -> str:
    """Return the word before, where only a comma stands between."""
    if not at:
        return ""
    end, start = reading.tokens[at - 1].end, reading.tokens[at].start
    return reading.text_at(at - 1) if reading.view.text[end:start] == ", " else ""


def _end_of_body(reading: Reading, at: int) -> int | None:
    """Return the last word of a place, firm or school that is named from a word on."""
    token = reading.tokens[at]
    if not reading.is_joined(at + 1) or not reading.tokens[at + 1].is_capital:
        return None
    if token.text in _GENERAL or token.text in proper():
        return None
    if not is_strange(token) and begins_sentence(reading.view, token):
        return None
    for last in range(at + 1, min(at + 4, len(reading.tokens))):
        follower = reading.tokens[last]
        if not reading.is_joined(last) or not follower.is_capital:
            return None
        if follower.text in _THINGS:
            return last
    return None


def _after_kin(reading: Reading, at: int) -> tuple[int, Span] | None:
    """Judge a forename that is also a word: a name after "her friend"."""
    kin = reading.before(at) in KIN
    named = kin or reading.before(at) in {"called", "named", "aka"}
    follower = at + 1
    full = reading.is_joined(follower) and is_strange(reading.tokens[follower])
    if not named and not full:
        return None
    last = _last(reading, follower) if full else at
    said = SOMEBODY if kin else None
    return _span(reading, at, last, said, "a forename in no record")


def _single(reading: Reading, at: int) -> tuple[int, Span] | None:
    token = reading.tokens[at]
    named = reading.before(at) in _NAMING
    person = token.text in forenames()
    if _is_person(reading, at, at):
        return _span(reading, at, at, SOMEBODY, "a forename in no record")
    starts = begins_sentence(reading.view, token)
    acts = reading.after(at) in DOING or _has_colon(reading, at)
    if person or named or not starts or acts:
        return _span(reading, at, at, None, "a capitalised word in no list")
    return None


def _span(
    reading: Reading, first: int, last: int, said: str | None, why: str
) -> tuple[int, Span]:
    tokens = reading.tokens
    start, end = reading.view.span(tokens[first].start, tokens[last].end)
    weight = 30 if said is None else 40
    span = Span(start, end, said, f"{why}, in no record", "", "UNKNOWN_NAME", weight)
    return last + 1, span
