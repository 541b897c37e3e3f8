"""The reviews marked on the board with the space bar, and actions on all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cspr_tui.screens.core.base_screen import CsprScreen
    from cspr_tui.service import Board


class Selection(AbstractSet[str]):
    """References of the marked reviews; a bulk action applies to all of them."""

    def __init__(self) -> None:
        self._refs: set[str] = set()

    def __contains__(self, ref: object) -> bool:
        return ref in self._refs

    def __iter__(self) -> Iterator[str]:
        return iter(self._refs)

    def __len__(self) -> int:
        return len(self._refs)

    def toggle(self, ref: str) -> None:
        """Mark a review, or unmark it if it is marked."""
        self._refs ^= {ref}

    def clear(self) -> None:
        """Unmark every review."""
        self._refs.clear()

    def in_order(self, board: Board) -> tuple[str, ...]:
        """Return the marked references in the order in which the board lists them."""
        return tuple(s.ref for s in board.standings if s.ref in self._refs)


class BulkActions:
    """Asks what an action needs and applies it to all references that `refs` returns.

    `finished` is called with a sentence that says what was changed, or with None
    when the user went back.
    """

    def __init__(
        self,
        screen: CsprScreen[Any],
        refs: Callable[[], tuple[str, ...]],
        finished: Callable[[str | None], None],
    ) -> None:
        self._screen, self._refs, self._finished = screen, refs, finished

    def do(self, action: str) -> None:
        """Show the form of one action, named as in `bulk_action_forms.ACTIONS`."""
        from cspr_tui.screens.forms.bulk_action_forms import action_form  # noqa: PLC0415 - not for the first paint

        screen, refs = self._screen, self._refs()
        if refs:
            screen.app.push_screen(
                action_form(screen.reviews, refs, action), self._finished
            )

    def choose(self) -> None:
        """Ask which action to do, such as a flag or a note."""
        from cspr_tui.screens.forms.bulk_action_forms import action_choice  # noqa: PLC0415 - not for the first paint

        def chosen(action: str | None) -> None:
            if action:
                self.do(action)

        refs = self._refs()
        if refs:
            self._screen.app.push_screen(action_choice(refs), chosen)

    def hand_over(self) -> None:
        """Ask who is to own the reviews, then for the handover note."""
        from cspr_tui.screens.forms.bulk_action_forms import handover_all, owner_choice  # noqa: PLC0415 - not for the first paint

        screen, refs = self._screen, self._refs()
        if not refs:
            return

        def chosen(login: str | None) -> None:
            if login:
                form = handover_all(screen.reviews, refs, login)
                screen.app.push_screen(form, self._finished)

        screen.attempt(
            lambda: owner_choice(screen.reviews, refs),
            lambda dialog: screen.app.push_screen(dialog, chosen),
        )
