"""Who a token of a text may be: the parts of every recorded name, by token."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

from cspr_tui.anonymise.lexicon import is_word
from cspr_tui.anonymise.view import fold
from cspr_tui.domain.identity import EntityType, KnownEntity

_TOKEN = re.compile(r"[^\W_]+")
_SHORT = {
    "alexander": ("alex", "sandy", "lex"),
    "alexandra": ("alex", "sandra", "lexi"),
    "amelia": ("millie", "amy"),
    "andrew": ("andy", "drew"),
    "anthony": ("tony", "ant"),
    "benjamin": ("ben", "benny", "benji"),
    "catherine": ("cathy", "cath", "kate", "katie"),
    "katherine": ("kathy", "kath", "kate", "katie"),
    "charles": ("charlie", "chas"),
    "charlotte": ("charlie", "lottie"),
    "christina": ("chris", "tina", "chrissie"),
    "christopher": ("chris", "kit"),
    "daniel": ("dan", "danny"),
    "david": ("dave", "davey"),
    "deborah": ("debbie", "deb", "debs"),
    "edward": ("ed", "eddie", "ted", "teddy", "ned"),
    "eleanor": ("ellie", "nell", "nora"),
    "elizabeth": ("liz", "lizzie", "beth", "betty", "eliza", "libby"),
    "emily": ("em", "emmy", "millie"),
    "frances": ("fran", "frankie"),
    "frederick": ("fred", "freddie"),
    "gabriel": ("gabe",),
    "george": ("georgie",),
    "isabella": ("bella", "izzy", "issy"),
    "jacob": ("jake",),
    "james": ("jim", "jimmy", "jamie"),
    "jennifer": ("jen", "jenny"),
    "jessica": ("jess", "jessie"),
    "jonathan": ("jon", "jonny"),
    "joseph": ("joe", "joey"),
    "joshua": ("josh",),
    "leonard": ("len", "lenny", "leo"),
    "margaret": ("maggie", "meg", "peggy", "marge"),
    "matthew": ("matt", "matty"),
    "michael": ("mike", "mick", "micky", "mikey"),
    "mohammed": ("mo",),
    "muhammad": ("mo",),
    "natalie": ("nat",),
    "natasha": ("tash", "tasha"),
    "nicholas": ("nick", "nicky"),
    "nicola": ("nicky", "nikki"),
    "oliver": ("ollie", "olly"),
    "patricia": ("pat", "patsy", "trish", "tricia"),
    "patrick": ("pat", "paddy"),
    "peter": ("pete",),
    "philip": ("phil",),
    "rebecca": ("becky", "becca", "bex"),
    "richard": ("rick", "richie", "dick", "dickie"),
    "robert": ("rob", "robbie", "bob", "bobby", "bert"),
    "samantha": ("sam", "sammy"),
    "samuel": ("sam", "sammy"),
    "stephen": ("steve", "stevie"),
    "steven": ("steve", "stevie"),
    "susan": ("sue", "susie"),
    "theodore": ("theo", "ted", "teddy"),
    "theresa": ("tess", "terri", "tessa"),
    "thomas": ("tom", "tommy"),
    "timothy": ("tim", "timmy"),
    "victoria": ("vicky", "tori"),
    "william": ("will", "bill", "billy", "willie", "liam"),
    "zachary": ("zach", "zac"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """A token of somebody's name and which part of it: forename, surname, alias."""

    entity: KnownEntity
    role: str


@dataclass
class Names:
    """Every recorded name, by folded token."""

    parts: dict[str, list[Part]] = field(default_factory=dict)
    phrases: dict[str, list[tuple[tuple[str, ...], KnownEntity]]] = field(
        default_factory=dict
    )
    _close: dict[str, tuple[str, int] | None] = field(default_factory=dict)
    _by_length: dict[int, list[str]] = field(default_factory=dict)

    def add(self, token: str, entity: KnownEntity, role: str) -> None:
        """Note a token of an entity's name."""
        if len(token) < 2 or token.isdigit():
            return
        held = self.parts.setdefault(token, [])
        if all(part.entity.id != entity.id for part in held):
            held.append(Part(entity, role))

    def add_phrase(self, tokens: tuple[str, ...], entity: KnownEntity) -> None:
        """Note a name of several tokens, to be found as a whole."""
        held = self.phrases.setdefault(tokens[0], [])
        if (tokens, entity) not in held:
            held.append((tokens, entity))
            held.sort(key=lambda item: (-len(item[0]), item[0], item[1].id))

    def near(self, token: str) -> tuple[str, int] | None:
        """Return the recorded token one or two slips away, if there is one.

        None under five letters, one slip up to seven, two from eight on; never
        for English words on either side.
        """
        if token not in self._close:
            self._close[token] = self._nearest(token)
        return self._close[token]

    def _nearest(self, token: str) -> tuple[str, int] | None:
        radius = 0 if len(token) < 5 else 1 if len(token) < 8 else 2
        if not radius or is_word(token):
            return None
        found = []
        for length in range(len(token) - radius, len(token) + radius + 1):
            for known in self._by_length.get(length, ()):
                distance = OSA.distance(token, known, score_cutoff=radius)
                if distance <= radius and known[0] == token[0]:
                    found.append((distance, known))
        return (min(found)[1], min(found)[0]) if found else None

    def settle(self) -> None:
        """Index what slips are measured against."""
        for token in sorted(self.parts):
            if len(token) >= 5 and not is_word(token):
                self._by_length.setdefault(len(token), []).append(token)


def names_of(entities: Iterable[KnownEntity]) -> Names:
    """Index the names of all entities that must not leave."""
    names = Names()
    for entity in sorted(entities, key=lambda e: e.id):
        if entity.policy == "keep" or entity.type in {EntityType.REF, EntityType.CODE}:
            continue
        if entity.type is EntityType.PERSON:
            _add_person(names, entity)
        else:
            _add_thing(names, entity)
    names.settle()
    return names


def tokens_of(text: str) -> tuple[str, ...]:
    """Return the folded tokens of a name."""
    return tuple(_TOKEN.findall(fold(text).replace("'", "")))


def _add_person(names: Names, entity: KnownEntity) -> None:
    given = {
        "forename": entity.forename,
        "middle name": entity.middle,
        "surname": entity.surname,
    }
    for role, text in given.items():
        for token in tokens_of(text):
            names.add(token, entity, role)
            if role == "forename":
                for short in _SHORT.get(token, ()):
                    names.add(short, entity, "short form")
    for text in (entity.name, *entity.aliases):
        tokens = tokens_of(text)
        if len(tokens) > 1:
            names.add_phrase(tokens, entity)
        for token in tokens:
            names.add(token, entity, "alias" if text != entity.name else "name")
    joined = "".join(tokens_of(entity.surname))
    names.add(joined, entity, "surname")


def _add_thing(names: Names, entity: KnownEntity) -> None:
    for text in (entity.name, *entity.aliases):
        tokens = tokens_of(text)
        if len(tokens) > 1:
            names.add_phrase(tokens, entity)
        elif tokens:
            names.add(tokens[0], entity, "name")
