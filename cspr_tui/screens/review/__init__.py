"""The review screen: one file a tab."""

from __future__ import annotations
