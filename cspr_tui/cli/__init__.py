"""The command line: it picks the clock, the login and the store, and runs a command."""

from __future__ import annotations
