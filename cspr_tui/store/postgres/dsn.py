"""Where a database is, as named on the command line; never with a password in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from unicodedata import combining, normalize
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from cspr_tui.store.protocol import UnusableStoreError

SCHEMES = ("postgresql:", "postgres:")
# libpq knows no such word; it says which of several partnerships is meant.
PARTNERSHIP = "partnership"
_SECRET = re.compile(r"password\s*=", re.IGNORECASE)
_KEY = re.compile(r"[a-z0-9]+")
LONGEST_KEY = 63


@dataclass(frozen=True, slots=True)
class Address:
    """A database as libpq takes it, and the partnership meant, if one was named."""

    conninfo: str
    partnership: str = ""

    @property
    def place(self) -> str:
        """The database as a person would say it."""
        return self.conninfo


def address(named: str) -> Address:
    """Read the name of a database.

    Raises:
        UnusableStoreError: it holds a password, or cannot be read.
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
    return Address(bare, dict(options).get(PARTNERSHIP, ""))


def _unreadable() -> UnusableStoreError:
    sentence = (
        "The address of the database cannot be read; write it as "
        "postgresql://host/database or service=NAME."
    )
    return UnusableStoreError(sentence)


def _refuse_secrets(named: str) -> None:
    """Refuse what looks like a password anywhere: its own signs may tear an address."""
    user, at, _ = unquote(named.partition("://")[2] or named).rpartition("@")
    if (at and ":" in user) or _SECRET.search(unquote(named)):
        sentence = (
            "The address holds a password, which everybody on this machine could "
            "read in the list of processes; leave it out and keep it in ~/.pgpass."
        )
        raise UnusableStoreError(sentence)


def key_of(name: str) -> str:
    """Return the role that stands for a partnership of that name, without accents."""
    plain = normalize("NFKD", name.lower())
    letters = "".join(each for each in plain if not combining(each))
    slug = "_".join(_KEY.findall(letters)) or "reviews"
    return f"cspr_{slug}"[:LONGEST_KEY]
