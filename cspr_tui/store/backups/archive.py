"""The backup file: a tar archive that ends with a checksum for every member.

Any tar program can read it. The strict reader here accepts plain files under the names
that a store uses and refuses everything else. Nothing is compressed, so no archive can
unpack to more than its own size. A name that occurs twice was saved again while the
backup ran: the later one counts, as in tar.
"""

from __future__ import annotations

import json
import re
import tarfile
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from tarfile import BLOCKSIZE, REGTYPE, TarInfo
from typing import Any, BinaryIO, NamedTuple, NoReturn

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.record.partnership import Partnership
from cspr_tui.domain.record.review import Review
from cspr_tui.store.format.migrations import SCHEMA
from cspr_tui.store.format.sealed_record import SealError, decode_sealed
from cspr_tui.store.fs.bounded_json import parse_json

FORMAT = 1
MANIFEST, SETTINGS = "manifest.json", "store.json"
# No member of a real store comes near this many bytes.
LARGEST = 2**30
_PIECE = 2**20
_GROUP = r"restricted/[A-Za-z0-9_][A-Za-z0-9_.-]{0,31}"
_REVIEW = re.compile(rf"(?:reviews|{_GROUP})/([A-Z0-9]{{1,8}})\.json")
_STUB = re.compile(r"reviews/[A-Z0-9]{1,8}\.stub")
_OTHERS = frozenset({SETTINGS, "access.jsonl", "register", MANIFEST})


class ArchiveError(CsprError):
    """The file is not a backup of this program, or it is damaged."""


def ref_in(name: str) -> str:
    """Return the reference of the review in a file of that name, if any."""
    found = _REVIEW.fullmatch(name)
    return found[1] if found else ""


class Member(NamedTuple):
    """One file of a store in a backup; if it is empty, the file was moved away."""

    name: str
    content: bytes

    @property
    def ref(self) -> str:
        """The reference of the review in the file; empty if it has none."""
        return ref_in(self.name)


class ArchiveWriter:
    """Writes the files one by one, and the manifest after them."""

    def __init__(self, out: BinaryIO, at: datetime) -> None:
        self._out, self._at = out, at
        self._members: list[tuple[str, int, str]] = []

    def add(self, member: Member) -> None:
        """Write one file."""
        digest = sha256(member.content).hexdigest()
        self._members.append((member.name, len(member.content), digest))
        self._put(member.name, member.content)

    def finish(self) -> None:
        """Write the manifest; an archive without it is not valid."""
        told = {
            "format": FORMAT,
            "schema": SCHEMA,
            "at": self._at.isoformat(),
            "members": self._members,
        }
        self._put(MANIFEST, _told(told))
        self._out.write(bytes(2 * BLOCKSIZE))

    def _put(self, name: str, content: bytes) -> None:
        head = TarInfo(name)
        head.size, head.mode = len(content), 0o600
        head.mtime = int(self._at.timestamp())
        self._out.write(head.tobuf(tarfile.USTAR_FORMAT))
        self._out.write(content + bytes(-len(content) % BLOCKSIZE))


def _told(told: dict[str, Any]) -> bytes:
    digest = sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
    return json.dumps({"told": told, "sha256": digest}).encode()


def members(source: BinaryIO) -> Iterator[Member]:
    """Yield the files; they are verified only once the end is reached.

    Raises:
        ArchiveError: a file is damaged, or does not belong in a backup.
    """
    seen: list[list[Any]] = []
    while True:
        member = _next(source)
        if member.name == MANIFEST:
            break
        digest = sha256(member.content).hexdigest()
        seen.append([member.name, len(member.content), digest])
        yield member
    told = _manifest(member.content)
    if told["members"] != seen:
        _refuse("its files are not those that were put in")
    _check_end(source)


def _manifest(content: bytes) -> dict[str, Any]:
    try:
        plain = parse_json(content)
        told: dict[str, Any] = plain["told"]
        is_whole = _told(told) == content
        number = told["format"]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        _refuse("its manifest cannot be read", error)
    if is_whole and number != FORMAT:
        _refuse(f"a newer version of the app wrote it (format {number})")
    if not is_whole or "members" not in told:
        _refuse("its manifest was changed")
    return told


def _next(source: BinaryIO) -> Member:
    try:
        head = TarInfo.frombuf(source.read(BLOCKSIZE), "ascii", "strict")
    except (tarfile.HeaderError, UnicodeError) as error:
        _refuse("it ends too early, or is no backup of this app", error)
    name = head.name
    if head.type != REGTYPE or head.linkname:
        _refuse("it holds something that is no plain file")
    if name not in _OTHERS and not ref_in(name) and not _STUB.fullmatch(name):
        _refuse("it holds a file that no store has")
    if not 0 <= head.size <= LARGEST:
        _refuse("a file in it is larger than any of a store")
    content = _exactly(source, head.size)
    _exactly(source, -head.size % BLOCKSIZE)
    return Member(name, content)


def _exactly(source: BinaryIO, size: int) -> bytes:
    """Read so many bytes, piece by piece: a size that lies costs no memory."""
    pieces = []
    while size:
        piece = source.read(min(size, _PIECE))
        if not piece:
            _refuse("it ends too early")
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


def _check_end(source: BinaryIO) -> None:
    while piece := source.read(_PIECE):
        if piece.strip(b"\0"):
            _refuse("it goes on after its end")


def _refuse(what: str, cause: Exception | None = None) -> NoReturn:
    sentence = f"This backup cannot be used: {what}. Take another one."
    raise ArchiveError(sentence) from cause


def problem_of(member: Member) -> str:
    """Return the first problem of a record (seal, schema, chain or name), or empty."""
    if not member.content:
        return ""
    try:
        if member.name == SETTINGS:
            decode_sealed(Partnership, member.content)
        elif member.ref and decode_sealed(Review, member.content).ref != member.ref:
            return "it holds another review"
    except SealError as error:
        return str(error)
    return ""
