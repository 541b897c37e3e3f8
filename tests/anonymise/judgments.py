"""Real court judgments (the TAB corpus, MIT): what of their people is found.

The corpus is not in this repository; `load` reads a file of it. `rewritten`
writes the known people's names as case notes write them.
"""

from __future__ import annotations

import json
import random
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from cspr_tui.anonymise import anonymise
from cspr_tui.domain.identity import EntityType, KnownEntity

_WORD = re.compile(r"\w+")
# Small words and titles inside a mention that need not be covered.
_SMALL = frozenset(
    (
        "mr mrs ms no nr of in on at by for from to with against the a an and or as s "
        "between into through during before after all each every no not"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One place in a judgment where somebody or something is named."""

    start: int
    end: int
    entity: str
    is_known: bool
    is_person: bool
    is_masked: bool


@dataclass(frozen=True, slots=True)
class Judgment:
    """A judgment, who of it is on record, and every mention."""

    name: str
    text: str
    record: tuple[KnownEntity, ...]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """How many known mentions were covered, words left alone, flags raised."""

    known: int
    covered: int
    free: int
    left: int
    flags: int
    words: int

    def share(self) -> float:
        """Return the percentage of known mentions covered."""
        return 100.0 * self.covered / max(1, self.known)


def load(path: Path) -> Iterator[Judgment]:
    """Yield the judgments of a JSON-lines file of TAB."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield _judgment(json.loads(line))


def _judgment(said: dict[str, object]) -> Judgment:
    entities: dict[str, list[dict[str, object]]] = {}
    listed = said["entities"]
    metadata = said["metadata"]
    if not isinstance(listed, list) or not isinstance(metadata, dict):
        sentence = "This is no file of the TAB corpus."
        raise TypeError(sentence)
    for one in sorted(listed, key=lambda m: int(m["start_offset"])):
        entities.setdefault(one["entity_id"], []).append(one)
    record, mentions = [], []
    for name, found in entities.items():
        kinds = {str(one["identifier_type"]) for one in found}
        person = found[0]["entity_type"] == "PERSON"
        known = "DIRECT" in kinds or (person and "QUASI" in kinds)
        if known:
            record.append(_entity(name, found[0]))
        for one in found:
            place = (int(str(one["start_offset"])), int(str(one["end_offset"])))
            masked = kinds != {"NO_MASK"}
            mentions.append(Mention(*place, name, known, person, masked))
    title = str(metadata["provenance"]["doc_id"])
    ordered = sorted(mentions, key=lambda m: (m.start, -m.end))
    return Judgment(title, str(said["text"]), tuple(record), tuple(ordered))


def _entity(name: str, first: dict[str, object]) -> KnownEntity:
    kind = str(first["entity_type"])
    held = EntityType(kind) if kind in set(EntityType) else EntityType.ORG
    said = str(first["span_text"])
    return KnownEntity(id=name, type=held, name=said, pseudonym="[withheld]")


def measure(judgments: Iterable[Judgment]) -> Found:
    """Anonymise every judgment, and count."""
    counts = [_measured(judgment) for judgment in judgments]
    rows = [(c.known, c.covered, c.free, c.left, c.flags, c.words) for c in counts]
    return Found(*(sum(column) for column in zip(*rows, strict=True)))


def _measured(judgment: Judgment) -> Found:
    done = anonymise(judgment.text, judgment.record)
    gone: set[int] = set()
    for span in done.spans:
        if span.replacement is not None:
            gone.update(range(span.start, span.end))
    known = [m for m in judgment.mentions if m.is_known and m.is_masked]
    covered = sum(_needed(judgment.text, m) <= gone for m in known)
    told: set[int] = set()
    for mention in judgment.mentions:
        if mention.is_masked:
            told.update(range(mention.start, mention.end))
    words = list(_WORD.finditer(judgment.text))
    free = [w for w in words if not told.intersection(range(*w.span()))]
    left = sum(not gone.issuperset(range(*w.span())) for w in free)
    flags = len(done.flags)
    return Found(len(known), covered, len(free), left, flags, len(words))


def _needed(text: str, mention: Mention) -> set[int]:
    return {
        place
        for word in _WORD.finditer(text, mention.start, mention.end)
        if word.group().lower() not in _SMALL
        for place in range(*word.span())
    }


def rewritten(judgment: Judgment, seed: int) -> Judgment:
    """Return a judgment whose known people are written as case notes write them."""
    parts, moved, at, shift = [], [], 0, 0
    for mention in judgment.mentions:
        start, end, text = mention.start, mention.end, judgment.text
        if start < at:
            continue
        chance = random.Random(f"{seed}|{judgment.name}|{start}")
        wanted = mention.is_known and mention.is_person
        said = _variant(text[start:end], chance) if wanted else text[start:end]
        parts += [text[at:start], said]
        placed = (start + shift, start + shift + len(said))
        moved.append(replace(mention, start=placed[0], end=placed[1]))
        at, shift = end, shift + len(said) - (end - start)
    whole = "".join([*parts, judgment.text[at:]])
    return replace(judgment, text=whole, mentions=tuple(moved))


def _variant(name: str, chance: random.Random) -> str:
    ways = [way for way in _WAYS if way(name) not in {"", name}]
    ways += [lambda text: _slipped(text, chance)] * 2 if len(name) > 6 else []
    return chance.choice(ways)(name)


def _plain(name: str) -> str:
    spelt = name.translate(str.maketrans("łŁøØđı", "lLoOdi"))
    apart = unicodedata.normalize("NFKD", spelt)
    return "".join(c for c in apart if not unicodedata.combining(c))


def _surname(name: str) -> str:
    last = name.rsplit(maxsplit=1)[-1]
    return last if len(last) > 3 else ""


def _reversed(name: str) -> str:
    *lead, last = name.split()
    return f"{last.upper()}, {lead[-1]}" if lead and len(lead[-1]) > 3 else ""


def _slipped(name: str, chance: random.Random) -> str:
    *lead, last = name.split()
    if len(last) < 5:
        return name
    at = chance.randrange(1, len(last) - 1)
    forms = (
        last[:at] + last[at + 1 :],
        last[:at] + last[at] + last[at:],
        last[:at] + last[at + 1] + last[at] + last[at + 2 :],
    )
    return " ".join([*lead, chance.choice(forms)])


_WAYS: tuple[Callable[[str], str], ...] = (
    str.upper,
    str.lower,
    _plain,
    _surname,
    _reversed,
    lambda name: unicodedata.normalize("NFD", name),
    lambda name: name.replace(" ", "\u00a0"),
    lambda name: name.replace(" ", "\n"),
    lambda name: " ".join(f"{word[:2]}\u200b{word[2:]}" for word in name.split()),
    lambda name: name.translate(str.maketrans("aeo", "\u0430\u0435\u043e")),
    lambda name: name[:-1] + f"*{name[-1]}*",
    lambda name: f"**{name}**",
)
