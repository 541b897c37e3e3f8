"""Arguments become one command; here the clock, the login and the store are picked."""

from __future__ import annotations
