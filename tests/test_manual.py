"""The manual: complete, up to date with the program, and shown by it."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from cspr_tui.cli.main import main
from cspr_tui.cli.parser.command_table import COMMANDS
from cspr_tui.cli.parser.parser import parse_arguments
from cspr_tui.domain.filters.filter_vocabulary import HAS, IS, KEYS, SORTS
from cspr_tui.plain.manual_pages import manual_lines, page, topic_names, topics
from cspr_tui.store.format.migrations import SCHEMA
from tests.manual import BEGIN, END, PARTS, made
from tests.sitting import demo_store

ROOT = Path(__file__).parents[1]
MANUAL = ROOT / "cspr_tui" / "manual"
SQL = ROOT / "cspr_tui" / "store" / "postgres" / "schema"
# What each released version stored its records as; a line is never changed.
RELEASED = {"0.1.0": "8de37a49e989bbd0"}
PAGES = [ROOT / "README.md", ROOT / "tests" / "README.md", *MANUAL.glob("*.md")]


def linked(text: str) -> set[str]:
    """Return the files a page links to."""
    found = re.findall(r"\]\(([^)\s#]+)", text)
    return {target for target in found if not target.startswith("http")}


def named_paths(text: str) -> set[str]:
    """Return the files of this program that a page names in its text."""
    found = re.findall(r"`((?:cspr_tui|tests)/[\w./-]+)`", text)
    return {path for path in found if "NAME" not in path}


def stored_form() -> str:
    """Return a digest of how records are stored: the schemas of both engines."""
    parts = [str(SCHEMA).encode()]
    parts += [path.read_bytes() for path in sorted(SQL.glob("*.sql"))]
    return sha256(b"".join(parts)).hexdigest()[:16]


@pytest.mark.parametrize("name", PARTS)
def test_what_is_made_from_the_program_says_what_the_program_does(name: str) -> None:
    assert page(name) == made(name), "run: python -m tests.manual"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_link_and_every_path_leads_to_a_file(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [each for each in linked(text) if not (path.parent / each).exists()] == []
    assert [each for each in named_paths(text) if not (ROOT / each).exists()] == []


def test_the_readme_is_read_in_one_go() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 150


def test_every_page_says_first_what_it_is_about() -> None:
    for topic in topics():
        assert page(topic.name).startswith("# ")
        assert topic.summary.endswith("."), topic.name
        assert len(topic.summary) <= 110, topic.name


def test_every_page_of_the_manual_is_linked_from_another() -> None:
    known = {path.name for path in MANUAL.glob("*.md")}
    links = {link for path in PAGES for link in linked(path.read_text())}
    assert known - {link.rpartition("/")[2] for link in links} == set()


def test_every_command_and_every_key_of_a_filter_is_in_the_manual() -> None:
    listed = page("commands")
    assert [name for name in COMMANDS if f"### {name}\n" not in listed] == []
    filters = page("filters")
    assert [key for key in KEYS if f"| `{key}` |" not in filters] == []
    words = {*re.findall(r"\w+", filters)}
    assert {*IS, *HAS, *SORTS} <= words


def test_a_change_of_what_is_stored_is_told_under_unreleased() -> None:
    sections = re.split(r"^## ", page("changes"), flags=re.MULTILINE)[1:]
    forms = {
        section.split("\n")[0]: found[1]
        for section in sections
        if (found := re.search(r"<!-- stored form (\w+) -->", section))
    }
    newest = next(iter(forms))
    mark = f"<!-- stored form {stored_form()} -->"
    told = f'what is stored has changed: say so under "Unreleased", with {mark}'
    assert forms[newest] == stored_form(), told
    assert {name: forms[name] for name in RELEASED} == RELEASED
    section = next(each for each in sections if each.startswith(newest))
    assert "schema" in section, told


def typed_lines(text: str) -> list[list[str]]:
    """Return the command lines that a page gives to be typed, in words."""
    by_hand = re.sub(f"{BEGIN}.*{END}", "", text, flags=re.DOTALL)
    blocks = re.findall(r"^    (?:\S*/)?cspr-tui (.*)$", by_hand, flags=re.MULTILINE)
    spans = re.findall(r"`cspr-tui ([^`[]*)`", by_hand)
    lines = [shlex.split(line, comments=True) for line in (*blocks, *spans)]
    return [words for words in lines if not {"--help", "--version"} & {*words}]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_command_line_of_a_page_is_understood(path: Path) -> None:
    for words in typed_lines(path.read_text(encoding="utf-8")):
        assert parse_arguments(words).run, words


NEEDED = {
    **{name: ["7QXM4"] for name in ("plan", "waiting", "ready", "history", "proof")},
    "keeping": ["--days", "184"],
    "since": ["2026-11-16"],
    "lessons": ["neglect"],
}


def test_json_is_as_the_manual_describes_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = str(demo_store(tmp_path / "store").folder)
    described = re.findall(
        r"^\| `(\w+)` \| a list of `{(.*?)}` \|", page("json"), re.MULTILINE
    )
    assert len(described) > 10
    for name, names in described:
        if name in {"check", "verify"}:
            continue
        words = [name, *NEEDED.get(name, []), "--format", "json"]
        main(["--store", store, "--today", "2026-11-23", *words])
        first, *_ = json.loads(capsys.readouterr().out)
        assert list(first) == names.split(", "), name


@pytest.mark.parametrize("name", topic_names())
@pytest.mark.parametrize("width", [40, 80])
def test_a_page_is_laid_out_for_any_width(name: str, width: int) -> None:
    lines = list(manual_lines(page(name), width))
    prose = [line for line in lines if not line.startswith("    ")]
    too_wide = [line for line in prose if len(line) > width and " " in line.strip()]
    assert too_wide == []
    assert not [line for line in prose if "](" in line or "<!--" in line]


def test_marks_become_plain_text() -> None:
    text = """# Head
Press `a`, see [keys](keys.md) and [age](https://age.example.org).

- **Bold** item that goes on for longer than a line

So:

    cspr-tui list   is:late

| key | does |
|---|---|
| `a` | add, as `p\\|q` says |
"""
    assert list(manual_lines(text, 40)) == [
        "Head",
        "====",
        "",
        'Press "a", see keys and age',
        "(https://age.example.org).",
        "",
        "- Bold item that goes on for longer than",
        "  a line",
        "",
        "So:",
        "",
        "    cspr-tui list   is:late",
        "",
        "key  does",
        "---  ------------------",
        'a    add, as "p|q" says',
    ]


def test_help_lists_every_page_with_what_it_is_about(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["help"]) == 0
    said = capsys.readouterr().out
    for topic in topics():
        assert f"{topic.name:<14} {topic.summary}\n" in said


def test_help_prints_a_page_as_plain_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help", "filters"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Filters\n=======\n")
    assert "    is:late,soon owner:me " in said
    assert "`" not in said


def test_a_page_that_is_not_there_is_named_with_those_nearest(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["help", "serve"]) == 1
    said = capsys.readouterr().err
    assert said == 'cspr-tui: The manual has no page "serve"; did you mean server?\n'
    assert main(["help", "zzz"]) == 1
    assert "there are screens, keys, " in capsys.readouterr().err


def test_help_goes_without_textual_and_the_records() -> None:
    code = (
        "import sys; from cspr_tui.cli.main import main; main(['help', 'keys']);"
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter, our own words
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    loaded = set(done.stderr.split())
    assert not {"textual", "rich", "tinydb", "cspr_tui.domain.record.review"} & loaded
