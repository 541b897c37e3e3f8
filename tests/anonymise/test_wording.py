"""What stands for a name reads as English: families, couples, areas, places in a street."""

from __future__ import annotations

import pytest

from tests.anonymise.case import left, refused


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The Garrowbys came.", "The family came."),
        ("Garrowbys came.", "The family came."),
        ("Both Garrowbys came.", "Both family members came."),
        ("The Garrowbys' home.", "The family's home."),
        ("The Garrowby's home.", "The family's home."),
        ("The Garrowby household.", "The family's household."),
        ("She saw Garrowby children.", "She saw the children."),
        ("Two Garrowby children.", "Two children."),
        ("The Postlewhites left.", "The Father's family left."),
        ("The Postlewhites' house.", "The Father's family's house."),
        ("The Postlewhite family.", "The Father's family."),
        ("Mr. and Mrs. Garrowby.", "Mother and a family member."),
        ("Mr & Mrs Postlewhite left.", "Father and a family member left."),
        ("Garrowby came.", "A family member came."),
        (
            "He lived in Little Herons for years.",
            "He lived in the local area for years.",
        ),
        ("The Little Herons area is poor.", "The local area is poor."),
        ("She grew up near Marrick.", "She grew up near the local area."),
        ("He attended Little Herons.", "He attended Nursery 1."),
        ("Born in Marrick General Hospital.", "Born in Hospital 1."),
        ("At Tansy Close Recreation Ground.", "At a local recreation ground."),
        ("At the Tansy Close community centre.", "At the local community centre."),
        ("They lived at Tansy Close.", "They lived at [address withheld]."),
        ("Weir Cottages shops were shut.", "Local shops were shut."),
    ],
)
def test_a_replacement_reads_as_english_and_can_leave(text: str, said: str) -> None:
    assert left(text) == said
    assert refused(said) == set()
    assert left(said) == said
