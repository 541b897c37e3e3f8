"""Times Presidio on a draft; run by an interpreter that has presidio-analyzer.

    python tests/anonymise/presidio.py < {"text": ..., "deny": [...]}

Prints the seconds of processor time that its analyser takes with the pattern
recognisers for Britain and everywhere and a deny list, on a blank English pipeline:
with the recogniser of telephone numbers, which is no pattern, and without it.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from typing import Any

_PATTERNS = (
    "CreditCard Crypto Date Email Iban Ip Url UkNino Nhs UkPostcode "
    "UkVehicleRegistration UkDrivingLicence UkPassport"
).split()


def main() -> None:
    """Read a draft and what to deny, and print how long two readings take."""
    asked = json.load(sys.stdin)
    engines = [_engine([*_PATTERNS, *more], asked["deny"]) for more in (["Phone"], [])]
    for engine in engines:
        _seconds(engine, asked["text"])
    times = [_seconds(engine, asked["text"]) for engine in engines]
    print(json.dumps(times))  # noqa: T201 - printing is its answer


def _engine(names: list[str], deny: list[str]) -> Any:  # noqa: ANN401 - Presidio is not installed where types are checked
    analyzer = importlib.import_module("presidio_analyzer")
    shipped = importlib.import_module("presidio_analyzer.predefined_recognizers")
    blank = importlib.import_module("spacy").blank("en")
    blank.max_length = 10_000_000
    pipeline = importlib.import_module("presidio_analyzer.nlp_engine").SpacyNlpEngine()
    pipeline.nlp = {"en": blank}
    found = [getattr(shipped, f"{name}Recognizer")() for name in names]
    denied = analyzer.PatternRecognizer(supported_entity="PERSON", deny_list=deny)
    registry = analyzer.RecognizerRegistry(recognizers=[*found, denied])
    return analyzer.AnalyzerEngine(registry=registry, nlp_engine=pipeline)


def _seconds(engine: Any, text: str) -> float:  # noqa: ANN401 - as above
    began = time.process_time()
    engine.analyze(text, "en")
    return time.process_time() - began


if __name__ == "__main__":
    main()
