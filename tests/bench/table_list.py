"""A peer: the same rows in Textual's own DataTable."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from rich.text import Text
from textual.app import App, ComposeResult
from textual.widgets import DataTable, Static


class TableList(App[None]):
    """A table of fixed columns under its count."""

    CSS = "DataTable {height: 1fr;}"

    BINDINGS = [  # noqa: RUF012 - Textual declares it so
        ("j", "down", "down"),
        ("q", "quit", "quit"),
    ]

    def compose(self) -> ComposeResult:
        self.cases: list[dict[str, str]] = json.loads(Path(sys.argv[1]).read_bytes())
        yield Static(f"{len(self.cases)} of {len(self.cases)} rows")
        yield DataTable[Text](cursor_type="row", cell_padding=0)

    def on_mount(self) -> None:
        table = self.query_one(DataTable)
        for name in self.cases[0]:
            table.add_column(name, width=12)
        for case in self.cases:
            table.add_row(*(Text(said) for said in case.values()))
        table.focus()

    def action_down(self) -> None:
        self.query_one(DataTable).action_cursor_down()


if __name__ == "__main__":
    TableList().run(mouse=False)
