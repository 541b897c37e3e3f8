"""Take the README's pictures of the sample data: `python -m tests.make_pictures`."""

from __future__ import annotations

import asyncio
import re
import tempfile
from pathlib import Path

from tests.screens.driver import driving
from tests.sitting import Sitting, demo_store

FOLDER = Path(__file__).parents[1] / ".pictures"
PICTURES = {
    "board": (),
    "review": ("enter",),
    "export": ("j", "j", "j", "j", "enter", "6", "x"),
}


async def take(name: str, keys: tuple[str, ...]) -> None:
    """Drive the app to a screen and keep it as SVG."""
    with tempfile.TemporaryDirectory() as scratch:
        sitting = Sitting(demo_store(Path(scratch) / "store"))
        async with driving(sitting, (100, 28)) as driver:
            await driver.press(*keys)
            picture = driver.app.export_screenshot(title="cspr-tui", simplify=True)
    (FOLDER / f"{name}.svg").write_text(own_fonts(picture), encoding="utf-8")


def own_fonts(picture: str) -> str:
    """Return the picture without fonts that a reader's machine would have to fetch."""
    return re.sub(r"@font-face \{.*?\}", "", picture, flags=re.DOTALL)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for wanted, pressed in PICTURES.items():
        asyncio.run(take(wanted, pressed))
