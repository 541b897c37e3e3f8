"""Reviews that only a group may open: folders of their own, stubs for the others.

`restricted/GROUP/` is made by the administrator for a group of the system. A
review moves there whole; `reviews/REF.stub` tells the others its reference, its
public code and the group, and nothing more. A move is written in an order in
which a killed session leaves nothing lost and nothing open: where two copies
stand, the one in the folder that it names for itself is the review.
"""

from __future__ import annotations

import grp
import json
import os
import pwd
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cspr_tui.domain.record.review import Review
from cspr_tui.domain.values.base import without_control_characters
from cspr_tui.store.folder.register import REVIEWS
from cspr_tui.store.format.sealed_record import SealError, restricted_in, sealed
from cspr_tui.store.fs.atomic_files import (
    mark_of,
    names_in,
    read_bytes,
    remove,
    replace_bytes,
)
from cspr_tui.store.fs.permissions import Modes
from cspr_tui.store.protocol import RestrictedReviewError, Stub, refused

RESTRICTED = "restricted"
STUB = ".stub"
ONE_ACCOUNT = (
    "One account keeps this store for everybody: the app keeps others out of a "
    "restricted review, but whoever may use that account's shell can read its file."
)


@dataclass(frozen=True, slots=True)
class Homes:
    """Where the reviews of a store lie, for one reader.

    `is_shared` tells that groups of the system guard the folders. Where one
    account keeps everything, its files cannot, and `reader` is looked up in the
    group instead.
    """

    store: Path
    modes: Modes
    reader: str
    is_shared: bool

    @property
    def weakness(self) -> str:
        """What the folders of groups cannot do, where one account keeps all."""
        return "" if self.is_shared else ONE_ACCOUNT

    def groups(self) -> tuple[str, ...]:
        """Return the groups whose reviews this reader may open."""
        try:
            names = sorted(os.listdir(self.store / RESTRICTED))  # noqa: PTH208 - names alone
        except OSError:
            return ()
        return tuple(name for name in names if self.is_open_to_reader(name))

    def is_open_to_reader(self, group: str) -> bool:
        """Whether this reader may open what is restricted to a group."""
        if not self.is_shared:
            return not self.reader or self.reader in _members(group)
        folder = self.folder(group)
        if folder.is_symlink() or not folder.is_dir():
            return False
        return os.access(folder, os.R_OK | os.W_OK | os.X_OK, effective_ids=True)

    def folder(self, group: str) -> Path:
        """Return the folder of a group's reviews; of everybody's for no group."""
        return self.store / RESTRICTED / group if group else self.store / REVIEWS

    def home(self, ref: str) -> Path:
        """Return the folder that holds the review itself.

        Raises:
            RestrictedReviewError: it is restricted to others.
        """
        name = f"{ref}.json"
        found = [g for g in (*self.groups(), "") if (self.folder(g) / name).exists()]
        if not found:
            self._check_stub(ref)
        group = found[0] if len(found) == 1 else self._rightful(found, name)
        return self.folder(group)

    def _rightful(self, found: Sequence[str], name: str) -> str:
        """Return which of several copies is the review: the one where it belongs."""
        for group in found:
            if group and _names(self.folder(group), name) == group:
                return group
        return "" if "" in found else next(iter(found), "")

    def _check_stub(self, ref: str) -> None:
        for stub in self.stubs():
            if stub.ref == ref:
                raise refused(stub)

    def check(self, review: Review) -> None:
        """Check that this reader may see a review that was read.

        Raises:
            RestrictedReviewError: its restriction has not moved it yet, and is
                for others.
        """
        group = review.restricted_to
        if group and not self.is_open_to_reader(group):
            raise refused(Stub(review.ref, review.public_code, group))

    def marks(self) -> Iterator[tuple[str, str]]:
        """Yield the mark of each restricted review that this reader may open."""
        for group in self.groups():
            with os.scandir(self.folder(group)) as entries:
                for entry in entries:
                    ref, _, ending = entry.name.partition(".")
                    if ref and ending == "json":
                        yield ref, mark_of(entry.stat(follow_symlinks=False))

    def stubs(self) -> Iterator[Stub]:
        """Yield what is told of reviews that this reader may not open."""
        own = self.groups()
        for ref in self.stubbed():
            stub = self._stub(ref)
            if stub.group not in own and not (self.folder("") / f"{ref}.json").exists():
                yield stub

    def stubbed(self) -> list[str]:
        """Return the references of all restricted reviews."""
        return sorted(path.stem for path in self.folder("").glob(f"*{STUB}"))

    def _stub(self, ref: str) -> Stub:
        """Return a review's stub; without a group if there is none to be read."""
        try:
            plain = json.loads(read_bytes(self.folder(""), f"{ref}{STUB}")[0])
            return Stub(
                ref,
                without_control_characters(str(plain["code"])),
                without_control_characters(str(plain["group"])),
            )
        except (OSError, ValueError, KeyError, TypeError):
            return Stub(ref, "", "")

    def put(self, review: Review) -> None:
        """Write a review durably where it belongs, in an order safe to be killed in.

        Raises:
            NotSavedError: it could not be written, or not be moved; the next
                opening finishes the move.
        """
        content, home = sealed(review), self.home(review.ref)
        self._announce(review)
        replace_bytes(home, f"{review.ref}.json", content, self.modes.file)
        self._settle(review, content)

    def _announce(self, review: Review) -> None:
        """Write a review's stub, before anything of a move; the last to go, too."""
        group = review.restricted_to
        if group and self._stub(review.ref).group != group:
            said = json.dumps({"code": review.public_code, "group": group}).encode()
            name = f"{review.ref}{STUB}"
            replace_bytes(self.folder(""), name, said, self.modes.file)

    def _settle(self, review: Review, content: bytes) -> None:
        """Move a review just saved to where it belongs, leaving a stub or none."""
        name, group = f"{review.ref}.json", review.restricted_to
        others = [self.folder(g) for g in ("", *self.groups()) if g != group]
        left = [folder for folder in others if (folder / name).exists()]
        if left:
            self._make(self.folder(group))
            replace_bytes(self.folder(group), name, content, self.modes.file)
        self._announce(review)
        for folder in left:
            remove(folder, name)
        if not group and (self.folder("") / f"{review.ref}{STUB}").exists():
            remove(self.folder(""), f"{review.ref}{STUB}")

    def _make(self, folder: Path) -> None:
        """Make a group's folder where no administrator has to guard it."""
        if not self.is_shared:
            folder.parent.mkdir(mode=self.modes.folder, exist_ok=True)
            folder.mkdir(mode=self.modes.folder, exist_ok=True)

    def check_group(self, group: str) -> None:
        """Check that a review can be restricted to a group by this reader.

        Raises:
            RestrictedReviewError: the folder is missing, or not theirs.
        """
        if not group:
            return
        if self.is_open_to_reader(group):
            self._check_guarded(group)
            return
        folder = self.folder(group)
        if self.is_shared and not folder.is_dir():
            sentence = (
                f"No reviews can be restricted to {group} yet; the administrator makes "
                f"the folder with: install -d -m 2770 -g {group} {folder}"
            )
            raise RestrictedReviewError(sentence)
        sentence = (
            f"You are not in the group {group}, so you would lose sight of the review; "
            f"ask one of them to restrict it."
        )
        raise RestrictedReviewError(sentence)

    def unguarded(self) -> Iterator[str]:
        """Yield a sentence for each group's folder that others can look into, too."""
        for group in sorted(names_in(self.store / RESTRICTED)):
            try:
                self._check_guarded(group)
            except RestrictedReviewError as error:
                yield str(error)

    def _check_guarded(self, group: str) -> None:
        """Check that a group's folder is that group's and nobody else's."""
        folder = self.folder(group)
        if self.is_shared and not _is_of(folder.lstat(), group):
            sentence = (
                f"{folder} lets in others than the group {group}; the administrator "
                f"mends it with: chgrp -R {group} {folder} && chmod 2770 {folder}"
            )
            raise RestrictedReviewError(sentence)

    def unsettled(self) -> Iterator[str]:
        """Yield reviews whose move was cut short, of those this reader may open."""
        own = self.groups()
        for ref in self.stubbed():
            group, name = self._stub(ref).group, f"{ref}.json"
            elsewhere = {"", *own} - {group}
            left = any((self.folder(g) / name).exists() for g in elsewhere)
            is_ours = bool(group) and self.is_open_to_reader(group)
            if is_ours and (left or _names(self.folder(group), name) != group):
                yield ref


def _names(folder: Path, name: str) -> str | None:
    """Return the group that a stored review names for itself, None if unreadable."""
    try:
        return restricted_in(read_bytes(folder, name)[0])
    except (OSError, SealError):
        return None


def _is_of(status: os.stat_result, group: str) -> bool:
    try:
        number = grp.getgrnam(group).gr_gid
    except KeyError:
        return False
    is_closed = not status.st_mode & stat.S_IRWXO
    return status.st_gid == number and is_closed and bool(status.st_mode & stat.S_ISGID)


def _members(group: str) -> frozenset[str]:
    try:
        found = grp.getgrnam(group)
    except KeyError:
        return frozenset()
    own = (each.pw_name for each in pwd.getpwall() if each.pw_gid == found.gr_gid)
    return frozenset((*found.gr_mem, *own))
