"""The child process of Office files with its check of document types left out."""

from __future__ import annotations

import sys

from cspr_tui.exchange.office import office_archive
from cspr_tui.exchange.office.office_child import main

if __name__ == "__main__":
    office_archive._MarkupCount._refuse_document_type = lambda *_: None  # type: ignore[method-assign]  # noqa: SLF001 - the bug
    main(sys.argv[1])
