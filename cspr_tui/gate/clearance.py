"""Clearing a document: every byte, its title and its file name are read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cspr_tui.domain.identity import Kept, KnownEntity, Policy
from cspr_tui.gate.leaks import Leak, find_leaks

_SEAL = object()
_SAFE_NAME = re.compile(r"[A-Z]{2,10}-[A-Z0-9]{1,8}-[a-z-]{3,20}-\d{4}-\d{2}-\d{2}\.md")


class ClearedDocument:
    """Bytes and a file name that the gate has let through; made nowhere else."""

    __slots__ = ("content", "name", "policy")

    content: bytes
    name: str
    policy: Policy

    def __init__(
        self, content: bytes, name: str, policy: Policy, seal: object = None
    ) -> None:
        if seal is not _SEAL:
            sentence = "Only the gate makes a ClearedDocument."
            raise TypeError(sentence)
        object.__setattr__(self, "content", content)
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "policy", policy)

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse: what was cleared stays as it was."""
        sentence = f"A cleared document does not change ({name})."
        raise TypeError(sentence)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a document does not leave."""

    leaks: tuple[Leak, ...]


def clear(
    content: bytes,
    *,
    name: str,
    title: str,
    entities: Sequence[KnownEntity],
    policy: Policy,
    kept: Sequence[Kept] = (),
) -> ClearedDocument | Refusal:
    """Return the document as cleared, or what stands against it."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        said = "The document is not UTF-8 text and cannot be read."
        return Refusal((Leak(error.start, error.end, "ENCODING", "", said, 1),))
    leaks = find_leaks(text, entities, policy=policy, kept=kept, name=name, title=title)
    if _SAFE_NAME.fullmatch(name) is None:
        said = "The file name may hold nothing but kind, public code, level and day."
        leaks = (*leaks, Leak(0, 0, "FILE_NAME", name, said, 0))
    if leaks:
        return Refusal(leaks)
    return ClearedDocument(content, name, policy, _SEAL)
