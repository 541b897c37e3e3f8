"""The keys a filter knows, and the words each takes."""

from __future__ import annotations

from cspr_tui.domain.record.stage import Stage

KEYS = (
    "is",
    "stage",
    "owner",
    "agency",
    "waiting",
    "next",
    "due",
    "left",
    "has",
    "changed",
    "theme",
    "kind",
    "ref",
    "sort",
)
IS = {
    "late": "LATE",
    "noclock": "NO CLOCK",
    "hold": "HOLD",
    "soon": "SOON",
    "ok": "OK",
    "done": "DONE",
    "closed": "",
    "active": "",
    "any": "",
}
HAS = (
    "action",
    "waiting",
    "hold",
    "flag",
    "restriction",
    "bringback",
    "legalhold",
)
SORTS = ("pressing", "due", "ref", "alias", "stage", "owner", "changed")
DAYS = ("today", "tomorrow", "yesterday", "thisweek", "nextweek")
# These compare days or numbers; only they take <, <=, > and >=.
COMPARED = frozenset({"due", "left", "changed"})


def words_of(key: str) -> tuple[str, ...]:
    """Return every word a key takes; empty where any text will do."""
    if key == "kind":
        from cspr_tui.domain.record.review import ReviewKind  # noqa: PLC0415 - 90 ms, for one key

        return tuple(kind.value for kind in ReviewKind)
    fixed: dict[str, tuple[str, ...]] = {
        "is": tuple(IS),
        "has": HAS,
        "sort": SORTS,
        "stage": tuple(stage.value for stage in Stage),
    }
    return fixed.get(key, ())
