"""The line that names who else has the review open, shown only when somebody has."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from cspr_tui.domain.text.formatting import listed
from cspr_tui.screens.core.base_screen import Shell
from cspr_tui.widgets.screen_bars import HeadLine

if TYPE_CHECKING:
    from cspr_tui.service import Reviews

# Others are looked for this often, in seconds; every third look is a heartbeat.
LOOK = 10.0
BEATS = 3


class Company(HeadLine):
    """Sends heartbeats while a review is open, and names others who have it open."""

    def __init__(self, ref: str) -> None:
        super().__init__(id="company")
        self.ref = ref
        self._looked = 0
        self.display = False

    def on_mount(self) -> None:
        """Start the heartbeat."""
        self._look()
        self.set_interval(LOOK, self._look)

    def on_unmount(self) -> None:
        """Stop the heartbeat for the review."""
        self.attend_to("")

    def attend_to(self, ref: str) -> None:
        """Switch the heartbeat to another review, or to none."""
        if ref == self.ref:
            return
        self._leave(self.ref)
        self.ref, self._looked, self.display = ref, 0, False
        self._look()

    def _leave(self, ref: str) -> None:
        presence = self._reviews.presence
        if presence is not None and ref:
            presence.leave(ref)

    @property
    def _reviews(self) -> Reviews:
        return cast("Shell", self.app).reviews

    def _look(self) -> None:
        if self.ref:
            work = partial(self._attend, self.ref)
            self.run_worker(work, thread=True, exclusive=True)

    def _attend(self, ref: str) -> None:
        presence = self._reviews.presence
        if presence is None:
            return
        if self._looked % BEATS == 0:
            presence.beat(ref)
        self._looked += 1
        others = presence.others(ref)
        self.app.call_from_thread(self._tell, ref, others)

    def _tell(self, ref: str, others: tuple[str, ...]) -> None:
        if ref != self.ref:
            self._leave(ref)
            return
        known = self._reviews.partnership
        who = listed([known.initials_of(login) for login in others])
        has = "has" if len(others) == 1 else "have"
        self.say(f"{who} {has} this open too; what each of you saves is kept.")
        self.display = bool(others)
