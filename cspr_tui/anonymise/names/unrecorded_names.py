"""People and places in no record: replaced if certain, else flagged for a person."""

from __future__ import annotations

from collections.abc import Iterator

from cspr_tui.anonymise.names.run_together_names import ACRONYMS
from cspr_tui.anonymise.names.tokens import Token, TokenisedText, begins_sentence
from cspr_tui.anonymise.names.unlisted_words import (
    end_of_place_name,
    is_unlisted_word,
    last_word_of_name,
)
from cspr_tui.anonymise.text.lexicon import (
    ACTION_VERBS,
    BARE_WORDS,
    KIN_WORDS,
    MONTHS,
    SPEECH_VERBS,
    TITLES,
    forenames,
    is_english_word,
    proper_nouns,
)
from cspr_tui.anonymise.text.span import TextSpan

UNRECORDED_PERSON = "a named person"
# Words that are titles only before something that looks like a name.
_WEAK_TITLES = frozenset(
    (
        "sister judge justice lady imam doctor detective inspector constable sergeant "
        "reverend professor councillor sheikh"
    ).split()
)
_NOT_NAMES = TITLES | KIN_WORDS
_SURE_TITLES = TITLES - _WEAK_TITLES - {"miss", "sir", "judge", "prof", "insp"}
_NAME_LEADS = _SURE_TITLES | KIN_WORDS
_NAMING_WORDS = KIN_WORDS | {"called", "named", "aka", "as"}


def find_unrecorded_names(doc: TokenisedText) -> Iterator[TextSpan]:
    """Yield names that are in no record: certain ones replaced, others flagged.

    "Mr Penhallow" is certain; a capitalised word in no word list is only likely.
    """
    at, before = 0, ""
    tokens, total = doc.tokens, len(doc.tokens)
    known = {word for word in doc.words if is_english_word(word)}
    while at < total:
        token = tokens[at]
        follows_lead, before = before in _NAME_LEADS, token.text
        if not (token.is_capital or follows_lead) and token.text in known:
            at += 1
            continue
        found = _judge_at(doc, at)
        before = token.text if found is None else ""
        if found is not None:
            yield found[1]
        at = max(at + 1, found[0] if found else 0)


def _judge_at(doc: TokenisedText, at: int) -> tuple[int, TextSpan] | None:
    token = doc.tokens[at]
    name = at if len(token.text) > 1 else _after_initials(doc, at)
    token = doc.tokens[name]
    if not token.is_capital:
        return _judge_lower_case(doc, at)
    if token.text in TITLES:
        return None
    if _has_title(doc, at, token):
        return _span(
            doc,
            at - 1,
            last_word_of_name(doc, name),
            UNRECORDED_PERSON,
            "title and name",
        )
    if name > at:
        return _judge_initials_and_name(doc, at, name)
    return _judge_untitled(doc, at, token)


def _judge_untitled(
    doc: TokenisedText, at: int, token: Token
) -> tuple[int, TextSpan] | None:
    """Judge a capitalised word without title or initials before it."""
    if len(token.text) == 1:
        return _judge_initials(doc, at)
    end = end_of_place_name(doc, at)
    if end is not None:
        return _span(doc, at, end, None, "a named place or body")
    if not is_unlisted_word(token):
        return _judge_forename(doc, at) if token.text in forenames() else None
    last = last_word_of_name(doc, at)
    if last > at:
        replacement = UNRECORDED_PERSON if _is_person(doc, at, last) else None
        return _span(doc, at, last, replacement, "two capitalised names")
    return _judge_single_word(doc, at)


def _after_initials(doc: TokenisedText, at: int) -> int:
    """Return the place of the name that initials at a place belong to."""
    step = at
    while step + 1 < len(doc.tokens) and step < at + 4:
        token = doc.tokens[step]
        end = doc.tokens[step + 1].start
        between = doc.view.text[token.end : end]
        if len(token.text) > 1 or not token.is_capital:
            break
        if between not in {". ", ".", " ", "-", ".-"}:
            return at
        step += 1
    is_introduced = len(doc.text_at(step)) > 1 and doc.tokens[step].is_capital
    return step if is_introduced else at


def _judge_initials_and_name(
    doc: TokenisedText, at: int, name: int
) -> tuple[int, TextSpan] | None:
    """Judge a surname after initials that has no title."""
    token = doc.tokens[name]
    dotted = doc.view.text[doc.tokens[at].end :][:1] == "."
    if not (is_unlisted_word(token) or (dotted and token.text in forenames())):
        return None
    last = last_word_of_name(doc, name)
    return _span(doc, at, last, None, "initials and a name")


def _judge_initials(doc: TokenisedText, at: int) -> tuple[int, TextSpan] | None:
    """Judge initials that no name follows: Mr F.L., or E.K. alone."""
    last = at
    titled = doc.text_at(at - 1) in TITLES - _WEAK_TITLES
    joints = {".", ". ", "-"} if titled else {".", ". "}
    while last + 1 < len(doc.tokens) and last < at + 3:
        follower, end = doc.tokens[last + 1], doc.tokens[last].end
        joined = doc.view.text[end : follower.start] in joints
        if len(follower.text) > 1 or not follower.is_capital or not joined:
            break
        last += 1
    letters = "".join(doc.text_at(step) for step in range(at, last + 1))
    if not letters.isalpha() or letters in ACRONYMS:
        return None
    if titled and doc.tokens[at - 1].is_capital:
        return _span(doc, at - 1, last, UNRECORDED_PERSON, "title and initials")
    return _span(doc, at, last, None, "initials") if last > at else None


def _judge_lower_case(doc: TokenisedText, at: int) -> tuple[int, TextSpan] | None:
    """Flag what stands where a name stands: after a title or kin word, or speaking."""
    token = doc.tokens[at]
    if len(token.text) < 3 or not token.text.isalpha() or token.text in _NOT_NAMES:
        return None
    before = doc.before(at)
    if before in _SURE_TITLES and token.text not in BARE_WORDS:
        return _span(doc, at - 1, at, None, "title and name in lower case")
    is_introduced = token.text in forenames() and token.text not in BARE_WORDS
    if before in KIN_WORDS and is_introduced:
        return _span(doc, at, at, None, "a name in lower case after a kin word")
    if (
        is_english_word(token.text)
        or token.text in proper_nouns()
        or token.text in MONTHS
    ):
        return None
    is_speaking = doc.after(at) in SPEECH_VERBS or _has_colon(doc, at)
    if before in KIN_WORDS or is_speaking:
        return _span(doc, at, at, None, "a word in no list where a name stands")
    return None


def _has_colon(doc: TokenisedText, at: int) -> bool:
    """Whether the word opens its line and a colon follows: who is speaking."""
    token, text = doc.tokens[at], doc.view.text
    lead = (
        text[max(0, token.start - 8) : token.start]
        .rpartition("\n")[2]
        .strip(" \t*_>\"'-")
    )
    opens = not lead and (at == 0 or "\n" in text[doc.tokens[at - 1].end : token.start])
    return opens and text[token.end : token.end + 3].lstrip("*_ ")[:1] == ":"


def _has_title(doc: TokenisedText, at: int, token: Token) -> bool:
    """Whether a title stands before a word or the initials that lead up to it."""
    title = doc.text_at(at - 1)
    if title not in TITLES or len(token.text) < 2 or not at:
        return False
    between = doc.view.text[doc.tokens[at - 1].end : doc.tokens[at].start]
    if between not in {" ", ". ", " \n", "\n", " **", "."}:
        return False
    if between == "." and not doc.tokens[at - 1].is_capital:
        return False
    is_certain = title not in _WEAK_TITLES and doc.tokens[at - 1].is_capital
    return is_certain or is_unlisted_word(token)


def _is_person(doc: TokenisedText, at: int, last: int) -> bool:
    """Whether strange words after a kin word are surely a person."""
    before = doc.before(at) or _before_comma(doc, at)
    return before in KIN_WORDS and (doc.text_at(at) in forenames() or last > at)


def _before_comma(doc: TokenisedText, at: int) -> str:
    """Return the word before, where only a comma stands between."""
    if not at:
        return ""
    end, start = doc.tokens[at - 1].end, doc.tokens[at].start
    return doc.text_at(at - 1) if doc.view.text[end:start] == ", " else ""


def _judge_forename(doc: TokenisedText, at: int) -> tuple[int, TextSpan] | None:
    """Judge a forename that is also a word: a name after "her friend"."""
    after_kin = doc.before(at) in KIN_WORDS
    is_introduced = after_kin or doc.before(at) in {"called", "named", "aka"}
    follower = at + 1
    has_surname = doc.is_joined(follower) and is_unlisted_word(doc.tokens[follower])
    if not is_introduced and not has_surname:
        return None
    last = last_word_of_name(doc, follower) if has_surname else at
    replacement = UNRECORDED_PERSON if after_kin else None
    return _span(doc, at, last, replacement, "a forename in no record")


def _judge_single_word(doc: TokenisedText, at: int) -> tuple[int, TextSpan] | None:
    token = doc.tokens[at]
    is_introduced = doc.before(at) in _NAMING_WORDS
    person = token.text in forenames()
    if _is_person(doc, at, at):
        return _span(doc, at, at, UNRECORDED_PERSON, "a forename in no record")
    is_first = begins_sentence(doc.view, token)
    is_active = doc.after(at) in ACTION_VERBS or _has_colon(doc, at)
    if person or is_introduced or not is_first or is_active:
        return _span(doc, at, at, None, "a capitalised word in no list")
    return None


def _span(
    doc: TokenisedText, first: int, last: int, replacement: str | None, reason: str
) -> tuple[int, TextSpan]:
    tokens = doc.tokens
    start, end = doc.view.span(tokens[first].start, tokens[last].end)
    weight = 30 if replacement is None else 40
    span = TextSpan(
        start, end, replacement, f"{reason}, in no record", "", "UNKNOWN_NAME", weight
    )
    return last + 1, span
