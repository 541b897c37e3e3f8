"""Facts that in combination, or as small numbers, could identify a child.

This prompts a person to look; it proves nothing. The shares are orders of magnitude,
rounded from the 2021 census of England and Wales and yearly figures of the DfE, ONS
and NHS. They are multiplied as if independent of each other, which they are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cspr_tui.reports.clearance.findings import WARN, WHOLE_REPORT, ReportFinding

COMBINATION, SMALL_NUMBER = "QUASI", "SMALL_NUMBER"
# Of the report as it would read: no wording of the draft stands for them.
WHOLE_REPORT_KINDS = frozenset({COMBINATION, SMALL_NUMBER})
# The kinds that the page of rare facts is about.
RARE_KINDS = frozenset({"RARE", COMBINATION, SMALL_NUMBER})
_POPULATION = 100_000
_TOO_FEW = 10

# What is said, the words that say it, and how many of a hundred thousand share it.
_SHARES: tuple[tuple[str, str, int], ...] = (
    ("Gypsy, Roma or Traveller", r"gypsy|gypsies|roma|travellers?", 300),
    ("Asian", r"asian|indian|pakistani|bangladeshi|chinese", 10_000),
    ("Black", r"black (?:british|african|caribbean)|somali|nigerian", 5_000),
    ("mixed heritage", r"(?:mixed|dual) (?:heritage|ethnicity|race)", 5_000),
    ("Muslim", r"muslims?|mosque|madrasa", 7_000),
    ("Hindu", r"hindus?", 2_000),
    ("Sikh", r"sikhs?|gurdwara", 1_000),
    ("Jewish", r"jewish|synagogue", 500),
    ("Jehovah's Witness", r"jehovah's witness(?:es)?", 200),
    ("speaks Polish", r"(?:speaks?|in|spoke) polish", 1_000),
    ("signs", r"british sign language|bsl", 40),
    ("twin", r"twins?", 3_000),
    ("triplet", r"triplets?", 50),
    ("deaf", r"deaf", 200),
    ("blind", r"blind|visually impaired", 200),
    ("autistic", r"autis(?:m|tic)", 2_000),
    ("epilepsy", r"epilep(?:sy|tic)", 500),
    ("diabetes", r"diabet(?:es|ic)", 200),
    ("Down syndrome", r"down'?s? syndrome", 100),
    ("cerebral palsy", r"cerebral palsy", 200),
    ("looked after", r"looked[- ]after|foster carers?|in care", 700),
    ("adopted", r"adopt(?:ed|ion|ive)", 700),
    ("parent in prison", r"(?:father|mother|parent)\b[^.]{0,40}\bprison", 1_500),
    ("secure children's home", r"secure (?:children's home|training centre)", 10),
    ("asylum", r"asylum|unaccompanied", 300),
)
_SMALL_COUNT = re.compile(
    r"\b(?:only )?(?:one|two|three|four|[1-4]) (?:other |more )?"
    r"(?:family|families|cases?|households?|pupils?|reviews?|deaths?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact about the child: its label, and how many of 100,000 children share it."""

    label: str
    share: int


def facts_in(text: str) -> tuple[Fact, ...]:
    """Return the facts in a text that only some children share."""
    return tuple(
        Fact(label, share)
        for label, words, share in _SHARES
        if re.search(rf"\b(?:{words})\b", text, re.IGNORECASE)
    )


def expected_number(facts: tuple[Fact, ...]) -> float:
    """Return how many of 100,000 children would share all of these facts."""
    number = float(_POPULATION)
    for fact in facts:
        number *= fact.share / _POPULATION
    return number


def rare_fact_findings(text: str) -> Iterator[ReportFinding]:
    """Yield rare combinations and small numbers for a person to weigh."""
    facts = facts_in(text)
    number = expected_number(facts)
    if len(facts) > 1 and number < _TOO_FEW:
        labels = ", ".join(fact.label for fact in facts)
        how_many = f"about {number:.0f}" if number >= 1 else "fewer than one"
        reason = (
            f"{how_many} of 100,000 children share all of these; coarsen one, or sign"
        )
        yield ReportFinding(
            WARN, WHOLE_REPORT, COMBINATION, labels, "weigh", reason, "rare facts"
        )
    for match in _SMALL_COUNT.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        reason = "so small a number can tell who it is"
        yield ReportFinding(
            WARN, line, SMALL_NUMBER, match.group(), "say some", reason, "rare facts"
        )
