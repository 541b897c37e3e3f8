"""The figures to reach, each beside its bar."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from statistics import median

from tests.bench.peers import EMPTY
from tests.bench.rounds import Samples, exponent, flat, p95, paired, paired_of

OURS = "cspr-tui"
VIRTUAL = "Textual, virtual list"
SMALL = "small screen"
Results = Mapping[str, Mapping[str, Samples]]
Figure = tuple[str, float, float]


def bars(
    results: Results, plain: Mapping[str, Sequence[float]], saves: Sequence[float]
) -> Iterator[str]:
    """Yield a Markdown table of figure, bar and whether it is met."""
    yield "|figure|measured|bar||"
    yield "|---|---|---|---|"
    for name, found, bar in (*_all(results), *_commands(plain), *_saves(saves)):
        yield f"|{name}|{found:.2f}|{bar:g}|{'met' if found <= bar else 'MISSED'}|"


def _all(results: Results) -> Iterator[Figure]:
    for size, most in (("500", 1.25), ("10000", 1.5)):
        if size in results:
            yield from _start(results[size], size, most)
    for size, programs in results.items():
        yield from _ahead(programs, size)
    yield from _bytes(results.get(SMALL, {}))
    for size in ("500", "10000"):
        if size in results:
            yield from _keys(results[size], size)
    yield from _typing(results)
    yield from _opening(results)
    yield from _growth(results)


def _start(programs: Mapping[str, Samples], size: str, most: float) -> Iterator[Figure]:
    ours, empty = programs[OURS], programs[EMPTY.name]
    yield f"ready, {size}, x empty app", paired(ours.ready, empty.ready), most
    yield f"idle bytes a second, {size}", median(ours.idle), 0
    memory = 1.4 if size == "500" else 2.0
    yield f"memory, {size}, x empty app", paired(ours.rss, empty.rss), memory
    pairs = zip(ours.linked, ours.ready, strict=True)
    over = median(linked / (1.5 * ready + 160) for linked, ready in pairs)
    yield f"64 KB/s, 80 ms, {size}: ready over 1.5 x local + 160 ms", over, 1


def _ahead(programs: Mapping[str, Samples], size: str) -> Iterator[Figure]:
    for name in ("VisiData", "vit", "harlequin", "posting"):
        if name in programs and size != "open":
            found = paired(programs[OURS].ready, programs[name].ready)
            yield f"ready, {size}, x {name}", found, 1


def _keys(programs: Mapping[str, Samples], size: str) -> Iterator[Figure]:
    ours = programs[OURS]
    for name, most in ((EMPTY.name, 1.6), ("VisiData", 0.25)):
        if name in programs:
            found = paired_of(p95, ours.down, programs[name].down)
            yield f"down p95, {size}, x {name}", found, most


def _bytes(programs: Mapping[str, Samples]) -> Iterator[Figure]:
    if OURS in programs:
        ours = programs[OURS]
        yield "start bytes, 80x24, KB", median(ours.start) / 1024, 12
        yield "bytes a down key, 80x24", median(ours.down_bytes), 310


def _typing(results: Results) -> Iterator[Figure]:
    for size, name, most in (("1000", "VisiData", 1.0), ("10000", VIRTUAL, 0.6)):
        programs = results.get(size, {})
        if name in programs:
            found = paired_of(p95, programs[OURS].typed, programs[name].typed)
            yield f"filter typing p95, {size}, x {name}", found, most


def _opening(results: Results) -> Iterator[Figure]:
    programs = results.get("open", {})
    if VIRTUAL in programs:
        found = paired_of(median, programs[OURS].opened, programs[VIRTUAL].opened)
        yield "open, 300 entries, x virtual list", found, 4
    large = results.get("10000", {})
    if "vit" in large and large["vit"].opened and programs:
        theirs = median(flat(large["vit"].opened))
        ours = median(flat(programs[OURS].opened))
        yield "open, 300 entries, x vit at 10,000", ours / theirs, 0.15


def _growth(results: Results) -> Iterator[Figure]:
    if {"100", "10000"} <= results.keys():
        small, large = (median(results[n][OURS].ready) for n in ("100", "10000"))
        yield "ready, growth exponent 100 to 10,000", exponent(small, large, 100), 0.2


def _commands(plain: Mapping[str, Sequence[float]]) -> Iterator[Figure]:
    for name in ("list", "brief"):
        yield f"{name}, 500, x python -c pass", paired(plain[name], plain["pass"]), 12


def _saves(saves: Sequence[float]) -> Iterator[Figure]:
    if saves:
        small, large = saves
        yield "save, growth exponent 100 to 10,000", exponent(small, large, 100), 0.05
