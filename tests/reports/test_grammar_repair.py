from __future__ import annotations

import pytest

from cspr_tui.domain.identity import EntityType, KnownEntity
from cspr_tui.reports.clearance.grammar_repair import repair_grammar

KNOWN = (
    KnownEntity("P1", EntityType.PERSON, "Ama Testley", pseudonym="Mother"),
    KnownEntity(
        "P2", EntityType.PERSON, "Ina Testley", pseudonym="Maternal Grandmother"
    ),
    KnownEntity("P3", EntityType.PERSON, "Bo Testley", pseudonym="Sibling 1"),
    KnownEntity("P4", EntityType.PERSON, "Cy Testley"),
)


@pytest.mark.parametrize(
    ("clumsy", "plain"),
    [
        ("On a day in May 2026 they met.", "In May 2026 they met."),
        ("They met on a day in May 2026.", "They met in May 2026."),
        ("until a day in May 2026", "until a day in May 2026"),
        ("His mother, Mother, wanted it.", "His mother wanted it."),
        ("his mother Mother said", "his mother said"),
        ("his mother, Mother's letter", "his mother's letter"),
        ("the maternal grandmother, Maternal Grandmother, rang", None),
        ("Her sister, Sibling 1, was eight.", "Her sister, Sibling 1, was eight."),
    ],
)
def test_what_replacing_made_clumsy_is_said_plainly(
    clumsy: str, plain: str | None
) -> None:
    assert repair_grammar(clumsy, KNOWN) == (plain or "the maternal grandmother rang")
