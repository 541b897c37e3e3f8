"""Start here: `python -m cspr_tui`, the same as `cspr-tui`."""

from __future__ import annotations

import sys

from cspr_tui.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
