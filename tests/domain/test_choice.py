from __future__ import annotations

import pytest

from cspr_tui.domain.deadlines.deadline import State
from cspr_tui.domain.record.oversight import Recipient
from cspr_tui.domain.record.people import Channel, PersonRole
from cspr_tui.domain.record.review import ReviewKind
from cspr_tui.domain.record.stage import Stage
from cspr_tui.domain.values.choice import Choice, UnknownChoiceError

# A review and its deadlines bring every choice with them.
CHOICES = sorted(Choice.__subclasses__(), key=lambda kind: kind.__name__)


def test_a_choice_is_stored_by_its_slug_and_read_by_its_label() -> None:
    assert ReviewKind.LCSPR.value == "lcspr"
    assert ReviewKind.LCSPR.label == "Local child safeguarding practice review"
    assert f"{ReviewKind.LCSPR}" == "lcspr"


def test_without_a_label_the_slug_is_read() -> None:
    assert PersonRole.MATERNAL_GRANDMOTHER.label == "Maternal grandmother"


@pytest.mark.parametrize("kind", CHOICES)
def test_every_choice_is_found_by_slug_and_a_label_never_by_another(
    kind: type[Choice],
) -> None:
    for member in kind:
        assert kind.read(member.value) is member
        assert member.label


# The words on the board are shared by states on purpose and are never typed.
TYPED = [kind for kind in CHOICES if kind is not State]


@pytest.mark.parametrize("kind", TYPED)
def test_every_choice_is_found_by_label(kind: type[Choice]) -> None:
    for member in kind:
        assert kind.read(member.label) is member


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("LETTER", Channel.LETTER),
        ("e-mail", Channel.EMAIL),
        ("E Mail", Channel.EMAIL),
        ("via flo", Channel.VIA_FLO),
        ("through the family liaison officer", Channel.VIA_FLO),
    ],
)
def test_case_and_punctuation_do_not_matter(typed: str, found: Channel) -> None:
    assert Channel.read(typed) is found


@pytest.mark.parametrize("typed", ["", "  ", "?", "pigeon"])
def test_an_unknown_word_is_refused_with_those_there_are(typed: str) -> None:
    with pytest.raises(
        UnknownChoiceError, match="not known here; use one of: National Panel"
    ):
        Recipient.read(typed)


STAGES = [
    "Referral",
    "Notification",
    "Scoping",
    "Rapid review",
    "Panel response",
    "Initiation",
    "Set-up",
    "Gathering",
    "Engagement",
    "Drafting",
    "Family sight",
    "Legal check",
    "Sign-off",
    "Pre-publication",
    "Publication",
    "Learning",
    "Action plan",
    "Closure",
]


def test_there_are_eighteen_stages_in_order() -> None:
    assert [stage.label for stage in Stage] == STAGES
    assert [stage.number for stage in Stage] == list(range(1, 19))


@pytest.mark.parametrize(
    ("typed", "stage"),
    [
        ("1", Stage.REFERRAL),
        (" 18 ", Stage.CLOSURE),
        ("set up", Stage.SET_UP),
        ("SET-UP", Stage.SET_UP),
        ("rapid_review", Stage.RAPID_REVIEW),
        ("information gathering", Stage.GATHERING),
        ("Gathering", Stage.GATHERING),
    ],
)
def test_a_stage_is_read_by_number_slug_or_label(typed: str, stage: Stage) -> None:
    assert Stage.read(typed) is stage


@pytest.mark.parametrize("typed", ["0", "19", "-1", "1.5", "\u00b2", "soon"])
def test_there_is_no_other_stage(typed: str) -> None:
    with pytest.raises(UnknownChoiceError):
        Stage.read(typed)
