"""Archives that somebody made to do harm, or that were damaged on their way."""

from __future__ import annotations

import tarfile
from collections.abc import Callable, Iterator
from io import BytesIO

from cspr_tui.store.backups.archive import Member

Made = Callable[[Iterator[Member]], bytes]


def tar(*heads: tarfile.TarInfo, like: int = tarfile.USTAR_FORMAT) -> bytes:
    out = BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=like) as archive:
        for head in heads:
            archive.addfile(head, BytesIO(b"x" * head.size))
    return out.getvalue()


def head(name: str, kind: bytes = tarfile.REGTYPE, size: int = 0) -> tarfile.TarInfo:
    made = tarfile.TarInfo(name)
    made.type, made.size = kind, size
    return made


def link(name: str, kind: bytes, target: str) -> tarfile.TarInfo:
    made = head(name, kind)
    made.linkname = target
    return made


def lying(size: int) -> bytes:
    """Return a head that claims more than there is."""
    made = head("store.json")
    made.size = size
    return made.tobuf(tarfile.GNU_FORMAT)


NAME = "reviews/7QXM4.json"
HOSTILE = {
    "climbs out": tar(head("../store.json", size=9)),
    "climbs out from below": tar(head("reviews/../../store.json", size=9)),
    "is absolute": tar(head("/etc/cron.d/job", size=9)),
    "is a name of its own": tar(head("reviews/.bashrc", size=9)),
    "is a lock": tar(head("locks/7QXM4.lock", size=9)),
    "is a symlink": tar(link(NAME, tarfile.SYMTYPE, "/etc/shadow")),
    "is a hard link": tar(link(NAME, tarfile.LNKTYPE, "store.json")),
    "is a plain file with a target": tar(link(NAME, tarfile.REGTYPE, "/etc/shadow")),
    "is a device": tar(head(NAME, tarfile.CHRTYPE)),
    "is a disk": tar(head(NAME, tarfile.BLKTYPE)),
    "is a pipe": tar(head(NAME, tarfile.FIFOTYPE)),
    "is a folder": tar(head("reviews", tarfile.DIRTYPE)),
    "is sparse": tar(head(NAME, tarfile.GNUTYPE_SPARSE, 9)),
    "has a long name": tar(head("a" * 300, size=9), like=tarfile.GNU_FORMAT),
    "has headers of its own": tar(head("ä" * 90, size=9), like=tarfile.PAX_FORMAT),
    "claims eight gigabytes": lying(2**33),
    "claims all there is": lying(2**30),
    "claims less than nothing": lying(-512),
    "is empty": b"",
    "is nothing but end": bytes(10240),
    "is another file": b"ref,stage\n7QXM4,3\n" * 100,
    "has no manifest": tar(head("store.json", size=9)),
    "has a manifest of nonsense": tar(head("manifest.json", size=900)),
}
