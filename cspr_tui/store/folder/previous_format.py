"""The file of an older format, kept beside the one that a newer app writes."""

from __future__ import annotations

from pathlib import Path

from cspr_tui.store.format.migrations import SCHEMA
from cspr_tui.store.format.sealed_record import seal_of
from cspr_tui.store.fs.atomic_files import replace_bytes


def version_kept(content: bytes, path: Path, mode: int) -> int:
    """Return the version of a stored file; where its format is older, keep it first.

    It is kept in its own folder, beside the `path` it was read from.

    Raises:
        SealError: the file is not as written.
        NotSavedError: it could not be kept, so nothing newer may be written.
    """
    seal = seal_of(content)
    schema, version = seal["schema"], seal["version"]
    if schema < SCHEMA:
        kept = f"{path.stem}.schema-{schema}.before"
        replace_bytes(path.parent, kept, content, mode)
    return int(version)
