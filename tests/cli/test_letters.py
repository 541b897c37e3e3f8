from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cspr_tui.domain.record.documents import SectionKind
from cspr_tui.domain.record.sections import section_of
from cspr_tui.store.folder.folder_store import FolderStore
from tests.faults.work import store_of

PROGRAM = (sys.executable, "-m", "cspr_tui")
LOCALES = ("C", "C.UTF-8", "en_GB.ISO-8859-1", "POSIX")


def ran(
    store: Path, *words: str, typed: bytes | None = b"", **env: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # noqa: S603 - this program
        [*PROGRAM, "--store", str(store), "--today", "2026-11-23", *words],
        input=typed,
        capture_output=True,
        check=False,
        env=os.environ | env,
        timeout=60,
    )


def through_shell(store: Path, words: str) -> subprocess.CompletedProcess[bytes]:
    line = f'"{sys.executable}" -m cspr_tui --store "{store}" {words}'
    return subprocess.run(  # noqa: S602 - the redirections are what is tried
        line, shell=True, capture_output=True, check=False, timeout=60
    )


def text_of(store: Path) -> str:
    review = FolderStore.open(store).load("7QXM4")
    held = section_of(review, SectionKind.NARRATIVE)
    return held.text if held else ""


@pytest.fixture
def named(tmp_path: Path) -> Path:
    return store_of(tmp_path / "store", "7QXM4").folder


def test_what_cannot_be_decoded_is_refused_with_the_way_out(named: Path) -> None:
    section = ("section", "7QXM4", "narrative", "--write")
    typed = "Zoë Müller".encode("latin-1")
    for locale in ("C", "C.UTF-8"):
        said = ran(named, *section, typed=typed, LC_ALL=locale)
        assert said.returncode == 1
        assert b"--encoding latin-1" in said.stderr
    said = ran(named, *section, "--encoding", "latin-1", typed=typed)
    assert said.returncode == 0, said.stderr
    assert text_of(named) == "Zoë Müller"


def test_a_note_with_letters_of_another_encoding_is_refused(named: Path) -> None:
    said = ran(named, "log", "7QXM4", typed=b"Zo\xeb was seen")
    assert said.returncode == 1
    assert b"letters that are not utf-8" in said.stderr
    said = ran(named, "log", "7QXM4", "--encoding", "cp1252", typed=b"Zo\xeb was seen")
    assert said.returncode == 0, said.stderr


def test_an_unknown_encoding_is_a_usage_error(named: Path) -> None:
    for name in ("klingon", "hex", "a\0b"[:1] + "\x1b[31m"):
        said = ran(named, "log", "7QXM4", "--encoding", name, typed=b"x")
        assert said.returncode == 2
        assert b"is no encoding" in said.stderr
        assert b"\x1b" not in said.stderr


def test_an_argument_that_was_not_decoded_whole_is_refused(named: Path) -> None:
    words: list[str | bytes] = [*PROGRAM, "--store", str(named), "list", "--text"]
    words.append(b"Zo\xeb")
    said = subprocess.run(words, capture_output=True, check=False)  # noqa: S603 - ours
    assert said.returncode in {1, 2}
    assert b"Traceback" not in said.stderr


@pytest.mark.parametrize("locale", LOCALES)
def test_output_that_a_locale_cannot_show_is_replaced(named: Path, locale: str) -> None:
    typed = "Zoë Müller, Łódź".encode()
    assert ran(named, "log", "7QXM4", typed=typed).returncode == 0
    for command in ("show", "history"):
        said = ran(
            named,
            command,
            "7QXM4",
            LC_ALL=locale,
            PYTHONUTF8="0",
            PYTHONCOERCECLOCALE="0",
        )
        assert said.returncode == 0, said.stderr
        assert b"M" in said.stdout


def test_output_in_ascii_keeps_every_letter_of_json(named: Path) -> None:
    typed = "Zoë".encode()
    assert ran(named, "log", "7QXM4", typed=typed).returncode == 0
    said = ran(named, "history", "7QXM4", PYTHONIOENCODING="ascii")
    assert said.returncode == 0, said.stderr
    assert b"?" in said.stdout or b"Zo" not in said.stdout


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("log 7QXM4 <&-", 1),
        ("section 7QXM4 narrative --write <&-", 1),
        ("list <&-", 0),
        ("list >&-", 1),
        ("list 2>&-", 0),
        ("show ZZZZZ 2>&-", 1),
        ("list | true", 0),
    ],
)
def test_closed_input_and_output_are_a_sentence_or_a_quiet_exit(
    named: Path, words: str, code: int
) -> None:
    said = through_shell(named, words)
    assert said.returncode == code, said.stderr
    assert b"Traceback" not in said.stderr
    assert b"internal error" not in said.stderr


def test_usage_errors_print_no_control_characters(named: Path) -> None:
    for words in (
        ("show", "7QXM4", "\x1b]0;owned\x07"),
        ("list", "--format", "\x1b[31m"),
        ("\x1b[2J",),
        ("list", "--today", "\x9b31m\u202e"),
        ("import", "/nowhere/\x1b[31mred\u202e.csv"),
    ):
        said = ran(named, *words)
        assert said.returncode in {1, 2}
        shown = said.stderr.decode()
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(shown)


def test_a_suggested_command_is_quoted_for_a_shell(tmp_path: Path) -> None:
    said = ran(tmp_path / "a b; touch x", "list")
    assert b"init '" in said.stderr, said.stderr
