"""The review screen: one module for each tab."""

from __future__ import annotations
