"""What a hostile reader found in texts that were thought safe: each is replaced."""

from __future__ import annotations

import pytest

from tests.anonymise.case import done, left

# What is written, and what of it must be gone.
LEAKS = (
    ("Her number ends 900114, she said.", "900114"),
    ("Her number ends 900 114, she said.", "900 114"),
    ("Ring 7700 900 114 after six.", "900 114"),
    (
        "It was oh seven seven double oh, nine double oh, one one four.",
        "seven double oh, nine double oh, one one four",
    ),
    ("zero seven seven zero zero nine zero zero one one four", "one one four"),
    ("Ring nine double zero, double one, four.", "double one, four"),
    ("Isla was born in September 2021.", "September 2021"),
    ("Born in September 2021, she was small.", "September 2021"),
    ("Born Sept 2021 at term.", "Sept 2021"),
    ("Her birth in September 2021 was easy.", "September 2021"),
    ("Leanne gave birth in early September 2021.", "September 2021"),
    ("DOB 09/2021, female.", "09/2021"),
    ("It was the week after 7 September 2021.", "7 September 2021"),
    ("It was the week after 7  September  2021.", "September"),
    ("They lived at 3 Weir Cottage.", "Weir Cottage"),
    ("They lived in Weir Cottages.", "Weir Cottages"),
    ("Staff at Little Heron rang.", "Little Heron"),
    ("They lived at number 14 in Tansy Close.", "14"),
    ("They lived at number fourteen Tansy Close.", "fourteen"),
    ("They lived at number 14, Tansy.", "14"),
    ("They lived at number 14, Tansy.", "Tansy"),
    ("They lived in Tansy Close, at number 14.", "14"),
    ("They lived at 14, Tansy Close.", "14"),
    ("They lived at no. 14 Tansy Cl.", "14"),
    ("dale said he was at work.", "dale"),
    ("mo said she would come.", "mo "),
    ("we spoke to her partner dale about it", "dale"),
    ("it was dale's turn to cook", "dale"),
    ("leanne and dale were in", "dale"),
    ("Staff of TVPS saw her twice.", "TVPS"),
    ("She was taken to MGH by car.", "MGH"),
    ("Her account was leanne.g97 then.", "leanne.g97"),
    ("Her account was leanne.g97 then.", ".g97"),
    ("Lea Garrowby came.", "Lea "),
    ("We saw Lea Garrowby twice.", "Lea "),
    ("Leanne G. came to the door.", "G."),
    ("We saw Kyle P at the door.", " P "),
    ("The child lsla was asleep.", "lsla"),
    ("IsIa was asleep.", "IsIa"),
    ("Seen on 17  March, with nobody in.", "17"),
    ("Seen on 17\u00a0 March 2019.", "17"),
    ("File x7 September 2021x was blank.", "7 September 2021"),
    ("scan_07092021_final", "07092021"),
    ("IMG20210907 shows the stairs.", "20210907"),
)


@pytest.mark.parametrize(("text", "secret"), LEAKS)
def test_what_a_hostile_reader_found_is_replaced(text: str, secret: str) -> None:
    assert secret not in left(text)


@pytest.mark.parametrize(
    "text",
    [
        "mr fanshawe rang twice",
        "her friend odile came",
        "odile said he fell",
        "odile: he fell down the stairs",
        "her neighbour brennagh heard it",
    ],
)
def test_a_name_nobody_recorded_is_flagged_in_lower_case_too(text: str) -> None:
    spans = done(text).spans
    assert any(span.kind == "UNKNOWN_NAME" for span in spans)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lea Garrowby came.", "Mother came."),
        ("Leanne G. came to the door.", "Mother came to the door."),
        ("We saw Kyle P at the door.", "We saw Father at the door."),
        ("The child lsla was asleep.", "The child Child A was asleep."),
        ("Staff of TVPS saw her.", "Staff of Voluntary Service 1 saw her."),
        (
            "They lived at number 14 in Tansy Close.",
            "They lived at [address withheld].",
        ),
        ("dale said so.", "Mother's Partner said so."),
        ("Kyle Postlewhite (kyle.p@example.org).", "Father ([e-mail withheld])."),
        ("She posts as @moonflower_77.", "She posts as [handle withheld]."),
        ("It was the Mr Fanshawe she met.", "It was the named person she met."),
        ("Her plate AB12 was seen.", "Her plate [vehicle withheld] was seen."),
    ],
)
def test_the_right_words_stand_in_their_place(text: str, expected: str) -> None:
    assert left(text) == expected
