"""Reviews that only one group may open: a folder for each group, stubs for others.

The administrator makes `restricted/GROUP/` for a group of the operating system. The
review's file moves there; `reviews/REF.stub` tells everybody else its reference, its
public code and the group, and nothing more. A move is written in such an order that a
killed session neither loses the review nor opens it to others. If that leaves two
copies, the valid one is the one whose own field `restricted_to` names the folder it
is in. See manual/protocols.md.
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
from cspr_tui.domain.text.formatting import quoted
from cspr_tui.domain.values.base import without_control_characters
from cspr_tui.store.folder.register import REVIEWS
from cspr_tui.store.format.sealed_record import SealError, encode_sealed, group_in
from cspr_tui.store.fs.atomic_files import (
    file_version,
    names_in,
    read_bytes,
    remove,
    replace_bytes,
)
from cspr_tui.store.fs.bounded_json import SMALL_BYTES, parse_json
from cspr_tui.store.fs.permissions import Modes
from cspr_tui.store.protocol import RestrictedReviewError, Stub, restricted_error

RESTRICTED = "restricted"
STUB = ".stub"
ONE_ACCOUNT = (
    "One account keeps this store for everybody: the app keeps others out of a "
    "restricted review, but whoever may use that account's shell can read its file."
)


@dataclass(frozen=True, slots=True)
class ReviewFolders:
    """The folders that hold the reviews of a store, as one reader may see them.

    `is_shared` means that the operating system's groups protect the folders. Where
    one account keeps the whole store, file modes cannot tell people apart; then it
    is checked whether `reader`, a login, is a member of the group.
    """

    store: Path
    modes: Modes
    reader: str
    is_shared: bool

    @property
    def restriction_caveat(self) -> str:
        """A sentence on whom a group's folder cannot keep out, or ""."""
        return "" if self.is_shared else ONE_ACCOUNT

    def groups(self) -> tuple[str, ...]:
        """Return the groups whose reviews this reader may open."""
        try:
            names = sorted(os.listdir(self.store / RESTRICTED))  # noqa: PTH208 - names alone
        except OSError:
            return ()
        return tuple(name for name in names if self.is_open_to_reader(name))

    def is_open_to_reader(self, group: str) -> bool:
        """Whether this reader may open reviews restricted to a group."""
        if not self.is_shared:
            return not self.reader or self.reader in _members(group)
        folder = self.folder(group)
        if folder.is_symlink() or not folder.is_dir():
            return False
        return os.access(folder, os.R_OK | os.W_OK | os.X_OK, effective_ids=True)

    def folder(self, group: str) -> Path:
        """Return the folder of a group's reviews; for no group, that of all others."""
        return self.store / RESTRICTED / group if group else self.store / REVIEWS

    def folder_holding(self, ref: str) -> Path:
        """Return the folder with the valid copy of a review; `reviews/` for a new one.

        Raises:
            RestrictedReviewError: it is restricted to a group the reader is not in.
        """
        name = f"{ref}.json"
        found = [g for g in (*self.groups(), "") if (self.folder(g) / name).exists()]
        if not found:
            self._check_stub(ref)
        group = found[0] if len(found) == 1 else self._authoritative(found, name)
        return self.folder(group)

    def _authoritative(self, found: Sequence[str], name: str) -> str:
        """Return the group whose folder holds the valid one of several copies."""
        for group in found:
            if group and _group_named_in(self.folder(group), name) == group:
                return group
        return "" if "" in found else next(iter(found), "")

    def _check_stub(self, ref: str) -> None:
        for stub in self.stubs():
            if stub.ref == ref:
                raise restricted_error(stub)

    def check(self, review: Review) -> None:
        """Check that this reader may see a review that was read.

        Raises:
            RestrictedReviewError: it names a group the reader is not in, and has
                not been moved to that group's folder yet.
        """
        group = review.restricted_to
        if group and not self.is_open_to_reader(group):
            raise restricted_error(Stub(review.ref, review.public_code, group))

    def versions(self) -> Iterator[tuple[str, str]]:
        """Yield a version token for each restricted review this reader may open."""
        for group in self.groups():
            with os.scandir(self.folder(group)) as entries:
                for entry in entries:
                    ref, _, ending = entry.name.partition(".")
                    if ref and ending == "json":
                        yield ref, file_version(entry.stat(follow_symlinks=False))

    def stubs(self) -> Iterator[Stub]:
        """Yield the stubs of the reviews that this reader may not open."""
        own = self.groups()
        for ref in self.restricted_refs():
            stub = self._stub(ref)
            if stub.group not in own and not (self.folder("") / f"{ref}.json").exists():
                yield stub

    def restricted_refs(self) -> list[str]:
        """Return the references of all restricted reviews."""
        return sorted(path.stem for path in self.folder("").glob(f"*{STUB}"))

    def _stub(self, ref: str) -> Stub:
        """Return a review's stub; without code and group if it cannot be read."""
        try:
            return read_stub(self.folder(""), ref)
        except (OSError, ValueError, KeyError, TypeError):
            return Stub(ref, "", "")

    def write(self, review: Review) -> None:
        """Write a review durably into the folder it belongs in, moving it if need be.

        Order: stub, new content in the old folder, new content in the new folder,
        removal of the old copy. A session killed at any point leaves the review
        readable to those who may read it, and to nobody else.

        Raises:
            NotSavedError: it could not be written, or not be moved; the next
                opening of the store finishes the move.
        """
        content, home = encode_sealed(review), self.folder_holding(review.ref)
        self._write_stub(review)
        replace_bytes(home, f"{review.ref}.json", content, self.modes.file)
        self._finish_move(review, content)

    def _write_stub(self, review: Review) -> None:
        """Write a review's stub: the first step of restricting it."""
        group = review.restricted_to
        if group and self._stub(review.ref).group != group:
            stub = json.dumps({"code": review.public_code, "group": group}).encode()
            name = f"{review.ref}{STUB}"
            replace_bytes(self.folder(""), name, stub, self.modes.file)

    def _finish_move(self, review: Review, content: bytes) -> None:
        """Move a saved review to the folder it belongs in; remove a needless stub."""
        name, group = f"{review.ref}.json", review.restricted_to
        others = [self.folder(g) for g in ("", *self.groups()) if g != group]
        left = [folder for folder in others if (folder / name).exists()]
        if left:
            self._make_folder(self.folder(group))
            replace_bytes(self.folder(group), name, content, self.modes.file)
        self._write_stub(review)
        for folder in left:
            remove(folder, name)
        if not group and (self.folder("") / f"{review.ref}{STUB}").exists():
            remove(self.folder(""), f"{review.ref}{STUB}")

    def _make_folder(self, folder: Path) -> None:
        """Make a group's folder, unless the administrator has to, in a shared store."""
        if not self.is_shared:
            folder.parent.mkdir(mode=self.modes.folder, exist_ok=True)
            folder.mkdir(mode=self.modes.folder, exist_ok=True)

    def check_group(self, group: str) -> None:
        """Check that this reader can restrict a review to a group.

        Raises:
            RestrictedReviewError: the group's folder is missing or open to others, or
                the reader is not in the group.
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
                f"the folder with: install -d -m 2770 -g {group} {quoted(folder)}"
            )
            raise RestrictedReviewError(sentence)
        sentence = (
            f"You are not in the group {group}, so you would lose sight of the review; "
            f"ask one of them to restrict it."
        )
        raise RestrictedReviewError(sentence)

    def unguarded_folders(self) -> Iterator[str]:
        """Yield a sentence for each group's folder that others can read too."""
        for group in sorted(names_in(self.store / RESTRICTED)):
            try:
                self._check_guarded(group)
            except RestrictedReviewError as error:
                yield str(error)

    def _check_guarded(self, group: str) -> None:
        """Check that only the group can read its folder."""
        folder = self.folder(group)
        if self.is_shared and not _is_of(folder.lstat(), group):
            sentence = (
                f"{folder} lets in others than the group {group}; the administrator "
                f"mends it with: chgrp -R {group} {quoted(folder)} && "
                f"chmod 2770 {quoted(folder)}"
            )
            raise RestrictedReviewError(sentence)

    def unfinished_moves(self) -> Iterator[str]:
        """Yield the reviews this reader may open whose move was interrupted."""
        own = self.groups()
        for ref in self.restricted_refs():
            group, name = self._stub(ref).group, f"{ref}.json"
            elsewhere = {"", *own} - {group}
            left = any((self.folder(g) / name).exists() for g in elsewhere)
            is_ours = bool(group) and self.is_open_to_reader(group)
            if is_ours and (left or _group_named_in(self.folder(group), name) != group):
                yield ref


def read_stub(folder: Path, ref: str) -> Stub:
    """Return the stub of a restricted review, which lies in the folder of all others.

    Raises:
        OSError: it cannot be read.
        ValueError: it is no JSON.
        KeyError: the code or the group is missing.
        TypeError: it is no JSON object.
    """
    content, _ = read_bytes(folder, f"{ref}{STUB}")
    plain = parse_json(content, SMALL_BYTES)
    return Stub(
        ref,
        without_control_characters(str(plain["code"])),
        without_control_characters(str(plain["group"])),
    )


def _group_named_in(folder: Path, name: str) -> str | None:
    """Return the group in a stored review's `restricted_to`, None if unreadable."""
    try:
        return group_in(read_bytes(folder, name)[0])
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
