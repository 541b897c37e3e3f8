"""The questions a coordinator asks in the morning: each one plain command."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from cspr_tui.cli.main import main
from cspr_tui.plain.manual_pages import page
from cspr_tui.store.folder.folder_store import FolderStore
from tests.screens.driver import driving
from tests.sitting import Sitting, demo_store

TODAY = ("--today", "2026-11-23")


@dataclass(frozen=True, slots=True)
class Question:
    """A question, the command that answers it, and a line of the sample's answer.

    `keys` is what the manual says of the keys that answer it, `pressed` those keys
    with typed text after an @, and `shown` what then stands on the screen.
    """

    number: int
    asked: str
    command: str
    answer: str
    keys: str
    pressed: str
    shown: str


QUESTIONS = (
    Question(
        1,
        "What is overdue, worst first, and which of it has nobody been told about?",
        "brief",
        "LATE, NOBODY TOLD",
        "`b`",
        "b",
        "LATE, NOBODY TOLD",
    ),
    Question(
        2,
        "Which notifications are due within 2 working days?",
        "deadlines --rule SIN_PANEL --within 2",
        "VT2VX  SOON",
        "`x` `s`",
        "x s",
        "VT2VX  SOON",
    ),
    Question(
        3,
        "Which rapid reviews are due to the National Panel within 5 working days?",
        "deadlines --rule RR_SUBMIT --within 5",
        "YXFPF  SOON",
        "`x` `r`",
        "x r",
        "YXFPF  SOON",
    ),
    Question(
        4,
        "Which agencies have not replied, who was chased, how often?",
        "waiting 4GXHG",
        "2 chases, the last on",
        "`/4GXHG`, `Enter`, `f`, first",
        "slash @4GXHG enter enter f enter",
        "2 chases, the last on",
    ),
    Question(
        5,
        "Which National Panel replies are outstanding past 10 working days?",
        "deadlines --rule PANEL_REPLY --state late",
        "deadlines shown.",
        "`x` `p`",
        "x p",
        "PFQRQ  OK",
    ),
    Question(
        6,
        "Which local reviews pass six months in the next 60 days?",
        "deadlines --rule LCSPR_PUBLISH --within 60",
        "C9YCK  OK",
        "`x` `x`",
        "x x",
        "C9YCK  OK",
    ),
    Question(
        7,
        "Which are over six months, the Panel and Secretary of State not told why?",
        "deadlines --rule LCSPR_PUBLISH --state untold",
        "7QXM4  LATE ",
        "`x` `x`, the lines without `told`",
        "x x",
        "7QXM4  LATE  ",
    ),
    Question(
        8,
        "Which local reviews had no progress check for four weeks?",
        "deadlines --rule REG14_CHECK --state late,soon",
        "Time and quality check",
        "`x` `c`",
        "x c",
        "YGP9Z  SOON",
    ),
    Question(
        9,
        "Which families have not been contacted for weeks?",
        "deadlines --rule FAM_SILENCE --state late,soon",
        "Family not contacted: Father",
        "`x` `f`",
        "x f",
        "7QXM4  SOON               Father",
    ),
    Question(
        10,
        "Who must not be contacted now, who asked, when is that reviewed?",
        "barred",
        "P6   Parent's partner: Police or CPS hold, asked by Mereland Police",
        "`x` `b`",
        "x b",
        "P6   Parent's partner: Police or CPS hold, asked by Mereland Police",
    ),
    Question(
        11,
        "Which promised family steps remain?",
        "owed",
        "OWED  7QXM4  P3   Father (does not live with child): Met the lead reviewer",
        "`x` `o`",
        "x o",
        "OWED  7QXM4  P3   Father (does not live with child): Met the lead reviewer",
    ),
    Question(
        12,
        "Is a birthday or anniversary near a planned contact or publication?",
        "near",
        "NEAR  T2N3Y  Publication on Wed 09 Dec 2026 is 1 day after Own birthday",
        "`x` `n`",
        "x n",
        "NEAR  T2N3Y  Publication on Wed 09 Dec 2026 is 1 day after Own birthday",
    ),
    Question(
        13,
        "Which reports are blocked from publication, by what, when last asked?",
        "held",
        "HELD  YGP9Z  G54  Police investigation or prosecution, set by Crown",
        "`x` `v`",
        "x v",
        "HELD  YGP9Z  G54",
    ),
    Question(
        14,
        "If we publish on a date, who must have it by when?",
        "plan 7QXM4 --publish 2027-01-20",
        "by Mon 11 Jan 2027  National Panel, Secretary of State and Ofsted",
        "in the review `f`, the plan, the day",
        "enter f j j enter ctrl+u @2027-01-20 ctrl+s",
        "by Mon 11 Jan 2027",
    ),
    Question(
        15,
        "Which agency returns are late across all reviews; whose is the worst?",
        "late",
        "Primary Care Safeguarding Team: 1 return, 11 working days late together",
        "`x` `a`",
        "x a",
        "Primary Care Safeguarding Team: 1 return, 11 working days late together",
    ),
    Question(
        16,
        "Which actions are overdue by owner; which complete without evidence?",
        "actions",
        "NO EVIDENCE N7722  A18",
        "`x` `t`",
        "x t",
        "NO EVIDENCE N7722  A18",
    ),
    Question(
        17,
        "What do I need for Thursday's case review group?",
        "pack 7QXM4 --out .",
        "PACK-HCRXW-board-pack-",
        "`space` marks, `x` `e`",
        "space x e",
        "# Review HCRXW",
    ),
    Question(
        18,
        "Who did what; what changed since my leave?",
        "since 2026-11-16 --others --actor jbarlow",
        "Your own changes are left out.",
        "`x` `i`, the day; `v` in the review",
        "x i @16nov ctrl+s",
        "1 family contact recorded",
    ),
    Question(
        19,
        "Which reach one year online, or a decision on keeping, this half year?",
        "keeping --days 184",
        "N7722  One year online: may leave the website",
        "`x` `1`",
        "x 1",
        "N7722  One year online: may leave the website",
    ),
    Question(
        20,
        "Have we recommended this before?",
        "lessons neglect",
        "Unannounced visits should be part of every plan for neglect.",
        "`x` `u`, the words",
        "x u @neglect ctrl+s",
        "Unannounced visits should be part of every plan for neglect.",
    ),
    Question(
        21,
        "The year in figures?",
        "year",
        "Serious incident notifications",
        "`x` `y`",
        "x y",
        "Serious incident notifications",
    ),
    Question(
        22,
        "Is this export safe; what identifiers remain?",
        "check 7QXM4",
        "of them block the export.",
        "in the review `6` `x`",
        "enter 6 x",
        "0 BLOCK  0 WARN  80 replaced",
    ),
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demo_store(tmp_path_factory.mktemp("questions") / "store").folder


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: f"{q.number}-{q.asked}")
def test_each_question_has_a_command_that_answers_it(
    question: Question,
    store: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(store.parent)
    main(["--store", str(store), *question.command.split(), *TODAY])
    said = capsys.readouterr()
    assert question.answer in said.out
    assert said.err == ""


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: f"{q.number}-{q.asked}")
async def test_each_question_has_keys_that_answer_it(
    question: Question, store: Path
) -> None:
    sitting = Sitting(FolderStore.open(store))
    async with driving(sitting) as driver:
        for key in question.pressed.split():
            if key.startswith("@"):
                await driver.type(key[1:])
            else:
                await driver.press(key)
        assert question.shown in " ".join(driver.text.split("\n"))


def test_the_manual_names_the_same_commands() -> None:
    manual = page("questions")
    for question in QUESTIONS:
        command = question.command.split(" --out")[0]
        asked = (
            f"| {question.number} | {question.asked} | {question.keys} | `{command}` |"
        )
        assert asked in manual


@pytest.mark.parametrize(
    "command",
    [
        "late",
        "week",
        "barred",
        "owed",
        "near",
        "held",
        "actions",
        "keeping",
        "year",
        "since 2026-11-16",
        "lessons neglect",
        "chronology 7QXM4",
        "plan 7QXM4",
        "waiting 7QXM4",
    ],
)
def test_each_answer_is_json_too(
    command: str, store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["--store", str(store), *command.split(), "--format", "json", *TODAY]
    assert main(asked) == 0
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    assert isinstance(found, list)
