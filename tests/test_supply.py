"""What is installed on a server: pinned, with checksums, each licence said."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from cspr_tui.plain.manual_pages import page

ROOT = Path(__file__).parents[1]
LOCK = (ROOT / "cspr_tui" / "manual" / "requirements.lock").read_text(encoding="utf-8")
PIN = re.compile(r"([a-z0-9][a-z0-9-]*)==([A-Za-z0-9.+!]+) \\")
HASH = re.compile(r" {4}--hash=sha256:[0-9a-f]{64}( \\)?")


def pins() -> dict[str, str]:
    found = (PIN.fullmatch(line) for line in LOCK.splitlines())
    return {match[1]: match[2] for match in found if match}


def wanted() -> list[Requirement]:
    """Return what a server may install: the dependencies, and all extras but tests."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    names = [*project["dependencies"]]
    names += [each for name in extras if name != "test" for each in extras[name]]
    return [Requirement(name) for name in names]


def test_every_dependency_is_pinned_within_its_range() -> None:
    held = pins()
    missing = [str(r) for r in wanted() if canonicalize_name(r.name) not in held]
    assert missing == [], "write requirements.lock anew, as the page licences says"
    outside = [
        f"{r} is pinned at {held[canonicalize_name(r.name)]}"
        for r in wanted()
        if held[canonicalize_name(r.name)] not in r.specifier
    ]
    assert outside == []


def test_the_lock_holds_pins_with_checksums_and_nothing_else() -> None:
    """No address of an index, no path, no option that loosens what is installed."""
    lines = [line for line in LOCK.splitlines() if not line.lstrip().startswith("#")]
    assert [x for x in lines if not PIN.fullmatch(x) and not HASH.fullmatch(x)] == []
    bare = [
        pin
        for pin, after in zip(lines, [*lines[1:], ""], strict=True)
        if PIN.fullmatch(pin) and not HASH.fullmatch(after)
    ]
    assert bare == []
    assert len([x for x in lines if PIN.fullmatch(x)]) == len(pins()) >= len(wanted())
    assert "://" not in LOCK


def test_what_needs_a_library_is_in_the_lock_too() -> None:
    needed = set(re.findall(r"# +(?:via )?([a-z][\w-]*)$", LOCK, re.MULTILINE))
    assert needed - {*pins(), "via"} == set()


def test_the_manual_gives_the_licence_and_the_purpose_of_each() -> None:
    row = re.compile(r"^\| ([a-z0-9-]+) \| (.+?) \| (.+?) \|$", re.MULTILINE)
    rows = row.findall(page("licences"))
    listed = {name: (licence, use) for name, licence, use in rows if name != "library"}
    assert listed.keys() == pins().keys()
    assert "LGPL" in listed["python-stdnum"][0]
