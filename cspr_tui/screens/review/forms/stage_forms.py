"""Forms to move a review to another stage, publish, close, reopen or withdraw it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from cspr_tui.domain.deadlines.shifts import deadline_shifts
from cspr_tui.domain.process.journey import next_stage_of, stage_move, stages_of
from cspr_tui.domain.process.loose_ends import LooseEnd, loose_ends_before
from cspr_tui.domain.record.date_fields import with_date
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.record.stage import Stage
from cspr_tui.domain.steps.review import restrict_access, stage_moves
from cspr_tui.domain.steps.step import Step
from cspr_tui.screens.forms.date_field import date_field
from cspr_tui.screens.forms.deadline_preview import move_words
from cspr_tui.screens.forms.form_screen import FormScreen, Values
from cspr_tui.screens.review.forms.review_form import filling
from cspr_tui.screens.review.review_view import ReviewView
from cspr_tui.widgets.form_field import Field, choice_field

NOTHING_OPEN = "Nothing is left open by this."
WHY = Field("why", "Reason", hint="goes into the history")
RESTRICT = ("restrict", "Restrict who may open it")
Choices = list[tuple[str, str]]
Stepping = Callable[[date, str], Step]


def move_choices(review: Review) -> Choices:
    """Return the possible moves of a review, the most likely first."""
    if not review.is_active:
        return [("reopen", "Reopen, with the reason"), RESTRICT]
    after = next_stage_of(review)
    others = [s for s in stages_of(review.kind) if s not in {review.stage, after}]
    ends = [
        ("publish", "Record publication"),
        ("close", "Close; nothing is deleted"),
        ("withdraw", "Withdraw: the criteria are not met"),
    ]
    offered = [after, *others] if after is not review.stage else others
    return [
        *(_offered(review, stage) for stage in offered if _is_moved_to(stage)),
        *ends,
        RESTRICT,
    ]


def _is_moved_to(stage: Stage) -> bool:
    """Whether one gets there by moving; closing is a thing of its own."""
    return stage is not Stage.CLOSURE


def _offered(review: Review, stage: Stage) -> tuple[str, str]:
    move = stage_move(review, stage)
    return f"stage/{stage.value}", f"{stage.number:>2} {stage.label:<20} {move.label}"


def move_form(view: ReviewView, chosen: str) -> FormScreen:
    """Return the form for one of the moves; it first lists what would be left open."""
    kind, _, stage = chosen.partition("/")
    if kind == "stage":
        return _stage_form(view, Stage(stage))
    if kind == "reopen":
        return _reopen_form(view)
    if kind == "restrict":
        return _restrict_form(view)
    return _end_form(view, kind)


def _stage_form(view: ReviewView, to: Stage) -> FormScreen:
    review, reviews = view.review, view.reviews
    move = stage_move(review, to)
    needed = "needed: it is " + move.label if move.needs_reason else WHY.hint
    fields = [Field("why", f"To {to.label}, why", hint=needed)]

    def preview(_values: Values) -> Sequence[str]:
        return list(_open_lines(loose_ends_before(review, to, reviews.session.day())))

    def save(values: Values) -> Review:
        return reviews.change(review.ref, stage_moves.stage_moved(to, values["why"]))

    title = f"{review.stage.label} to {to.label}"
    return filling(view, "moving", title, fields, save, preview=preview)


def _open_lines(ends: Sequence[LooseEnd]) -> Iterator[str]:
    if not ends:
        yield NOTHING_OPEN
    for end in sorted(ends, key=lambda each: not each.blocks):
        word = "BLOCKS" if end.blocks else "open"
        yield f"{word:<7} {end.entry:<5} {end.what}"


def _reopen_form(view: ReviewView) -> FormScreen:
    review, reviews = view.review, view.reviews
    was = review.stage if review.stage is not Stage.CLOSURE else Stage.ACTION_PLAN
    fields = [choice_field("to", "Goes on at", Stage, was), WHY]

    def save(values: Values) -> Review:
        return reviews.change(
            review.ref, stage_moves.review_reopened(values["to"], values["why"])
        )

    return filling(view, "moving", "Reopen", fields, save)


def _restrict_form(view: ReviewView) -> FormScreen:
    review, reviews = view.review, view.reviews
    hint = "a group of this server; empty lets all coordinators in"
    fields = [Field("group", "Group", value=review.restricted_to, hint=hint), WHY]

    def preview(values: Values) -> Sequence[str]:
        return list(
            restrict_access.restriction_words(
                values["group"].strip(), reviews.store.restriction_caveat
            )
        )

    def save(values: Values) -> Review:
        step = restrict_access.access_restricted(values["group"].strip(), values["why"])
        return reviews.change(review.ref, step)

    title = "Restrict who may open it"
    return filling(view, "restricting", title, fields, save, preview=preview)


def _end_form(view: ReviewView, kind: str) -> FormScreen:
    review, reviews = view.review, view.reviews
    title, step = _ENDS[kind]
    today = reviews.session.day()
    fields = [date_field(reviews, "on", "On", today), WHY]

    def preview(values: Values) -> Sequence[str]:
        on = values["on"] or today
        return list(_end_lines(view, kind, on))

    def save(values: Values) -> Review:
        return reviews.change(review.ref, step(values["on"] or today, values["why"]))

    return filling(view, f"ending/{kind}", title, fields, save, preview=preview)


def _end_lines(view: ReviewView, kind: str, on: date) -> Iterator[str]:
    review, reviews = view.review, view.reviews
    if kind == "withdraw":
        yield f"{review.ref} ends here; nothing of it is deleted, s reopens it."
        return
    to = Stage.CLOSURE if kind == "close" else Stage.PUBLICATION
    yield from _open_lines(loose_ends_before(review, to, on))
    if kind == "publish":
        after = with_date(review, "published_on", on)
        changed = deadline_shifts(review, after, reviews.rules, reviews.calendar)
        yield from (move_words(move) for move in changed)


_ENDS: dict[str, tuple[str, Stepping]] = {
    "publish": ("Record publication", stage_moves.review_published),
    "close": ("Close the review", stage_moves.review_closed),
    "withdraw": ("Withdraw the review", stage_moves.review_withdrawn),
}
