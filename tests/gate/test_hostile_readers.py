"""What a hostile reader found: each alone in a text is refused where it stands."""

from __future__ import annotations

import pytest

from cspr_tui.gate import find_leaks
from tests.anonymise.case import RECORD

# A text with nothing else to find, and what of it must be refused.
LEFT = (
    ("Her number ends 900114, she said.", "900114"),
    ("Her number ends 900 114, she said.", "900 114"),
    ("It was oh seven seven double oh, nine double oh, one one four.", "one one four"),
    ("Ring nine double zero, double one, four.", "double one, four"),
    ("Ring nine hundred, one fourteen.", "nine hundred, one fourteen"),
    ("Ring oh one six three two, nine six oh, one one eight.", "oh one six"),
    ("Child A was born in September 2021.", "September 2021"),
    ("Born in September 2021, she was small.", "September 2021"),
    ("Born Sept 2021 at term.", "Sept 2021"),
    ("The birth, in September 2021, was easy.", "September 2021"),
    ("Mother gave birth in early September 2021.", "September 2021"),
    ("DOB 09/2021, female.", "09/2021"),
    ("Somebody unrecorded was born in May 2015.", "May 2015"),
    ("It was the week after 7 September 2021.", "7 September 2021"),
    ("It was the week after 7  September  2021.", "7  September"),
    ("It was the week after 7\nSeptember 2021.", "7\nSeptember"),
    ("They lived at 3 Weir Cottage.", "3 Weir Cottage"),
    ("They lived in Weir Cottages.", "Weir Cottages"),
    ("Staff at Little Heron rang.", "Little Heron"),
    ("They lived at number 14, Tansy.", "14, Tansy"),
    ("They lived at number fourteen, Tansy.", "fourteen, Tansy"),
    ("They lived at number 14 in [address withheld].", "number 14 in"),
    ("They lived at number fourteen [address withheld].", "fourteen"),
    ("dale said he was at work.", "dale"),
    ("mo said she would come.", "mo"),
    ("Staff of TVPS saw her twice.", "TVPS"),
    ("She was taken to MGH by car.", "MGH"),
    ("She was taken to M.G.H. by car.", "M.G.H"),
    ("Her account was Mother.g97 then.", "Mother.g97"),
    ("Her account was leanne.g97 then.", "leanne"),
    ("Mother G. came to the door.", "G"),
    ("We saw Father P at the door.", "P"),
    ("The child lsla was asleep.", "lsla"),
    ("IsIa was asleep.", "IsIa"),
    ("Seen on 17  March, with nobody in.", "17  March"),
    ("File x7 September 2021x was blank.", "7 September 2021"),
    ("scan_07092021_final", "07092021"),
)


@pytest.mark.parametrize(("text", "secret"), LEFT)
def test_what_a_hostile_reader_found_is_refused(text: str, secret: str) -> None:
    start = text.index(secret)
    leaks = find_leaks(text, RECORD)
    assert any(k.start < start + len(secret) and k.end > start for k in leaks)


@pytest.mark.parametrize(
    "text",
    [
        "Mother told Child A that Father would come in September 2021.",
        "Mother I think was tired, said Social Worker 1.",
        "The child was born in 2021. A review followed in September 2021.",
        "There were twenty-four children, one nurse and two doctors.",
        "There were three reports, one of 2019, two of 2020 and four of 2021.",
        "The ALL scheme and the GP saw her. It was ILL advised.",
        "Staff saw a heron by the weir at the cottage, and tansy in the garden.",
        "In a steep dale the bus was late, in the field by the weir.",
        "Item 3\n\nMay was wet. Item 4\n- March was dry.",
    ],
)
def test_ordinary_words_are_let_through(text: str) -> None:
    assert find_leaks(text, RECORD) == ()
