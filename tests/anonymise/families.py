"""Invented families for the corpus: plain, word-like, accented and long names."""

from __future__ import annotations

import unicodedata
from typing import Any

Record = dict[str, Any]
# forename, surname, middle, aliases of: child, sibling, mother, father, grandmother, worker
_NAMES: dict[str, tuple[tuple[str, str, str, tuple[str, ...]], ...]] = {
    "plain": (
        ("Callum", "Tarrant", "Joseph", ("Cal",)),
        ("Megan", "Tarrant", "", ("Megs",)),
        ("Denise", "Tarrant", "", ()),
        ("Wayne", "Hollis", "", ("Wazza",)),
        ("Maureen", "Ashdown", "", ("Nanny Mo",)),
        ("Patricia", "Okafor", "", ()),
    ),
    "words": (
        ("Robin", "Banks", "Lee", ("Bobs",)),
        ("Summer", "Banks", "", ()),
        ("Grace", "Banks", "", ()),
        ("Drew", "Marsh", "", ()),
        ("Hope", "Winter", "", ()),
        ("Mark", "Field", "", ()),
    ),
    "accents": (
        ("Zoë", "Sörensen-Pike", "Anneka", ("Zo",)),
        ("Björn", "Sörensen-Pike", "", ()),
        ("Renée", "Sörensen-Pike", "", ()),
        ("Łukasz", "Wiśniewski", "", ("Luki",)),
        ("Agnès", "Müller", "", ()),
        ("Siân", "Gruffudd", "", ()),
    ),
    "long": (
        ("Oluwaseun", "Adeyemi-Clarke", "Tobi", ("Seun",)),
        ("Temitope", "Adeyemi-Clarke", "", ("Temi",)),
        ("Folasade", "Adeyemi", "", ("Sade",)),
        ("Desmond", "Clarke", "", ("Dezzy",)),
        ("Constance", "Clarke", "", ()),
        ("Bernadette", "O'Shaughnessy", "", ()),
    ),
    "asian": (
        ("Zainab", "Mirza", "Noor", ("Zee",)),
        ("Hamid", "Mirza", "", ()),
        ("Rukhsana", "Mirza", "", ()),
        ("Tariq", "Mirza", "", ()),
        ("Nasreen", "Chaudhry", "", ()),
        ("Gurpreet", "Dhillon", "", ()),
    ),
    "particles": (
        ("Niamh", "van der Linden", "Rose", ("Nee-Nee",)),
        ("Cormac", "van der Linden", "", ()),
        ("Aoife", "Ní Bhriain", "", ()),
        ("Pieter", "van der Linden", "", ("Piet",)),
        ("Bríd", "McAllister", "", ()),
        ("Ewan", "Mac Giolla", "", ()),
    ),
}
FAMILIES = ("plain", "words", "accents", "long", "asian", "particles")
_KEYS = ("c", "s", "m", "f", "g", "w")
_RELATIONS = (
    "subject child",
    "sibling",
    "mother",
    "father",
    "maternal grandmother",
    "practitioner",
)
_PSEUDONYMS = (
    "Child A",
    "Sibling 1",
    "Mother",
    "Father",
    "Maternal Grandmother",
    "Social Worker 1",
)
_BORN = ("2014-03-09", "2017-11-23", "1990-06-14", "1987-01-30", "1962-09-02", None)
_SCHOOLS = {
    "plain": "Thornby Primary School",
    "words": "Kingfisher Primary School",
    "accents": "St Winifred's RC School",
    "long": "Beacon Hill Academy",
    "asian": "Larkfield Junior School",
    "particles": "Oakhanger Community School",
}
_PLACES = {
    "plain": "Saltwick",
    "words": "Old Quay",
    "accents": "Penmarth",
    "long": "Hexby Green",
    "asian": "Ravensmoor",
    "particles": "Dunmallet",
}


def people(family: str) -> dict[str, Record]:
    """Return a family's people by their key in the passages."""
    found = {}
    for number, (key, names) in enumerate(zip(_KEYS, _NAMES[family], strict=True)):
        forename, surname, middle, aliases = names
        found[key] = {
            "id": f"p{number + 1}",
            "type": "PERSON",
            "name": f"{forename} {surname}",
            "forename": forename,
            "middle": middle,
            "surname": surname,
            "relation": _RELATIONS[number],
            "pseudonym": _PSEUDONYMS[number],
            "aliases": list(aliases),
            "policy": "mask",
            "dob": _BORN[number],
        }
    found["c"] |= {"nhs": "9991862528", "upn": "A123456789012"}
    found["m"] |= {
        "phone": ["07700 900372"],
        "email": ["family.mail@mailbox.example.org"],
        "address": ["14 Larch Close, Hexby, HX7 4QP"],
        "ni": "QQ123456C",
        "handle": ["@moonflower_77"],
        "vehicle": ["AB12 XYZ"],
    }
    return found


def record(family: str) -> Record:
    """Return what is on record in a family's case."""
    keep = {"policy": "keep", "pseudonym": None, "type": "ORG"}
    return {
        "case": {"ref": "NSCP/2020/030", "day0": "2020-06-01"},
        "people": list(people(family).values()),
        "schools": [
            {
                "id": "s1",
                "type": "SCHOOL",
                "name": _SCHOOLS[family],
                "aliases": [],
                "policy": "mask",
                "pseudonym": "School 1",
            }
        ],
        "agencies": [
            {"id": "a1", "name": "Northmoor Police", "aliases": ["NP"], **keep},
            {"id": "a2", "name": "Northmoor Children's Trust", "aliases": [], **keep},
        ],
        "places": [
            {
                "id": "l1",
                "type": "PLACE",
                "name": _PLACES[family],
                "aliases": [],
                "policy": "mask",
                "pseudonym": "[local area]",
            }
        ],
        "identifiers": [
            {
                "id": "i1",
                "type": "REF",
                "name": "20/11223/20",
                "aliases": [],
                "policy": "mask",
                "pseudonym": None,
            }
        ],
    }


def fields(family: str) -> dict[str, str]:
    """Return the wordings a passage can hold: `{c.f}`, `{m.n}`, `{school}`."""
    found = {"school": _SCHOOLS[family], "place": _PLACES[family]}
    found["school0"] = " ".join(_SCHOOLS[family].split()[:-1])
    for key, person in people(family).items():
        wordings = _wordings(person["forename"], person["surname"])
        alias = [*person["aliases"], person["forename"]][0]
        found |= {f"{key}.{name}": text for name, text in wordings.items()}
        found[f"{key}.al"] = alias
    return found


def _wordings(forename: str, surname: str) -> dict[str, str]:
    whole = f"{forename} {surname}"
    return {
        "f": forename,
        "s": surname,
        "n": whole,
        "1": forename[0],
        "2": surname.rsplit(maxsplit=1)[-1][0],
        "i": f"{forename[0]}.{surname.rsplit(maxsplit=1)[-1][0]}.",
        "ft": slip(forename),
        "st": slip(surname),
        "fu": forename.upper(),
        "su": surname.upper(),
        "fa": plain(forename),
        "sa": plain(surname),
        "fl": plain(forename).lower(),
        "sl": plain(surname).lower().replace(" ", "").replace("'", ""),
        "sl0": plain(surname).lower(),
        "nd": unicodedata.normalize("NFD", whole),
    } | _disguised(forename, surname)


def _disguised(forename: str, surname: str) -> dict[str, str]:
    """Return a name as what hides it: entities, other scripts, breaks, zero width."""
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in forename)
    return {
        "fz": f"{forename[:2]}\u200b{forename[2:]}",
        "fe": f"{forename[:1]}**{forename[1:]}**",
        "fh": forename.replace("a", "\u0430").replace("e", "\u0435"),
        "fw": wide,
        "o": str(ord(forename[0])),
        "r": forename[1:],
        "sp": " ".join(forename.upper()),
        "so": surname.replace("o", "0").replace("l", "1"),
        "s1": surname[:3],
        "s2": surname[3:],
        "mo": f"{forename} {surname}".encode().decode("cp1252", "replace"),
    }


def slip(name: str) -> str:
    """Return a name with two letters in its middle changed over, if long enough."""
    words = name.split()
    last = words[-1]
    if len(last) < 5:
        return name
    at = len(last) // 2
    if last[at] == last[at - 1] or not last[at].isalpha() or not last[at - 1].isalpha():
        words[-1] = last[:at] + last[at] + last[at:]
    else:
        words[-1] = last[: at - 1] + last[at] + last[at - 1] + last[at + 1 :]
    return " ".join(words)


def plain(name: str) -> str:
    """Return a name as an English keyboard writes it."""
    spelt = name.translate(str.maketrans("łŁøØđı", "lLoOdi"))
    return "".join(
        c for c in unicodedata.normalize("NFKD", spelt) if not unicodedata.combining(c)
    )
