"""Copying a store into another one, whatever their engines, without overwriting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.record.partnership import Partnership
from cspr_tui.domain.record.review import Review
from cspr_tui.store.protocol import RestrictedReviewError, Store, UnknownReviewError


class DivergedError(CsprError):
    """The target has changes the source lacks, or a copy reads back differently."""


@dataclass(frozen=True, slots=True)
class CopyProgress:
    """Progress of a copy: records done, of how many; `wrote`: this one was new."""

    done: int
    of: int
    wrote: bool


def copy_store(source: Store, target: Store) -> Iterator[CopyProgress]:
    """Copy every record to the target, reading each one back; yield the progress.

    Settings first, then review by review, then the access log. An interrupted copy
    is resumed by starting it again.

    Raises:
        RestrictedReviewError: the source holds a review that cannot be read.
        DivergedError: a record of the target is not an earlier state of the
            source's, or reads back differently.
        DamagedRecordError: the checksum or hash chain of a record is wrong.
        NotSavedError: the target could not be written.
    """
    refs, hidden = source.refs(), source.stubs()
    if hidden:
        sentence = (
            f"{hidden[0].ref} in {source.place} is restricted to the group "
            f"{hidden[0].group}; copy as somebody who may open everything."
        )
        raise RestrictedReviewError(sentence)
    strangers = sorted(set(target.refs()) - set(refs))
    if strangers:
        sentence = (
            f"{target.place} holds {strangers[0]}, which {source.place} does not; "
            f"copy into an empty store."
        )
        raise DivergedError(sentence)
    yield CopyProgress(0, len(refs), wrote=_settings(source, target))
    for number, ref in enumerate(refs, start=1):
        yield CopyProgress(number, len(refs), wrote=_review(source.load(ref), target))
    _access_log(source, target)


def _settings(source: Store, target: Store) -> bool:
    wanted, held = source.partnership(), target.partnership()
    if held == wanted:
        return False
    _check_earlier(held, wanted, f"The settings of {target.place}")
    target.save_partnership(wanted, held.version)
    return _check_read_back(target.partnership() == wanted, "The settings")


def _review(wanted: Review, target: Store) -> bool:
    held = _stored_review(target, wanted.ref)
    if held == wanted:
        return False
    if held is not None:
        _check_earlier(held, wanted, f"{wanted.ref} in {target.place}")
    target.save(wanted, held.version if held else 0)
    return _check_read_back(target.load(wanted.ref) == wanted, wanted.ref)


def _stored_review(target: Store, ref: str) -> Review | None:
    try:
        return target.load(ref)
    except UnknownReviewError:
        return None


def _check_earlier(
    held: Review | Partnership, wanted: Review | Partnership, named: str
) -> None:
    before = wanted.history[: len(held.history)]
    if held.version >= max(wanted.version, 1) or held.history != before:
        sentence = f"{named} has changes of its own; nothing more was copied."
        raise DivergedError(sentence)


def _check_read_back(same: bool, named: str) -> bool:  # noqa: FBT001 - what was found on reading back
    if not same:
        sentence = f"{named} reads back as something else; the copy cannot be used."
        raise DivergedError(sentence)
    return True


def _access_log(source: Store, target: Store) -> None:
    """Add the lines the target lacks; its own lines stay."""
    held = Counter(target.accesses())
    for wanted in source.accesses():
        if held[wanted]:
            held[wanted] -= 1
        else:
            target.log_access(wanted)
