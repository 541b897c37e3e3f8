"""Every screen as plain text or JSON, for pipes, e-mail and screen readers."""

from __future__ import annotations
