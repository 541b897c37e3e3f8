"""Whatever is wrong with what is given or found: one sentence, and the rest goes on."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from cspr_tui.cli.main import main
from tests.cli.conftest import Run

TODAY = ("--today", "2026-11-23")


@pytest.fixture
def damaged(demo: Path) -> Path:
    path = demo / "reviews" / "7QXM4.json"
    path.write_bytes(path.read_bytes().replace(b"Copper", b"Capper", 1))
    return demo


@pytest.mark.parametrize(
    "words",
    [
        ("deadlines", "--format", "json"),
        ("brief", "--format", "json"),
        ("list", "--format", "json"),
    ],
    ids=" ".join,
)
def test_what_can_be_read_is_printed_beside_the_name_of_what_cannot(
    run: Run, damaged: Path, words: tuple[str, ...]
) -> None:
    said = run("--store", damaged, *words, *TODAY)
    refs = {each["ref"] for each in json.loads(said.out)}
    assert said.code == 1
    assert "N7722" in refs
    assert "7QXM4" not in refs
    assert said.err.startswith("cspr-tui: reviews/7QXM4.json cannot be trusted: ")
    assert said.err.count("\n") == 1


def test_a_store_is_not_made_where_something_else_stands(
    run: Run, demo: Path, tmp_path: Path
) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("shopping")
    assert "notes.txt is a file; name a folder" in run("init", file).err
    inside = run("init", demo / "reviews" / "mine")
    assert "lies inside another store" in inside.err
    assert file.read_text() == "shopping"


def test_a_store_without_its_settings_is_not_taken_for_none(
    run: Run, demo: Path
) -> None:
    (demo / "store.json").unlink()
    said = run("--store", demo, "list")
    assert "store.json is missing" in said.err
    assert "put this one back from a backup" in said.err


def test_damaged_settings_do_not_promise_that_the_rest_opens(
    run: Run, demo: Path
) -> None:
    (demo / "store.json").write_text("{")
    said = run("--store", demo, "list")
    assert "Nothing opens without it" in said.err


@pytest.mark.parametrize("words", [("new", "--from"), ("settings", "--from")])
def test_json_nested_too_deep_is_refused_by_name(
    run: Run, demo: Path, tmp_path: Path, words: tuple[str, str]
) -> None:
    deep = tmp_path / "deep.json"
    deep.write_text("[" * 100_000)
    said = run("--store", demo, *words, deep)
    assert said.code == 1
    assert "deep.json is not JSON this app can read: it is nested" in said.err
    assert said.err.endswith("nothing was changed.\n")


@pytest.mark.parametrize(
    "words", [("sample", "x", "--reviews", "9" * 11), ("init", "")]
)
def test_arguments_that_cannot_be_meant_are_wrong_usage(
    run: Run, words: tuple[str, ...]
) -> None:
    with pytest.raises(SystemExit) as left:
        run(*words)
    assert left.value.code == 2


def test_an_unknown_channel_is_refused_for_a_note_too(demo: Path) -> None:
    done = shell(demo, ["log", "7QXM4", "--channel", "pigeon"], text="Coo.")
    assert done.returncode == 1
    assert '"pigeon" is not known here' in done.stderr


def test_a_day_that_can_hardly_be_right_is_logged_with_a_warning(demo: Path) -> None:
    words = ["log", "7QXM4", "--on", "2999-01-01"]
    done = shell(demo, words, text="Rang her; no answer.\n")
    assert done.returncode == 0
    assert "Warning: The day logged lies in the future" in done.stderr
    assert "Logged N" in done.stdout


def shell(
    demo: Path, words: list[str], text: str = "", out: str = ""
) -> subprocess.CompletedProcess[str]:
    command = " ".join([sys.executable, "-m", "cspr_tui", "--store", str(demo), *words])
    return subprocess.run(  # noqa: S603 - the words are ours
        ["/bin/sh", "-c", f"{command} {out}"],
        input=text,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("out", [">/dev/full", ">&-"], ids=["full disk", "closed"])
def test_output_that_goes_nowhere_is_one_sentence(demo: Path, out: str) -> None:
    done = shell(demo, ["list"], out=out)
    assert done.returncode == 1
    assert done.stderr.startswith("cspr-tui: ")
    assert done.stderr.count("\n") == 1
    assert "internal error" not in done.stderr


def test_a_process_that_calls_itself_sudo_lends_nobody_another_login() -> None:
    """Its name is its own to set, and hidden memory makes its /proc files root's."""
    ask = "from cspr_tui.cli.env.clock import login; print(login())"
    attack = f"""
import ctypes, os, subprocess, sys
system = ctypes.CDLL(None)
if os.geteuid() == 0:
    os.setuid(65534)
system.prctl(15, b"sudo", 0, 0, 0)
system.prctl(4, 0, 0, 0, 0)
os.environ["SUDO_UID"] = "1"
subprocess.run([sys.executable, "-c", {ask!r}], check=True)
"""
    done = subprocess.run(  # noqa: S603 - this Python
        [sys.executable, "-c", attack], capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() != "daemon", done.stderr


def test_a_command_that_is_none_is_refused_with_all_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as left:
        main(["lst"])
    assert left.value.code == 2
    said = capsys.readouterr().err
    assert all(f"'{name}'" in said for name in ("demo", "list", "export", "restore"))


@pytest.mark.parametrize("word", ["-h", "--help", "--hel"])
def test_help_lists_every_command(
    word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main([word])
    assert left.value.code == 0
    said = capsys.readouterr().out
    assert all(f"\n    {name} " in said for name in ("demo", "list", "export"))
