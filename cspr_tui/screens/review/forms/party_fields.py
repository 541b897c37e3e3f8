"""Form fields that name a person or an agency of the review, by code or letter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cspr_tui.domain.values.choice import UnknownChoiceError
from cspr_tui.screens.review.review_view import ReviewView
from cspr_tui.widgets.form_field import Field, Read

LETTERED = 12
NO_AGENCIES = "its name; the directory, by the key , on the board, is empty"


def persons_field(
    view: ReviewView, label: str, held: Iterable[str] = (), *, needed: bool = True
) -> Field:
    """Return a form field for several people by code; restrictions are shown."""
    read = _people_reader(view, needed=needed)
    return Field("persons", label, read, " ".join(held), _who(view), " ".join)


def person_field(
    view: ReviewView, label: str, held: str = "", *, needed: bool = True
) -> Field:
    """Return a form field for one person by code."""
    read_all = _people_reader(view, needed=needed)

    def read(text: str) -> str:
        codes: tuple[str, ...] = read_all(text)
        if len(codes) > 1:
            sentence = "Give one person here."
            raise UnknownChoiceError(sentence)
        return codes[0] if codes else ""

    return Field("person", label, read, held, _who(view), str)


def _who(view: ReviewView) -> str:
    said = []
    for person in view.review.people:
        bars = view.review.restrictions_on(person.id, view.today)
        barred = " RESTRICTED" if bars else ""
        said.append(f"{person.id} {person.kinship}{barred}")
    return "  ".join(said) or "nobody is recorded yet"


def _people_reader(view: ReviewView, *, needed: bool) -> Read:
    known = {person.id.casefold(): person.id for person in view.review.people}

    def read(text: str) -> tuple[str, ...]:
        typed = text.replace(",", " ").split()
        wrong = [code for code in typed if code.casefold() not in known]
        if wrong or (needed and not typed):
            codes = ", ".join(known.values()) or "nobody yet"
            sentence = f"Give one or more of: {codes}."
            raise UnknownChoiceError(sentence)
        return tuple(known[code.casefold()] for code in typed)

    return read


def agency_field(
    view: ReviewView,
    label: str,
    held: str = "",
    *,
    name: str = "agency",
    needed: bool = True,
) -> Field:
    """Return a form field for an agency: its letter or the beginning of its name."""
    names = _agency_names(view)
    known = _called(view, names)
    lettered = {chr(ord("a") + n): each for n, each in enumerate(names[:LETTERED])}
    hint = "  ".join(f"{letter} {each}" for letter, each in lettered.items())

    def read(text: str) -> str:
        typed = text.strip().casefold()
        if not typed and not needed:
            return ""
        if typed and not names:
            return text.strip()
        return lettered.get(typed) or known.get(typed) or _begun(text.strip(), known)

    return Field(name, label, read, held, hint or NO_AGENCIES, str)


def _called(view: ReviewView, names: Iterable[str]) -> dict[str, str]:
    """Return each agency by whatever it is called, its other names too."""
    known = {name.casefold(): name for name in names}
    for agency in view.reviews.partnership.agencies:
        for other in agency.aliases:
            known.setdefault(other.casefold(), agency.name)
    return known


def _begun(text: str, known: Mapping[str, str]) -> str:
    typed = text.casefold()
    meant = [name for called, name in known.items() if called.startswith(typed)]
    begun = list(dict.fromkeys(meant)) if typed else []
    if len(begun) > 1:
        sentence = f'"{text}" begins several names; type more of: {", ".join(begun)}.'
        raise UnknownChoiceError(sentence)
    if not begun:
        sentence = (
            f'"{text}" is no agency of the directory; type a letter or how a name '
            f"begins, or add the agency first, by the key , on the board."
        )
        raise UnknownChoiceError(sentence)
    return begun[0]


def _agency_names(view: ReviewView) -> list[str]:
    here = [place.agency for place in view.review.involvements]
    all_of_them = [agency.name for agency in view.reviews.partnership.agencies]
    return list(dict.fromkeys([*here, *all_of_them]))
