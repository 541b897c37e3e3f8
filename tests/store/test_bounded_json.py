from __future__ import annotations

import json

import pytest

from cspr_tui.store.fs.bounded_json import (
    MOST_DEPTH,
    MOST_VALUES,
    UnreadableJsonError,
    parse_json,
)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"[" * 1_000_000, "levels deep"),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "levels deep"),
        (b'["]", ' * (MOST_DEPTH + 1) + b"1" + b"]" * (MOST_DEPTH + 1), "levels deep"),
        (b'["\\"", ' * 200 + b"1" + b"]" * 200, "levels deep"),
        (b"[" + b"[]," * 500 + b"[" * 200, "levels deep"),
        (b"[" + b"0," * (MOST_VALUES + 1) + b"0]", "values"),
        (b"[1", "not whole JSON"),
        (b"", "not whole JSON"),
        (b'"\xff"', "not whole JSON"),
    ],
)
def test_json_that_could_exhaust_the_parser_is_refused_by_its_measure(
    content: bytes, said: str
) -> None:
    with pytest.raises(UnreadableJsonError, match=said):
        parse_json(content)


def test_brackets_in_strings_are_no_depth() -> None:
    for value in (
        "[" * 1_000,
        '\\"' + "[" * 1_000,
        "\\\\" + "{" * 1_000,
        ['\\" [', {"[[": '"{\\'}] * 300,
    ):
        assert parse_json(json.dumps(value).encode()) == value


def test_the_deepest_that_is_allowed_is_read() -> None:
    content = b"[" * MOST_DEPTH + b"]" * MOST_DEPTH
    assert json.loads(content) == parse_json(content)


def test_a_file_longer_than_its_kind_is_refused() -> None:
    with pytest.raises(UnreadableJsonError, match="over 10 bytes"):
        parse_json(b'"12345678901"', 10)
