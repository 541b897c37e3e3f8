"""The access log as the service uses it: refusals are logged, outsiders see none.

A line on a restricted review says who opened or printed what of it and when, so only
those who may open the review are shown it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from cspr_tui.domain.errors import CsprError
from cspr_tui.store.protocol import (
    Access,
    NotSavedError,
    RestrictedReviewError,
    Store,
    UnknownReviewError,
    unknown_review_error,
)


def refusal(store: Store, ref: str, access: Callable[[str, str], Access]) -> CsprError:
    """Return why a review cannot be opened; that it was refused is logged.

    `access` makes the line to log of what was done and the reference. An unknown
    reference is not logged.
    """
    error = unknown_review_error(ref, store)
    if isinstance(error, RestrictedReviewError):
        with suppress(NotSavedError):
            store.log_access(access("was refused", ref))
    return error


@contextmanager
def refusals_logged(
    store: Store, ref: str, access: Callable[[str, str], Access]
) -> Iterator[None]:
    """Return a context in which a review is loaded; if that is refused, it is logged.

    Raises:
        UnknownReviewError: there is no such review.
        RestrictedReviewError: it is for a group that the reader is not in.
    """
    try:
        yield
    except (UnknownReviewError, RestrictedReviewError) as error:
        raise refusal(store, ref, access) from error


def visible_accesses(store: Store) -> Iterator[Access]:
    """Yield the access log without the lines on reviews the reader may not open."""
    hidden = {stub.ref for stub in store.stubs()}
    return (each for each in store.accesses() if each.ref not in hidden)
