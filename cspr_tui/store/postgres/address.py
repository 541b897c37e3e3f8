"""Where a database is, as named on the command line; never with a password in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from cspr_tui.store.seam import UnusableStoreError

SCHEMES = ("postgresql://", "postgres://", "service=")
# libpq knows no such word; it says which of several partnerships is meant.
PARTNERSHIP = "partnership"
SECRETS = ("password", "sslpassword", "passfile_content")
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


def is_address(named: str) -> bool:
    """Whether a store's name means a database and no folder."""
    return named.startswith(SCHEMES)


def address(named: str) -> Address:
    """Read the name of a database.

    Raises:
        UnusableStoreError: it holds a password, or cannot be read.
    """
    if named.startswith("service="):
        service = named.removeprefix("service=")
        named = f"postgresql://?service={quote(service, safe='')}"
    try:
        parts = urlsplit(named)
        options = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=False)
    except ValueError as error:
        sentence = (
            "The address of the database cannot be read; write it as "
            "postgresql://host/database or service=NAME."
        )
        raise UnusableStoreError(sentence) from error
    _refuse_secrets(parts.netloc, [name for name, _ in options])
    others = [(name, value) for name, value in options if name != PARTNERSHIP]
    query = urlencode(others, quote_via=quote, safe="/:,")
    bare = urlunsplit(("postgresql", parts.netloc, parts.path, query, ""))
    if bare.startswith("postgresql:") and not bare.startswith("postgresql://"):
        bare = f"postgresql://{bare.removeprefix('postgresql:')}"
    return Address(bare, dict(options).get(PARTNERSHIP, ""))


def _refuse_secrets(netloc: str, names: list[str]) -> None:
    user, at, _ = netloc.rpartition("@")
    if (at and ":" in unquote(user)) or any(name in SECRETS for name in names):
        sentence = (
            "The address holds a password, which everybody on this machine could "
            "read in the list of processes; leave it out and keep it in ~/.pgpass."
        )
        raise UnusableStoreError(sentence)


def key_of(name: str) -> str:
    """Return the role that stands for a partnership of that name."""
    slug = "_".join(_KEY.findall(name.lower())) or "reviews"
    return f"cspr_{slug}"[:LONGEST_KEY]
