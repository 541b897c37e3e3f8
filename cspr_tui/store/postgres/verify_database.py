"""Verification of a database store: everything is read, every problem is named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.values.codec import UnreadableValueError, decode
from cspr_tui.store.postgres import sql
from cspr_tui.store.protocol import Access, Store, VerifyFinding

NOT_DURABLE = (
    "It runs with fsync or full_page_writes off: a power cut can lose what was saved."
)
CAN_ALTER_HISTORY = (
    "The role you came in with may alter the history; work under a role that only "
    "belongs to the partnership's."
)
BYPASSES_ROW_SECURITY = (
    "The role you came in with passes row-level security: it sees every partnership."
)


class QueryableStore(Store, Protocol):
    """A database store that also runs the queries of the verification."""

    def access_lines(self) -> Sequence[Mapping[str, Any]]:
        """Return the lines of the access log as plain JSON data."""
        ...

    def query(self, query: str) -> Sequence[tuple[Any, ...]]:
        """Return the rows of a query on the current partnership."""
        ...


def verify_findings(store: QueryableStore) -> Iterator[VerifyFinding]:
    """Yield all problems: damaged rows, orphans, roles, the access log, the server."""
    yield from _records(store)
    for (ref,) in store.query(sql.ORPHANS):
        yield VerifyFinding(
            f"history of {ref}", "There is no review of that reference."
        )
    for ref, role in store.query(sql.OPEN):
        what = f"It is restricted to a group that has no role here: create role {role}."
        yield VerifyFinding(f"record {ref}", what)
    yield from _access_log(store)
    yield from _server(store)


def _records(store: QueryableStore) -> Iterator[VerifyFinding]:
    try:
        store.partnership()
    except CsprError as error:
        yield VerifyFinding("record -", str(error))
    for ref in store.refs():
        try:
            store.load(ref)
        except CsprError as error:
            yield VerifyFinding(f"record {ref}", str(error))


def _access_log(store: QueryableStore) -> Iterator[VerifyFinding]:
    for number, line in enumerate(store.access_lines(), start=1):
        try:
            decode(Access, line)
        except UnreadableValueError:
            yield VerifyFinding("access", f"Line {number} is damaged.")


def _server(store: QueryableStore) -> Iterator[VerifyFinding]:
    ((safe, alters, sees_all),) = store.query(sql.SAFE)
    problems = {
        NOT_DURABLE: not safe,
        CAN_ALTER_HISTORY: alters,
        BYPASSES_ROW_SECURITY: sees_all,
    }
    yield from (
        VerifyFinding("server", words) for words, holds in problems.items() if holds
    )
