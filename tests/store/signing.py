"""Keys that sign backups, made as the manual says."""

from __future__ import annotations

import subprocess
from pathlib import Path


def signing_key(path: Path) -> Path:
    """Make a pair of keys; return the secret one, the public one ends in .pub."""
    words = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "backups"]
    subprocess.run([*words, "-f", str(path)], check=True)  # noqa: S603 - made here
    return path
