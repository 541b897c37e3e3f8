"""The address of a database, as given on the command line; never with a password."""

from __future__ import annotations

import re
from dataclasses import dataclass
from unicodedata import combining, normalize
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from cspr_tui.store.protocol import UnusableStoreError

SCHEMES = ("postgresql:", "postgres:")
# Our own option, removed before libpq sees the address: which partnership is meant.
PARTNERSHIP = "partnership"
_SECRET = re.compile(r"password\s*=", re.IGNORECASE)
_KEY = re.compile(r"[a-z0-9]+")
LONGEST_KEY = 63


@dataclass(frozen=True, slots=True)
class DatabaseAddress:
    """A connection string for libpq, and the partnership, if one was named."""

    conninfo: str
    partnership: str = ""

    @property
    def place(self) -> str:
        """The address as shown to a person."""
        return self.conninfo


def parse_address(named: str) -> DatabaseAddress:
    """Parse an address: postgresql://host/database or service=NAME.

    Raises:
        UnusableStoreError: it contains a password, or cannot be parsed.
    """
    _refuse_secrets(named)
    named = named.strip()
    if named.startswith("service="):
        service = named.removeprefix("service=").strip()
        named = f"postgresql://?service={quote(service, safe='')}"
    if not named.lower().startswith(SCHEMES):
        raise _unreadable()
    try:
        parts = urlsplit(named.replace("+", "%2B"))
        options = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=False)
    except ValueError as error:
        raise _unreadable() from error
    others = [(name, value) for name, value in options if name != PARTNERSHIP]
    query = urlencode(others, quote_via=quote, safe="/:,")
    bare = urlunsplit(("postgresql", parts.netloc, parts.path, query, ""))
    if bare.startswith("postgresql:") and not bare.startswith("postgresql://"):
        bare = f"postgresql://{bare.removeprefix('postgresql:')}"
    return DatabaseAddress(bare, dict(options).get(PARTNERSHIP, ""))


def _unreadable() -> UnusableStoreError:
    sentence = (
        "The address of the database cannot be read; write it as "
        "postgresql://host/database or service=NAME."
    )
    return UnusableStoreError(sentence)


def _refuse_secrets(named: str) -> None:
    """Refuse anything like a password, before its characters break the parsing."""
    user, at, _ = unquote(named.partition("://")[2] or named).rpartition("@")
    if (at and ":" in user) or _SECRET.search(unquote(named)):
        sentence = (
            "The address holds a password, which everybody on this machine could "
            "read in the list of processes; leave it out and keep it in ~/.pgpass."
        )
        raise UnusableStoreError(sentence)


def partnership_role(name: str) -> str:
    """Return the database role of a partnership: "cspr_" and its name in ASCII."""
    plain = normalize("NFKD", name.lower())
    letters = "".join(each for each in plain if not combining(each))
    slug = "_".join(_KEY.findall(letters)) or "reviews"
    return f"cspr_{slug}"[:LONGEST_KEY]
