"""Times Presidio on a draft; run by an interpreter that has presidio-analyzer.

    python tests/anonymise/presidio.py < {"text": ..., "deny": [...]}

Prints the seconds of processor time that its pattern recognisers and a deny list
take, and the same without the recogniser of telephone numbers, which is no pattern.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from typing import Any

_RECOGNISERS = (
    "CreditCard Crypto Date Email Iban Ip Phone Url UkNino Nhs UkPostcode "
    "UkVehicleRegistration UkDrivingLicence UkPassport"
).split()


def main() -> None:
    """Read a draft and what to deny, and print how long two readings take."""
    asked = json.load(sys.stdin)
    recognisers = _recognisers(asked["deny"])
    _seconds(recognisers, asked["text"])
    times = _seconds(recognisers, asked["text"])
    whole = sum(times.values())
    print(json.dumps([whole, whole - times["PhoneRecognizer"]]))  # noqa: T201 - printing is its answer


def _recognisers(deny: list[str]) -> list[Any]:
    """Return what Presidio ships for Britain and everywhere, and the deny list."""
    shipped = importlib.import_module("presidio_analyzer.predefined_recognizers")
    analyzer = importlib.import_module("presidio_analyzer")
    found = [getattr(shipped, f"{name}Recognizer")() for name in _RECOGNISERS]
    denied = analyzer.PatternRecognizer(supported_entity="PERSON", deny_list=deny)
    return [*found, denied]


def _seconds(recognisers: list[Any], text: str) -> dict[str, float]:
    times = {}
    for recogniser in recognisers:
        began = time.process_time()
        recogniser.analyze(text, recogniser.supported_entities, None)
        times[type(recogniser).__name__] = time.process_time() - began
    return times


if __name__ == "__main__":
    main()
