"""A review from notification to closed, by keys alone, and the proof of its dates."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from cspr_tui.domain.audit.proof_of_dates import date_proofs
from cspr_tui.domain.family.promises import PromiseState, promises
from cspr_tui.domain.process.loose_ends import blockers
from cspr_tui.domain.record.date_fields import RECORDED
from cspr_tui.domain.record.review import Review, Status
from cspr_tui.screens.review.review_screen import ReviewScreen
from cspr_tui.widgets.lines.line_list import LineList
from tests.screens.driver import Driver, driving
from tests.sitting import MONDAY, Sitting

POLICE, EDUCATION = "Mereland Police", "Northmere Education"
TODAY = MONDAY


@dataclass
class Journey:
    """One coordinator's review; `typed` keeps each date that was typed."""

    driver: Driver
    typed: list[date] = field(default_factory=list)

    @property
    def review(self) -> Review:
        screen = self.driver.app.screen
        assert isinstance(screen, ReviewScreen), self.driver.text
        return screen.review

    def dated(self, texts: dict[str, str]) -> dict[str, str]:
        """Note each date that is to be typed, and give it its year."""
        found = {name: text for name, text in texts.items() if is_day(name)}
        for text in found.values():
            day, month = map(int, text.split("/"))
            self.typed.append(date(2026, month, day))
        return texts | {name: f"{text}/26" for name, text in found.items()}

    async def write(self, **texts: str) -> None:
        await self.driver.write(**self.dated(texts))
        assert isinstance(self.driver.app.screen, ReviewScreen), self.driver.text

    async def add(self, label: str, **texts: str) -> None:
        await self.driver.press("1")
        await self.driver.add(label)
        await self.write(**texts)

    async def date(self, name: str, day: str) -> None:
        await self.driver.press("t")
        await self.driver.many("g", *["j"] * list(RECORDED).index(name), "enter")
        await self.write(day=day)
        assert getattr(self.review, name) == self.typed[-1]

    async def facts(self, **texts: str) -> None:
        await self.driver.press("1", "g", "e")
        await self.write(**texts)

    async def on_to(self, *stages: str) -> None:
        for stage in stages:
            await self.driver.press("s", "g", "enter")
            await self.write()
            assert self.review.stage.label == stage

    async def at(self, tab: str, key: str, act: str, **texts: str) -> None:
        """Act on the row of a tab that stands for something."""
        await self.driver.press(tab)
        lines = self.driver.app.screen.query_one(LineList).lines
        place = next(n for n, line in enumerate(lines) if line.key == key)
        await self.driver.many("g", *["j"] * place, act)
        await self.write(**texts)

    async def contact(self, purpose: str, day: str, **more: str) -> None:
        await self.driver.press("2")
        await self.driver.to("P2")
        await self.driver.press("a", "a")
        said = {"note": "As agreed."} | more
        await self.write(purpose=purpose, on=day, **said)


def is_day(name: str) -> bool:
    return name in {"on", "day"} or name.endswith("_on")


async def notified(journey: Journey) -> None:
    await journey.driver.press("a")
    await journey.write(
        local_ref="CSPR 7",
        incident_on="5/1",
        la_aware_on="6/1",
        sin_sent_on="8/1",
    )
    await journey.date("sin_partners_told_on", "8/1")
    await journey.add(
        "Person",
        role="a",
        forename="Ebba",
        surname="Quillfeather",
        engagement="not appropriate",
        engagement_reason="two years old",
    )
    await journey.add("Person", role="b", forename="Maud", surname="Quillfeather")
    await journey.add(
        "Restriction",
        person="P2",
        type="a",
        requested_by="officer in the case",
        from_on="9/1",
        review_on="9/2",
    )


async def scoped(journey: Journey) -> None:
    for agency, status in ((POLICE, "involved"), (EDUCATION, "nil return")):
        await journey.add("Agency's involvement", agency=agency, status=status)
        await journey.add(
            "Request", agency=agency, type="a", sent_on="9/1", due_on="16/1"
        )
    chased, nil = (r.id for r in journey.review.requests)
    await journey.at("3", f"request/{chased}", "c", on="19/1", next_on="22/1")
    await journey.at("3", f"request/{chased}", "r", answer="received", on="20/1")
    await journey.at("3", f"request/{nil}", "r", answer="nil return", on="15/1")


async def reviewed_rapidly(journey: Journey) -> None:
    await journey.on_to("Rapid review")
    await journey.add(
        "Meeting",
        type="a",
        on="21/1",
        attendance=f"{POLICE}; DCI; attended",
    )
    await journey.date("rr_returns_on", "20/1")
    await journey.date("rr_met_on", "21/1")
    await journey.date("rr_signed_on", "27/1")
    await journey.date("rr_sent_on", "28/1")
    await journey.facts(rr_outcome="Local review", rr_rationale="reg. 11(c)")
    await journey.on_to("Panel response")
    await journey.date("panel_replied_on", "9/2")
    await journey.facts(kind="c", panel_response="agrees")
    await journey.date("lcspr_decided_on", "10/2")
    await journey.on_to("Initiation")
    for whom in ("National Panel", "b", "Ofsted"):
        await journey.add("Notice", to=whom, about="a", sent_on="11/2")


async def set_up(journey: Journey) -> None:
    await journey.on_to("Set-up")
    await journey.add("Lead reviewer", name="Ines Thorngate", appointed_on="16/2")
    await journey.date("period_from", "1/1")
    await journey.date("period_to", "5/1")
    await journey.facts(methodology="SILP")
    await journey.add("Parallel proceeding", type="criminal")
    await journey.driver.to("Parallel proceeding")
    await journey.driver.press("enter", "p")
    gate = {"holds": "publication", "set_on": "2/3", "set_by": "CPS"}
    await journey.driver.write(**journey.dated(gate))
    await journey.driver.press("q")
    await journey.add("Time and quality check", on="9/3", outcome="On course.")


async def family_met(journey: Journey) -> None:
    (bar,) = journey.review.restrictions
    await journey.driver.press("1")
    await journey.driver.to("Restriction on contact")
    await journey.driver.press("enter", "enter")
    await journey.driver.write(**journey.dated({"lifted_on": "12/2"}))
    await journey.driver.press("q")
    assert not journey.review.restrictions_on(bar.person, TODAY)
    await journey.contact("Leaflet given", "18/2")
    await journey.contact("d", "18/2", channel="letter", outcome="sent")
    await journey.on_to("Gathering")
    await journey.on_to("Engagement")
    await journey.contact("e", "20/4", channel="visit", note="She told of the spring.")


async def delayed(journey: Journey) -> None:
    await journey.add(
        "Delay",
        reason="a",
        recorded_on="1/7",
        new_target_on="2/10",
        panel_told_on="2/7",
        sos_told_on="2/7",
        family_told_on="3/7",
    )
    await journey.date("revised_target_on", "2/10")
    for whom in ("National Panel", "b"):
        await journey.add("Notice", to=whom, about="b", sent_on="2/7")
    await journey.contact("told of delay", "3/7")


async def written(journey: Journey) -> None:
    await journey.on_to("Drafting")
    await journey.at("6", "section/family", "e", text="Her mother told us.")
    await journey.add("Lesson", text="Ask the child.")
    await journey.add("Recommendation", number="1", text="Each plan asks the child.")
    await journey.add("Action", text="Plans ask.", owner_agency=POLICE, due_on="30/10")
    await journey.on_to("Family sight", "Legal check", "Sign-off")
    for who in ("a", "local authority", "c", "police", "e", "f", "g"):
        await journey.add("Sign-off", by=who, on="1/9")
    await journey.contact("key learning shared", "2/9")


async def published(journey: Journey) -> None:
    await journey.date("planned_publication_on", "2/10")
    await journey.on_to("Pre-publication")
    for whom in ("a", "b", "c"):
        await journey.add("Notice", to=whom, about="c", sent_on="21/9")
    await journey.contact("copy of the report given", "15/9")
    await journey.contact("told before publication", "15/9")
    await journey.driver.press("s")
    await journey.driver.to("Record publication")
    await journey.driver.press("enter")
    text = await journey.driver.write(**journey.dated({"on": "2/10"}))
    assert "is held by G" in text
    await journey.write(why="CPS agreed by letter of 1 October")
    assert journey.review.status is Status.PUBLISHED
    (gate,) = journey.review.gates
    await journey.at("1", f"gate/{gate.id}", "e", cleared_on="5/10", cleared_by="CPS")
    await journey.date("nspcc_deposited_on", "6/10")


async def closed(journey: Journey) -> None:
    await journey.on_to("Learning")
    await journey.contact("told what changed since", "2/11")
    await journey.on_to("Action plan")
    (action,) = journey.review.actions
    await journey.at(
        "4", f"action/{action.id}", "d", on="20/10", evidence="Audit of 10"
    )
    # Done with evidence, an action is completed and closed on the day typed once.
    journey.typed.append(journey.typed[-1])
    await journey.date("disposal_review_on", "20/11")
    assert not blockers(journey.review, TODAY)
    await journey.driver.press("s")
    await journey.driver.to("Close")
    await journey.driver.press("enter")
    await journey.write(on="23/11")
    assert journey.review.status is Status.CLOSED


PARTS = (
    notified,
    scoped,
    reviewed_rapidly,
    set_up,
    family_met,
    delayed,
    written,
    published,
    closed,
)


async def test_a_review_goes_from_notification_to_closed_by_keys_alone(
    demo: Sitting,
) -> None:
    async with driving(demo) as driver:
        journey = Journey(driver)
        for part in PARTS:
            await part(journey)
        stands = journey.review
        lines = await shown_proof(driver)
    mother = next(person for person in stands.people if person.role == "mother")
    kept = [promise.state for promise in promises(stands, mother, ())]
    assert set(kept) == {PromiseState.KEPT}
    proved = [proof.day for proof in date_proofs(stands)]
    assert Counter(proved) == Counter(journey.typed)
    assert all(proof.settings for proof in date_proofs(stands))
    assert lines[-1] == f"{len(journey.typed)} dates."


async def shown_proof(driver: Driver) -> list[str]:
    """Return the sheet as `f` shows it."""
    await driver.press("f", "G", "enter")
    lines = driver.app.screen.query_one(LineList).lines
    await driver.press("q")
    return [line.text for line in lines]
