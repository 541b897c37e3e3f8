"""Reading a whole database store to say what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.values.codec import UnreadableValueError, decode
from cspr_tui.store.postgres import sql
from cspr_tui.store.protocol import Access, Store, VerifyFinding

UNSAFE = (
    "It runs with fsync or full_page_writes off: a power cut can lose what was saved."
)
ALTERS = (
    "The role you came in with may alter the history; work under a role that only "
    "belongs to the partnership's."
)
SEES_ALL = (
    "The role you came in with passes row-level security: it sees every partnership."
)


class Asked(Store, Protocol):
    """A store in a database, which answers questions of its own."""

    def access_lines(self) -> Sequence[Mapping[str, Any]]:
        """Return the log of reads as plain data."""
        ...

    def ask(self, query: str) -> Sequence[tuple[Any, ...]]:
        """Return what the database answers to one of the store's own questions."""
        ...


def findings(store: Asked) -> Iterator[VerifyFinding]:
    """Yield everything that is wrong: rows, left-overs, access log, the server."""
    yield from _records(store)
    for (ref,) in store.ask(sql.ORPHANS):
        yield VerifyFinding(
            f"history of {ref}", "There is no review of that reference."
        )
    for ref, role in store.ask(sql.OPEN):
        said = f"It is restricted to a group that has no role here: create role {role}."
        yield VerifyFinding(f"record {ref}", said)
    yield from _access_log(store)
    yield from _server(store)


def _records(store: Asked) -> Iterator[VerifyFinding]:
    try:
        store.partnership()
    except CsprError as error:
        yield VerifyFinding("record -", str(error))
    for ref in store.refs():
        try:
            store.load(ref)
        except CsprError as error:
            yield VerifyFinding(f"record {ref}", str(error))


def _access_log(store: Asked) -> Iterator[VerifyFinding]:
    for number, line in enumerate(store.access_lines(), start=1):
        try:
            decode(Access, line)
        except UnreadableValueError:
            yield VerifyFinding("access", f"Line {number} is damaged.")


def _server(store: Asked) -> Iterator[VerifyFinding]:
    ((safe, alters, sees_all),) = store.ask(sql.SAFE)
    said = {UNSAFE: not safe, ALTERS: alters, SEES_ALL: sees_all}
    yield from (
        VerifyFinding("server", words) for words, holds in said.items() if holds
    )
