"""What a restore would lose: changes in the store that are not in the backup."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from cspr_tui.domain.history.change import Change
from cspr_tui.domain.record.partnership import Partnership
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.text.formatting import count
from cspr_tui.store.backups.archive import SETTINGS, ref_in
from cspr_tui.store.backups.contents import contents
from cspr_tui.store.folder.register import Register
from cspr_tui.store.format.sealed_record import (
    NewerSchemaError,
    SealError,
    decode_sealed,
)
from cspr_tui.store.fs.atomic_files import read_bytes
from cspr_tui.store.fs.permissions import PRIVATE


class Loss(NamedTuple):
    """What a restore would lose of one record: how many changes, and a sentence."""

    name: str
    changes: int
    said: str


def losses(folder: Path, incoming: Path) -> tuple[Loss, ...]:
    """Return what the store contains that the backup does not."""
    return tuple(_losses(folder, incoming))


def _losses(folder: Path, incoming: Path) -> Iterator[Loss]:
    here, there = contents(folder), contents(incoming).records()
    for name in sorted(here.versions.keys() | {SETTINGS}):
        ref = ref_in(name)
        wanted = incoming / (there.get(ref, "") if ref else name)
        held = wanted.read_bytes() if wanted.is_file() else b""
        found = loss_of(folder, name, held) if ref or name == SETTINGS else None
        if found is not None:
            yield found
    for place in here.shut:
        yield Loss(place, 0, f"{place}: this account may not look into it")
    stubs = {Path(name).stem for name in here.versions}
    for ref in sorted(Register(folder, PRIVATE).refs() - stubs - there.keys()):
        yield Loss(ref, 0, f"{ref}: is missing now, and not in this backup")


def loss_of(folder: Path, name: str, incoming: bytes) -> Loss | None:
    """Return what would be lost of one record if these bytes replaced it, or None.

    A record that cannot be read any more is no loss, unless nothing replaces it.
    """
    label = "the settings" if name == SETTINGS else Path(name).stem
    path = folder / name
    try:
        content, _ = read_bytes(path.parent, path.name)
        held = () if content == incoming else _history(name, content)
    except (OSError, SealError) as error:
        if incoming and not isinstance(error, NewerSchemaError):
            return None
        return Loss(label, 0, f"{label}: cannot be read now, and is not in this backup")
    if held and not incoming:
        changes = count(len(held), "change")
        return Loss(label, len(held), f"{label}: is not in this backup, {changes}")
    return _newer(label, held, _history(name, incoming)) if held else None


def _newer(
    label: str, held: tuple[Change, ...], wanted: tuple[Change, ...]
) -> Loss | None:
    there = {change.hash for change in wanted}
    lost = [change for change in held if change.hash not in there]
    if not lost:
        return None
    last = f"the last by {lost[-1].actor} on {lost[-1].at:%Y-%m-%d %H:%M} UTC"
    changes = count(len(lost), "newer change")
    return Loss(label, len(lost), f"{label}: {changes}, {last}")


def _history(name: str, content: bytes) -> tuple[Change, ...]:
    if name == SETTINGS:
        return decode_sealed(Partnership, content).history
    return decode_sealed(Review, content).history
