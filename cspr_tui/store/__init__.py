"""Keeping records: one small TinyDB file a review, and whatever else fits the seam."""

from __future__ import annotations
