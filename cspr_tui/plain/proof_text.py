"""The proof-of-dates sheet as text: each date, and every time it was set."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cspr_tui.domain.audit.proof_of_dates import DateProof, DateSetting, date_proofs
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.text.formatting import count, full_day, moment_words
from cspr_tui.service import Reviews


def proof_page(reviews: Reviews, review: Review) -> Iterator[str]:
    """Yield the sheet; its head identifies the history it was read from."""
    found = date_proofs(review)
    printed = moment_words(reviews.session.now())
    changes = count(len(review.history), "change")
    last_hash = review.history[-1].hash[:16] if review.history else "none"
    yield f"Proof of dates  {review.ref}  {review.kind.label}"
    yield f"Printed {printed} by {reviews.session.actor}; times are by London's clock."
    yield f"Read from {changes}; seal of the last: {last_hash}."
    for proof in found:
        yield ""
        yield f"{full_day(proof.day):<16} {proof.label}"
        yield from _setting_lines(reviews, proof)
    yield ""
    yield f"{count(len(found), 'date')}."


def _setting_lines(reviews: Reviews, proof: DateProof) -> Iterator[str]:
    if not proof.settings:
        yield "    not in the history: it came with the record"
    for setting in proof.settings:
        yield f"    {_setting_words(reviews, setting)}"


def _setting_words(reviews: Reviews, setting: DateSetting) -> str:
    day = full_day(setting.day) if setting.day else "taken out"
    who = reviews.partnership.initials_of(setting.actor)
    account = f" (login {setting.login})" if setting.login != setting.actor else ""
    why = f", why: {setting.why}" if setting.why else ""
    at = moment_words(setting.at)
    return f"{day}, set {at} by {who}{account}, change {setting.seq}{why}"


def proof_json(proof: DateProof) -> dict[str, Any]:
    """Return one date of the sheet as JSON with stable names."""
    return {
        "path": proof.path,
        "label": proof.label,
        "day": proof.day.isoformat() if proof.day else None,
        "settings": [
            {
                "day": each.day.isoformat() if each.day else None,
                "by": each.actor,
                "login": each.login,
                "at": each.at.isoformat(),
                "what": each.what,
                "why": each.why,
                "change": each.seq,
            }
            for each in proof.settings
        ],
    }
