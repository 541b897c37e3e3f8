"""Our own corpus: invented passages with what must go and what must stay.

The texts are in `passages.txt` (hostile), `words_passages.txt` (names that are
words) and `narratives.txt` (ordinary), in the notation read here; every text is
told of three invented families. `python -m tests.anonymise.corpus FILE` writes
it all as JSON lines: text, record, gold and keep spans.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.anonymise.families import FAMILIES, Record, fields, people, record

_HERE = Path(__file__).parent
# Every text is told of so many of the families, each time of others.
_TOLD = 3
_MARKED = re.compile(
    r"«(?P<kind>\w)(?: (?P<who>\w+))?\|(?P<text>[^»]*)»|‹(?P<keep>[^›]*)›"
)
_KINDS = {
    "P": "PERSON",
    "U": "PERSON",
    "B": "DOB",
    "N": "NHS_NUMBER",
    "I": "NI_NUMBER",
    "Q": "UPN",
    "T": "PHONE",
    "E": "EMAIL",
    "X": "ADDRESS",
    "O": "POSTCODE",
    "V": "VEHICLE",
    "R": "REF",
    "W": "URL",
    "Z": "IP",
    "H": "HANDLE",
    "D": "DATE",
    "A": "AGE",
    "S": "SCHOOL",
    "K": "ORG",
    "L": "PLACE",
    "Y": "RARE",
}
_QUASI = frozenset({"DATE", "AGE", "SCHOOL", "ORG", "PLACE", "RARE"})
# Who is in no record may be replaced or flagged; a rare fact is for a person.
_EXPECTED = {"U": "either", "K": "either", "Y": "review"}


@dataclass(frozen=True, slots=True)
class Gold:
    """What of a passage must go: replaced, replaced or flagged, or reviewed."""

    start: int
    end: int
    type: str
    text: str
    entity: tuple[str, ...]
    known: bool
    expect: str
    severity: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A text, the record it is told from, what must go and what must stay."""

    id: str
    tags: tuple[str, ...]
    record: Record
    text: str
    gold: tuple[Gold, ...]
    keep: tuple[tuple[int, int], ...]

    @property
    def is_held_out(self) -> bool:
        """Whether it is in the half whose misses nobody looks at while working."""
        return int(self.id[1:5]) % 2 == 1


def passages() -> Iterator[Passage]:
    """Yield every passage, hostile ones first."""
    texts: list[tuple[str, tuple[str, ...]]] = [
        (line, FAMILIES) for line in _lines("passages.txt")
    ]
    texts += [(line, ("words",)) for line in _lines("words_passages.txt")]
    texts += [(line, FAMILIES) for line in _lines("narratives.txt")]
    for number, (line, families) in enumerate(texts):
        tags, _, text = line.partition(" :: ")
        for told in range(min(_TOLD, len(families))):
            family = families[(number + 2 * told) % len(families)]
            yield _passage(f"m{number:04d}{family}", family, tags.split(), text)


def _lines(name: str) -> list[str]:
    return (_HERE / name).read_text(encoding="utf-8").splitlines()


def _passage(name: str, family: str, tags: list[str], text: str) -> Passage:
    parts: list[str] = []
    gold: list[Gold] = []
    keep: list[tuple[int, int]] = []
    at = last = 0
    filled = _filled(family, text.replace("\\n", "\n"))
    for found in _MARKED.finditer(filled):
        said = found["keep"] if found["text"] is None else found["text"]
        parts += [filled[last : found.start()], said]
        start = at + found.start() - last
        at, last = start + len(said), found.end()
        if found["text"] is None:
            keep.append((start, at))
        else:
            gold.append(_gold(found, start, family))
    whole = "".join([*parts, filled[last:]])
    told = (*tags, family)
    return Passage(name, told, record(family), whole, tuple(gold), tuple(keep))


def _gold(found: re.Match[str], start: int, family: str) -> Gold:
    kind, who, known = _KINDS[found["kind"]], found["who"] or "", people(family)
    held = tuple(known[key]["id"] for key in who if key in known)
    several = held if len(held) == len(who) else tuple(filter(None, [who]))
    return Gold(
        start,
        start + len(found["text"]),
        kind,
        found["text"],
        several,
        known=bool(held) and len(held) == len(who) and found["kind"] not in "UKY",
        expect=_EXPECTED.get(found["kind"], "replace"),
        severity="quasi" if kind in _QUASI else "direct",
    )


def _filled(family: str, text: str) -> str:
    wordings = fields(family)
    return re.sub(r"\{([\w.]+)\}", lambda found: wordings[found[1]], text)


def as_json(passage: Passage) -> dict[str, Any]:
    """Return a passage in the form that other scorers of its kind read."""
    said = asdict(passage)
    said["keep"] = [
        {"start": start, "end": end, "text": passage.text[start:end]}
        for start, end in passage.keep
    ]
    return said


def main() -> None:
    """Write the corpus to the file named on the command line."""
    lines = [json.dumps(as_json(p), ensure_ascii=False) for p in passages()]
    Path(sys.argv[1]).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
