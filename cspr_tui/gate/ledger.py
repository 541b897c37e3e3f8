"""The occurrence ledger: every recorded string still there needs a reason."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import ahocorasick

from cspr_tui.domain.identity import EntityType, Kept, KnownEntity
from cspr_tui.gate.recorded import Recorded
from cspr_tui.gate.skeleton import Skeleton, bare

Found = tuple[int, int, str, str]
# Shorter strings count as whole words only; longer ones anywhere.
ANYWHERE = 5
# A name of several words shorter than this could be pieces of other words.
CERTAIN = 8
_FIXED = frozenset(
    {"NHS_NUMBER", "NI_NUMBER", "UPN", "PHONE", "EMAIL", "ADDRESS", "DOB"}
)


@cache
def _words() -> frozenset[str]:
    packed = Path(__file__).parents[1] / "domain" / "english.gz"
    return frozenset(gzip.decompress(packed.read_bytes()).decode().split("\n"))


def unaccounted(
    text: str,
    skeleton: Skeleton,
    strings: Sequence[Recorded],
    entities: Sequence[KnownEntity],
    kept: Sequence[Kept],
) -> Iterator[Found]:
    """Yield every place where a recorded string stands without a reason to stay."""
    if not strings or not skeleton.text:
        return
    by_bones: dict[str, list[Recorded]] = {}
    for recorded in strings:
        by_bones.setdefault(recorded.bones, []).append(recorded)
    allowed = _allowed(skeleton, entities, kept)
    for start, end, bones in _hits(skeleton.text, by_bones):
        recorded = by_bones[bones][0]
        if not _stands_alone(skeleton, start, end, recorded):
            continue
        first, last = skeleton.span(start, end)
        covered = recorded.kind not in _FIXED and _covered(start, end, allowed)
        if covered or _is_ordinary(text, first, last, recorded):
            continue
        yield (
            first,
            last,
            recorded.kind,
            f"recorded {recorded.kind} of {recorded.entity}",
        )


def _hits(
    text: str, by_bones: dict[str, list[Recorded]]
) -> Iterator[tuple[int, int, str]]:
    automaton = ahocorasick.Automaton()
    for bones in by_bones:
        automaton.add_word(bones, bones)
    automaton.make_automaton()
    for last, bones in automaton.iter(text):
        yield last - len(bones) + 1, last + 1, bones


def _stands_alone(skeleton: Skeleton, start: int, end: int, recorded: Recorded) -> bool:
    """Whether a hit is a string of its own and no piece of other words."""
    if start not in skeleton.begins and recorded.is_part:
        return len(recorded.bones) >= ANYWHERE and recorded.bones not in _words()
    whole = end == len(skeleton.text) or end in skeleton.begins
    if recorded.is_part and (
        len(recorded.bones) < ANYWHERE or recorded.bones in _words()
    ):
        return start in skeleton.begins and (whole or _possessive(skeleton, end))
    if recorded.kind == "DOB" or len(recorded.bones) < CERTAIN:
        return start in skeleton.begins and (whole or _possessive(skeleton, end))
    return True


def _possessive(skeleton: Skeleton, end: int) -> bool:
    after = end + 1
    return skeleton.text[end : end + 1] == "s" and (
        after == len(skeleton.text) or after in skeleton.begins
    )


def _is_ordinary(text: str, start: int, end: int, recorded: Recorded) -> bool:
    """Whether a name's part stands there as the English word it also is."""
    written = text[start:end]
    return recorded.is_part and recorded.bones in _words() and written.islower()


def _allowed(
    skeleton: Skeleton, entities: Sequence[KnownEntity], kept: Sequence[Kept]
) -> list[tuple[int, int]]:
    """Return the places of names that may stay, and of wordings decided on."""
    wordings = {bare(wording.text) for wording in kept}
    for entity in entities:
        if entity.policy == "keep":
            wordings |= {bare(text) for text in (entity.name, *entity.aliases)}
            if entity.type is EntityType.PERSON:
                wordings.add(bare(entity.surname))
        else:
            wordings.add(bare(entity.pseudonym))
    return [
        (start, end)
        for start, end, _ in _hits(skeleton.text, {w: [] for w in wordings if w})
    ]


def _covered(start: int, end: int, allowed: list[tuple[int, int]]) -> bool:
    return any(first <= start and end <= last for first, last in allowed)
