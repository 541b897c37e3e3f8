"""What is written for others, built from a list of allowed fields."""

from __future__ import annotations
