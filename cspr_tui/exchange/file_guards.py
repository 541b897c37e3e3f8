"""Guards for files from outside: refuse what is too big or unsafe before parsing it."""

from __future__ import annotations

import zipfile
from io import BytesIO

from cspr_tui.domain.errors import CsprError

# What a file may unpack to, in bytes, and in how many parts.
MOST_UNPACKED = 80_000_000
MOST_PARTS = 3_000
_ZIP, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# A document type is never part of an Office file; entities in one can grow at will.
_DOCTYPE = "<!DOCTYPE"
_DOCTYPES = tuple(_DOCTYPE.encode(e) for e in ("ascii", "utf-16-le", "utf-16-be"))


class UnreadableImportError(CsprError):
    """A file from outside cannot be imported."""


def is_zip_file(content: bytes) -> bool:
    """Whether the bytes are a ZIP file, as Word and Excel documents are."""
    return content.startswith((_ZIP, _OLD_OFFICE))


def check_office_file(content: bytes, name: str, part: str) -> None:
    """Refuse bytes that are no plain Office document or would be unsafe to open.

    `part` is the part that makes it a Word or an Excel file.

    Raises:
        UnreadableImportError: it is old, locked, damaged, holds macros or a
            document type, or unpacks to more than can be looked through.
    """
    if content.startswith(_OLD_OFFICE):
        sentence = (
            f"{name} is locked with a password or in an old format; save it as .docx "
            f"or .xlsx without a password."
        )
        raise UnreadableImportError(sentence)
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            _check_parts(packed, name, part)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        sentence = f"{name} is damaged or locked; open it, save it again and try that."
        raise UnreadableImportError(sentence) from error


def _check_parts(packed: zipfile.ZipFile, name: str, part: str) -> None:
    infos = packed.infolist()
    names = {info.filename for info in infos}
    if len(infos) > MOST_PARTS or sum(i.file_size for i in infos) > MOST_UNPACKED:
        sentence = (
            f"{name} unpacks to more than {MOST_UNPACKED // 1_000_000} MB; it may be "
            f"meant to do harm, and nothing of it was read."
        )
        raise UnreadableImportError(sentence)
    if part not in names:
        kind = "Word" if part.startswith("word/") else "Excel"
        sentence = f"{name} is no {kind} file; nothing was taken in."
        raise UnreadableImportError(sentence)
    if any(each.casefold().endswith("vbaproject.bin") for each in names):
        sentence = (
            f"{name} holds macros; save it without them, as .docx or .xlsx, first."
        )
        raise UnreadableImportError(sentence)
    for info in infos:
        if info.filename.endswith((".xml", ".rels")):
            _check_markup(packed.read(info), name)


def _check_markup(markup: bytes, name: str) -> None:
    if any(mark in markup for mark in _DOCTYPES):
        sentence = (
            f"{name} holds a document type, which no Office program writes; nothing "
            f"of it was read."
        )
        raise UnreadableImportError(sentence)
