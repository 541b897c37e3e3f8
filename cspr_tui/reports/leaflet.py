"""The information leaflet for one family member, in fixed plain wording."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.identifiers.pseudonyms import KEEP
from cspr_tui.domain.identity import KnownEntity, Policy
from cspr_tui.domain.record.partnership import Partnership
from cspr_tui.domain.record.people import Person, PersonRole
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.text.formatting import listed
from cspr_tui.domain.values.choice import Choice
from cspr_tui.reports.build.document import (
    Block,
    Heading,
    Paragraph,
    PointList,
    ReportDocument,
)
from cspr_tui.reports.build.raw_report import RawReport
from cspr_tui.reports.clearance.known_identities import (
    KnownIdentities,
    known_identities,
)

_EMAIL = re.compile(r"[^\s@<>(),;]+@[^\s@<>(),;]+\.\w+")
_PHONE = re.compile(r"\+?\d[\d ]{8,}\d")
_LARGE = '<div style="font-size: 18pt; line-height: 1.5">\n\n{}\n</div>\n'
_CHILD_FOR_READER: dict[PersonRole, str] = {
    PersonRole.SUBJECT_CHILD: "you",
    PersonRole.MOTHER: "your child",
    PersonRole.FATHER: "your child",
    PersonRole.ADOPTER: "your child",
    PersonRole.SIBLING: "your brother or sister",
    PersonRole.MATERNAL_GRANDMOTHER: "your grandchild",
    PersonRole.MATERNAL_GRANDFATHER: "your grandchild",
    PersonRole.PATERNAL_GRANDMOTHER: "your grandchild",
    PersonRole.PATERNAL_GRANDFATHER: "your grandchild",
}

_PROMISES = (
    "You can meet the lead reviewer.",
    "What you tell us has its place in the report.",
    "If the review takes longer, we tell you, and why.",
    "When it is done, the lead reviewer offers to meet you, to share the learning.",
    "You get a copy of the report.",
    "You hear from us before the report is published.",
    "Afterwards we tell you what has changed because of it.",
)


class NoReviewerYetError(CsprError):
    """The leaflet must name the lead reviewer, but none is recorded."""


class LeafletFormat(Choice):
    """The format of the leaflet: plain words, large print or easy read."""

    PLAIN = "plain", "Plain words"
    LARGE = "large_print", "Large print"
    EASY = "easy_read", "Easy read"


@dataclass(frozen=True, slots=True)
class _LeafletFacts:
    """The facts that go into the leaflet's wording."""

    partnership: str
    child: str
    reviewer: str
    contact: str
    begun: str
    ready: str
    advocate: bool
    interpreter: bool


def format_for(person: Person) -> LeafletFormat:
    """Return the format that fits the person's recorded preferences."""
    wish = person.preferences.format.casefold()
    if "easy" in wish:
        return LeafletFormat.EASY
    return LeafletFormat.LARGE if "large" in wish else LeafletFormat.PLAIN


def build_leaflet(
    review: Review,
    partnership: Partnership,
    person: Person,
    ready: date | None,
    day: date,
) -> RawReport:
    """Build the leaflet for one person; it names only the lead reviewer.

    `ready` is the day by which the review should be finished, `day` that of the
    leaflet.

    Raises:
        NoReviewerYetError: no lead reviewer is recorded.
    """
    reviewer = review.lead_reviewer
    if reviewer is None:
        sentence = (
            f"{review.ref} has no lead reviewer yet, whom the leaflet must name; add "
            f"the reviewer first."
        )
        raise NoReviewerYetError(sentence)
    facts = _LeafletFacts(
        partnership=partnership.name,
        child=_CHILD_FOR_READER.get(person.role, "the child"),
        reviewer=reviewer.name,
        contact=reviewer.contact,
        begun=f"{review.lcspr_decided_on:%B %Y}" if review.lcspr_decided_on else "",
        ready=f"{ready:%B %Y}" if ready else "",
        advocate=bool(person.preferences.advocate),
        interpreter=bool(person.preferences.interpreter),
    )
    form = format_for(person)
    blocks = _easy_read(facts) if form is LeafletFormat.EASY else _plain_words(facts)
    title = (
        "About the review"
        if form is LeafletFormat.EASY
        else "A review, and your part in it"
    )
    reader = _reader_code(review, person)
    name = f"LEAFLET-{review.public_code}-{reader}-{day.isoformat()}.md"
    draft = ReportDocument(title, name, tuple(blocks), Policy.LEAFLET).draft()
    if form is LeafletFormat.LARGE:
        return replace(draft, text=_LARGE.format(draft.text))
    return draft


def identities_for_family(review: Review, partnership: Partnership) -> KnownIdentities:
    """Return what the leaflet is checked against: the lead reviewer's contact may stay.

    If somebody else in the record shares that contact, it stays masked.
    """
    lead = review.lead_reviewer
    known = known_identities(review, partnership)
    if lead is None:
        return known
    emails = tuple(_EMAIL.findall(lead.contact))
    phones = tuple(_PHONE.findall(lead.contact))
    others = [e for e in known.entities if not _is_only(e, lead.contact)]
    entities = tuple(
        replace(entity, emails=emails, phones=phones)
        if entity.id == lead.id and entity.policy == KEEP
        else entity
        for entity in others
    )
    return replace(known, entities=entities)


def _is_only(entity: KnownEntity, contact: str) -> bool:
    """Whether an identity is nothing but that way of contact."""
    contacts = (*entity.emails, *entity.phones)
    has_name = entity.name or entity.surname or entity.forename
    return (
        not has_name
        and bool(contacts)
        and all(contact_detail in contact for contact_detail in contacts)
    )


def _reader_code(review: Review, person: Person) -> str:
    """Return whose leaflet it is by role, told apart by a letter where two share it."""
    same_role = [p.id for p in review.people if p.role is person.role]
    role = person.role.value.replace("_", "-")
    short = role.replace("maternal", "mat").replace("paternal", "pat")
    letter = (
        f"-{chr(ord('a') + same_role.index(person.id) % 26)}"
        if len(same_role) > 1
        else ""
    )
    return f"{short[:18]}{letter}".ljust(3, "-")


def _contact_words(facts: _LeafletFacts) -> str:
    return f" ({facts.contact})" if facts.contact else ""


def _plain_words(facts: _LeafletFacts) -> list[Block]:
    begun = f" The decision was made in {facts.begun}." if facts.begun else ""
    ready = f" We expect it to be done by {facts.ready}." if facts.ready else ""
    help_offer = _help_offer(facts)
    about = "what happened to you" if facts.child == "you" else facts.child
    return [
        Paragraph(facts.partnership),
        Heading("What this is about"),
        Paragraph(
            f"We are holding a Local Child Safeguarding Practice Review about {about}. "
            f"It looks at how services worked together, so that children are kept "
            f"safer. It does not look for someone to blame.{begun}"
        ),
        Heading("Who leads it"),
        Paragraph(
            f"{facts.reviewer}{_contact_words(facts)} leads the review and does not "
            f"work for any of the services that are looked at."
        ),
        Heading("Your part"),
        Paragraph(
            f"You are invited to meet {facts.reviewer} and to say how the services "
            f"were for you: what helped, what did not, what should have been "
            f"different. You choose whether you take part, where you meet and who "
            f"comes with you, and you may change your mind at any time.{help_offer}"
        ),
        Heading("What we promise you"),
        PointList(tuple((promise, "") for promise in _PROMISES)),
        Heading("How long it takes, and the report"),
        Paragraph(
            f"A review should take no longer than six months; courts or a police "
            f"investigation can make it longer.{ready} The report is published on the "
            f"internet. It has no names of your family in it."
        ),
    ]


def _help_offer(facts: _LeafletFacts) -> str:
    offers = ["an advocate"] if facts.advocate else []
    offers += ["an interpreter"] if facts.interpreter else []
    return f" We arrange {listed(offers)} for you." if offers else ""


def _easy_read(facts: _LeafletFacts) -> list[Block]:
    about = "you" if facts.child == "you" else facts.child
    ready = f"It should be done by {facts.ready}." if facts.ready else ""
    purpose = [
        f"This is about a review. It is about {about}.",
        "A review looks at what happened.",
        "It helps services keep children safe.",
        "It does not blame anyone.",
    ]
    person = [
        f"{facts.reviewer} leads the review{_contact_words(facts)}.",
        "You can meet this person.",
        "You can say what was good. You can say what was bad.",
        "You can bring someone with you.",
        "You can say no. That is all right.",
        _help_offer(facts).strip(),
    ]
    promises = [
        "We write down what you tell us.",
        "We tell you if it takes longer.",
        ready,
        "We tell you what we learned.",
        "We give you the report.",
        "The report will be on the internet. Your name is not in it.",
        "Later we tell you what is better now.",
    ]
    return [
        Heading("What is it?"),
        PointList(tuple((text, "") for text in purpose)),
        Heading("What can you do?"),
        PointList(tuple((text, "") for text in person)),
        Heading("What happens then?"),
        PointList(tuple((text, "") for text in promises)),
    ]
