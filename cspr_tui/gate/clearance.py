"""Clearing a document: its text, title and file name are all checked for leaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cspr_tui.domain.identity import AllowedWording, KnownEntity, Policy
from cspr_tui.gate.leaks import Leak, find_active_leaks, find_leaks

_SEAL = object()
_SAFE_NAME = re.compile(r"[A-Z]{2,10}-[A-Z0-9]{1,8}-[a-z-]{3,20}-\d{4}-\d{2}-\d{2}\.md")


class ClearedDocument:
    """A document that passed the gate; only `clear` makes one, and only it is written."""

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
        """Refuse: a cleared document cannot be changed."""
        sentence = f"A cleared document does not change ({name})."
        raise TypeError(sentence)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a document was not cleared: every leak that was found."""

    leaks: tuple[Leak, ...]


def clear(
    content: bytes,
    *,
    name: str,
    title: str,
    entities: Sequence[KnownEntity],
    policy: Policy,
    kept: Sequence[AllowedWording] = (),
) -> ClearedDocument | Refusal:
    """Check a document and return it as cleared, or a refusal with its leaks.

    `entities` are the recorded people and places, `kept` the wordings that a
    person decided to keep.
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        sentence = "The document is not UTF-8 text and cannot be read."
        return Refusal((Leak(error.start, error.end, "ENCODING", "", sentence, 1),))
    leaks = (
        *find_leaks(text, entities, policy=policy, kept=kept, name=name, title=title),
        *find_active_leaks(text),
    )
    if _SAFE_NAME.fullmatch(name) is None:
        sentence = (
            "The file name may hold nothing but kind, public code, level and day."
        )
        leaks = (*leaks, Leak(0, 0, "FILE_NAME", name, sentence, 0))
    if leaks:
        return Refusal(leaks)
    return ClearedDocument(content, name, policy, _SEAL)
