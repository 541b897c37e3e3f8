"""The store in a PostgreSQL database; psycopg is imported only when one is used."""

from __future__ import annotations
