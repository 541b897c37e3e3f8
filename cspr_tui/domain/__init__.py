"""What a review is and which dates it hangs on: frozen values and pure functions."""

from __future__ import annotations
