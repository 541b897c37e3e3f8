"""What leaves does nothing: hidden text in reports, formulas in CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import product

from cspr_tui.domain.identity import Policy
from cspr_tui.exchange.export.full_export import table
from cspr_tui.exchange.tracker.table import records_of
from cspr_tui.gate import Refusal, clear
from tests.faults.figure import Bench, Figure

_NAME = "LCSPR-AB12-report-2026-11-23.md"
_HIDDEN = (
    "<!-- weak -->", "<b>", "<div hidden>weak</div>", "<style>p{}</style>", "<?weak?>",
    "<https://a.example>", "![a](b.png)", "[a](javascript:b)", "[a](&#106;avascript:b)",
    "[a](data:text/html,b)", "[a](vbscript:b)", "[a](file:///b)", "[a](//b.example)",
    "[a](https://b.example 'weak')", "[a](ftp://b.example)",
)  # fmt: skip
_AROUND = (
    "{}", "One.\n\n{}\n\nTwo.", "- a\n  - {}", "> {}", "## {}", "| a |\n|---|\n| {} |",
    "**{}**", "1. One\n\n   {}", "One {} two", "Line\n{}",
)  # fmt: skip
_SIGNS = "=+-@\uff1d\uff0b\uff0d\uff20\ufe63\u2212"


def leaving(bench: Bench) -> Iterator[Figure]:
    """Try every hidden thing in every place, and every sign after every separator."""
    texts = [place.format(what) for what, place in product(_HIDDEN, _AROUND)]
    out = sum(_is_let_out(text) for text in texts)
    yield Figure("hidden or acting parts of a report let out", len(texts), out)
    cells = list(_cells(bench))
    written = table([{"ref": "A", "note": cell} for cell in cells])
    changed = [["A", cell] for cell in cells] != records_of(written, ",")[1:]
    yield Figure("cells that did not come back as they were", len(cells), changed)
    acting = sum(_acting(written, mark) for mark in ",;\t|")
    yield Figure("cells that a spreadsheet would run", 4 * len(cells), acting)


def _is_let_out(text: str) -> bool:
    done = clear(text.encode(), name=_NAME, title="", entities=(), policy=Policy.PUBLIC)
    return not isinstance(done, Refusal)


def _cells(bench: Bench) -> Iterator[str]:
    chance = bench.chance()
    for _ in range(bench.reach(2_000, 100_000)):
        yield "".join(chance.choices(f"a1 ';,|\"\n{_SIGNS}", k=chance.randrange(12)))


def _acting(written: str, mark: str) -> int:
    rows = csv.reader(io.StringIO(written), delimiter=mark, quoting=csv.QUOTE_NONE)
    cells = (cell.lstrip(' "') for row in rows for cell in row)
    return sum(cell.startswith(tuple(_SIGNS)) for cell in cells)
