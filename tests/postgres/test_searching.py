"""Searching notes in a database: it narrows what is read, and loses nothing."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from cspr_tui.domain.audit.timeline import timeline
from cspr_tui.service import Reviews
from cspr_tui.service.use_cases.text_search import SearchHit, search_timelines
from cspr_tui.store.copy_store import copy_store
from cspr_tui.store.folder.folder_store import FolderStore
from cspr_tui.store.postgres.postgres_store import PostgresStore
from cspr_tui.store.postgres.setup import create, open_store
from tests.postgres.server import new_login
from tests.postgres.sitting import sat_down
from tests.postgres.stores import admin, new_store
from tests.postgres.wire import wired
from tests.sitting import demo_store
from tests.store.test_contract import for_leads, new, noted


@pytest.fixture
def both(store: PostgresStore, tmp_path: Path) -> tuple[FolderStore, PostgresStore]:
    demo = demo_store(tmp_path / "demo")
    list(copy_store(demo, store))
    return demo, store


def hits(reviews: Reviews, *words: str) -> list[SearchHit]:
    found = search_timelines(reviews, reviews.store.refs(), words)
    return [hit for each in found for hit in each.hits]


def words_of(store: FolderStore, number: int) -> Iterator[str]:
    """Yield pieces of what timelines say, cut anywhere, in either case."""
    chance = random.Random(20261123)
    said = [f"{x.what} {x.text}" for r in store.refs() for x in timeline(store.load(r))]
    for _ in range(number):
        text = " ".join(chance.choice(said).split())
        start = chance.randrange(len(text))
        piece = text[start : start + chance.randint(2, 12)].strip()
        yield chance.choice([piece, piece.upper()])


def test_whatever_a_timeline_says_is_found_as_in_a_folder(
    both: tuple[FolderStore, PostgresStore],
) -> None:
    folder, database = (sat_down(store) for store in both)
    pieces = [*words_of(both[0], 60), "Telephone", "asked for", "Étage", "zzz", "23"]
    for piece in filter(None, pieces):
        assert hits(database, piece) == hits(folder, piece), piece
    both_words = ("school", "nurse")
    assert hits(database, *both_words) == hits(folder, *both_words)


def test_what_nobody_said_is_known_without_reading_a_review(
    both: tuple[FolderStore, PostgresStore],
) -> None:
    with wired(both[1].place) as (wire, address):
        reviews = sat_down(open_store(address))
        refs = reviews.store.refs()
        with wire.counted() as trips:
            results = list(search_timelines(reviews, refs, ["xylophone"]))
        assert [each.hits for each in results] == [()] * len(refs)
        assert trips[0] <= 2
        reviews.store.close()  # type: ignore[attr-defined] # a database's


def test_what_is_said_of_a_restricted_review_is_told_to_its_group_only() -> None:
    key = create(admin(), "Searching partnership").partnership_key
    with psycopg.connect(admin(), autocommit=True) as connection:
        connection.execute(f"create role {key}_named nologin".encode())
    inside = open_store(new_login(admin(), "finder", key, f"{key}_named"))
    outside = open_store(new_login(admin(), "looker", key))
    review = noted(for_leads(replace(new()), "named"), "a xylophone")
    inside.save(review, 0)
    assert inside.refs_containing(["xylophone"]) == {review.ref}
    assert outside.refs_containing(["xylophone"]) == frozenset()


def test_another_partnership_is_told_nothing() -> None:
    mine, theirs = new_store(), new_store()
    theirs.save(noted(new(), "a xylophone"), 0)
    assert theirs.refs_containing(["xylophone"]) == {"7QXM4"}
    with psycopg.connect(mine.place, autocommit=True) as connection:
        asked = (theirs.partnership_key, ["xylophone"])
        found = connection.execute("select cspr.telling(%s, %s)", asked)
        assert found.fetchall() == []
        for words in ("select from cspr.said", "update cspr.said set said = ''"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(words.encode())
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(
                "insert into cspr.said values (%s, '7QXM4', 9, 'forged')",
                (theirs.partnership_key,),
            )


def test_an_index_serves_where_there_is_much_to_look_through() -> None:
    new_store()
    with psycopg.connect(admin()) as connection:
        connection.execute("set enable_seqscan = off")
        asked = "explain select ref from cspr.said where said like '%xylophone%'"
        plan = "\n".join(row[0] for row in connection.execute(asked))
    assert "said_grams" in plan
