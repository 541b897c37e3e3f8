"""The store as a PostgreSQL database; its driver is loaded only when one is named."""

from __future__ import annotations
