"""The gate: an independent leak check of the final document, with code of its own.

Only a document that passes becomes a `ClearedDocument`, and only that can be
written. It cannot be bypassed: a person corrects the text or the record, or decides
to keep a wording.
"""

from __future__ import annotations

from cspr_tui.gate.clearance import ClearedDocument, Refusal, clear
from cspr_tui.gate.leaks import Leak, find_active_leaks, find_leaks

__all__ = [
    "ClearedDocument",
    "Leak",
    "Refusal",
    "clear",
    "find_active_leaks",
    "find_leaks",
]
