"""What comes in from the partnership's own files, and what goes out to them."""

from __future__ import annotations
