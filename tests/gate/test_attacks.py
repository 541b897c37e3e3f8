"""Nothing that somebody smuggles in gets out: it is replaced, or the text is held."""

from __future__ import annotations

import pytest

from cspr_tui.anonymise import StructureChangedError, anonymise
from cspr_tui.domain.identity import Policy
from cspr_tui.gate import find_leaks
from tests.anonymise.case import RECORD
from tests.gate.attacks import Attack, attacks

ATTACKS = tuple(attacks())


@pytest.mark.parametrize(
    "attack", ATTACKS, ids=[f"{n} {a.group}" for n, a in enumerate(ATTACKS)]
)
def test_an_attack_gets_nothing_out(attack: Attack) -> None:
    assert attack.secrets
    assert _let_out(attack) == []


@pytest.mark.parametrize("policy", list(Policy))
def test_no_attack_crashes_the_gate_at_any_level(policy: Policy) -> None:
    for attack in ATTACKS:
        assert isinstance(find_leaks(attack.text, RECORD, policy=policy), tuple)


def _let_out(attack: Attack) -> list[str]:
    """Return what tells and leaves, with nobody asked and nothing refused."""
    try:
        done = anonymise(attack.text, RECORD)
    except StructureChangedError:
        return []
    if done.flags or find_leaks(done.text, RECORD):
        return []
    return [secret for secret in attack.secrets if secret in done.text]


@pytest.mark.parametrize("draft", [a for a in ATTACKS if a.group == "draft"])
def test_every_secret_of_a_draft_is_replaced_or_shown_to_a_person(
    draft: Attack,
) -> None:
    done = anonymise(draft.text, RECORD)
    shown = {draft.text[flag.start : flag.end] for flag in done.flags}
    shown |= {leak.text for leak in find_leaks(done.text, RECORD)}
    silent = [
        secret
        for secret in draft.secrets
        if secret in done.text
        and not any(secret in text or text in secret for text in shown)
    ]
    assert silent == []
