"""Prints how well anonymiser and gate do, on our corpus and on others.

    python -m tests.anonymise.figures [--tab PATH] [--devsample PATH]
                                      [--presidio PYTHON] [--missed]

`--tab` names a JSON-lines file of the TAB corpus, `--devsample` one of passages
in the form that `tests.anonymise.corpus` writes, `--presidio` an interpreter as in
`tests.anonymise.speed`. `--missed` lists what was missed in the half of our corpus
that may be looked at while working. What is too much has its bar at the most.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.anonymise.corpus import Gold, Passage, passages
from tests.anonymise.judgments import Found, load, measure, rewritten
from tests.anonymise.scoring import Score, score
from tests.anonymise.speed import say

# What each figure is called, and the least that it has to be.
BARS = (
    ("direct", "direct identifiers found", 96.0),
    ("quasi", "other identifiers found", 95.0),
    ("pseudonym", "right pseudonym", 98.0),
    ("unrecorded", "unrecorded people replaced or flagged", 95.0),
    ("rare", "rare facts flagged", 60.0),
    ("order", "the same for every order of the record", 100.0),
    ("again", "unchanged by a second run", 100.0),
    ("read", "read without a refusal", 100.0),
)
# And what should not happen, with the most of it that may.
LIMITS = (
    ("kept", "things to keep damaged", 3.0),
    ("escape narrative", "ordinary narratives let out with a leak", 0.0),
    ("escape hostile", "hostile passages let out with a leak", 4.0),
    ("free", "held though clean", 12.0),
    ("needless", "held though clean, with nothing to settle", 3.0),
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print every figure, each beside its bar."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tab", type=Path, help="JSON lines of the TAB corpus")
    parser.add_argument("--devsample", type=Path, help="passages as JSON lines")
    parser.add_argument("--missed", action="store_true", help="list what was missed")
    parser.add_argument("--presidio", type=Path, help="an interpreter that has it")
    asked = parser.parse_args(arguments)
    corpus = tuple(passages())
    held = [passage for passage in corpus if passage.is_held_out]
    open_half = [passage for passage in corpus if not passage.is_held_out]
    show("our corpus, held-out half", score(held))
    seen = score(open_half)
    show("our corpus, the other half", seen)
    if asked.missed:
        say(*seen.missed)
    if asked.devsample:
        show(asked.devsample.name, score(read(asked.devsample)))
    if asked.tab:
        show_judgments(asked.tab)
    _show_speed(asked.presidio)


def show(name: str, done: Score) -> None:
    """Print the figures of one corpus."""
    say("", f"{name}: {done.wanted['read']} passages")
    for key, said, bar in BARS:
        share, wanted = done.share(key), done.wanted[key]
        count = f"{done.found[key]}/{wanted}"
        least = f"at least {bar:5.1f}  {'ok' if share >= bar else 'BELOW'}"
        say(f"  {said:44} {share:6.1f} % {count:>10}  {least}")
    for key, said, limit in LIMITS:
        share, wanted = 100.0 - done.share(key), done.wanted[key]
        count = f"{wanted - done.found[key]}/{wanted}"
        most = f"at most  {limit:5.1f}  {'ok' if share <= limit else 'ABOVE'}"
        say(f"  {said:44} {share:6.1f} % {count:>10}  {most}")
    flags = 1000 * done.found["words"] / max(1, done.wanted["words"])
    say(f"  {'flags in 1,000 words':44} {flags:6.1f}")


def read(path: Path) -> Iterator[Passage]:
    """Yield the passages of a JSON-lines file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        said = json.loads(line)
        gold = tuple(
            Gold(
                start=one["start"],
                end=one["end"],
                type=one["type"],
                text=one["text"],
                entity=tuple(one["entity"]),
                known=one["known"],
                expect=one["expect"],
                severity=one["severity"],
            )
            for one in said["gold"]
        )
        keep = tuple((one["start"], one["end"]) for one in said["keep"])
        tags = tuple(said["tags"])
        yield Passage(said["id"], tags, said["record"], said["text"], gold, keep)


def show_judgments(path: Path) -> None:
    """Print the figures of TAB, as it is and with its names rewritten."""
    judgments = tuple(load(path))
    found = measure(judgments)
    say("", f"{path.name}: {len(judgments)} judgments")
    _say_at_least("known mentions found", found.share(), 99.8)
    kept = 100.0 * found.left / max(1, found.free)
    _say_at_least("other words left as they are", kept, 99.5)
    flags = 1000 * found.flags / max(1, found.words)
    word = "ok" if flags <= 12 else "ABOVE"
    say(f"  {'flags in 1,000 words':44} {flags:6.2f}    at most  12.0  {word}")
    for seed in (1, 2, 3):
        other: Found = measure([rewritten(one, seed) for one in judgments])
        said = f"known mentions, names rewritten (seed {seed})"
        _say_at_least(said, other.share(), 98.0)


def _show_speed(presidio: Path | None) -> None:
    """Print what `tests.anonymise.speed` does, from an interpreter of its own."""
    beside = ["--presidio", str(presidio)] if presidio else []
    command = [sys.executable, "-m", "tests.anonymise.speed", *beside]
    sys.stdout.flush()
    subprocess.run(command, check=True)  # noqa: S603 - this interpreter and our module


def _say_at_least(said: str, share: float, bar: float) -> None:
    word = "ok" if share >= bar else "BELOW"
    say(f"  {said:44} {share:6.2f} %  at least {bar:5.1f}  {word}")


if __name__ == "__main__":
    main()
