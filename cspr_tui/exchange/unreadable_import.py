"""The error of every file from outside that cannot be imported."""

from __future__ import annotations

from cspr_tui.domain.errors import CsprError


class UnreadableImportError(CsprError):
    """A file from outside cannot be imported."""
