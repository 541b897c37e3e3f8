"""Every read screen as plain text or JSON, for pipes, mail and screen readers."""

from __future__ import annotations
