"""Watch for changes that other sessions save."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.history.change import Change
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.text.formatting import LONDON
from cspr_tui.service.reviews import Reviews


@dataclass(frozen=True, slots=True)
class ChangeByOthers:
    """A review that somebody else saved, and their last change."""

    review: Review
    change: Change


@dataclass
class Watch:
    """Polls the store for changes by others; this session's own are ignored.

    `seen` are the version tokens that the board on the screen was read with.
    """

    reviews: Reviews
    seen: Mapping[str, str]
    is_away: bool = False
    _fingerprint: str = ""

    def __post_init__(self) -> None:
        self._read_at = self.reviews.session.now()

    @property
    def state(self) -> str:
        """A sentence while the store cannot be reached, else empty."""
        at = self._read_at.astimezone(LONDON)
        return f"NOT CONNECTED, data as at {at:%H:%M}" if self.is_away else ""

    def news(self) -> tuple[ChangeByOthers, ...]:
        """Return what others saved since the last call.

        A review or store that cannot be read now is tried again at the next call.
        """
        try:
            pulse = self.reviews.store.fingerprint()
            same = bool(pulse) and pulse == self._fingerprint
            now = dict[str, str]() if same else dict(self.reviews.store.versions())
        except CsprError:
            self.is_away = True
            return ()
        self.is_away, self._read_at = False, self.reviews.session.now()
        if same:
            return ()
        self._fingerprint = pulse
        before, found = self.seen, list[ChangeByOthers]()
        for ref in [ref for ref in now if now[ref] != before.get(ref)]:
            try:
                review = self.reviews.store.load(ref)
            except CsprError:
                now[ref], self._fingerprint = before.get(ref, ""), ""
                continue
            found.extend(self._news_of(review))
        self.seen = before if now == before else now
        return tuple(found)

    def _news_of(self, review: Review) -> Iterator[ChangeByOthers]:
        last = review.history[-1] if review.history else None
        if last is not None and last.salt not in self.reviews.own_salts:
            yield ChangeByOthers(review, last)
