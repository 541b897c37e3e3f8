"""Reviews, their deadlines and the changes to them: frozen values, pure functions."""

from __future__ import annotations
