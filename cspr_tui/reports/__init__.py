"""Reports and leaflets for others, built from lists of allowed fields only."""

from __future__ import annotations
