"""The main service: open, change, undo and watch reviews, whatever the change is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from cspr_tui.domain.board.board_row import Row, row_of
from cspr_tui.domain.dates.working_days import Calendar
from cspr_tui.domain.deadlines.clocks import clocks_of
from cspr_tui.domain.deadlines.deadline import Deadline, partnership_deadlines
from cspr_tui.domain.deadlines.rules import Rules, rules_of, shipped_text
from cspr_tui.domain.history.change import Change
from cspr_tui.domain.record.partnership import Partnership
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.corrections.undo import NothingToUndoError, undo_change
from cspr_tui.domain.steps.step import Step, record_change
from cspr_tui.service.access_log import refusal, refusals_logged
from cspr_tui.service.board.board import Board, BoardSettings, board_of, nothing_said
from cspr_tui.service.board.deadline_cache import DeadlineCache
from cspr_tui.service.board.row_cache import Digests, RowCache, facts_of, no_key, put
from cspr_tui.service.drafts import Drafts
from cspr_tui.service.presence import Presence
from cspr_tui.service.saving.new_codes import numbered
from cspr_tui.service.saving.optimistic_save import Act, OptimisticSave
from cspr_tui.service.saving.unconfirmed_saves import UnconfirmedSaves
from cspr_tui.service.saving.undo_stack import Stack, UndoEntry, last_undone
from cspr_tui.service.session import Session
from cspr_tui.store.protocol import (
    Access,
    DamagedRecordError,
    RestrictedReviewError,
    StaleReviewError,
    Store,
    UnknownReviewError,
    every_ref,
)


@dataclass
class Reviews:
    """The service through which every screen and command reads and changes reviews."""

    store: Store
    session: Session
    row_cache: RowCache
    drafts: Drafts | None = None
    presence: Presence | None = None
    backup_warning: Callable[[int, Collection[str]], str] = nothing_said
    own_salts: set[str] = field(default_factory=set)
    _undos: Stack = field(default_factory=list)
    _redos: Stack = field(default_factory=list)
    _unconfirmed: UnconfirmedSaves = field(default_factory=UnconfirmedSaves)
    _deadline_cache: DeadlineCache = field(default_factory=DeadlineCache)

    @cached_property
    def partnership(self) -> Partnership:
        """The partnership's settings as read when the session began."""
        return self.store.partnership()

    @cached_property
    def rules(self) -> Rules:
        """The deadline rules as this partnership has set them."""
        return rules_of(self.partnership.rules)

    @cached_property
    def calendar(self) -> Calendar:
        """England's working days with the partnership's own changes."""
        return self.row_cache.calendar(self.partnership, self.today)

    @property
    def today(self) -> date:
        """The day that deadlines and states are calculated for."""
        return self.session.today()

    def board(self, before: Board | None = None) -> Board:
        """Return every review's entry on the board, the most urgent first.

        If nothing was saved since `before` was read, `before` itself is returned.
        """
        day, unreadable = self.today, list[str]()

        def make(ref: str) -> Row | None:
            try:
                review = self.store.load(ref)
            except DamagedRecordError as damage:
                unreadable.append(str(damage))
                return None
            except (UnknownReviewError, RestrictedReviewError):
                return None
            return self.row(review)

        own = Digests.of(shipped_text(), self.partnership.rules, self.calendar)
        versions, facts = self.store.versions(), self.facts
        self.row_cache.remake = self.remade_row
        read = self.row_cache.rows(versions, own, facts, day, make)
        said = self.backup_warning(facts.backup_days, versions)
        if before and before.read is read and before.facts == facts:
            return before if before.warning == said else replace(before, warning=said)
        return board_of(read, unreadable, day, facts, said)

    def reread(self) -> Board:
        """Return the board with the newest settings, which others may have changed."""
        if self.store.partnership().version != self.partnership.version:
            self._forget_settings()
        return self.board()

    def _forget_settings(self) -> None:
        self.row_cache.stamp = no_key
        for name in ("partnership", "rules", "calendar"):
            self.__dict__.pop(name, None)

    def resume_from(self, board: Board) -> Reviews:
        """Continue from a board shown from the cache; nothing is read twice."""
        self.row_cache.hold(board, self.remade_row)
        return self

    def remade_row(self, ref: str) -> Row:
        """Calculate a review's row anew from the stored review."""
        return self.row(self.store.load(ref))

    @property
    def facts(self) -> BoardSettings:
        """The settings and rules that the lines of the board need."""
        stubs, known = self.store.stubs(), (self.partnership, self.rules)
        return facts_of(*known, self.calendar, stubs, self.today)

    def with_saved(self, board: Board, saved: Iterable[Review]) -> Board:
        """Return the board with changed entries in place; new reviews come last."""
        read = replace(board.read, active=list(board.active))
        for review in saved:
            put(read, self.row(review))
        return replace(board, active=tuple(read.active), read=read)

    def row(self, review: Review) -> Row:
        """Return a review's row on the board."""
        clocks = clocks_of(review, self.rules, self.calendar)
        return row_of(review, clocks, self.calendar, self.today)

    def find(self, ref: str) -> str:
        """Return the stored reference that a person meant by what they typed.

        Raises:
            UnknownReviewError: there is no such review.
            RestrictedReviewError: it is restricted to a group the reader is not in.
        """
        wanted = ref.strip().upper()
        if wanted in self.store.refs():
            return wanted
        raise refusal(self.store, wanted, self._access)

    def read(self, ref: str) -> Review:
        """Return the review as last saved, without an entry in the access log.

        Raises:
            UnknownReviewError: there is no such review.
        """
        wanted = ref.strip().upper()
        with refusals_logged(self.store, wanted, self._access):
            return self.store.load(wanted)

    def open(self, ref: str, did: str = "opened") -> Review:
        """Return the review as last saved, and record the reader in the access log."""
        wanted = ref.strip().upper()
        with refusals_logged(self.store, wanted, self._access):
            return self.store.load_and_log(self._access(did, wanted))

    def log(self, did: str, ref: str = "", what: str = "") -> None:
        """Add an entry to the access log."""
        self.store.log_access(self._access(did, ref, what))

    def _access(self, did: str, ref: str, what: str = "") -> Access:
        by = self.session
        return Access(by.now(), by.actor, by.login, did, ref, what)

    def deadlines(self, review: Review) -> tuple[Deadline, ...]:
        """Calculate the review's deadlines on the day, the most urgent first."""
        return self._deadline_cache.of(review, self.rules, self.calendar, self.today)

    def own_deadlines(self) -> tuple[Deadline, ...]:
        """Calculate the partnership's own deadlines on the day."""
        known, rules = self.partnership, self.rules
        return partnership_deadlines(known, rules, self.calendar, self.today)

    def change(self, ref: str, step: Step) -> Review:
        """Apply a step to the newest version and save it durably.

        Raises:
            CsprError: the step is not possible there, or the change was not saved.
        """
        stamp = self.session.stamp()

        def act(review: Review) -> Review:
            return record_change(review, step.apply(review), step.what, step.why, stamp)

        review, made = self.saved(ref, act)
        if made is not None:
            self._undos.append(UndoEntry.of(ref, made))
            self._redos.clear()
        return review

    def undo(self, ref: str, seq: int) -> Review:
        """Undo one change by a new change.

        Raises:
            NothingToUndoError: it is undone already.
            ChangedSinceError: a later change edited the same fields.
        """
        return self.saved(ref, lambda r: undo_change(r, seq, self.session.stamp()))[0]

    def undo_last(self) -> tuple[Review, Change]:
        """Undo this session's last change that is still in force.

        Raises:
            NothingToUndoError: this session made no change, or undid all.
        """
        return self._move(self._undos, self._redos, "Nothing to undo in this session.")

    def redo_last(self) -> tuple[Review, Change]:
        """Redo the change that this session undid last.

        Raises:
            NothingToUndoError: nothing was undone since the last change.
        """
        return self._move(self._redos, self._undos, "Nothing to redo in this session.")

    def _move(self, stack: Stack, other: Stack, empty: str) -> tuple[Review, Change]:
        if not stack:
            raise NothingToUndoError(empty)
        made = stack[-1]
        review, change = last_undone(stack, self._undo_entry)
        other.append(UndoEntry.of(made.ref, change))
        return review, review.history[made.seq - 1]

    def _undo_entry(self, made: UndoEntry) -> tuple[Review, Change]:
        def act(review: Review) -> Review:
            made.check_in(review)
            return undo_change(review, made.seq, self.session.stamp())

        review, change = self.saved(made.ref, act)
        return review, change or review.history[-1]

    def saved(self, ref: str, act: Act) -> tuple[Review, Change | None]:
        """Save what an act makes of the newest review, once; return the change."""
        saving = OptimisticSave(self.store, self.own_salts, self._unconfirmed)
        return saving.saved(ref, act)

    def set_partnership(self, wanted: Partnership, why: str) -> Change | None:
        """Put other settings in place; None where they say the same.

        Raises:
            StaleReviewError: somebody changed them since the version `wanted` has.
        """
        held = self.store.partnership()
        after = record_change(
            held, wanted, "Settings changed", why, self.session.stamp()
        )
        return None if after is held else self.save_settings(after, wanted.version)

    def save_settings(self, after: Partnership, before: int) -> Change:
        """Save settings in place of the version they were made of."""
        self.own_salts.add(after.history[-1].salt)
        self.store.save_partnership(after, before)
        self._forget_settings()
        return after.history[-1]

    def create(self, facts: Review, what: str = "Review opened") -> Review:
        """Save a new review under an unused reference.

        Raises:
            AlreadyThereError: the given reference is in use.
        """
        doubted = self._unconfirmed.unconfirmed_creation(facts)
        if doubted is not None:
            return self._sent_again(doubted)
        review = self.numbered(facts, every_ref(self.store), what)
        self.own_salts.add(review.history[-1].salt)
        with self.store.locked(review.ref), self._unconfirmed.sending(review):
            self.store.save(review, 0)
        return review

    def _sent_again(self, doubted: Review) -> Review:
        """Save an unconfirmed new review again; it may be stored already."""
        with suppress(StaleReviewError):
            self.store.save(doubted, 0)
        self._unconfirmed.settle(doubted)
        return self.store.load(doubted.ref)

    def numbered(self, facts: Review, taken_refs: Iterable[str], what: str) -> Review:
        """Return the facts as version 1 of a review with codes of its own.

        Raises:
            AlreadyThereError: the reference given is in use.
        """
        return numbered(facts, set(taken_refs), self.session, what)
