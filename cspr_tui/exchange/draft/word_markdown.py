"""The text of a Word file as Markdown, as the child process reads it."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from cspr_tui.exchange.draft.html_to_markdown import html_to_markdown
from cspr_tui.exchange.office.office_archive import check_markup
from cspr_tui.exchange.unreadable_import import UnreadableImportError

DOCUMENT = "word/document.xml"


def word_markdown(content: bytes, name: str) -> str:
    """Return the text of a Word file as Markdown.

    Raises:
        UnreadableImportError: it passes a limit, is damaged or holds pictures.
    """
    check_markup(content, name)
    import mammoth  # noqa: PLC0415 - loaded only where a Word file is read

    pictures = list[object]()

    def picture(image: Any) -> list[Any]:  # noqa: ANN401 - mammoth has no types
        pictures.append(image)
        return []

    try:
        sections = mammoth.convert_to_html(BytesIO(content), convert_image=picture)
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # a damaged part fails in many ways inside mammoth
        sentence = f"{name} is damaged; open it in Word, save it again and try that."
        raise UnreadableImportError(sentence) from error
    if pictures:
        sentence = (
            f"{name} holds pictures ({len(pictures)}), which a section cannot keep and "
            f"nobody can check for names; take them out first."
        )
        raise UnreadableImportError(sentence)
    return html_to_markdown(str(sections.value))
