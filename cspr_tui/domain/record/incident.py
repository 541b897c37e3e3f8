"""The incident that a review is about: what happened, and the kind of harm."""

from __future__ import annotations

from cspr_tui.domain.values.choice import Choice


class IncidentType(Choice):
    """What happened to the child."""

    DEATH = "death"
    SERIOUS_HARM = "serious_harm"
    OTHER = "other"


class HarmCategory(Choice):
    """The kind of harm."""

    PHYSICAL = "physical_abuse"
    NEGLECT = "neglect"
    SEXUAL = "sexual_abuse"
    EMOTIONAL = "emotional_abuse"
    SUDI = "sudi", "Sudden unexpected death in infancy"
    SUSPECTED_SUICIDE = "suspected_suicide"
    EXTRA_FAMILIAL = "extra_familial", "Harm or exploitation outside the family"
    OTHER = "other"
