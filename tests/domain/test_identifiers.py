from __future__ import annotations

import random
import typing
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, replace
from datetime import date, datetime
from enum import Enum
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspr_tui.domain.history.change import Change, Edit
from cspr_tui.domain.identifiers.extraction import identities, refused_pseudonyms
from cspr_tui.domain.identifiers.free_text import (
    IdentifyingText,
    identifying_texts,
    names_in,
)
from cspr_tui.domain.identifiers.pseudonyms import bare_name, name_parts, sound_of
from cspr_tui.domain.identity import KnownEntity
from cspr_tui.domain.record.agencies import Agency, AgencyKind, AgencyOfficer
from cspr_tui.domain.record.documents import (
    Document,
    DocumentKind,
    ImportedCell,
    Place,
    PlaceKind,
)
from cspr_tui.domain.record.learning import Action
from cspr_tui.domain.record.oversight import Note, Reviewer
from cspr_tui.domain.record.partnership import Partnership
from cspr_tui.domain.record.people import ContactPreferences, Person, PersonRole
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.step import change_entry, record_change
from cspr_tui.domain.values.base import Value
from cspr_tui.domain.values.field_metadata import (
    Sensitivity,
    UnclassifiedFieldError,
    sensitivity_of,
)
from tests import factories
from tests.reports import traps

NOBODY = Partnership()


# The table ------------------------------------------------------------------------


def kinds() -> dict[type[Value], dict[str, Any]]:
    """Return every kind of value that the two records hold, with its fields' types."""
    found: dict[type[Value], dict[str, Any]] = {}
    waiting: list[Any] = [Review, Partnership]
    while waiting:
        hint = waiting.pop()
        waiting.extend(typing.get_args(hint))
        if isinstance(hint, type) and issubclass(hint, Value) and hint not in found:
            hints = typing.get_type_hints(hint)
            found[hint] = {field.name: hints[field.name] for field in fields(hint)}
            waiting.extend(found[hint].values())
    return found


def held_by(hint: object) -> type[Value] | None:
    """Return the kind of value that a field holds, one or many of them."""
    for inner in (hint, *typing.get_args(hint)):
        if isinstance(inner, type) and issubclass(inner, Value):
            return inner
    return None


def test_every_field_of_the_record_is_judged_for_what_it_gives_away() -> None:
    fields_of = [(kind, name) for kind, hints in kinds().items() for name in hints]
    assert len(fields_of) > 300
    assert all(sensitivity_of(kind, name) for kind, name in fields_of)


def test_a_field_holding_what_identifies_is_identifying_itself() -> None:
    for kind, hints in kinds().items():
        for name, hint in hints.items():
            inner = held_by(hint)
            if inner is not None:
                inside = {sensitivity_of(inner, field.name) for field in fields(inner)}
                said = sensitivity_of(kind, name) is Sensitivity.IDENTIFYING
                assert said == (Sensitivity.IDENTIFYING in inside), (kind, name)


def test_a_field_that_nobody_judged_stops_the_extraction() -> None:
    with pytest.raises(UnclassifiedFieldError, match=r"Review\.shoe_size was never"):
        sensitivity_of(Review, "shoe_size")


# What is planted is found ---------------------------------------------------------


class Planter:
    """Fills a record with a name of its own in each identifying field."""

    def __init__(self) -> None:
        self.planted: dict[str, str] = {}
        self._number = count()

    def made(self, kind: type[Value]) -> Any:  # noqa: ANN401 - any of the record's kinds
        hints = typing.get_type_hints(kind)
        return kind(**{f.name: self._filled(kind, f, hints) for f in fields(kind)})

    def _filled(
        self, kind: type[Value], field: Field[Any], hints: dict[str, Any]
    ) -> object:
        hint = hints[field.name]
        many = typing.get_origin(hint) is tuple
        inner = held_by(hint)
        if kind is Edit:
            return self._edit(field.name)
        if inner is not None:
            made = self.made(inner)
            return (made,) if many else made
        said = sensitivity_of(kind, field.name)
        texts = str in {hint, *typing.get_args(hint)}
        if said is Sensitivity.IDENTIFYING and texts:
            name = self._name(f"{kind.__name__}.{field.name}")
            return (name,) if many else name
        return self._plain(field, hint)

    def _edit(self, field: str) -> object:
        if field == "path":
            return "people/P1/surname"
        return self._name("Edit.old") if field == "old" else None

    def _name(self, where: str) -> str:
        number = next(self._number)
        a, b = (chr(ord("a") + digit) for digit in divmod(number, 26))
        name = f"Zuq{a}{b}x Vyk{a}{b}wo"
        self.planted[where] = name
        return name

    def _plain(self, field: Field[Any], hint: Any) -> object:  # noqa: ANN401 - a type hint can be anything
        if field.name == "id":
            return "P1"
        if field.default is not MISSING:
            return field.default
        if typing.get_origin(hint) is tuple:
            return ()
        if isinstance(hint, type) and issubclass(hint, Enum):
            return next(iter(hint))
        moment = datetime(2026, 3, 2)  # noqa: DTZ001 - no zone is looked at
        plain = {str: "x", int: 1, datetime: moment, date: moment.date()}
        return plain[hint]


def texts_of(entities: tuple[KnownEntity, ...]) -> str:
    return "\n".join(str(text) for entity in entities for text in _texts(entity))


def _texts(entity: KnownEntity) -> Iterator[object]:
    for field in fields(entity):
        if field.name not in {"id", "pseudonym", "relation", "role"}:
            held = getattr(entity, field.name)
            yield from held if isinstance(held, tuple) else (held,)


def test_a_name_planted_in_any_identifying_field_is_found() -> None:
    planter = Planter()
    review, partnership = planter.made(Review), planter.made(Partnership)
    found = texts_of(identities(review, partnership))
    lost = {where for where, name in planter.planted.items() if name not in found}
    assert lost == set()
    assert len(planter.planted) > 60


def test_the_date_of_birth_is_extracted() -> None:
    born = date(2019, 3, 4)
    known = identities(review_of(person("P1", dob=born)), NOBODY)
    assert {entity.dob for entity in known} >= {born}


# Who is found in passing ----------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Jane Doverly", ["Jane Doverly"]),
        ("Jane Doverly, NYAS", ["Jane Doverly"]),
        ("DC Example", ["Example"]),
        ("Det Sgt Pell in the case", ["Pell"]),
        ("Officer Nia Pell", ["Nia Pell"]),
        ("Mr van der Berg", ["van der Berg"]),
        ("Grace Hope", ["Grace Hope"]),
        ("J. Pellow and Ama Sorrel", ["J Pellow", "Ama Sorrel"]),
        ("Nadia (NYAS)", ["Nadia"]),
        ("n.pell@example.org", []),
        ("Polish, female", []),
        ("Romanian interpreter", []),
        ("Crown Prosecution Service", []),
        ("Family Liaison Officer", []),
        ("Senior investigating officer", []),
        ("Community Safety Partnership", []),
        ("Tallow Creek Service", []),
        ("Sorani Kurdish", []),
        ("Father's solicitor", []),
        ("Anyone from the parish", []),
        ("", []),
    ],
)
def test_a_name_in_passing_is_told_from_a_post(text: str, names: list[str]) -> None:
    passage = IdentifyingText(ContactPreferences, "advocate", text, "P1")
    known = frozenset({"romanian"})
    assert list(names_in(passage, known)) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("tpellow", ["tpellow"]),
        ("Tamsin Pellow", ["Tamsin Pellow"]),
        ("tamsin pellow", ["tamsin pellow"]),
        ("board", []),
        ("TP", []),
        ("Jane Doverly (police)", ["Jane Doverly"]),
    ],
)
def test_an_account_is_a_login_or_a_name(text: str, names: list[str]) -> None:
    assert list(names_in(IdentifyingText(Note, "by", text, "N1"), frozenset())) == names


def test_only_an_uncommon_word_in_a_role_is_somebodys_name() -> None:
    role = IdentifyingText(Action, "lead_role", "Named Midwife, Oona Carrowby", "A1")
    post = replace(role, text="Early Help Gateway Lead")
    assert list(names_in(role, frozenset())) == ["Oona Carrowby"]
    assert list(names_in(post, frozenset())) == []


def test_numbers_beside_a_name_are_looked_for_too() -> None:
    wishes = ContactPreferences(
        advocate="Nerys Oak, 01632 960818, n@example.org, @nerys_o"
    )
    found = identities(review_of(person("P1", preferences=wishes)), NOBODY)
    assert any(e.phones == ("01632 960818",) for e in found)
    assert any(e.emails == ("n@example.org",) for e in found)
    assert any(e.handles == ("@nerys_o",) for e in found)


def test_a_surgery_that_the_directory_does_not_hold_is_masked() -> None:
    asked = factories.request(agency="Brindle Lane Surgery")
    plain = factories.request("R2", agency="Police")
    found = identities(factories.review(requests=(asked, plain)), NOBODY)
    assert {e.name for e in found if e.id.startswith("unlisted")} == {
        "Brindle Lane Surgery"
    }


def test_somebody_named_twice_is_one_person() -> None:
    notes = traps.review().notes
    again = replace(notes[0], id="T2", by="W Tolley")
    found = identities(traps.review(notes=(*notes, again)), traps.partnership())
    assert len([entity for entity in found if "Tolley" in entity.name]) == 1


def test_a_tracker_cell_gives_its_names_away() -> None:
    cells = (ImportedCell("Comments", "Rang Oona Carrowby at Early Help"),)
    found = identities(factories.review(imported_cells=cells), NOBODY)
    assert "Oona Carrowby" in texts_of(found)


# Who may be named -----------------------------------------------------------------


def test_the_lead_reviewer_may_be_named_and_the_address_may_not() -> None:
    found = identities(traps.review(), traps.partnership())
    named = next(entity for entity in found if entity.id == "W1")
    assert (named.policy, named.name, named.surname) == (
        "keep",
        "Mabel Thistleby",
        "Thistleby",
    )
    masked = [e for e in found if "m.thistleby@example.org" in e.emails]
    assert [entity.policy for entity in masked] == ["mask"]


def test_a_reviewer_with_the_familys_surname_is_kept_by_the_full_name_only() -> None:
    record = replace(
        review_of(person("P1", surname="Thistleby")),
        reviewers=(Reviewer("W1", "Dr Mabel Thistleby"),),
    )
    named = next(e for e in identities(record, NOBODY) if e.id == "W1")
    assert (named.policy, named.surname) == ("keep", "")


def test_an_agency_called_like_a_person_is_not_kept() -> None:
    grace = Agency("grace", "Grace", AgencyKind.VOLUNTARY, aliases=("Amazing Grace",))
    record = review_of(person("P1", forename="Grace"))
    named = next(
        e
        for e in identities(record, Partnership(agencies=(grace,)))
        if e.id == "agency-grace"
    )
    assert named.policy == "mask"


def test_an_agency_is_masked_unless_it_may_be_named() -> None:
    found = {e.id: e.policy for e in identities(traps.review(), traps.partnership())}
    assert (found["agency-police"], found["agency-moss"]) == ("keep", "mask")


def test_an_officer_of_whom_nothing_is_known_is_nobody() -> None:
    police = Agency("police", "Police", officers=(AgencyOfficer("Review officer"),))
    found = identities(factories.review(), Partnership(agencies=(police,)))
    assert {entity.id for entity in found} == {"ref", "agency-police"}


def test_an_agency_and_an_entry_of_one_id_are_two() -> None:
    nursery = Agency("O1", "Mossbank Nursery", AgencyKind.SCHOOL, may_be_named=False)
    places = (Place("O1", PlaceKind.SCHOOL, "Hatherlow School"),)
    record = factories.review(places=places)
    found = identities(record, Partnership(agencies=(nursery,)))
    assert len({entity.id for entity in found}) == len(found)


def test_a_place_is_masked_unless_it_may_be_named() -> None:
    places = (
        Place("O1", PlaceKind.PLACE, "Quillmere"),
        Place("O2", PlaceKind.PLACE, "Quillshire", may_be_named=True),
    )
    found = {e.id: e for e in identities(factories.review(places=places), NOBODY)}
    assert (found["O1"].policy, found["O2"].policy) == ("mask", "keep")


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Mossbank Nursery", ("Mossbank",)),
        ("Brindle Lane Surgery", ("Brindle Lane",)),
        ("St Osyth Church of England Primary School", ("St Osyth Church of England",)),
        ("Grace Nursery", ()),
        ("Quillshire Nursery", ()),
        ("Lantern", ()),
        ("The Nursery", ()),
        ("School", ()),
    ],
)
def test_a_place_is_looked_for_by_its_short_name_too(
    name: str, short: tuple[str, ...]
) -> None:
    places = (Place("O1", PlaceKind.SCHOOL, name),)
    police = Agency("police", "Quillshire Police", AgencyKind.POLICE)
    found = identities(factories.review(places=places), Partnership(agencies=(police,)))
    assert next(e for e in found if e.id == "O1").aliases == short


def test_a_short_name_that_is_another_place_is_not_given_twice() -> None:
    places = (
        Place("O1", PlaceKind.HOSPITAL, "Quillmere Infirmary"),
        Place("O2", PlaceKind.PLACE, "Quillmere"),
        Place("O3", PlaceKind.SCHOOL, "Hatherlow School"),
        Place("O4", PlaceKind.SURGERY, "Hatherlow Surgery"),
    )
    found = {
        e.id: e.aliases for e in identities(factories.review(places=places), NOBODY)
    }
    assert [found[f"O{n}"] for n in (1, 2, 3, 4)] == [(), (), ("Hatherlow",), ()]


def test_the_name_the_family_wishes_for_is_looked_for_as_the_childs() -> None:
    found = identities(traps.review(), traps.partnership())
    assert "Hopey" in next(e for e in found if e.id == "P1").aliases


# Pseudonyms -----------------------------------------------------------------------


def person(
    entry: str, role: PersonRole = PersonRole.SUBJECT_CHILD, **facts: object
) -> Person:
    known = Person(entry, role, forename="Imogen", surname="Zellwood")
    return factories.with_facts(known, facts)


def review_of(*people: Person) -> Review:
    return factories.review(people=people)


def words_for(*people: Person) -> list[str]:
    found = {e.id: e.pseudonym for e in identities(review_of(*people), NOBODY)}
    return [found[one.id] for one in people]


def test_one_child_is_child_and_several_go_by_letters_in_the_order_of_their_ids() -> (
    None
):
    assert words_for(person("P1")) == ["Child"]
    several = [person("P10", forename="Otto"), person("P2")]
    assert words_for(*several) == ["Child B", "Child A"]


def test_a_letter_is_never_the_childs_own_initial() -> None:
    several = [person("P1", forename="Ada"), person("P2", forename="Bea")]
    assert words_for(*several) == ["Child B", "Child A"]


def test_everybody_else_goes_by_a_role() -> None:
    roles = {
        PersonRole.MOTHER: "Mother",
        PersonRole.FATHER: "Father",
        PersonRole.MATERNAL_GRANDMOTHER: "Maternal Grandmother",
        PersonRole.SIBLING: "Sibling 1",
        PersonRole.PRACTITIONER: "Practitioner 1",
        PersonRole.OTHER: "Person 1",
    }
    people = [person(f"P{n}", role) for n, role in enumerate(roles, 1)]
    assert words_for(*people) == [*roles.values()]


def test_places_go_by_their_kind() -> None:
    found = identities(traps.review(), traps.partnership())
    words = {entity.id: entity.pseudonym for entity in found}
    assert (words["O1"], words["O2"], words["O3"], words["agency-moss"]) == (
        "School 1",
        "Hospital 1",
        "Place 1",
        "Nursery 1",
    )


def test_the_pseudonym_that_the_family_chose_stands() -> None:
    assert words_for(person("P1", pseudonym="Robin")) == ["Robin"]


@pytest.mark.parametrize(
    ("wish", "why"),
    [
        ("Otto", "it holds a real name of somebody in the file"),
        ("Baby Zellwood", "it holds a real name of somebody in the file"),
        ("IZ", "it holds the person's own initial"),
        ("Baby I", "it holds the person's own initial"),
        ("Imojen", "it sounds like the person's own name"),
    ],
)
def test_a_chosen_pseudonym_too_near_a_real_name_is_not_used(
    wish: str, why: str
) -> None:
    people = (
        person("P1", pseudonym=wish),
        person("P2", PersonRole.SIBLING, forename="Otto"),
    )
    assert words_for(*people) == ["Child", "Sibling 1"]
    assert refused_pseudonyms(review_of(*people), NOBODY) == (("P1", wish, why),)


def test_a_wished_name_without_a_child_on_record_is_a_childs_all_the_same() -> None:
    wishes = ContactPreferences(name_to_use="Hopey")
    found = identities(
        review_of(person("P2", PersonRole.MOTHER, preferences=wishes)), NOBODY
    )
    assert ("Hopey", "Child") in {(e.name, e.pseudonym) for e in found}


def test_two_who_chose_the_same_do_not_both_get_it() -> None:
    people = [person("P1", pseudonym="Robin"), person("P2", pseudonym="robin")]
    assert words_for(*people) == ["Robin", "Child"]


def test_a_role_word_that_is_somebodys_name_gives_way_to_the_next_wording() -> None:
    children = person("P1", surname="Child")
    mother = person("P2", PersonRole.MOTHER, surname="Mother")
    assert words_for(children, mother) == ["Young Person", "First Parent"]


def test_a_pseudonym_taken_by_choice_is_not_given_again() -> None:
    people = [
        person("P1", PersonRole.SIBLING, pseudonym="Sibling 1"),
        person("P2", PersonRole.SIBLING),
    ]
    assert words_for(*people) == ["Sibling 1", "Sibling 2"]


def test_names_that_sound_alike_have_one_key() -> None:
    assert sound_of("Robert") == sound_of("Rupert") == "R163".casefold()
    assert sound_of("Ashcroft") == "a261"
    assert sound_of("'") == ""


NAMES = st.sampled_from(
    "Child Mother Young Person Sibling Practitioner Place School Case Otto A Jo".split()
)


@given(
    st.lists(
        st.tuples(st.sampled_from(PersonRole), NAMES, NAMES, NAMES | st.just("")),
        max_size=8,
    )
)
def test_no_pseudonym_holds_a_real_name_or_stands_for_two(
    drawn: list[tuple[PersonRole, str, str, str]],
) -> None:
    people = tuple(
        Person(f"P{n}", role, forename=first, surname=last, pseudonym=wish)
        for n, (role, first, last, wish) in enumerate(drawn, 1)
    )
    found = identities(factories.review(people=people, ref="7QXM4"), NOBODY)
    real = {part for e in found if e.role != "reference" for part in name_parts(e)}
    words = [bare_name(entity.pseudonym) for entity in found]
    assert len(set(words)) == len(words)
    assert not any(real & set(word.replace("-", " ").split()) for word in words)


# Order and history ----------------------------------------------------------------


def shuffled(value: Value, chance: random.Random) -> Any:  # noqa: ANN401 - the kind it was given
    changes: dict[str, Any] = {}
    for field in fields(value):
        held = getattr(value, field.name)
        if isinstance(held, Value):
            changes[field.name] = shuffled(held, chance)
        if isinstance(held, tuple) and field.name != "history":
            mixed = [shuffled(e, chance) if isinstance(e, Value) else e for e in held]
            chance.shuffle(mixed)
            changes[field.name] = tuple(mixed)
    return replace(value, **changes)


@given(st.randoms(use_true_random=False))
def test_the_order_of_the_record_changes_nothing(chance: random.Random) -> None:
    known = identities(traps.review(), traps.partnership())
    mixed = shuffled(traps.review(), chance), shuffled(traps.partnership(), chance)
    assert identities(*mixed) == known


def corrected(record: Review, entry: str, **facts: object) -> Review:
    after = change_entry("people", entry, **facts)(record)
    return record_change(record, after, "Corrected", "", factories.STAMP)


def test_a_name_that_was_corrected_is_still_looked_for() -> None:
    record = corrected(
        review_of(person("P1", nhs="999 000 1111", phones=("07700 900111",))),
        "P1",
        surname="Wexcombe",
        nhs="999 000 2222",
        phones=(),
        dob=date(2019, 3, 4),
    )
    record = corrected(record, "P1", dob=date(2019, 4, 3))
    former = [e for e in identities(record, NOBODY) if e.id.startswith("former")]
    assert {entity.pseudonym for entity in former} == {"Child"}
    assert "Zellwood" in texts_of(tuple(former))
    assert {entity.nhs for entity in former} >= {"999 000 1111"}
    assert {entity.dob for entity in former} >= {date(2019, 3, 4)}
    assert any(entity.phones == ("07700 900111",) for entity in former)


def test_somebody_taken_out_of_the_record_is_still_looked_for() -> None:
    record = review_of(person("P1"), person("P2", PersonRole.AUNT, surname="Wexcombe"))
    after = replace(record, people=record.people[:1])
    after = record_change(record, after, "Taken out", "", factories.STAMP)
    former = [e for e in identities(after, NOBODY) if e.id.startswith("former")]
    assert [(e.name, e.pseudonym) for e in former] == [("Wexcombe", "another person")]


def test_an_officer_who_left_the_directory_is_still_looked_for() -> None:
    before = traps.partnership()
    police, nursery = before.agencies
    after = replace(before, agencies=(replace(police, officers=()), nursery))
    after = record_change(before, after, "Left", "", factories.STAMP)
    former = [
        e for e in identities(traps.review(actions=()), after) if "Fenn" in e.name
    ]
    assert [(e.id, e.name, e.phones, e.emails) for e in former] == [
        (
            "former-1",
            "Orla Fennimore",
            ("01632 960801",),
            ("o.fennimore@example.org",),
        )
    ]


def test_a_former_name_that_is_a_name_of_today_is_not_listed_twice() -> None:
    record = corrected(review_of(person("P1")), "P1", aliases=("Immy",))
    record = corrected(record, "P1", aliases=())
    record = corrected(record, "P1", forename="Immy")
    record = corrected(record, "P1", forename="Imogen", aliases=("Immy",))
    assert not [e for e in identities(record, NOBODY) if e.id.startswith("former")]


def test_a_reference_that_was_changed_is_still_looked_for() -> None:
    record = factories.review(sin_ref="SIN-1")
    after = replace(record, sin_ref="SIN-2")
    after = record_change(record, after, "Corrected", "", factories.STAMP)
    found = [e.name for e in identities(after, NOBODY) if e.type == "REF"]
    assert {"SIN-1", "SIN-2"} <= set(found)


def test_an_unreadable_former_date_of_birth_is_no_date() -> None:
    edits = (
        Edit("people/P1/dob", "soon"),
        Edit("people/P1/note", "Rang"),
        Edit("stage", "x"),
    )
    moment = factories.STAMP.at
    change = Change(1, moment, "tpell", "tpell", "Corrected", edits=edits)
    record = replace(review_of(person("P1")), history=(change,))
    assert not [e for e in identities(record, NOBODY) if e.id.startswith("former")]


def test_nothing_recorded_leaves_only_the_reference() -> None:
    found = identities(factories.review(), NOBODY)
    assert [(e.name, e.pseudonym) for e in found] == [("7QXM4", "Reference 1")]


def test_each_passage_says_where_it_stands() -> None:
    record = factories.review(
        documents=(Document("D1", DocumentKind.DRAFT, owner="Ama Orr"),),
    )
    paths = [p.path for p in identifying_texts(record) if p.text == "Ama Orr"]
    assert paths == ["/documents/D1/owner"]
