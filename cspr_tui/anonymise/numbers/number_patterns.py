"""Unrecorded numbers, addresses, links and handles, found by their pattern."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from cspr_tui.anonymise.text.normalised_text import NormalisedText
from cspr_tui.anonymise.text.prefilter import Anchor, matches_in, windows_around
from cspr_tui.anonymise.text.span import TextSpan

NUMBER, MAIL = "[number withheld]", "[e-mail withheld]"
ADDRESS, HANDLE = "[address withheld]", "[handle withheld]"
REFERENCE, VEHICLE = "[reference withheld]", "[vehicle withheld]"
POSTCODE = "[postcode withheld]"
_PUBLIC_HOSTS = re.compile(
    r"^(?:https?://)?(?:[\w-]+\.)*(?:gov\.uk|nhs\.uk|nspcc\.org\.uk|childline\.org\.uk"
    r"|legislation\.gov\.uk|samaritans\.org|who\.int|nice\.org\.uk|barnardos\.org\.uk"
    r"|lullabytrust\.org\.uk|womensaid\.org\.uk|police\.uk|parliament\.uk)(?:[/?#]|$)"
)
_HELPLINES = frozenset(
    (
        "08088005000 08001111 999 111 101 116123 08082000247 08001111 08081689111 "
        "03003301350 08088010707 08001070726 116000 105 119 112 08088022020 "
        "08000684141 03001231212 03001231231 03001230220 08009520077"
    ).split()
)
STREETS = (
    "street|st|road|rd|avenue|ave|lane|ln|close|cl|drive|dr|way|crescent|cres|gardens"
    "|gdns|grove|gr|court|ct|place|pl|terrace|terr|walk|hill|view|rise|mews|green|yard"
    "|row|square|sq|croft|fold|parade|wharf|quay|path|end|bank|park|mount|drove|gate"
)
_LABEL = (
    r"(?:ref(?:erence)?|case|crime|incident|urn|log|file|claim|order|hospital|record|"
    r"claim|unit|occurrence|custody|court|police|pnc|mosaic|liquid ?logic|lcs|ics|ehr|"
    r"emis|systm ?one|rio|system|id|passport|licence|account|policy|booking|sort code)"
)
_PATTERNS: tuple[tuple[str, str, str], ...] = (
    (
        "EMAIL",
        r"(?:mailto:)?[\w.+'%-]+ ?(?:@|\(at\)|\[at\]| at (?=[\w-]+ dot )) ?[\w-]+(?:(?:\.| dot |\[dot\]|\(dot\))[\w-]+)+",
        MAIL,
    ),
    (
        "URL",
        r"(?:https?://|www\.)[^\s<>()\[\]|\"]*[^\s<>()\[\].,;:!?'\"|*_]",
        "[link withheld]",
    ),
    (
        "URL",
        r"(?<![\w@./-])(?:[a-z0-9-]+\.)+(?:co\.uk|org\.uk|com|org|net|io|me|tv|gg|ly)(?:/[^\s<>()\[\]|\"]*[^\s<>()\[\].,;:!?'\"|*_])?(?![\w@]|\.[a-z])",
        "[link withheld]",
    ),
    (
        "URL",
        r"(?<![\w@./-])(?:[a-z0-9-]+\.)+(?!md/)[a-z]{2,12}/[\w?=&%#./-]*[\w/]",
        "[link withheld]",
    ),
    (
        "PLACE",
        r"-?\d{1,3}\.\d{3,},? ?-?\d{1,3}\.\d{3,}|\d{1,3} ?\u00b0 ?\d[^\n,;]{0,16}[nsew],? ?\d{1,3} ?\u00b0 ?\d[^\n,;]{0,16}[ew]\b",
        ADDRESS,
    ),
    ("NHS_NUMBER", r"(?<![\w.])\d{3}[ .-]?\d{3}[ .-]?\d{4}(?!\w)", NUMBER),
    (
        "NHS_NUMBER",
        r"(?<=nhs )(?:no\.?|number|num|#)?[ :]*(?P<mark>(?:\d[ .-]?){9}\d)(?!\d)",
        NUMBER,
    ),
    (
        "NI_NUMBER",
        r"\b[a-ceghj-prs-tw-z][a-ceghj-nprs-tw-z][ .-]?(?:\d{2}[ .-]?){3}[a-d]\b",
        NUMBER,
    ),
    ("UPN", r"\b[a-hj-np-rt-z] ?\d{3} ?\d{4} ?\d{4} ?[\da-hj-np-rt-z]\b", NUMBER),
    (
        "IP",
        r"(?<![\w.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\w.]\d|\d)",
        ADDRESS,
    ),
    (
        "IP",
        r"(?<![\w:])(?:[0-9a-f]{1,4}:){3,7}:?[0-9a-f]{1,4}(?![\w:])|(?<![\w:])(?=[0-9a-f:]*::)(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{1,4}(?![\w:])",
        ADDRESS,
    ),
    (
        "PHONE",
        r"(?<![\w/.])(?:(?:\+|00)44[ .-]?\(?0?\)?[ .-]?|\(?[0o])\)?(?:[1-9]\)?)(?:[ ./()\u00b7-]{0,2}[\do]){7,9}(?![\w/])",
        NUMBER,
    ),
    (
        "PHONE",
        r"(?<=(?:ext|tel|mob) )\d{3,6}\b|(?<=(?:ext|tel|mob)\. )\d{3,6}\b|(?<=extension )\d{3,6}\b",
        NUMBER,
    ),
    (
        "POSTCODE",
        r"(?<![\w/-])[a-z]{1,2}\d[a-z\d]?[ -]?[\do][abd-hjlnp-uw-z]{2}(?![\w])",
        POSTCODE,
    ),
    (
        "POSTCODE_PART",
        r"(?<=postcode )(?:area |district )?(?P<mark>[a-z]{1,2}\d{1,2}[a-z]?)\b|\b(?P<mark2>[a-z]{1,2}\d{1,2}) (?:postcode|area)\b",
        POSTCODE,
    ),
    (
        "VEHICLE",
        r"\b[a-z]{2}\d{2}[ -]?[a-z]{3}\b|\b[a-hj-np-y]\d{1,3} [a-z]{3}\b",
        VEHICLE,
    ),
    (
        "VEHICLE",
        r"(?:registration|reg|plate|number plate|vrm|index)(?: number| no\.?)?[ :(]+(?P<mark>[a-z]{1,3}[ -]?\d{1,4}[ -]?[a-z]{0,3})\b",
        VEHICLE,
    ),
    ("HANDLE", r"(?<![\w.@])@ ?[a-z_][\w.]{1,30}\w", HANDLE),
    (
        "HANDLE",
        (
            r"\b(?:username|user name|gamertag|snapchat|insta(?:gram)?|tiktok|discord|xbox|psn|roblox|handle|screen name|kik|telegram|account)"
            r"(?: (?:username|user|name|handle|account|id|tag|is|as|was|of|called|named))*[ :\"'(]{1,3}(?P<mark>[a-z][\w.]*(?:[_.\d])[\w.]*\w|[a-z][\w.]*\d)\b"
        ),
        HANDLE,
    ),
    (
        "HANDLE",
        r"(?<![\w./@-])x*[a-z]+(?:_[a-z]+)*_?\d+(?:_\w+)+\b|(?<![\w./@-])x{2,}_?\w{3,}_?x{2,}\b",
        HANDLE,
    ),
    (
        "HANDLE",
        r"(?<![\w./@-])[a-z]+(?:_[a-z]+)*_\d{1,6}(?!\w|\.[a-z])",
        HANDLE,
    ),
    (
        "REF",
        r"(?<![\w/.-])(?:[a-z]{1,6}[/-])?\d{1,6}[/-]\d{2,8}[/-]\d{2,6}(?![\w/])",
        REFERENCE,
    ),
    (
        "REF",
        r"(?<![\w/.-])[a-z]{1,6}\d{0,2}[/-]\d{2,4}[/-][\w-]{1,10}\b(?:/\d+)?",
        REFERENCE,
    ),
    (
        "REF",
        r"(?<![\w/.-])(?:[a-z]{2}\d{2}[a-z]\d{5,}|[a-z]{2,5}-\d{4,}(?:-\d+)?|[a-z]{1,3}\d{6,}|[a-z]{2,6}/\d{3,}(?:/\d+)*|\d{2,}/[a-z]{1,4}/\d{2,}(?:/\d+)?|\d{4,}/\d{2})(?![\w/])",
        REFERENCE,
    ),
    (
        "REF",
        rf"\b{_LABEL}(?: ?(?:no\.?|number|num|id|ref|reference|#|code))*[ :#.(]{{1,3}}(?P<mark>(?=[\w/-]*\d)[\w]+(?:[/-]\w+)*)",
        REFERENCE,
    ),
    (
        "ADDRESS",
        rf"(?<![\w.\u00a3/])(?:(?:flat|apartment|apt|unit|room) ?\w{{1,3}},? ?(?:at )?)?\d{{1,4}}[a-z]?,? (?!(?:of|in|on|at|the|a|to|and|days?|weeks?|months?|years?|hours?|children|people|times)\b)(?:(?:st|[a-z'-]{{3,}}) ){{1,3}}(?:{STREETS})\b(?!')",
        ADDRESS,
    ),
    (
        "ADDRESS",
        r"\b(?:flat|apartment|apt) \d{1,3}[a-z]?\b(?:,? [a-z']+ (?:house|court|tower|point|heights|lodge|mansions)\b)?",
        ADDRESS,
    ),
)
_COMPILED = tuple(
    (kind, re.compile(pattern), mask) for kind, pattern, mask in _PATTERNS
)
_DATE_LIKE = re.compile(
    r"\d{1,2}[/-]\d{1,2}[/-](?:\d{4}|\d{2})|(?:19|20)\d\d[/-]\d\d(?:\d\d)?"
)
_CODES = re.compile(
    r"(?:icd|dsm|iso|covid|sars|en|mp|rfc|bs|cats|scl|phq|gad|hbv)-?/?\d"
)
_CAPITALISED_STREET = re.compile(r"\d\w?,? .*\b[A-Z]|\b[A-Z]")
_WEIGHTS = {"EMAIL": 92, "URL": 91, "HANDLE": 83, "PHONE": 86, "ADDRESS": 85}
# What each kind cannot be without; all others have a figure in them.
_DIGIT = re.compile(r"\d")
# Six figures in a row at least, the first perhaps an o, with what is set between them.
_DIGIT_ROW = re.compile(r"\d(?:[ .()/\u00b7-]{0,3}[\do]){4,}")
_ANCHORS: dict[str, Anchor] = {
    "EMAIL": ("@", "(at)", "[at]", " dot "),
    "URL": re.compile(r"://|www|\.(?:co|org|com|net|io|me|tv|gg|ly)\b|\.[a-z]{2,12}/"),
    "HANDLE": tuple(
        (
            "@|_|xx|username|user name|gamertag|snapchat|insta|tiktok|discord|xbox|psn"
            "|roblox|handle|screen name|kik|telegram|account"
        ).split("|")
    ),
    "IP": re.compile(r"[.:](?:(?<=\.)\d{1,3}\.\d|(?<=:)[\da-f:])"),
    "PLACE": re.compile(r"[.\u00b0](?:\d{3}|(?<=\u00b0))"),
    "POSTCODE_PART": ("postcode", " area"),
    **dict.fromkeys(("NHS_NUMBER", "NI_NUMBER", "UPN"), _DIGIT_ROW),
    "PHONE": re.compile(r"\d(?:(?:[ .()/\u00b7-]{0,3}[\do]){4,}|(?<=[tlbn.] \d)\d\d)"),
}
# What has no word beside it: no more than a space parts it from its figures.
_SHORT, _CLOSE = frozenset({"REF", "POSTCODE", "VEHICLE"}), 8
# Four figures, two, then nothing that numbers a year of account.
_YEARS = re.compile(r"(?:19|20)\d\d/\d\d(?:\d\d)?")


def find_by_pattern(view: NormalisedText) -> Iterator[TextSpan]:
    """Yield everything that looks like a personal number, address, link or user name.

    Examples: an NHS number, a postcode, a number plate. Public helplines and
    official web sites stay.
    """
    windows_by_anchor = {
        anchor: windows_around(view.text, anchor)
        for anchor in {_DIGIT, *_ANCHORS.values()}
    }
    close_windows = windows_around(view.text, _DIGIT, _CLOSE)
    for kind, pattern, mask in _COMPILED:
        short = kind in _SHORT and "mark" not in pattern.groupindex
        windows = (
            close_windows if short else windows_by_anchor[_ANCHORS.get(kind, _DIGIT)]
        )
        for match in matches_in(pattern, view.text, windows):
            first, last = _place(match)
            text = view.text[first:last]
            start, end = view.span(first, last)
            if _CHECKS.get(kind, _always)(text, view.source[start:end]):
                weight = _WEIGHTS.get(kind, 86 if "mark" in match.groupdict() else 79)
                yield TextSpan(start, end, mask, f"shape of {kind}", "", kind, weight)


def _place(match: re.Match[str]) -> tuple[int, int]:
    """Return the place of the mark itself, where words lead up to it."""
    for group in ("mark", "mark2"):
        if match.groupdict().get(group):
            return match.span(group)
    return match.span()


def _always(text: str, written: str) -> bool:
    return bool(text and written)


def _is_nhs(text: str, written: str) -> bool:
    from stdnum.gb import nhs  # noqa: PLC0415 - 50 ms, only if something looks like one

    digits = "".join(c for c in text if c.isdigit())
    return digits not in _HELPLINES and (
        bool(nhs.is_valid(digits)) or " " in written or len(digits) == len(text)
    )


def _is_private_link(text: str, written: str) -> bool:
    del written
    return _PUBLIC_HOSTS.match(text) is None


def _is_private_phone(text: str, written: str) -> bool:
    del written
    digits = "".join(c for c in text.replace("o", "0") if c.isdigit())
    return digits not in _HELPLINES and (len(digits) < 7 or 9 < len(digits) < 15)


def _is_reference(text: str, written: str) -> bool:
    digits = sum(c.isdigit() for c in text)
    dated = _DATE_LIKE.fullmatch(text) or _YEARS.fullmatch(text) or _CODES.match(text)
    return dated is None and digits > 2 and any(c.isdigit() for c in written)


def _is_capital(text: str, written: str) -> bool:
    del text
    return written[:1].isupper()


def _is_street(text: str, written: str) -> bool:
    return (
        _CAPITALISED_STREET.search(written) is not None
        or text.split(maxsplit=1)[0].isdigit()
    )


def _is_plate(text: str, written: str) -> bool:
    mixed = written[:1].isupper() and written[-3:].islower()
    if len(text.split()) == 2 and mixed:
        return False
    return written[:1].isupper() or any(c.isdigit() for c in written)


_CHECKS: dict[str, Callable[[str, str], bool]] = {
    "NHS_NUMBER": _is_nhs,
    "URL": _is_private_link,
    "PHONE": _is_private_phone,
    "REF": _is_reference,
    "POSTCODE_PART": _is_capital,
    "ADDRESS": _is_street,
    "VEHICLE": _is_plate,
}
