"""Names that only their place shows: flagged there, and left alone elsewhere."""

from __future__ import annotations

import pytest

from tests.anonymise.case import done


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Her uncle Bob rang.", "Bob"),
        ('She was known as "Bug" there.', "Bug"),
        ("Joy, the health visitor, agreed.", "Joy"),
        ("She worked as a cleaner at the Red Lion.", "Red Lion"),
        ("They stayed at Rosewood Court.", "Rosewood Court"),
        ("They saw Old Tom there.", "Tom"),
        ("ODILE TOLD STAFF.", "ODILE"),
        ("Her username is sunflowergirl.", "sunflowergirl"),
    ],
)
def test_a_word_where_a_name_stands_is_flagged(text: str, name: str) -> None:
    flagged = [text[flag.start : flag.end] for flag in done(text).flags]
    assert name in " ".join(flagged)


@pytest.mark.parametrize(
    "text",
    [
        "She worked for Social Services and was employed by the NHS.",
        "He was known as a quiet boy, called the Police and lived at home.",
        "Later, the health visitor rang. Then, her mother came.",
        "The social worker was new. The head teacher: no concerns.",
        "There was still hope. He had the will to chase it; a bill came.",
        "Grant funding stopped. The Pupil Premium Grant was spent.",
        "CHILD PROTECTION CONFERENCE\n\nTHE FAMILY WAS NOT SEEN.",
        "14:03 - Mum: he fell\nFrom: the school nurse\n",
    ],
)
def test_ordinary_words_are_not_flagged(text: str) -> None:
    assert done(text).flags == ()
