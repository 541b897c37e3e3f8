"""Numbers that belong to nobody: phones, NHS numbers and UPNs for fictional people.

Phone numbers come from Ofcom's ranges for drama, NHS numbers from the 999 range
reserved for tests.
"""

from __future__ import annotations

_MODULUS = 11
_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def mobile(number: int) -> str:
    """Return one of the thousand mobile numbers that Ofcom reserves for drama."""
    return f"07700 900{number % 1000:03d}"


def landline(number: int) -> str:
    """Return one of the thousand landline numbers that Ofcom reserves for drama."""
    return f"01632 960{number % 1000:03d}"


def nhs(number: int) -> str:
    """Return an NHS number of the test range with a valid check digit."""
    serial = number
    while True:
        body = f"999{serial % 1_000_000:06d}"
        check = _nhs_check(body)
        if check < 10:
            return f"{body[:3]} {body[3:6]} {body[6:]}{check}"
        serial += 1


def upn(number: int) -> str:
    """Return a unique pupil number with a valid check letter, of no real authority."""
    body = f"999{number % 1_000_000_000:09d}"
    total = sum(int(digit) * place for place, digit in enumerate(body, start=2))
    return f"{_UPN_LETTERS[total % len(_UPN_LETTERS)]}{body}"


def _nhs_check(body: str) -> int:
    total = sum(int(digit) * (10 - place) for place, digit in enumerate(body))
    return (_MODULUS - total % _MODULUS) % _MODULUS
