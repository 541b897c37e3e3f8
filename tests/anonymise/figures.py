"""Prints how well anonymiser and gate do, on our corpus and on others.

    python -m tests.anonymise.figures [--tab PATH] [--devsample PATH] [--missed]

`--tab` names a JSON-lines file of the TAB corpus, `--devsample` one of passages
in the form that `tests.anonymise.corpus` writes. `--missed` lists what was
missed in the half of our corpus that may be looked at while working.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.anonymise import speed
from tests.anonymise.corpus import Gold, Passage, passages
from tests.anonymise.judgments import Found, load, measure, rewritten
from tests.anonymise.scoring import Score, score
from tests.anonymise.speed import say

# What each figure is called, and the least that it has to be.
BARS = (
    ("direct", "direct identifiers found", 96.0),
    ("quasi", "other identifiers found", 95.0),
    ("kept", "things to keep left alone", 97.0),
    ("pseudonym", "right pseudonym", 98.0),
    ("unrecorded", "unrecorded people replaced or flagged", 95.0),
    ("rare", "rare facts flagged", 60.0),
    ("order", "the same for every order of the record", 100.0),
    ("again", "unchanged by a second run", 100.0),
    ("read", "read without a refusal", 100.0),
    ("escape narrative", "ordinary narratives without a leak let out", 100.0),
    ("escape hostile", "hostile passages without a leak let out", 96.0),
    ("free", "clean passages not held", 88.0),
    ("needless", "clean passages not held for nothing", 97.0),
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print every figure, each beside its bar."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tab", type=Path, help="JSON lines of the TAB corpus")
    parser.add_argument("--devsample", type=Path, help="passages as JSON lines")
    parser.add_argument("--missed", action="store_true", help="list what was missed")
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
    speed.show()


def show(name: str, done: Score) -> None:
    """Print the figures of one corpus."""
    say("", f"{name}: {done.wanted['read']} passages")
    for key, said, bar in BARS:
        share, wanted = done.share(key), done.wanted[key]
        count = f"{done.found[key]}/{wanted}"
        word = "ok" if share >= bar else "BELOW"
        say(f"  {said:44} {share:6.1f} % {count:>10}  bar {bar:5.1f}  {word}")
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
    say(f"  {'known mentions found':44} {found.share():6.2f} %  bar 99.8")
    kept = 100.0 * found.left / max(1, found.free)
    say(f"  {'other words left as they are':44} {kept:6.2f} %  bar 99.5")
    flags = 1000 * found.flags / max(1, found.words)
    say(f"  {'flags in 1,000 words':44} {flags:6.2f}    bar 12 at most")
    for seed in (1, 2, 3):
        other: Found = measure([rewritten(one, seed) for one in judgments])
        said = f"known mentions, names rewritten (seed {seed})"
        say(f"  {said:44} {other.share():6.2f} %  bar 98.0")


if __name__ == "__main__":
    main()
