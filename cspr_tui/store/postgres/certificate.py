"""Why a server's certificate was not accepted; libpq says only that it was not."""

from __future__ import annotations

import socket
import ssl
from contextlib import suppress

import psycopg

# What a server is asked before TLS, and what it answers if it speaks it.
SSL_REQUEST = bytes.fromhex("0000000804d2162f")
WILLING = b"S"
TIMEOUT = 3.0
_UNSIGNED = (
    "none of the certificates in {root} signed its certificate; name that of its "
    "authority with sslrootcert=FILE"
)
_REASONS = {
    "certificate has expired": (
        "its certificate has expired; ask those who run it to renew it"
    ),
    "certificate is not yet valid": (
        "its certificate is not valid yet; is the clock of this machine right?"
    ),
    "self-signed certificate": _UNSIGNED,
    "self-signed certificate in certificate chain": _UNSIGNED,
    "unable to get local issuer certificate": _UNSIGNED,
}


def certificate_reason(error: psycopg.Error) -> str:
    """Return why the certificate was not accepted, by one more handshake."""
    options = _options(error)
    root = options.get("sslrootcert", "") or "~/.postgresql/root.crt"
    found = ""
    with suppress(OSError, ValueError):
        found = _verify_message(options, root)
    if found in _REASONS:
        return _REASONS[found].format(root=root)
    cause = f" ({found})" if found else ""
    return f"its certificate cannot be verified{cause}; see sslrootcert"


def _options(error: psycopg.Error) -> dict[str, str]:
    """Return what libpq connected with, the environment and the defaults included."""
    if error.pgconn is None:
        return {}
    with suppress(psycopg.Error):
        return {
            each.keyword.decode(): (each.val or b"").decode(errors="replace")
            for each in error.pgconn.info
        }
    return {}


def _verify_message(options: dict[str, str], root: str) -> str:
    is_system = root == "system"
    context = ssl.create_default_context(cafile=None if is_system else root)
    context.check_hostname = False
    host = options.get("hostaddr") or options.get("host") or "localhost"
    with socket.create_connection((host, int(options["port"])), TIMEOUT) as line:
        line.sendall(SSL_REQUEST)
        if line.recv(1) != WILLING:
            return ""
        try:
            context.wrap_socket(line).close()
        except ssl.SSLCertVerificationError as error:
            return error.verify_message
    return ""
