"""Names written as one word (leannegarrowby), letter by letter, or as initials."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import chain, permutations

from cspr_tui.anonymise.names.disambiguation import shared_pseudonym
from cspr_tui.anonymise.names.name_index import NameIndex, given_names, tokens_of
from cspr_tui.anonymise.names.tokens import Token, TokenisedText
from cspr_tui.anonymise.text.lexicon import english_words, is_english_word, proper_nouns
from cspr_tui.anonymise.text.span import TextSpan
from cspr_tui.domain.identity import KnownEntity

_LEET = (str.maketrans("013457", "oleast"), str.maketrans("013457", "oieast"))
_SPELT = re.compile(r"(?<!\w)(?:[^\W_](?:[ .\-\u00b7]|\. )){2,30}[^\W_](?!\w)")
_DOTTED = re.compile(
    r"(?<![\w.])([a-z])(?:\. ?|\.-| |-)([a-z])(?:(?:\. ?| |-)([a-z]))?(?:\.|\b)(?!\w|'\w\w|/|\d)"
)
# Capitals of the work, never a person's.
ACRONYMS = frozenset(
    (
        "gp hv sw iro cp cin la lac ehcp ehe cme dv da dc ds pc di mh asd adhd sen send "
        "ta ed ae nhs uk eu us usa ad bc am pm pe id it tv ok hr td bp iv im po pr sg "
        "cao ico epo ppo icpc rcpc pip uc dwp cps cjs yot yos yjs dna bmi nai fgm cse "
        "cce css cla cyp dfe dpa ecg ent fft gdpr gmc hco ia ifa iss jsna jtai lado lcs "
        "lscb lscp mash midwife mirac nfa no np ofsted ooh opd ot pct phn plo pvp ra rn "
        "scr sca scbu sd sgo sio sn smr ssw std sw tac taf tor ucl vcs vs wb yc ps re cc "
        "st mr ms dr rd mp qc kc jp ma ba md bsc phd cic cah npt cd cv dob dna eta fyi "
        "ie eg nb ph pj tb tbc tba hiv mmr bcg rsv uti gcs icu picu nicu mri ct xr wmp "
        "fr fl cr ch hh hmp hmc lcspr rr sin wt iri"
    ).split()
)


def find_run_together_names(doc: TokenisedText) -> Iterator[TextSpan]:
    """Yield names written as one word, also with digits, and names spelt letter by letter."""
    index = _index(doc.names.people)
    parts = {t for t in doc.names.parts if len(t) > 4 and not is_english_word(t)}
    candidates = {
        word for word in doc.words if _may_contain_name(doc, word, index, parts)
    }
    for at, token in enumerate(doc.tokens) if candidates else ():
        span = (
            _name_in_one_word(doc, at, index, parts)
            if token.text in candidates
            else None
        )
        if span is not None:
            yield span
    for found in _SPELT.finditer(doc.view.text):
        letters = "".join(c for c in found.group() if c.isalnum())
        people = index.get(letters) or [
            part.entity for part in doc.names.parts.get(letters, ())
        ]
        if people:
            yield _span(doc, found.span(), people, "spelt out")


def _index(people: Iterable[KnownEntity]) -> dict[str, list[KnownEntity]]:
    """Return who may be meant by forenames, surnames and initials run together."""
    index: dict[str, list[KnownEntity]] = {}
    for entity in people:
        for form in sorted(_run_together_forms(entity)):
            index.setdefault(form, []).append(entity)
    return index


def _run_together_forms(entity: KnownEntity) -> set[str]:
    first, middle, last = given_names(entity)
    given = tokens_of(first) + tokens_of(middle)
    surnames = [*tokens_of(last), "".join(tokens_of(last))]
    shorts = [t for text in entity.aliases for t in tokens_of(text)]
    pairs = [(a, b) for a in (*given, *shorts) for b in surnames if a and b and a != b]
    pairs += list(permutations(given, 2))
    found = {"".join(pair) for pair in chain(pairs, ((b, a) for a, b in pairs))}
    found |= {a[0] + b for a, b in pairs} | {b + a[0] for a, b in pairs}
    found |= {a + b[0] for a, b in pairs if len(a) > 3}
    found.add("".join(tokens_of(entity.name)))
    return {form for form in found if len(form) > 3 and not is_english_word(form)}


def _may_contain_name(
    doc: TokenisedText, word: str, index: Collection[str], parts: set[str]
) -> bool:
    """Whether several names, or one inside other letters, can be in a word."""
    if len(word) < 5 or word in doc.names.parts:
        return False
    known = any(form in index for form in _readings_of(word))
    return known or bool(_name_inside(word, parts))


def _name_in_one_word(
    doc: TokenisedText, at: int, index: dict[str, list[KnownEntity]], parts: set[str]
) -> TextSpan | None:
    token = doc.tokens[at]
    for form in _readings_of(token.text):
        if form in index and form not in english_words():
            place = (token.start, _end(doc, at, index[form]))
            return _span(doc, place, index[form], "names run together")
    inner_name = _name_inside(token.text, parts)
    return _span_with_name_inside(doc, token, inner_name) if inner_name else None


def _end(doc: TokenisedText, at: int, people: list[KnownEntity]) -> int:
    """Return where a name ends whose surname goes on after a hyphen."""
    ids = {person.id for person in people}
    end = doc.tokens[at].end
    for token in doc.tokens[at + 1 : at + 3]:
        joined = doc.view.text[end : token.start] == "-"
        bare = token.text.rstrip("0123456789")
        if not joined or not ids & doc.names.match(bare).ids:
            break
        end = token.end
    return end


def _readings_of(text: str) -> Iterator[str]:
    """Yield a word without its digits, and with digits read as letters."""
    yield text
    if not text.isalpha():
        yield text.strip("0123456789")
        for table in _LEET:
            yield text.translate(table)
            yield text.rstrip("0123456789").translate(table)


def _name_inside(text: str, parts: set[str]) -> str:
    """Return the longest recorded name inside a longer word that is none itself."""
    if len(text) < 7 or is_english_word(text) or text in proper_nouns():
        return ""
    readings = {text, *(text.translate(table) for table in _LEET)}
    longest = max(map(len, parts), default=0)
    pieces = (piece for form in readings for piece in _pieces(form, longest))
    found = [piece for piece in pieces if piece in parts]
    return max(found, key=lambda p: (len(p), p), default="")


def _pieces(text: str, longest: int) -> Iterator[str]:
    """Yield every stretch of a word of five characters to as many as a name has."""
    for start in range(len(text) - 4):
        last = min(start + longest, len(text))
        yield from (text[start:end] for end in range(start + 5, last + 1))


def _span_with_name_inside(
    doc: TokenisedText, token: Token, inner_name: str
) -> TextSpan | None:
    people = [part.entity for part in doc.names.parts[inner_name]]
    rest = token.text.replace(inner_name, "", 1)
    place = (token.start, token.end)
    if doc.names.match(token.text).parts:
        return None
    if (
        doc.in_path(token)
        or not token.text.isalpha()
        or rest in english_words() | doc.names.parts.keys()
    ):
        return _span(doc, place, people, "a name inside a word")
    start, end = doc.view.span(*place)
    reason = f"holds a name of {people[0].id}"
    return TextSpan(start, end, None, reason, people[0].id, "NAME_OR_WORD", 25)


def find_initials(doc: TokenisedText) -> Iterator[TextSpan]:
    """Yield the initials of recorded people: J.R., JR, J.T.R."""
    index = _index_initials(doc.names)
    for found in _DOTTED.finditer(doc.view.text):
        letters = "".join(filter(None, found.groups()))
        written = doc.view.written(*found.span())
        if letters in index and _is_initials(written, letters):
            yield _span(doc, found.span(), index[letters], "initials")
    found_names = doc.words & index.keys()
    for at, token in enumerate(doc.tokens) if found_names else ():
        if token.text in found_names and _is_initials_without_dots(doc, at):
            place = (token.start, token.end)
            yield _span(doc, place, index[token.text], "initials")


def _is_initials(written: str, letters: str) -> bool:
    capitals = "".join(c for c in written if c.isalpha())
    dotted = "." in written or "-" in written
    return capitals.isupper() and (dotted or letters not in ACRONYMS)


def _is_initials_without_dots(doc: TokenisedText, at: int) -> bool:
    token = doc.tokens[at]
    if not token.is_upper or token.text in ACRONYMS or token.text in proper_nouns():
        return False
    tail = doc.view.text[token.end : token.end + 2]
    return at not in doc.caseless_words and not (
        tail[:1] in {"-", "/"} and tail[1:].isdigit()
    )


def _index_initials(names: NameIndex) -> dict[str, list[KnownEntity]]:
    index: dict[str, list[KnownEntity]] = {}
    for entity in names.people:
        first, middle, last = (tokens_of(text) for text in given_names(entity))
        if not first or not last:
            continue
        ends = {last[0][0], "".join(t[0] for t in last), last[-1][0]}
        middles = {"", "".join(t[0] for t in middle)}
        forms = {first[0][0] + m + end for m in middles for end in ends}
        for form in sorted(forms):
            index.setdefault(form, []).append(entity)
    return index


def _span(
    doc: TokenisedText, place: tuple[int, int], people: list[KnownEntity], reason: str
) -> TextSpan:
    start, end = doc.view.span(*place)
    owners = sorted({e.id: e for e in people}.values(), key=lambda e: e.id)
    replacement = shared_pseudonym(owners)
    weight = 78 if reason == "initials" else 81
    return TextSpan(
        start,
        end,
        replacement,
        f"{owners[0].id}, {reason}",
        owners[0].id,
        "PERSON",
        weight,
    )
