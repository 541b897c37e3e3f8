"""What a coordinator can do: each step turns a review into the next one."""

from __future__ import annotations
