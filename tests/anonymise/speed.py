"""Prints how long a draft of 200,000 characters takes, beside Presidio in the same run.

    python -m tests.anonymise.speed [--presidio PYTHON]

`PYTHON` is an interpreter with presidio-analyzer, in an environment of its own:

    python3 -m venv DIR && DIR/bin/pip install presidio-analyzer

Ours and theirs take turns, so that a busy machine slows both; each figure is the
least of the rounds, in seconds of processor time.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import cycle
from pathlib import Path

from cspr_tui.anonymise import anonymise
from cspr_tui.domain.identity import EntityType, KnownEntity
from tests.anonymise.corpus import passages

_LENGTH, _ROUNDS, _PEOPLE = 200_000, 5, 100


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures, each beside what it must not exceed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--presidio", type=Path, help="an interpreter that has it")
    show(parser.parse_args(arguments).presidio)


def show(presidio: Path | None = None) -> None:
    """Print how long the draft takes, by size of the record and beside Presidio.

    Best in an interpreter of its own, as Presidio has: what else one holds in memory
    slows whatever makes many small objects.
    """
    text = draft()
    rounds = [_round(text, presidio) for _ in range(_ROUNDS)]
    figures = {name: min(one[name] for one in rounds) for name in rounds[0]}
    say("", f"a draft of {len(text):,} characters, seconds of processor time")
    for name, seconds in figures.items():
        say(f"  {name:44} {seconds:6.2f}")
    flat = figures["500 people on record"] / figures["nobody on record"]
    _say_at_most("nobody to 500 people", flat, 1.3)
    ours = figures[f"{_PEOPLE} people on record"]
    for name, seconds in figures.items():
        if name.startswith("Presidio"):
            _say_at_most(f"ours to {name}", ours / seconds, 1.0)


def _say_at_most(said: str, times: float, bar: float) -> None:
    word = "ok" if times <= bar else "ABOVE"
    say(f"  {said:54} {times:5.2f} times  at most {bar:.1f}  {word}")


def _round(text: str, presidio: Path | None) -> dict[str, float]:
    """Return what one reading by each takes."""
    times = {"nobody on record": _seconds(text, 0)}
    times |= {f"{n} people on record": _seconds(text, n) for n in (_PEOPLE, 500)}
    if presidio is not None:
        whole, patterns = _of_presidio(text, presidio)
        times["Presidio, patterns, telephones, deny list"] = whole
        times["Presidio, patterns and deny list"] = patterns
    return times


def _seconds(text: str, number: int) -> float:
    people = invented(number)
    began = time.process_time()
    anonymise(text, people)
    return time.process_time() - began


def _of_presidio(text: str, python: Path) -> tuple[float, float]:
    deny = [word for entity in invented(_PEOPLE) for word in _denied(entity)]
    done = subprocess.run(  # noqa: S603 - the interpreter that the user named
        [python, Path(__file__).with_name("presidio.py")],
        input=json.dumps({"text": text, "deny": deny}),
        capture_output=True,
        text=True,
        check=True,
    )
    whole, patterns = json.loads(done.stdout.splitlines()[-1])
    return whole, patterns


def _denied(entity: KnownEntity) -> Iterator[str]:
    yield entity.name
    yield from entity.name.split()
    yield from (*entity.phones, *entity.emails, *entity.addresses)


def draft() -> str:
    """Return ordinary narratives in which a hundred people are named in turn."""
    told = [p.text for p in passages() if "narrative" in p.tags]
    people = cycle(person.name for person in invented(_PEOPLE))
    parts: list[str] = []
    for text, name in zip(cycle(told), people, strict=False):
        parts.append(f"{text} {name} was told.\n\n")
        if sum(map(len, parts)) > _LENGTH:
            break
    return "".join(parts)[:_LENGTH]


def invented(number: int) -> tuple[KnownEntity, ...]:
    """Return so many people, with numbers and addresses of their own."""
    base = KnownEntity(id="", type=EntityType.PERSON, name="", pseudonym="a person")
    return tuple(
        replace(
            base,
            id=f"q{n}",
            name=f"{_made(n)} {_made(n * 7 + 3)}",
            phones=(f"07700 900{n:03}",),
            emails=(f"someone{n}@mail.example.org",),
            addresses=(f"{n + 1} {_made(n * 5 + 1)} Street, Town",),
        )
        for n in range(number)
    )


def _made(number: int) -> str:
    """Return a word that nobody is called."""
    sounds = ("ka", "vo", "ri", "zu", "pe", "lo", "xi", "mu", "qua", "dji")
    digits = f"{number * 7919 % 10_000:04}"
    return "".join(sounds[int(digit)] for digit in digits).capitalize()


def say(*lines: str) -> None:
    """Print lines."""
    print(*lines, sep="\n")  # noqa: T201 - printing is what this command is for


if __name__ == "__main__":
    main()
