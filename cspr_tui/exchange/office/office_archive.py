"""Checks of a Word or Excel file before a library parses it: its archive, its XML.

The XML of every part is streamed, whatever the part is called and whether anything
refers to it, and counted without being kept.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import NoReturn
from xml.parsers import expat

from cspr_tui.exchange.unreadable_import import UnreadableImportError

# What a file may unpack to, in bytes, and in how many parts.
MOST_UNPACKED = 80_000_000
MOST_PARTS = 3_000
LONGEST_NAME = 240
# A large part is at most so many times as long as packed; Office writes 5 to 60.
MOST_RATIO, LARGE_PART = 300, 2_000_000
# Of all parts together; of one element; levels within each other.
MOST_ELEMENTS, MOST_ATTRIBUTES, MOST_DEPTH = 1_000_000, 500, 100
_ZIP, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_PIECE = 65_536
# What may stand before the first mark of XML, in UTF-8 and UTF-16.
_BEFORE_XML = b" \t\r\n\0\xef\xbb\xbf\xff\xfe"
_DAMAGED = (
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
)


def is_zip_file(content: bytes) -> bool:
    """Whether the bytes are a ZIP file, as Word and Excel documents are."""
    return content.startswith((_ZIP, _OLD_OFFICE))


def check_archive(content: bytes, name: str, part: str) -> None:
    """Refuse bytes that are no plain Office document; nothing is unpacked yet.

    `part` is the part that makes it a Word or an Excel file.

    Raises:
        UnreadableImportError: it is old, locked, damaged, holds macros, or unpacks
            to more than can be looked through.
    """
    if content.startswith(_OLD_OFFICE):
        sentence = (
            f"{name} is locked with a password or in an old format; save it as .docx "
            f"or .xlsx without a password."
        )
        raise UnreadableImportError(sentence)
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            _check_parts(packed.infolist(), name, part)
    except UnreadableImportError:
        raise
    except _DAMAGED as error:
        raise _damaged_error(name) from error


def check_markup(content: bytes, name: str) -> None:
    """Stream all XML of an Office file and refuse what could exhaust a parser.

    Raises:
        UnreadableImportError: there is a document type, too many elements or
            attributes, or elements too deep within each other.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            count = _MarkupCount(name)
            for info in packed.infolist():
                count.add(_pieces(packed, info))
    except UnreadableImportError:
        raise
    except _DAMAGED as error:
        raise _damaged_error(name) from error


def _damaged_error(name: str) -> UnreadableImportError:
    sentence = f"{name} is damaged or locked; open it, save it again and try that."
    return UnreadableImportError(sentence)


def _check_parts(infos: list[zipfile.ZipInfo], name: str, part: str) -> None:
    names = {info.filename for info in infos}
    unpacked = sum(info.file_size for info in infos)
    if len(infos) > MOST_PARTS or unpacked > MOST_UNPACKED:
        sentence = (
            f"{name} unpacks to more than {MOST_UNPACKED // 1_000_000} MB or "
            f"{MOST_PARTS:,} parts; it may be meant to do harm, and nothing of it was "
            f"read."
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
        _check_part(info, name)
    if len(names) < len(infos):
        _refuse_archive(name, "the same part twice")


def _check_part(info: zipfile.ZipInfo, name: str) -> None:
    path = info.filename.replace("\\", "/")
    if len(path) > LONGEST_NAME or ".." in path.split("/") or path.startswith("/"):
        _refuse_archive(name, "a part with a name that leads elsewhere")
    if info.compress_type not in _METHODS:
        _refuse_archive(name, "a part packed as no Office program packs")
    packed = max(info.compress_size, 1)
    if info.file_size > LARGE_PART and info.file_size > MOST_RATIO * packed:
        _refuse_archive(name, f"a part that unpacks to over {MOST_RATIO} times itself")


def _refuse_archive(name: str, what: str) -> NoReturn:
    sentence = f"{name} holds {what}; it may be meant to do harm, so nothing was read."
    raise UnreadableImportError(sentence)


def _pieces(packed: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    with packed.open(info) as file:
        while piece := file.read(_PIECE):
            yield piece


class _MarkupCount:
    """Counts the elements of all parts of one file."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._elements = self._depth = 0

    def add(self, pieces: Iterator[bytes]) -> None:
        """Count the elements of one part; a part that cannot be XML is passed over.

        A parser reads a part as XML only if the first mark in it opens a tag.
        """
        parser: expat.XMLParserType | None = None
        self._depth = 0
        for piece in pieces:
            if parser is None:
                start = piece.lstrip(_BEFORE_XML)
                if start and not start.startswith(b"<"):
                    return
            parser = parser or self._parser()
            try:
                parser.Parse(piece, False)  # noqa: FBT003 - expat takes it by position
            except expat.ExpatError:
                # Broken XML ends its parser at this place too.
                return

    def _parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._refuse_document_type
        parser.StartElementHandler = self._count
        parser.EndElementHandler = self._leave
        return parser

    def _refuse_document_type(self, *_: object) -> None:
        sentence = (
            f"{self._name} holds a document type, which no Office program writes; "
            f"nothing of it was read."
        )
        raise UnreadableImportError(sentence)

    def _count(self, _: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        self._depth += 1
        if self._elements > MOST_ELEMENTS:
            self._refuse(f"over {MOST_ELEMENTS:,} elements")
        if self._depth > MOST_DEPTH:
            self._refuse(f"elements over {MOST_DEPTH} levels deep")
        if len(attributes) > MOST_ATTRIBUTES:
            self._refuse(f"an element with over {MOST_ATTRIBUTES} attributes")

    def _leave(self, _: str) -> None:
        self._depth -= 1

    def _refuse(self, what: str) -> NoReturn:
        sentence = (
            f"{self._name} holds {what}, more than can be looked through; divide it, "
            f"or save it anew without what is not needed."
        )
        raise UnreadableImportError(sentence)
