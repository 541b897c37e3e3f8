"""What was not read is named and blocks; ordinary text is not taken for it."""

from __future__ import annotations

import pytest

from cspr_tui.domain.identity import AllowedWording, Policy
from cspr_tui.gate import find_leaks
from tests.anonymise.case import RECORD

_CYRILLIC = "\u041e\u043b\u044c\u0433\u0430"


def _kinds(text: str, policy: Policy = Policy.PUBLIC) -> set[str]:
    return {leak.kind for leak in find_leaks(text, RECORD, policy=policy)}


@pytest.mark.parametrize("policy", [Policy.PUBLIC, Policy.PARTNER])
def test_letters_of_another_script_block_wherever_they_leave(policy: Policy) -> None:
    assert "UNREAD" in _kinds(f"They called her {_CYRILLIC}.", policy)


def test_inside_the_partnership_another_script_may_stand() -> None:
    assert _kinds(f"They called her {_CYRILLIC}.", Policy.INTERNAL) == set()


def test_a_run_of_such_letters_is_named_once_with_its_place() -> None:
    text = f"They called her {_CYRILLIC}."
    [leak] = [k for k in find_leaks(text, RECORD) if k.kind == "UNREAD"]
    assert (leak.text, leak.line) == (_CYRILLIC, 1)
    assert leak.reason == "letters of another script, not checked"


def test_what_a_person_has_read_and_kept_does_not_block() -> None:
    kept = [AllowedWording(_CYRILLIC, "the title of a public book", "jb")]
    assert find_leaks(f"It is called {_CYRILLIC}.", RECORD, kept=kept) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The school's na\u00efve fa\u00e7ade \u2013 12 \u00b0C, \u00a350, 5 \u20ac.",
        "A well-known multidisciplinary organisation, interdisciplinary.",
        "The safeguarding/child-protection/early-help threshold was met.",
        "See notes/guidance_for_practitioners.md and [section 2](#what-happened).",
        "## Findings\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n- - -\n\n...",
        "The ratio was 1:2:3; the scores were 4, 5, 6 and 7.",
        "x = y; a=10, b=20. Contact SafeguardingPartnership if unsure.",
        "Later, the health visitor rang. You are why we are here, she said.",
        "There were 2/3 of them; 24/7 care; aged 5 to 9; 1.5 years later.",
        "The mayor and the team met in the first week of the second month.",
    ],
)
def test_ordinary_text_is_not_taken_for_something_unread(text: str) -> None:
    assert find_leaks(text, RECORD) == ()
