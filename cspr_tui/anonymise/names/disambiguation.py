"""Which of several people with the same name is meant, by title, kin word and role."""

from __future__ import annotations

from collections.abc import Iterable

from cspr_tui.anonymise.names.tokens import TokenisedText
from cspr_tui.anonymise.text.lexicon import TITLES
from cspr_tui.domain.identity import KnownEntity

FAMILY_MEMBER = "a family member"
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
_RELATION_OF_WORD = {
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


def likely_people(
    doc: TokenisedText, people: Iterable[KnownEntity], at: int, last: int
) -> list[KnownEntity]:
    """Return the people whom the name from word `at` to `last` can mean, best one.

    "Mrs Garrowby" leaves the women, "little Kyle" the children.
    """
    found = sorted(people, key=lambda e: (e.id, e.name))
    before = doc.text_at(at - 1)
    neighbours = {before, doc.after(last)}
    if len(found) > 1 and neighbours & (_ELDER | _JUNIOR):
        found = _with_relation(found, wanted=bool(neighbours & _JUNIOR), words=_YOUNG)
    if len(found) > 1 and before in TITLES | {"master"}:
        found = _by_title(found, before)
    if len(found) > 1:
        found = _by_relation(found, _RELATION_OF_WORD.get(before, before))
    return found


def _words(entity: KnownEntity) -> frozenset[str]:
    description = f"{entity.relation} {entity.role}".lower()
    return frozenset(description.replace("-", " ").replace("_", " ").split())


def _with_relation(
    people: list[KnownEntity], *, wanted: bool, words: frozenset[str]
) -> list[KnownEntity]:
    """Return those (not) so described, or everybody if that leaves nobody."""
    return [e for e in people if bool(_words(e) & words) is wanted] or people


def _by_title(people: list[KnownEntity], title: str) -> list[KnownEntity]:
    if title == "master":
        return _with_relation(people, wanted=True, words=_YOUNG)
    adults = _with_relation(people, wanted=False, words=_YOUNG)
    if title in {"mrs", "ms", "miss", "lady"}:
        adults = _with_relation(adults, wanted=False, words=_MEN)
        return _with_relation(adults, wanted=True, words=_WOMEN)
    if title in {"mr", "sir"}:
        adults = _with_relation(adults, wanted=False, words=_WOMEN)
        return _with_relation(adults, wanted=True, words=_MEN)
    return _with_relation(adults, wanted=True, words=frozenset({"practitioner"}))


def _by_relation(people: list[KnownEntity], word: str) -> list[KnownEntity]:
    return (
        _with_relation(people, wanted=True, words=frozenset({word})) if word else people
    )


def shared_pseudonym(people: list[KnownEntity]) -> str:
    """Return the replacement for a name: the pseudonym if all share one, else "a family member"."""
    names = {person.pseudonym for person in people}
    return (names.pop() or WITHHELD) if len(names) == 1 else FAMILY_MEMBER
