"""How much of a corpus is found, kept, rightly named and let out: our own count."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from cspr_tui.anonymise import Anonymised, StructureChangedError, anonymise
from cspr_tui.domain.identity import KnownEntity
from cspr_tui.gate import find_leaks
from tests.anonymise.adapter import entities_of
from tests.anonymise.corpus import Gold, Passage

_WORD = re.compile(r"\w+")
# Words around a name that tell nobody who is meant.
_NEUTRAL = frozenset(
    (
        "mr mrs ms miss mx dr prof pc dc ds sgt the a an of and or on in at to her his "
        "their my our family baby born aged no ref reg"
    ).split()
)
_CALENDAR = re.compile(
    r"(?:19|20)\d\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
    r"|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|day"
)


@dataclass
class Score:
    """Counts of one corpus: `found["direct"]` of `wanted["direct"]`, and so on."""

    wanted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)

    def note(self, name: str, passage: Passage, said: str, *, is_found: bool) -> None:
        """Count one thing that was wanted, and remember it if it is missing."""
        self.wanted[name] += 1
        self.found[name] += is_found
        if not is_found:
            self.missed.append(f"{name}: {passage.id} {said}")

    def share(self, name: str) -> float:
        """Return the percentage found; all of nothing is everything."""
        wanted = self.wanted[name]
        return 100.0 * self.found[name] / wanted if wanted else 100.0


def score(corpus: Iterable[Passage], *, once: bool = False) -> Score:
    """Anonymise and gate every passage, and count what came of it.

    Unless `once`, also with the record in another order, and what came of it again.
    """
    done = Score()
    for passage in corpus:
        record = entities_of(_entities(passage))
        result = _score(done, passage, record)
        if result is not None and not once:
            _score_again(done, passage, record, result)
    return done


def _entities(passage: Passage) -> list[dict[str, object]]:
    kinds = ("people", "schools", "agencies", "places", "identifiers")
    return [entity for kind in kinds for entity in passage.record.get(kind, [])]


def _score(
    done: Score, passage: Passage, record: Sequence[KnownEntity]
) -> Anonymised | None:
    try:
        result = anonymise(passage.text, record)
    except StructureChangedError:
        done.note("read", passage, "its structure would change", is_found=False)
        return None
    done.note("read", passage, "", is_found=True)
    replaced = _covered(result, flags=False)
    settled = replaced | _covered(result, flags=True)
    safe = True
    for gold in passage.gold:
        found = _needed(passage, gold) <= (
            replaced if gold.expect == "replace" else settled
        )
        done.note(_group(gold), passage, gold.text, is_found=found)
        safe = safe and found
        if found and gold.known and gold.type == "PERSON":
            named = _is_rightly_named(passage, gold, result)
            done.note("pseudonym", passage, gold.text, is_found=named)
    _score_kept(done, passage, replaced)
    _score_whole(done, passage, record, result, is_safe=safe)
    return result


def _group(gold: Gold) -> str:
    kinds = {"review": "rare", "either": "unrecorded"}
    return kinds.get(gold.expect, gold.severity)


def _covered(result: Anonymised, *, flags: bool) -> set[int]:
    spans = result.flags if flags else result.spans
    return {
        place
        for span in spans
        if flags or span.replacement is not None
        for place in range(span.start, span.end)
    }


def _needed(passage: Passage, gold: Gold) -> set[int]:
    """Return the places that have to go: of a date its day, of a name its letters."""
    words = list(_WORD.finditer(passage.text, gold.start, gold.end))
    telling = [word for word in words if word.group().lower() not in _NEUTRAL]
    if gold.type == "DATE":
        telling = [w for w in telling if not _CALENDAR.fullmatch(w.group().lower())]
    return {
        place
        for word in telling or words
        for place in range(*word.span())
        if passage.text[place].isalnum()
    }


def _is_rightly_named(passage: Passage, gold: Gold, result: Anonymised) -> bool:
    said = " ".join(
        span.replacement or ""
        for span in result.spans
        if span.start < gold.end and span.end > gold.start
    )
    people = passage.record["people"]
    names = [p["pseudonym"] for p in people if p["id"] in gold.entity]
    shared = len(gold.entity) > 1 and "famil" in said.lower()
    return shared or any(name in said for name in names)


def _score_kept(done: Score, passage: Passage, replaced: set[int]) -> None:
    for start, end in passage.keep:
        letters = {n for n in range(start, end) if passage.text[n].isalnum()}
        said = passage.text[start:end]
        done.note("kept", passage, said, is_found=not letters & replaced)


def _score_whole(
    done: Score,
    passage: Passage,
    record: Sequence[KnownEntity],
    result: Anonymised,
    *,
    is_safe: bool,
) -> None:
    refused = bool(find_leaks(result.text, record))
    held = refused or bool(result.flags)
    kind = "narrative" if "narrative" in passage.tags else "hostile"
    done.note(f"escape {kind}", passage, "got out", is_found=is_safe or held)
    due = any(gold.expect != "replace" for gold in passage.gold)
    done.note("free", passage, "held", is_found=not (is_safe and held))
    done.note("needless", passage, "held", is_found=due or not (is_safe and held))
    done.wanted["words"] += len(_WORD.findall(passage.text))
    done.found["words"] += len(result.flags)


def _score_again(
    done: Score, passage: Passage, record: Sequence[KnownEntity], result: Anonymised
) -> None:
    other = anonymise(passage.text, record[::-1])
    same = other.spans == result.spans
    done.note("order", passage, "another order", is_found=same)
    again = anonymise(result.text, record).text == result.text
    done.note("again", passage, "a second run", is_found=again)
