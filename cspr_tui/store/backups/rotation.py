"""Which backups of a store stay once a newer one is verified."""

from __future__ import annotations

import re
from pathlib import Path

from cspr_tui.store.backups.signature import signature_of

_REST = r"(\d{8}T\d{6}Z)(-\d+)?(-damaged)?\.tar(\.age)?"


def delete_older(out: Path, tag: str, keep: int, newest: Path) -> None:
    """Delete older backups with their signatures; the newest `keep` stay, 0 all."""
    if not keep:
        return
    ours = re.compile(f"cspr-{tag}-{_REST}")
    found = {p: m for p in out.iterdir() if (m := ours.fullmatch(p.name))}
    older = sorted((m[1], p) for p, m in found.items() if not m[3] and p != newest)
    kept = {newest, *(p for _, p in older[::-1][: keep - 1])}
    oldest = min(found[p][1] for p in kept)
    for path, told in found.items():
        if path not in kept and (not told[3] or told[1] < oldest):
            path.unlink(missing_ok=True)
            signature_of(path).unlink(missing_ok=True)
