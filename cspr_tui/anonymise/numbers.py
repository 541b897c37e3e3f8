"""Numbers, addresses and other marks that lead to someone, recorded or not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from cspr_tui.anonymise.span import Span
from cspr_tui.anonymise.view import View, fold
from cspr_tui.domain.identity import EntityType, KnownEntity

_PUBLIC_HOSTS = ("gov.uk", "nhs.uk/conditions", "nspcc.org.uk", "childline.org.uk")
_HELPLINES = frozenset({"08088005000", "08001111", "999", "111", "101", "116123"})
_SHAPES: tuple[tuple[str, str, str], ...] = (
    ("EMAIL", r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+", "[e-mail withheld]"),
    (
        "URL",
        r"(?:https?://|www\.)[^\s<>()\[\]]+[^\s<>()\[\].,;:!?'\"]",
        "[link withheld]",
    ),
    ("NHS_NUMBER", r"\b\d{3}[ -]?\d{3}[ -]?\d{4}\b", "[number withheld]"),
    (
        "NI_NUMBER",
        r"\b[a-ceghj-prs-tw-z][a-ceghj-nprs-tw-z] ?(?:\d{2} ?){3}[a-d]\b",
        "[number withheld]",
    ),
    ("UPN", r"\b[a-hj-np-rt-z]\d{11}[\da-hj-np-rt-z]\b", "[number withheld]"),
    ("IP", r"\b(?:\d{1,3}\.){3}\d{1,3}\b", "[address withheld]"),
    (
        "PHONE",
        r"(?<![\w/])(?:\+44 ?\(?0?\)? ?|\(?0)[1-9]\d{1,4}\)?(?:[ -]?\d{2,4}){1,3}\b",
        "[number withheld]",
    ),
    (
        "POSTCODE",
        r"\b[a-z]{1,2}\d[a-z\d]? ?\d[abd-hjlnp-uw-z]{2}\b",
        "[postcode withheld]",
    ),
    ("VEHICLE", r"\b[a-z]{2}\d{2} ?[a-z]{3}\b", "[vehicle withheld]"),
    ("HANDLE", r"(?<![\w.])@[a-z_][\w.]{2,30}", "[handle withheld]"),
    (
        "REF",
        r"\b(?:[a-z]{1,6}[/-])?\d{1,6}[/-]\d{2,8}[/-]\d{2,6}\b(?<!\d{4}[/-]\d{2}[/-]\d{2})",
        "[reference withheld]",
    ),
    ("REF", r"\b[a-z]{2,6}[/-]\d{4}[/-]\d{1,6}\b", "[reference withheld]"),
    (
        "ADDRESS",
        r"\b(?:flat \d+[a-z]?,? )?\d{1,4}[a-z]? (?:[a-z']+ ){1,3}(?:street|road|avenue|lane|close|drive|way|crescent|gardens|grove|court|place|terrace|walk|hill|view|rise|mews|green|yard|row|square|croft|fold|parade|wharf|quay)\b",  # noqa: E501 - a pattern reads best on one line
        "[address withheld]",
    ),
)
_COMPILED = tuple((kind, re.compile(shape), mask) for kind, shape, mask in _SHAPES)
_DATE_LIKE = re.compile(r"\d{1,2}[/-]\d{1,2}[/-](?:\d{4}|\d{2})")


def find_numbers(view: View) -> Iterator[Span]:
    """Yield whatever has the shape of a number, address or link that leads back."""
    for kind, shape, mask in _COMPILED:
        for found in shape.finditer(view.text):
            if _CHECKS.get(kind, _always)(found.group()):
                start, end = view.span(found.start(), found.end())
                yield Span(start, end, mask, f"shape of {kind}", "", kind, 60)


def _always(text: str) -> bool:
    return bool(text)


def _is_nhs(text: str) -> bool:
    from stdnum.gb import nhs  # noqa: PLC0415 - 50 ms, only when something looks like one

    return bool(nhs.is_valid(text))


def _is_private_link(text: str) -> bool:
    return not any(host in text for host in _PUBLIC_HOSTS)


def _is_private_phone(text: str) -> bool:
    digits = "".join(c for c in text if c.isdigit())
    return digits not in _HELPLINES and 9 < len(digits) < 14


def _is_reference(text: str) -> bool:
    return _DATE_LIKE.fullmatch(text) is None


_CHECKS: dict[str, Callable[[str], bool]] = {
    "NHS_NUMBER": _is_nhs,
    "URL": _is_private_link,
    "PHONE": _is_private_phone,
    "REF": _is_reference,
}


def find_recorded(view: View, entities: Iterable[KnownEntity]) -> Iterator[Span]:
    """Yield every recorded number, address and handle, however it is spaced."""
    for entity in entities:
        if entity.policy == "keep":
            continue
        for kind, text, mask in _recorded(entity):
            for start, end in _places(view, text):
                yield Span(
                    start,
                    end,
                    mask,
                    f"{entity.id}, recorded {kind}",
                    entity.id,
                    kind,
                    95,
                )


def _recorded(entity: KnownEntity) -> Iterator[tuple[str, str, str]]:
    if entity.type in {EntityType.REF, EntityType.CODE}:
        yield "REF", entity.name, "[reference withheld]"
    numbers = (
        ("NHS_NUMBER", entity.nhs),
        ("NI_NUMBER", entity.ni),
        ("UPN", entity.upn),
    )
    for kind, text in numbers:
        yield kind, text, "[number withheld]"
    for kind, texts, mask in (
        ("PHONE", entity.phones, "[number withheld]"),
        ("EMAIL", entity.emails, "[e-mail withheld]"),
        ("ADDRESS", entity.addresses, "[address withheld]"),
        ("HANDLE", entity.handles, "[handle withheld]"),
        ("VEHICLE", entity.vehicles, "[vehicle withheld]"),
    ):
        for text in texts:
            yield kind, text, mask
            if kind == "ADDRESS":
                yield from ((kind, part, mask) for part in street_parts(text))


def street_parts(address: str) -> Iterator[str]:
    """Yield the parts of an address that lead to the door: house and street."""
    first, _, rest = address.partition(",")
    if rest.strip():
        yield first
    street = re.sub(
        r"^(?:flat|apartment|unit)?\s*\d+\w?\s+", "", first.strip(), flags=re.IGNORECASE
    )
    if street != first.strip() and len(street.split()) > 1:
        yield street


def _places(view: View, text: str) -> Iterator[tuple[int, int]]:
    squeezed = [c for c in fold(text) if c.isalnum()]
    if len(squeezed) < 4:
        return
    spaced = r"[\W_]{0,3}".join(re.escape(c) for c in squeezed)
    for found in re.finditer(rf"(?<!\w){spaced}(?!\w)", view.text):
        yield view.span(found.start(), found.end())
