"""A copy of each file in an older format, kept before the newer format replaces it."""

from __future__ import annotations

from pathlib import Path

from cspr_tui.store.format.migrations import SCHEMA
from cspr_tui.store.format.sealed_record import read_seal
from cspr_tui.store.fs.atomic_files import replace_bytes


def stored_version(content: bytes, path: Path, mode: int) -> int:
    """Return the version of a stored file; if its schema is older, copy it first.

    The copy, NAME.schema-N.before, lies beside `path`, where the file was read.

    Raises:
        SealError: the file is not as it was written.
        NotSavedError: the copy could not be written, so the file must not be replaced.
    """
    seal = read_seal(content)
    schema, version = seal["schema"], seal["version"]
    if schema < SCHEMA:
        kept = f"{path.stem}.schema-{schema}.before"
        replace_bytes(path.parent, kept, content, mode)
    return int(version)
