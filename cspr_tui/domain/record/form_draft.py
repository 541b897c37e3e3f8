"""The unsaved contents of a form, kept so that nothing typed is lost."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class FormDraft:
    """The texts of one form by field, as last typed and not yet saved.

    `form` names the form, as `7QXM4/contacts`; `name` tells drafts of the same
    form apart.
    """

    name: str
    form: str
    title: str
    at: datetime
    texts: dict[str, str] = field(default_factory=dict)
