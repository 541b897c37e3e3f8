"""Shorthand of the case files, expanded into fields of a review.

`ask` is one request to several agencies, each with its answer: a date, `nil DATE`,
`part DATE` or `none`. `calls` is one kind of family contact on several days. `told` is
one notice to several recipients. `met` and `missed` list who was at a meeting and who
was not. Every other table is a field of the review with the same name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import cycle
from typing import Any

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.record.partnership import Partnership
from cspr_tui.sample.curated.entry_ids import PlainCase

_ANSWERS = {"nil": "nil_return", "part": "part", "whole": "received"}
# Entries that say who acted; the owner did where the file names nobody.
_BY_SOMEONE = (
    "contacts",
    "agency_contacts",
    "notes",
    "notices",
    "progress_checks",
    "flags",
    "bring_backs",
)


class AgencyNotInDirectoryError(CsprError):
    """A case names an agency that is not in the partnership's directory."""


def dates_as_text(value: Any) -> Any:  # noqa: ANN401 - a TOML value is of any kind
    """Return a TOML value with every date as ISO text, as the codec expects it."""
    if isinstance(value, dict):
        return {key: dates_as_text(value) for key, value in value.items()}
    if isinstance(value, list):
        return [dates_as_text(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def expand_shorthand(case: PlainCase, partnership: Partnership) -> PlainCase:
    """Return the case with every shorthand expanded into plain fields.

    Raises:
        AgencyNotInDirectoryError: an agency is not in the partnership's directory.
    """
    plain: PlainCase = dates_as_text(case)
    requests = [request for ask in plain.pop("ask", ()) for request in _requests(ask)]
    plain["requests"] = [*requests, *plain.get("requests", ())]
    _add_chasers(plain)
    calls = [contact for call in plain.pop("calls", ()) for contact in _contacts(call)]
    plain["contacts"] = [*plain.get("contacts", ()), *calls]
    notices = [notice for one in plain.pop("told", ()) for notice in _notices(one)]
    plain["notices"] = [*plain.get("notices", ()), *notices]
    plain["meetings"] = [_meeting(each) for each in plain.get("meetings", ())]
    plain["involvements"] = [*_involvements(plain, partnership)]
    _add_authors(plain)
    _resolve_agencies(plain, partnership)
    return plain


def _requests(ask: PlainCase) -> Iterator[PlainCase]:
    common = {key: value for key, value in ask.items() if key != "agencies"}
    for agency, answer_text in ask["agencies"].items():
        yield {**common, "agency": agency, **_answer(answer_text)}


def _answer(answer_text: str) -> PlainCase:
    if answer_text == "none":
        return {}
    *how, day = answer_text.split()
    answer = _ANSWERS[how[0] if how else "whole"]
    return {"answer": answer, "received_on": day}


def _add_chasers(plain: PlainCase) -> None:
    for chase in plain.pop("chase", ()):
        agency, kind = chase.pop("agency"), chase.pop("type")
        to, on = chase.get("escalated_to", ""), chase["on"]
        for request in plain["requests"]:
            if (request["agency"], request["type"]) == (agency, kind):
                chase.setdefault("by", plain["owner"])
                request.setdefault("chasers", []).append(chase)
                request.update({"escalated_to": to, "escalated_on": on} if to else {})


def _contacts(call: PlainCase) -> Iterator[PlainCase]:
    common = {key: value for key, value in call.items() if key not in {"on", "notes"}}
    for on, note in zip(call["on"], cycle(call["notes"]), strict=False):
        yield {**common, "on": on, "note": note}


def _notices(notice: PlainCase) -> Iterator[PlainCase]:
    for to in notice["to"]:
        yield {
            "to": to,
            "about": notice["about"],
            "sent_on": notice["on"],
            "note": notice.get("note", ""),
        }


def _meeting(meeting: PlainCase) -> PlainCase:
    attended, absent = meeting.pop("met", ()), meeting.pop("missed", ())
    present = [{"agency": each, "status": "attended"} for each in attended]
    apologies = [{"agency": each, "status": "apologies"} for each in absent]
    listed = meeting.get("attendance", ())
    return {**meeting, "attendance": [*listed, *present, *apologies]}


def _involvements(plain: PlainCase, partnership: Partnership) -> Iterator[PlainCase]:
    given = plain.get("involvements", ())
    yield from given
    seen = {each["agency"] for each in given}
    for request in plain["requests"]:
        if request["agency"] not in seen:
            seen.add(request["agency"])
            yield _involvement(request, partnership)


def _involvement(request: PlainCase, partnership: Partnership) -> PlainCase:
    answer = request.get("answer", "")
    status = "unknown" if answer == "" else "involved"
    known = partnership.agency(request["agency"])
    roles = [officer.role for officer in known.officers] if known else []
    return {
        "agency": request["agency"],
        "status": "nil_return" if answer == "nil_return" else status,
        "contact_role": roles[0] if roles else "",
        "author_role": roles[-1] if roles else "",
    }


def _add_authors(plain: PlainCase) -> None:
    for field in _BY_SOMEONE:
        for entry in plain.get(field, ()):
            entry.setdefault("by", plain["owner"])


def _resolve_agencies(plain: PlainCase, partnership: Partnership) -> None:
    for entry in _with_agency(plain):
        name = "owner_agency" if "owner_agency" in entry else "agency"
        found = partnership.agency(entry[name])
        if found is None:
            sentence = (
                f'The case {plain["ref"]} names the agency "{entry[name]}"; '
                f"add it to partnership.toml."
            )
            raise AgencyNotInDirectoryError(sentence)
        entry[name] = found.name


def _with_agency(plain: Mapping[str, Any]) -> Iterator[PlainCase]:
    fields = ("requests", "agency_contacts", "involvements", "chronology", "actions")
    for field in fields:
        yield from (e for e in plain.get(field, ()) if _has_agency(e))
    for meeting in plain["meetings"]:
        yield from meeting["attendance"]


def _has_agency(entry: PlainCase) -> bool:
    return "agency" in entry or "owner_agency" in entry
