"""One line on how many restricted reviews a page, file or figure leaves out."""

from __future__ import annotations

from cspr_tui.domain.text.formatting import count


def left_out_line(restricted: int) -> str:
    """Return what is left out because the reader may not open it; "" if nothing is."""
    if not restricted:
        return ""
    verb = "is" if restricted == 1 else "are"
    reviews = count(restricted, "restricted review")
    return f"Left out: {reviews} that you may not open {verb} not counted here."


def complete_for_line(actor: str, restricted: int) -> str:
    """Return for whom figures or an export are complete."""
    if not restricted:
        return f"Complete: {actor} may open every review of this store."
    reviews = count(restricted, "restricted review")
    return f"Complete only as far as {actor} may see: {reviews} left out."
