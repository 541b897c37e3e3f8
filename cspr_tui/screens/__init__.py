"""What a coordinator sees: screens ask the service and never decide."""

from __future__ import annotations
