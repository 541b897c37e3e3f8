"""How a record is written for a checksum: quickly, and as the slow way would."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from cspr_tui.store.postgres.codec import canonical

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner),
    max_leaves=20,
)


@given(PLAIN)
def test_whatever_a_record_holds_is_written_as_the_librarys_own_writer_does(
    plain: object,
) -> None:
    slowly = json.dumps(
        plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    assert canonical(plain) == slowly.encode()


def test_a_number_beyond_the_quick_writers_is_written_all_the_same() -> None:
    assert canonical({"n": 10**30}) == b'{"n":1' + b"0" * 30 + b"}"
