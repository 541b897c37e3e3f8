"""Import a draft or a chronology: preview first, then all of it in one change."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.record.documents import ChronologyEntry, SectionKind
from cspr_tui.domain.record.partnership import agency_named
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.record.sections import section_of
from cspr_tui.domain.steps.entries.import_documents import (
    chronology_imported,
    draft_imported,
    new_entries,
)
from cspr_tui.domain.steps.step import Step
from cspr_tui.domain.values.base import without_control_characters
from cspr_tui.exchange.chronology.entries import ChronologyContext, read_entries
from cspr_tui.exchange.chronology.sheet import read_sheet
from cspr_tui.exchange.draft.draft_sections import DraftSection, split_draft
from cspr_tui.exchange.tracker.import_result import Problem
from cspr_tui.exchange.unreadable_import import UnreadableImportError
from cspr_tui.service.reviews import Reviews
from cspr_tui.store.fs.bounded_file import read_foreign_file


class NoAgencyNamedError(CsprError):
    """Neither the file nor the person says which agency the chronology is from."""


@dataclass(frozen=True, slots=True)
class DraftImport:
    """A draft read for import: its sections, and the step that imports it.

    `replaced` lists the sections whose present text would be replaced.
    """

    ref: str
    source: str
    passages: tuple[DraftSection, ...]
    replaced: dict[SectionKind, int]
    step: Step


@dataclass(frozen=True, slots=True)
class ChronologyImport:
    """A chronology read for import: its new entries, and every problem.

    `same` counts the rows that the review has already. If there is a problem, there is
    no step.
    """

    ref: str
    source: str
    entries: tuple[ChronologyEntry, ...]
    same: int
    problems: tuple[Problem, ...]
    step: Step | None


def file_to_import(path: Path) -> bytes:
    """Return the bytes of a file that is to be taken in.

    Raises:
        ForeignFileError: it is not there, no plain file, or too long.
        UnreadableImportError: it is empty.
    """
    content = read_foreign_file(path)
    if not content.strip():
        sentence = f"{path.name} is empty; nothing was taken in."
        raise UnreadableImportError(sentence)
    return content


def look_at_draft(reviews: Reviews, ref: str, path: Path) -> DraftImport:
    """Return what importing that draft would do.

    Raises:
        UnreadableImportError: no section can be read from the file.
    """
    review, source = reviews.read(ref), without_control_characters(path.name)
    found = split_draft(file_to_import(path), source)
    texts = dict[SectionKind, str]()
    for each in found:
        if each.kind:
            texts[each.kind] = f"{texts.get(each.kind, '')}\n\n{each.text}".strip()
    seen = {kind: _text_of(review, kind) for kind in texts}
    replaced = {
        kind: len(held.split())
        for kind, held in seen.items()
        if held.strip() and held != texts[kind]
    }
    step = draft_imported(texts, seen, source, reviews.session.day())
    return DraftImport(review.ref, source, found, replaced, step)


def _text_of(review: Review, kind: SectionKind) -> str:
    held = section_of(review, kind)
    return held.text if held else ""


def look_at_chronology(
    reviews: Reviews, ref: str, path: Path, agency: str
) -> ChronologyImport:
    """Return what taking that chronology in would do, and what is wrong where.

    Raises:
        UnreadableImportError: no table can be read from the file.
        NoAgencyNamedError: neither it nor `agency` says whose it is.
    """
    review, source = reviews.read(ref), without_control_characters(path.name)
    sheet = read_sheet(file_to_import(path), source)
    if not agency and "agency" not in sheet.fields:
        sentence = f"{source} does not say whose it is; name the agency."
        raise NoAgencyNamedError(sentence)
    by = ChronologyContext(
        today=reviews.session.day(),
        source=source,
        agency=agency,
        named=lambda typed: agency_named(reviews.partnership, typed),
        codes=frozenset(person.id.upper() for person in review.people),
    )
    found = read_entries(sheet, by)
    new = new_entries(review, found.entries)
    step = None if found.problems or not new else chronology_imported(new, source)
    same = len(found.entries) - len(new)
    return ChronologyImport(review.ref, source, new, same, found.problems, step)
