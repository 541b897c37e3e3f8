"""What a screen says, as plain text: what a screen reader would get."""

from __future__ import annotations

import os
from pathlib import Path

from textual.app import App

GOLDEN = Path(__file__).parents[1] / "golden"


def text_of(app: App[None]) -> str:
    strips = app.screen._compositor.render_strips()  # noqa: SLF001 - the only way to the text
    lines = ("".join(segment.text for segment in strip).rstrip() for strip in strips)
    return "\n".join(lines) + "\n"


def check_golden(name: str, text: str) -> None:
    """Compare with the golden file; CSPR_GOLDEN=write writes it anew."""
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("CSPR_GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), f"{name} reads otherwise now"
