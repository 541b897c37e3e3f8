"""Cache files altered in ten kinds of ways: rebuilt, never an error or a wrong word."""

from __future__ import annotations

import io
import json
import os
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

from cspr_tui.cli.main import main
from cspr_tui.store.user.cache_file import LineChecksums
from tests.faults.damage import bit, cut
from tests.faults.figure import Bench, Figure

COMMANDS = (("list",), ("list", "--all", "--format", "json"), ("views",), ("brief",))


def flipped(content: bytes, chance: random.Random) -> bytes:
    return bit(content, chance.randrange(len(content)), chance)


def torn(content: bytes, chance: random.Random) -> bytes:
    return cut(content, chance.randrange(len(content)), chance)


def lines_swapped(content: bytes, chance: random.Random) -> bytes:
    lines = content.splitlines(keepends=True)
    one, two = chance.sample(range(len(lines)), 2)
    lines[one], lines[two] = lines[two], lines[one]
    return b"".join(lines)


def line_left_out(content: bytes, chance: random.Random) -> bytes:
    lines = content.splitlines(keepends=True)
    del lines[chance.randrange(len(lines))]
    return b"".join(lines)


def digit_changed(content: bytes, chance: random.Random) -> bytes:
    places = [at for at, byte in enumerate(content) if chr(byte).isdigit()]
    at = chance.choice(places)
    digit = chance.choice([each for each in b"0123456789" if each != content[at]])
    return content[:at] + bytes([digit]) + content[at + 1 :]


def nested(content: bytes, chance: random.Random) -> bytes:
    return resealed(content, chance, lambda _: b"[" * 100_000)


def huge_number(content: bytes, chance: random.Random) -> bytes:
    return resealed(content, chance, lambda _: b"[" + b"9" * 5_000 + b"]")


def wrong_types(content: bytes, chance: random.Random) -> bytes:
    return resealed(content, chance, lambda line: _mistyped(line, chance))


def emptied(_: bytes, __: random.Random) -> bytes:
    return b""


def in_its_place(_: bytes, chance: random.Random) -> bytes:
    return chance.choice((b"folder", b"pipe", b"link"))


Alteration = Callable[[bytes, random.Random], bytes]
KINDS: tuple[Alteration, ...] = (
    flipped,
    torn,
    lines_swapped,
    line_left_out,
    digit_changed,
    nested,
    huge_number,
    wrong_types,
    emptied,
    in_its_place,
)


def resealed(
    content: bytes, chance: random.Random, change: Callable[[bytes], bytes]
) -> bytes:
    """Return the file with one line changed and its checksum made anew."""
    name, *rest = content.split(b"\0", 1)
    first, *lines = rest[0].splitlines()
    checksums = LineChecksums(name.decode(), first.split()[2])
    at = chance.choice([0, 0, *range(len(lines))])
    changed = change(lines[at].partition(b" ")[2]).replace(b"\n", b" ")
    lines[at] = checksums.of(at + 1, changed) + b" " + changed
    return name + b"\0" + b"\n".join((first, *lines, b""))


def _mistyped(line: bytes, chance: random.Random) -> bytes:
    """Return JSON with one value of it in another type."""
    try:
        plain = json.loads(line)
    except ValueError:
        return b"\xff\xfe no JSON"
    holder: Any = [plain]
    key: Any = 0
    while isinstance(holder[key], dict | list) and holder[key]:
        holder = holder[key]
        keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
        key = chance.choice(keys)
    choices: list[Any] = [None, 7.5, {}, [[]], True]
    holder[key] = chance.choice(
        [v for v in choices if type(v) is not type(holder[key])]
    )
    return json.dumps(plain, ensure_ascii=False).encode()


def put(path: Path, altered: bytes) -> None:
    path.unlink()
    match altered:
        case b"folder":
            path.mkdir(mode=0o700)
        case b"pipe":
            os.mkfifo(path, 0o600)
        case b"link":
            path.symlink_to("/dev/zero")
        case _:
            path.write_bytes(altered)
            path.chmod(0o600)


def cleared(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        path.rmdir()
    else:
        path.unlink(missing_ok=True)


def asked(store: Path, *words: str) -> tuple[int, str]:
    """Return what a command ends with and prints."""
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(out):
        try:
            code = main(["--store", str(store), *words])
        except SystemExit as end:
            code = int(end.code or 0)
    return code, out.getvalue()


def settled(folder: Path) -> Path:
    """Let the records be old enough to be told by the times of their files."""
    for path in (*(folder / "reviews").iterdir(), folder / "reviews"):
        os.utime(path, (1, 1))
    return folder


def altered_once(
    store: Path, kept: Path, kind: Alteration, chance: random.Random
) -> None:
    path = store / "cache" / kept.name
    content = kept.read_bytes()
    if kind in {nested, huge_number, wrong_types}:
        named = kind(kept.name.encode() + b"\0" + content, chance)
        content = named.split(b"\0", 1)[1]
    else:
        content = kind(content, chance)
    put(path, content)


def kept(bench: Bench) -> Iterator[Figure]:
    """Alter each kept file in each way, and ask; then alter a review in place."""
    chance, store = bench.chance(), bench.place("kept")
    asked(store, "sample", str(store), "--reviews", "14", "--entries", "3")
    settled(store)
    right = {words: asked(store, *words) for words in COMMANDS}
    for words in COMMANDS:
        asked(store, *words)
    copies = bench.place("copies")
    shutil.copytree(store / "cache", copies)
    files = [copies / p.name for p in copies.iterdir() if p.suffix != ".lock"]
    tried, wrong, said = 0, 0, ""
    for turn in range(bench.reach(60, 3_000)):
        kind, file = KINDS[turn % len(KINDS)], files[turn // len(KINDS) % len(files)]
        altered_once(store, file, kind, chance)
        for words in COMMANDS:
            if asked(store, *words) != right[words]:
                wrong += 1
                said = said or f"{kind.__name__} of {file.suffix}, {' '.join(words)}"
        tried += 1
        for each in files:
            cleared(store / "cache" / each.name)
            shutil.copy(each, store / "cache" / each.name)
    yield Figure("a kept file altered: an error or another word", tried, wrong, said)
    yield from _reviews_altered(bench, store, chance)


def _reviews_altered(
    bench: Bench, store: Path, chance: random.Random
) -> Iterator[Figure]:
    tried = wrong = 0
    paths = sorted((store / "reviews").glob("*.json"))
    for _ in range(bench.reach(6, 200)):
        path, words = chance.choice(paths), chance.choice(COMMANDS)
        content, before = path.read_bytes(), path.stat()
        at = chance.randrange(len(content))
        altered = bit(content, at, chance)
        with path.open("r+b") as file:
            file.write(altered)
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        code, text = asked(store, *words)
        tried, wrong = tried + 1, wrong + (code != 1 or path.stem not in text)
        with path.open("r+b") as file:
            file.write(content)
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        asked(store, "list")
    yield Figure("a review altered in place, its time put back: unseen", tried, wrong)
