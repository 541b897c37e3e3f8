"""Recognition of names and contact details in fields that are about other things."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from cspr_tui.domain.values.base import Entry, Value
from cspr_tui.domain.values.field_metadata import (
    Sensitivity,
    TextKind,
    sensitivity_of,
    text_kind_of,
)

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*\.?")
_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<!\w)(?:\+44|0)[\d ()-]{7,14}\d(?!\w)")
_HANDLE = re.compile(r"(?<![\w.])@\w{3,}")
_RANKS = frozenset(
    (
        "dr mr mrs ms miss pc dc ds di dci dcs det sgt insp cllr prof judge hhj revd"
    ).split()
)
_PARTICLES = frozenset("van der den de la le al el bin ibn ap ab ni mac ter".split())
_BODIES = frozenset(
    (
        "police cps court crown council trust service services team board panel "
        "hospital school academy nursery college surgery office authority probation "
        "constabulary partnership agency association society centre group house "
        "prison department directorate unit project charity university church aid "
        "foundation company ltd limited care advocacy hub"
    ).split()
)
_JOBS = frozenset(
    (
        "officer manager lead head director nurse doctor midwife worker practitioner "
        "teacher solicitor barrister advocate interpreter liaison detective inspector "
        "sergeant constable coroner superintendent consultant psychiatrist "
        "paediatrician psychologist gp hm sio flo oic lado iro headteacher principal "
        "deputy assistant senior chief named designated investigating reviewing "
        "magistrates chair coordinator co-ordinator administrator admin"
    ).split()
)
_FIELDS_OF_WORK = frozenset(
    (
        "social safeguarding review children childrens adult adults family legal local "
        "national community health youth justice offending housing education early "
        "years mash business support quality assurance standards improvement "
        "performance policy strategy camhs nhs icb dfe cafcass ofsted"
    ).split()
)
_KIN = frozenset(
    (
        "mother father parent parents aunt uncle grandmother grandfather brother "
        "sister sibling carer foster guardian partner friend child son daughter "
        "himself herself"
    ).split()
)
_STOP_WORDS = frozenset(
    "and or the of for via through from only no not any none yes".split()
)
# Words that stand beside a name, capitalised or not, and are no part of it.
_NO_NAMES = _BODIES | _JOBS | _FIELDS_OF_WORK | _KIN | _STOP_WORDS
_LANGUAGES = frozenset(
    (
        "english british welsh bsl romanian bulgarian lithuanian latvian ukrainian "
        "russian albanian portuguese spanish italian french german arabic farsi dari "
        "pashto urdu punjabi gujarati hindi bengali sylheti tamil somali amharic "
        "tigrinya yoruba igbo swahili kurdish sorani kurmanji vietnamese mandarin "
        "cantonese makaton hungarian slovak czech romani turkish greek twi lingala"
    ).split()
)


@dataclass(frozen=True, slots=True)
class IdentifyingText:
    """The text of an identifying field, with the value type and the path it is from."""

    kind: type[Value]
    field: str
    text: str
    path: str

    @property
    def text_kind(self) -> TextKind:
        """What the field declares its text to be, which says how it is read."""
        return text_kind_of(self.kind, self.field)


def identifying_texts(value: Value, path: str = "") -> Iterator[IdentifyingText]:
    """Yield every text in an identifying field of a value and of all it holds.

    Raises:
        UnclassifiedFieldError: a field was never judged for what it gives away.
    """
    kind = type(value)
    own = f"{path}/{value.id}" if isinstance(value, Entry) else path
    for field in fields(value):
        said = sensitivity_of(kind, field.name)
        held = getattr(value, field.name)
        for item in held if isinstance(held, tuple) else (held,):
            if isinstance(item, Value):
                yield from identifying_texts(item, f"{own}/{field.name}")
            elif said is Sensitivity.IDENTIFYING and isinstance(item, str) and item:
                yield IdentifyingText(kind, field.name, item, f"{own}/{field.name}")


def names_in(passage: IdentifyingText, known: frozenset[str]) -> Iterator[str]:
    """Yield the names of people in a text, without titles and ranks.

    `known` are folded words that name no person: areas, agencies, languages.
    """
    text_kind = passage.text_kind
    if text_kind is TextKind.ACCOUNT:
        yield from _account(passage.text)
    elif text_kind is not TextKind.AGENCY:
        sure = text_kind is not TextKind.POST
        text = _EMAIL.sub(" , ", passage.text)
        runs = [run for run in _runs(text) if not _is_body(run, known, sure=sure)]
        yield from (" ".join(run.words) for run in runs)
        if sure and not runs:
            yield from _alone(text, known)


def without_ranks(name: str) -> list[str]:
    """Return a name's words without a leading title or rank such as `Dr` or `DC`."""
    words = name.split()
    while len(words) > 1 and _plain(words[0]) in _RANKS:
        del words[0]
    return words


def emails_in(text: str) -> tuple[str, ...]:
    """Return the e-mail addresses in a text, in its order."""
    return tuple(_EMAIL.findall(text))


def phones_in(text: str) -> tuple[str, ...]:
    """Return what reads as a telephone number in a text, in its order."""
    return tuple(_PHONE.findall(text))


def handles_in(text: str) -> tuple[str, ...]:
    """Return the @handles in a text, in its order."""
    return tuple(_HANDLE.findall(_EMAIL.sub("", text)))


def is_small_or_named(agency: str) -> bool:
    """Whether a body's name identifies it, beyond saying what kind of body it is."""
    words = [_plain(word) for word in _WORD.findall(agency)]
    small = "school nursery academy surgery college house church primary".split()
    return any(word in small for word in words[1:]) or not all(
        is_english_word(word) or word in _NO_NAMES for word in words
    )


@cache
def _english() -> frozenset[str]:
    packed = Path(__file__).with_name("english.gz").read_bytes()
    return frozenset(gzip.decompress(packed).decode().split("\n"))


def is_english_word(word: str) -> bool:
    """Whether a lower-case word is English (SCOWL, see english.LICENSE)."""
    return word in _english() or word.removesuffix("s") in _english()


@dataclass(frozen=True, slots=True)
class _Run:
    """Consecutive capitalised words, and whether a word such as `School` follows."""

    words: tuple[str, ...]
    ranked: bool
    before_body: bool


def _runs(text: str) -> Iterator[_Run]:
    """Yield each run of words that could be a name: two, or one after a title."""
    held: list[str] = []
    ranked = False
    last = 0
    for found in _WORD.finditer(text):
        plain = _plain(found.group())
        joined = text[last : found.start()].strip() == ""
        last = found.end()
        part = found.group()[:1].isupper() or (
            bool(held or ranked) and plain in _PARTICLES
        )
        if joined and part and plain not in _RANKS | _NO_NAMES:
            held.append(found.group())
            continue
        yield from _ended(held, ranked=ranked, body=joined and plain in _BODIES)
        ranked = plain in _RANKS or (joined and ranked and not held)
        fresh = part and plain not in _RANKS | _NO_NAMES
        held = [found.group()] if fresh else []
    yield from _ended(held, ranked=ranked, body=False)


def _ended(held: list[str], *, ranked: bool, body: bool) -> Iterator[_Run]:
    words = tuple(_owner(word) for word in held)
    if len(words) > 1 or (words and ranked):
        yield _Run(words, ranked, body)


def _is_body(run: _Run, known: frozenset[str], *, sure: bool) -> bool:
    plain = [_plain(word) for word in run.words]
    if run.before_body or all(word in known | _LANGUAGES for word in plain):
        return not run.ranked
    return not sure and all(is_english_word(word) for word in plain)


def _alone(text: str, known: frozenset[str]) -> Iterator[str]:
    """Yield the one name of a text whose other words are ordinary."""
    words = [
        word
        for word in _WORD.findall(re.sub(r"\(.*?\)", " ", text))
        if _plain(word) not in _NO_NAMES | _LANGUAGES | known
        and not is_english_word(_plain(word))
        and len(word) > 2
    ]
    if len(words) == 1 and words[0][0].isupper() and not words[0].isupper():
        yield _owner(words[0])


def _account(text: str) -> Iterator[str]:
    """Yield the person acting: a login that is no English word, or a full name."""
    words = [w for w in _WORD.findall(text) if _plain(w) not in _RANKS]
    if len(text.split()) == 1:
        is_login = (
            len(text) > 3 and "@" not in text and not is_english_word(text.casefold())
        )
        yield from (text,) if is_login else ()
    elif any(_plain(word) in _NO_NAMES for word in words):
        yield from (" ".join(run.words) for run in _runs(text) if not run.before_body)
    else:
        yield " ".join(words[:4])


def _owner(word: str) -> str:
    return re.sub(r"['\u2019]s\.?$", "", word).rstrip(".")


def _plain(word: str) -> str:
    return _owner(word).casefold()
