"""Keep Child Safeguarding Practice Reviews on track, in the terminal."""

from __future__ import annotations
