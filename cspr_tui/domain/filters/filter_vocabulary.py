"""The keys of filters and the fixed values that each accepts."""

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
# Keys with dates or numbers; only they accept <, <=, > and >=.
COMPARED = frozenset({"due", "left", "changed"})


def words_of(key: str) -> tuple[str, ...]:
    """Return the values a key accepts; empty where it accepts any text."""
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
