"""What each check of the gate yields, before it becomes a `Leak`."""

from __future__ import annotations

# Start and end in the text, the kind ("NAME", "DOB") and the reason.
RawLeak = tuple[int, int, str, str]
