"""The short forms a case file is written in, spelt out as fields of a review.

`ask` sends one request to several agencies, each with what came back: a date,
`nil DATE`, `part DATE` or `none`. `calls` is one kind of family contact on
several days. `told` is one notice to several recipients. `met` and `missed`
list who was at a meeting. Every other table is the review's own field.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import cycle
from typing import Any

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.record.partnership import Partnership
from cspr_tui.sample.curated.entry_ids import Plain

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


class UnknownAgencyError(CsprError):
    """A case names an agency that is not in the directory."""


def plain_dates(value: Any) -> Any:  # noqa: ANN401 - a TOML value is of any kind
    """Return what TOML holds with every date as ISO text, as values are read."""
    if isinstance(value, dict):
        return {key: plain_dates(held) for key, held in value.items()}
    if isinstance(value, list):
        return [plain_dates(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def spelt_out(case: Plain, partnership: Partnership) -> Plain:
    """Return the case with every short form written out as plain fields.

    Raises:
        UnknownAgencyError: an agency is not in the partnership's directory.
    """
    plain: Plain = plain_dates(case)
    asked = [request for ask in plain.pop("ask", ()) for request in _requests(ask)]
    plain["requests"] = [*asked, *plain.get("requests", ())]
    _chased(plain)
    calls = [contact for call in plain.pop("calls", ()) for contact in _contacts(call)]
    plain["contacts"] = [*plain.get("contacts", ()), *calls]
    told = [notice for one in plain.pop("told", ()) for notice in _notices(one)]
    plain["notices"] = [*plain.get("notices", ()), *told]
    plain["meetings"] = [_meeting(each) for each in plain.get("meetings", ())]
    plain["involvements"] = [*_involvements(plain, partnership)]
    _signed(plain)
    _agencies_named(plain, partnership)
    return plain


def _requests(ask: Plain) -> Iterator[Plain]:
    common = {key: held for key, held in ask.items() if key != "agencies"}
    for agency, came in ask["agencies"].items():
        yield {**common, "agency": agency, **_answer(came)}


def _answer(came: str) -> Plain:
    if came == "none":
        return {}
    *how, day = came.split()
    answer = _ANSWERS[how[0] if how else "whole"]
    return {"answer": answer, "received_on": day}


def _chased(plain: Plain) -> None:
    for chase in plain.pop("chase", ()):
        agency, kind = chase.pop("agency"), chase.pop("type")
        to, on = chase.get("escalated_to", ""), chase["on"]
        for request in plain["requests"]:
            if (request["agency"], request["type"]) == (agency, kind):
                chase.setdefault("by", plain["owner"])
                request.setdefault("chasers", []).append(chase)
                request.update({"escalated_to": to, "escalated_on": on} if to else {})


def _contacts(call: Plain) -> Iterator[Plain]:
    common = {key: held for key, held in call.items() if key not in {"on", "notes"}}
    for on, note in zip(call["on"], cycle(call["notes"]), strict=False):
        yield {**common, "on": on, "note": note}


def _notices(told: Plain) -> Iterator[Plain]:
    for to in told["to"]:
        yield {
            "to": to,
            "about": told["about"],
            "sent_on": told["on"],
            "note": told.get("note", ""),
        }


def _meeting(meeting: Plain) -> Plain:
    met, missed = meeting.pop("met", ()), meeting.pop("missed", ())
    came = [{"agency": each, "status": "attended"} for each in met]
    away = [{"agency": each, "status": "apologies"} for each in missed]
    listed = meeting.get("attendance", ())
    return {**meeting, "attendance": [*listed, *came, *away]}


def _involvements(plain: Plain, partnership: Partnership) -> Iterator[Plain]:
    given = plain.get("involvements", ())
    yield from given
    seen = {each["agency"] for each in given}
    for request in plain["requests"]:
        if request["agency"] not in seen:
            seen.add(request["agency"])
            yield _involvement(request, partnership)


def _involvement(request: Plain, partnership: Partnership) -> Plain:
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


def _signed(plain: Plain) -> None:
    for field in _BY_SOMEONE:
        for entry in plain.get(field, ()):
            entry.setdefault("by", plain["owner"])


def _agencies_named(plain: Plain, partnership: Partnership) -> None:
    for entry in _with_agency(plain):
        name = "owner_agency" if "owner_agency" in entry else "agency"
        found = partnership.agency(entry[name])
        if found is None:
            sentence = (
                f'The case {plain["ref"]} names the agency "{entry[name]}"; '
                f"add it to partnership.toml."
            )
            raise UnknownAgencyError(sentence)
        entry[name] = found.name


def _with_agency(plain: Mapping[str, Any]) -> Iterator[Plain]:
    fields = ("requests", "agency_contacts", "involvements", "chronology", "actions")
    for field in fields:
        yield from (e for e in plain.get(field, ()) if _has_agency(e))
    for meeting in plain["meetings"]:
        yield from meeting["attendance"]


def _has_agency(entry: Plain) -> bool:
    return "agency" in entry or "owner_agency" in entry
