"""Storage of records: one TinyDB file for each review, or a PostgreSQL database."""

from __future__ import annotations
