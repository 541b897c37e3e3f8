"""Whether one filter is narrower than another.

While a filter is typed, each result can then be searched instead of all reviews.
"""

from __future__ import annotations

from cspr_tui.domain.filters.query import Query, Term
from cspr_tui.domain.text.folding import folded


def is_narrower(new: Query, old: Query) -> bool:
    """Whether everything that the new query matches, the old one matches too."""
    if new.asks_for_closed and not old.asks_for_closed:
        return False
    return all(
        any(_implies(term, old_term) for term in new.terms) for old_term in old.terms
    )


def _implies(new: Term, old: Term) -> bool:
    if new == old:
        return True
    if new.key or old.key or new.negated or old.negated:
        return False
    return folded(old.atoms[0].text) in folded(new.atoms[0].text)
