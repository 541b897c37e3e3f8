"""What somebody typed into a form and has not saved yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class FormDraft:
    """The texts of one form as they were left, by field.

    `form` names the form, as `7QXM4/contacts`; `name` tells drafts of the same
    form apart.
    """

    name: str
    form: str
    title: str
    at: datetime
    texts: dict[str, str] = field(default_factory=dict)
