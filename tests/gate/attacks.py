"""What somebody would try who wants a name, a number or a day to get out.

`attacks.txt` has one attack a line: a group, and a text written with the record of
`tests.anonymise.case` in mind; what tells stands between « and ». Signs that are
not plain are written as in JSON. A draft is longer and each of its secrets counts:
one that is found does not excuse another.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Attack:
    """A text somebody hands in, and what must not be in what is let out."""

    group: str
    text: str
    secrets: tuple[str, ...]


def attacks() -> Iterator[Attack]:
    """Yield every attack."""
    listed = Path(__file__).with_name("attacks.txt").read_text(encoding="utf-8")
    for line in listed.splitlines():
        group, _, written = line.partition(" :: ")
        quoted = written.replace('"', '\\"')
        marked = json.loads(f'"{quoted}"', strict=False)
        secrets = tuple(piece.partition("»")[0] for piece in marked.split("«")[1:])
        yield Attack(group, marked.replace("«", "").replace("»", ""), secrets)
