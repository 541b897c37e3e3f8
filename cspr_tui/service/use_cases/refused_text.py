"""Store a text from standard input as a draft when its save is refused."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.record.form_draft import FormDraft
from cspr_tui.service.reviews import Reviews


class TextDraftedError(CsprError):
    """A save was refused, and its text is stored as a draft of the user."""


@contextmanager
def drafted_if_refused(
    reviews: Reviews, form: str, title: str, texts: dict[str, str]
) -> Iterator[None]:
    """Store the texts as a draft of the form if the body is refused.

    The form of that name offers the draft, and the command `drafts` prints it. Where
    no draft can be written, the refusal goes on as it is and promises nothing.

    Raises:
        TextDraftedError: the refusal, and that the text is stored.
    """
    try:
        yield
    except CsprError as error:
        if not store_draft(reviews, form, title, texts):
            raise
        sentence = f"{error} {DRAFTED}"
        raise TextDraftedError(sentence) from error


DRAFTED = "The text is stored as a draft; `cspr-tui drafts` lists and prints it."


def store_draft(reviews: Reviews, form: str, title: str, texts: dict[str, str]) -> bool:
    """Store the texts as a draft; False where there is no text or no draft is made."""
    if reviews.drafts is None or not any(texts.values()):
        return False
    name = f"{reviews.session.random.getrandbits(64):016x}"
    draft = FormDraft(name, form, title, reviews.session.now(), texts)
    with suppress(CsprError):
        reviews.drafts.keep(draft)
        return True
    return False
