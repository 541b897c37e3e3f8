"""Why a connection could not be made, as one sentence that names the true cause.

libpq gives no SQLSTATE for a refused connection, only text; so the text is compared
with every answer known, anchored so that no name in it can pass for an answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

import psycopg

from cspr_tui.domain.errors import CsprError
from cspr_tui.store.postgres.certificate import certificate_reason
from cspr_tui.store.protocol import UnusableStoreError

# The most characters of an unknown answer that are repeated.
LONGEST_ANSWER = 200
_PREFIX = re.compile(r"^.*\bfailed: (?:FATAL:\s+)?")


class DatabaseUnreachableError(UnusableStoreError):
    """The database cannot be reached at the moment; trying again may help."""


class Cause(NamedTuple):
    """An answer to an attempt to connect, and what it means for a person.

    `reason` may hold {0}, {1}: the names found in the answer.
    """

    answer: str
    reason: str
    kind: Callable[[str, str], CsprError]


def connect_error(place: str, error: psycopg.Error) -> CsprError:
    """Return the error for a connection that could not be made, with its cause.

    An answer that is not known, as from a server that speaks another language, is
    repeated in the server's own words.
    """
    text = str(error)
    if "certificate verify failed" in text:
        return unusable_error(place, certificate_reason(error))
    for answer, reason, kind in _CAUSES:
        found = re.search(answer, text, re.MULTILINE)
        if found:
            return kind(place, reason.format(*found.groups()))
    return unreachable_error(place, _own_words(text))


def unreachable_error(place: str, cause: str = "") -> DatabaseUnreachableError:
    """Return the error for an unreachable database; it says that typed text is kept."""
    because = f"; {cause}" if cause else ""
    sentence = (
        f"The database cannot be reached: nothing was saved; what is typed stays, "
        f"save it again once the database is back ({place}{because})."
    )
    return DatabaseUnreachableError(sentence)


def unusable_error(place: str, reason: str) -> UnusableStoreError:
    """Return the error for a database that will not open until something is mended."""
    return UnusableStoreError(f"{place} cannot be opened: {reason}.")


def _own_words(text: str) -> str:
    line = _PREFIX.sub("", text.strip().split("\n")[0])
    return f"in its own words: {line[:LONGEST_ANSWER]}" if line else ""


def _lasting(answer: str, reason: str) -> Cause:
    return Cause(answer, reason, unusable_error)


def _for_now(answer: str, reason: str) -> Cause:
    return Cause(answer, reason, unreachable_error)


_ASK = "ask those who run it"
# What a refused role is told comes first: with several nodes in one address, it says
# more than that another node is down.
_CAUSES = (
    # The address, the files it names, and this machine's own part in TLS.
    _lasting(
        r'root certificate file "([^\n]*)" does not exist',
        "the root certificate {0}, which is to verify it, is missing; put it there or "
        "name it with sslrootcert=FILE",
    ),
    _lasting(
        r'could not read root certificate file "([^\n]*)"',
        "{0}, named as its root certificate, is no certificate that can be read; name "
        "a PEM file with sslrootcert=FILE",
    ),
    _lasting(
        r'server certificate for "([^\n]*)" (?:\(and \d+ other names?\) )?does not '
        r'match host name "([^\n]*)"',
        "its certificate is for {0} and the address says {1}; write the name in the "
        "certificate, or ask those who run it for one with this name",
    ),
    _lasting(
        r"could not get server's host name from server certificate",
        f"its certificate holds no host name; {_ASK} for one that does",
    ),
    _lasting(
        r"weak sslmode",
        "sslrootcert=system verifies only with sslmode=verify-full; write both",
    ),
    _lasting(
        r"host name must be specified for a verified SSL connection",
        "a verified connection needs the server's name in the address",
    ),
    _lasting(
        r'private key file "([^\n]*)" has group or world access',
        "others can read your private key {0}; run chmod 600 on it",
    ),
    _lasting(
        r"certificate present, but not private key file"
        r"|(?:certificate|private key) file [^\n]* does not exist",
        "the file of your own certificate or of its key is missing; see sslcert and "
        "sslkey",
    ),
    _lasting(
        r"could not (?:read|load) (?:certificate|private key) file",
        "your own certificate or its key cannot be read; see sslcert and sslkey",
    ),
    _lasting(
        r"server does not support SSL, but SSL was required",
        f"it does not speak TLS, which the address asks for; {_ASK} to switch it on",
    ),
    _lasting(
        r'definition of service "([^\n]*)" not found',
        'no service "{0}" stands in the service file',
    ),
    _lasting(r'service file "([^\n]*)" not found', "the service file {0} is missing"),
    _lasting(
        r"invalid (?:URI query parameter|sslmode value|connection option"
        r'|\w+ value|integer value)[^"\n]*"([^\n"]*)',
        'its address cannot be read ("{0}" is not known there); write '
        "postgresql://host/database",
    ),
    _lasting(
        r"could not parse|missing \"=\"|invalid port|unexpected character",
        "its address cannot be read; write postgresql://host/database",
    ),
    # Answers of the server, or of a pooler before it, to the role.
    _lasting(r"no password supplied", "it asks for a password; put one in ~/.pgpass"),
    _lasting(
        r'(?:FATAL|ERROR): +(?:password authentication failed for user "([^\n]*)"'
        r"|SASL authentication failed)",
        "it does not accept the name or the password, or the password has run out; "
        "put the password in ~/.pgpass",
    ),
    _lasting(
        r"FATAL: +(?:Peer|Ident) authentication failed",
        f"it does not know this account; {_ASK} for a role of its name",
    ),
    _lasting(
        r"FATAL: +(?:connection requires a valid client certificate"
        r"|client certificates can only be checked|certificate authentication failed"
        r"|client certificate)|alert (?:unknown ca|certificate|bad certificate)",
        "it asks for a certificate of your own and does not accept what it was shown; "
        "see sslcert and sslkey",
    ),
    _lasting(
        r"FATAL: +(\w+) authentication failed",
        f"its {{0}} authentication does not accept this role; {_ASK}",
    ),
    _lasting(
        r"FATAL: +no pg_hba\.conf entry for host[^\n]*"
        r', user "([^\n]*)", database "([^\n]*)", SSL encryption',
        f"it does not let {{0}} into {{1}} from this machine; {_ASK} for a line in "
        "pg_hba.conf",
    ),
    _lasting(
        r"FATAL: +no pg_hba\.conf entry for host[^\n]*"
        r', user "([^\n]*)", database "([^\n]*)"',
        "it does not let {0} into {1} from this machine without TLS; write "
        "sslmode=verify-full, or ask those who run it (pg_hba.conf)",
    ),
    _lasting(
        r"FATAL: +no pg_hba\.conf entry",
        f"it does not let this role in that way; {_ASK} for a line in pg_hba.conf",
    ),
    _lasting(
        r"FATAL: +pg_hba\.conf rejects",
        f"a rule in its pg_hba.conf shuts this machine or role out; {_ASK}",
    ),
    _lasting(
        r'FATAL: +role "([^\n]*)" does not exist|FATAL: +no such user: ([^\n]*)',
        f"there is no such role in it; {_ASK} to create it, or name another in the "
        "address",
    ),
    _lasting(
        r'FATAL: +role "([^\n]*)" is not permitted to log in',
        f"its role {{0}} may not log in; {_ASK}",
    ),
    _lasting(
        r'FATAL: +(?:database "[^\n]*" does not exist|no such database: )',
        "there is no database of that name on the server; check the last part of the "
        "address",
    ),
    _lasting(
        r'FATAL: +permission denied for database "([^\n]*)"',
        f"your role may not connect to the database {{0}}; {_ASK}",
    ),
    _lasting(
        r"not allowed in statement pooling mode",
        "a pooler before it gives each statement another connection; ask those who run "
        "it for pool_mode=transaction or session",
    ),
    # What passes.
    _for_now(
        r"FATAL: +(?:too many connections for|sorry, too many clients"
        r"|remaining connection slots are reserved|no more connections allowed"
        r"|query_wait_timeout)",
        "it has too many connections; it takes more when others end theirs",
    ),
    _for_now(
        r"FATAL: +the database system is (?:starting up|not yet accepting)",
        "it is starting up",
    ),
    _for_now(
        r"FATAL: +the database system is (?:shutting down|in recovery)"
        r"|^terminating connection due to administrator",
        "it is shutting down, or being restarted",
    ),
    _for_now(
        r'FATAL: +database "([^\n]*)" is not currently accepting connections',
        "those who run it have closed {0} to connections",
    ),
    _for_now(
        r"session is read-only|server is in hot standby mode",
        "no node named in the address takes writes",
    ),
    _for_now(
        r"failed to resolve host '([^\n']*)'|could not translate host name",
        "the name of its machine is not known to the network; check the address",
    ),
    _for_now(
        r"No such file or directory\s+Is the server running locally",
        "there is no server on that socket; check the address, or start it",
    ),
    _for_now(
        r"Permission denied\s+Is the server running locally",
        "this account may not use its socket",
    ),
    _for_now(r"Connection refused", "no server answers on that port"),
    _for_now(
        r"timeout expired|timed out|connection timeout",
        "it does not answer within 3 seconds",
    ),
    _for_now(
        r"No route to host|Network is unreachable", "the network has no way there"
    ),
    _for_now(
        r"server closed the connection unexpectedly|Connection reset|EOF detected"
        r"|received invalid response|could not receive data",
        "what answers there hangs up at once",
    ),
)
