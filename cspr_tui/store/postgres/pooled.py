"""A connection that may lead through a pooler such as PgBouncer.

A pooler in transaction mode gives each transaction another server's session. So over
one nothing is left in a session: statements are not prepared, and limits are set for
one transaction, in the same round trip as its first statement.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import psycopg
from psycopg.pq import PipelineStatus, TransactionStatus
from psycopg.rows import TupleRow

# Session settings; the timeouts are in milliseconds.
SESSION_SETTINGS = {
    "statement_timeout": "30000",
    "lock_timeout": "10000",
    "idle_in_transaction_session_timeout": "10000",
    # Planning with row-level security costs more than running: plan each once.
    "plan_cache_mode": "force_generic_plan",
}
# Set only where the session answering is the one connected to, and so nobody else's.
_IS_OWN: Final = "pg_backend_pid() = %(pid)s"
_SET: Final = f"select set_config(%(name)s, %(value)s, false) where {_IS_OWN}"
_DURABLE: Final = (
    "select set_config('synchronous_commit', 'on', false)"
    f" where current_setting('synchronous_commit') in ('off', 'local') and {_IS_OWN}"
)
_OWNED: Final = f"select {_IS_OWN}"
_FOR_ONE_TRANSACTION: Final = """
    select set_config('statement_timeout', %(statement_timeout)s, true),
        set_config('lock_timeout', %(lock_timeout)s, true),
        set_config('idle_in_transaction_session_timeout',
            %(idle_in_transaction_session_timeout)s, true),
        case when current_setting('synchronous_commit') in ('off', 'local')
            then set_config('synchronous_commit', 'on', true) end
"""


class PooledConnection(psycopg.Connection[TupleRow]):
    """A connection that leaves nothing in the server's session if it is shared."""

    is_pooled = False

    def settle(self) -> None:
        """Find out whether a pooler is in between, and set the session's limits.

        A pooler tells each client a process number of its own, not the server's.

        Raises:
            psycopg.Error: the connection was lost, or the pooler allows no
                transactions of several statements.
        """
        pid = {"pid": self.pgconn.backend_pid}
        with self.pipeline():
            for name, value in SESSION_SETTINGS.items():
                self.execute(_SET, {**pid, "name": name, "value": value})
            self.execute(_DURABLE, pid)
            owned = self.execute(_OWNED, pid)
        self.is_pooled = not (owned.fetchone() or (False,))[0]
        if self.is_pooled:
            self.prepare_threshold = None
            super().execute("begin")
            super().execute("rollback")

    def execute(
        self,
        query: Any,  # noqa: ANN401 - as psycopg has it
        params: Any = None,  # noqa: ANN401 - as psycopg has it
        **options: Any,  # noqa: ANN401 - as psycopg has it
    ) -> psycopg.Cursor[TupleRow]:
        """Execute a statement; over a pooler unprepared, with limits of its own."""
        if not self.is_pooled:
            return super().execute(query, params, **options)
        options["prepare"] = False
        if not self._is_between():
            return super().execute(query, params, **options)
        with self.pipeline():
            return super().execute(query, params, **options)

    @contextmanager
    def pipeline(self) -> Iterator[psycopg.Pipeline]:
        """Return a pipeline; over a pooler it begins with the limits."""
        is_first = self.is_pooled and self._is_between()
        with super().pipeline() as pipeline:
            if is_first:
                super().execute(_FOR_ONE_TRANSACTION, SESSION_SETTINGS, prepare=False)
            yield pipeline

    def _is_between(self) -> bool:
        """Whether neither a transaction nor a pipeline is open."""
        return (
            self.pgconn.transaction_status == TransactionStatus.IDLE
            and self.pgconn.pipeline_status == PipelineStatus.OFF
        )
