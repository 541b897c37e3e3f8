"""Word and Excel files made to exhaust a parser: one sentence each, within limits."""

from __future__ import annotations

import random
import resource
import time
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import pairwise

from cspr_tui.domain.errors import CsprError
from cspr_tui.exchange.chronology.sheet import read_sheet
from cspr_tui.exchange.draft.draft_sections import split_draft
from tests.exchange.office import (
    changed,
    excel_file,
    heading,
    paragraph,
    word_file,
)
from tests.faults.figure import Bench, Figure

# Seconds and megabytes: what one file may cost, the interpreter's start included.
MOST_SECONDS, MOST_MEGABYTES = 10.0, 500
SHEET = "xl/worksheets/sheet1.xml"
Chance = random.Random
ROWS = [["Date", "Event"], ["1/1/2026", "x"]]


def added(content: bytes, name: str, text: str, method: int = 8) -> bytes:
    file = BytesIO(content)
    with zipfile.ZipFile(file, "a", method) as into:
        into.writestr(name, text)
    return file.getvalue()


def empty_elements(chance: Chance) -> bytes:
    many = chance.randrange(1_000_001, 1_200_000)
    each = [f'<w:p a="{n:x}"/>' for n in chance.choices(range(2**32), k=10_000)]
    return word_file("".join(each) * (many // 10_000 + 1))


def runs_in_memory(chance: Chance) -> bytes:
    # Less than the limit of elements; what they become in memory is more.
    many = chance.randrange(380_000, 480_000)
    each = [
        f'<w:r a="{n:x}"><w:t>x</w:t></w:r>'
        for n in chance.choices(range(2**32), k=10_000)
    ]
    some = "".join(each) * (many // 10_000)
    return word_file(heading("Analysis"), f"<w:p>{some}</w:p>")


def deep_tables(chance: Chance) -> bytes:
    deep = chance.randrange(101, 200_000)
    return word_file("<w:tbl>" * deep + "</w:tbl>" * deep)


def many_attributes(chance: Chance) -> bytes:
    given = " ".join(f'a{n}="1"' for n in range(chance.randrange(600, 90_000)))
    return word_file(f"<w:p {given}/>")


def laughs(chance: Chance) -> str:
    names = [f"e{n}" for n in range(chance.randrange(8, 20))]
    entities = f'<!ENTITY {names[0]} "ha">' + "".join(
        f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in pairwise(names)
    )
    return f"<!DOCTYPE x [{entities}]><x>&{names[-1]};</x>"


def entities_elsewhere(chance: Chance) -> bytes:
    name = chance.choice(["word/notes.dat", "x/y", "word/media/image2.png", "n.XML"])
    return added(word_file(heading("Analysis"), paragraph("x")), name, laughs(chance))


def entities_in_16_bits(chance: Chance) -> bytes:
    text = laughs(chance).encode("utf-16")
    return word_file(heading("Analysis"), word__styles2=text)


def blank_before_entities(chance: Chance) -> bytes:
    text = " " * chance.randrange(70_000, 200_000) + laughs(chance)
    return added(excel_file(ROWS), "xl/theme.bin", text)


def styles(chance: Chance) -> bytes:
    xfs = '<xf numFmtId="0" fontId="0"/>' * chance.randrange(1_000_001, 2_000_000)
    return changed(
        excel_file(ROWS),
        "xl/styles.xml",
        lambda text: text.replace("</cellXfs>", f"{xfs}</cellXfs>"),
    )


def named_styles(chance: Chance) -> bytes:
    many = chance.randrange(200_000, 300_000)
    named = "".join(f'<cellStyle name="s{n}" xfId="0"/>' for n in range(many))
    return changed(
        excel_file(ROWS),
        "xl/styles.xml",
        lambda text: text.replace("</cellStyles>", f"{named}</cellStyles>"),
    )


def one_sheet_often(chance: Chance) -> bytes:
    many = chance.randrange(20, 400)

    def listed(text: str) -> str:
        start = text.index("<sheet ")
        sheet = text[start : text.index("/>", start) + 2]
        return text.replace(
            sheet,
            "".join(sheet.replace("Sheet1", f"S{n}") for n in range(many)),
        )

    return changed(excel_file(ROWS), "xl/workbook.xml", listed)


def far_cell(chance: Chance) -> bytes:
    at = chance.choice(["XFD1", "A1048576", "A99999999", "ZZZ999999"])
    return changed(
        excel_file([["x"]]),
        SHEET,
        lambda text: text.replace('r="A1"', f'r="{at}"').replace(
            '<row r="1"', f'<row r="{at.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}"'
        ),
    )


def wide_rows(chance: Chance) -> bytes:
    row = "<row>" + "<c><v>1</v></c>" * chance.randrange(61, 400) + "</row>"
    rows = row * chance.randrange(100, 1_000)
    return changed(
        excel_file(ROWS),
        SHEET,
        lambda text: text.replace("</sheetData>", f"{rows}</sheetData>"),
    )


def packed_tight(chance: Chance) -> bytes:
    return word_file("<!-- " + " " * chance.randrange(3_000_000, 60_000_000) + "-->")


def packed_otherwise(chance: Chance) -> bytes:
    method = chance.choice([zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
    return added(word_file(heading("Analysis")), "word/x.xml", "<x/>", method)


BOMBS: tuple[Callable[[Chance], bytes], ...] = (
    deep_tables,
    entities_elsewhere,
    one_sheet_often,
    far_cell,
    empty_elements,
    entities_in_16_bits,
    styles,
    many_attributes,
    blank_before_entities,
    runs_in_memory,
    named_styles,
    wide_rows,
    packed_tight,
    packed_otherwise,
)


def office_bombs(bench: Bench) -> Iterator[Figure]:
    chance, tried, wrong, slowest = bench.chance(), 0, list[str](), 0.0
    for turn in range(bench.reach(5, 60)):
        kind = BOMBS[turn % len(BOMBS)]
        content, since = kind(chance), time.monotonic()
        said = refused(content, f"{kind.__name__}.docx")
        spent = time.monotonic() - since
        slowest, tried = max(slowest, spent), tried + 1
        if not said or spent > MOST_SECONDS:
            wrong.append(kind.__name__)
    used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    said = f"slowest {slowest:.1f} s; at most {used} MB; {', '.join(wrong)}"
    most = len(wrong) + (used > MOST_MEGABYTES)
    yield Figure("office bomb taken in, slow or large", tried, most, said.strip("; "))


def refused(content: bytes, name: str) -> str:
    """Return the sentence that refuses a file; none where it is taken in."""
    is_excel = b"xl/workbook.xml" in content
    try:
        read_sheet(content, name) if is_excel else split_draft(content, name)
    except CsprError as error:
        return str(error)
    return ""
