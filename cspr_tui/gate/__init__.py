"""The independent leak check: it reads the final bytes with code of its own.

Only what passes becomes a ClearedDocument, and only that can be written. There
is no way round it: the way out is to mend the text, the record or the ledger.
"""

from __future__ import annotations

from cspr_tui.gate.clearance import ClearedDocument, Refusal, clear
from cspr_tui.gate.leaks import Leak, find_leaks

__all__ = ["ClearedDocument", "Leak", "Refusal", "clear", "find_leaks"]
