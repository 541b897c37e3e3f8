"""Which of several people with one name is meant: by title, kin word and role."""

from __future__ import annotations

from collections.abc import Iterable

from cspr_tui.anonymise.names.tokens import Reading
from cspr_tui.anonymise.text.lexicon import TITLES
from cspr_tui.domain.identity import KnownEntity

A_RELATIVE = "a family member"
WITHHELD = "[withheld]"
_WOMEN = frozenset(
    (
        "mother grandmother aunt sister daughter niece wife girlfriend stepmother "
        "mum stepsister godmother"
    ).split()
)
_MEN = frozenset(
    (
        "father grandfather uncle brother son nephew husband boyfriend stepfather "
        "dad stepbrother godfather"
    ).split()
)
_YOUNG = frozenset(
    (
        "child sibling brother sister son daughter nephew niece baby subject "
        "stepbrother stepsister"
    ).split()
)
_CALLED = {
    **dict.fromkeys(("mum", "mummy", "mam", "mom"), "mother"),
    **dict.fromkeys(("dad", "daddy"), "father"),
    **dict.fromkeys(
        ("nan", "nana", "nanna", "gran", "granny", "grandma"), "grandmother"
    ),
    **dict.fromkeys(("grandad", "grandpa", "grandfather"), "grandfather"),
    **dict.fromkeys(("auntie", "aunty"), "aunt"),
    **dict.fromkeys(("stepdad",), "stepfather"),
    **dict.fromkeys(("stepmum",), "stepmother"),
    **dict.fromkeys(("baby", "child", "master", "boy", "girl", "little"), "child"),
    **dict.fromkeys(
        (
            "worker visitor nurse teacher midwife constable pc dc ds dr doctor "
            "sergeant inspector headteacher officer gp"
        ).split(),
        "practitioner",
    ),
}
_ELDER = frozenset({"senior", "snr", "sr", "older", "elder", "big"})
_JUNIOR = frozenset({"junior", "jnr", "jr", "younger", "little", "young"})


def meant(
    reading: Reading, people: Iterable[KnownEntity], at: int, last: int
) -> list[KnownEntity]:
    """Return whom a name from word `at` to `last` means, most likely one."""
    found = sorted(people, key=lambda e: (e.id, e.name))
    before = reading.text_at(at - 1)
    marks = {before, reading.after(last)}
    if len(found) > 1 and marks & (_ELDER | _JUNIOR):
        found = _kept(found, wanted=bool(marks & _JUNIOR), words=_YOUNG)
    if len(found) > 1 and before in TITLES | {"master"}:
        found = _titled(found, before)
    if len(found) > 1:
        found = _by_relation(found, _CALLED.get(before, before))
    return found


def _words(entity: KnownEntity) -> frozenset[str]:
    said = f"{entity.relation} {entity.role}".lower()
    return frozenset(said.replace("-", " ").replace("_", " ").split())


def _kept(
    people: list[KnownEntity], *, wanted: bool, words: frozenset[str]
) -> list[KnownEntity]:
    """Return those (not) so described, or everybody if that leaves nobody."""
    return [e for e in people if bool(_words(e) & words) is wanted] or people


def _titled(people: list[KnownEntity], title: str) -> list[KnownEntity]:
    if title == "master":
        return _kept(people, wanted=True, words=_YOUNG)
    adults = _kept(people, wanted=False, words=_YOUNG)
    if title in {"mrs", "ms", "miss", "lady"}:
        adults = _kept(adults, wanted=False, words=_MEN)
        return _kept(adults, wanted=True, words=_WOMEN)
    if title in {"mr", "sir"}:
        adults = _kept(adults, wanted=False, words=_WOMEN)
        return _kept(adults, wanted=True, words=_MEN)
    return _kept(adults, wanted=True, words=frozenset({"practitioner"}))


def _by_relation(people: list[KnownEntity], word: str) -> list[KnownEntity]:
    return _kept(people, wanted=True, words=frozenset({word})) if word else people


def wording(people: list[KnownEntity]) -> str:
    """Return what to call them: the pseudonym, or a shared wording."""
    names = {person.pseudonym for person in people}
    return (names.pop() or WITHHELD) if len(names) == 1 else A_RELATIVE
