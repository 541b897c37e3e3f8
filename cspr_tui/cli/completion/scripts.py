"""Completion scripts for bash, zsh and fish, made from the parsers by shtab."""

from __future__ import annotations

from argparse import Action

import shtab

from cspr_tui.cli.parser.parser import actions_of, whole_parser
from cspr_tui.preferences import THEMES

_REFS = {"bash": "_cspr_tui_refs", "zsh": "_cspr_tui_refs", "fish": "(_cspr_tui_refs)"}
_FILTERS = {
    "bash": "_cspr_tui_filters",
    "zsh": "_cspr_tui_filters",
    "fish": "(_cspr_tui_filters)",
}
# What is offered for a value of that name.
_BY_METAVAR = {
    "REF": _REFS,
    "FILTER": _FILTERS,
    "FILE": shtab.FILE,
    "FILE.csv": shtab.FILE,
    "FILE.json": shtab.FILE,
    "ARCHIVE": shtab.FILE,
    "DIR": shtab.DIRECTORY,
    "STORE": shtab.DIRECTORY,
}

# bash ends a word at a colon, so of a filter's term only what follows it is offered.
_BASH = """
_cspr_tui_words() {
  cspr-tui completion --words "$1" --typed="$2" --line "${COMP_WORDS[@]}" 2>/dev/null
}
_cspr_tui_refs() { _cspr_tui_words refs "$1"; }
_cspr_tui_filters() {
  local typed="${COMP_LINE:0:$COMP_POINT}" line before=""
  typed="${typed##* }"
  if [[ "$COMP_WORDBREAKS" == *:* && "$typed" == *:* ]]; then before="${typed%:*}:"; fi
  _cspr_tui_words filters "$typed" | while IFS= read -r line; do
    line="${line#"$before"}"
    if [ -n "$line" ]; then printf '%s\\n' "$line"; fi
  done
}
"""
_ZSH = """
_cspr_tui_words() {
  local -a found
  found=(${(f)"$(cspr-tui completion --words "$1" --typed="$PREFIX" \\
    --line "${(Q)${(z)LBUFFER}[@]}" 2>/dev/null)"})
  compadd -S '' -U -a found
}
_cspr_tui_refs() { _cspr_tui_words refs }
_cspr_tui_filters() { _cspr_tui_words filters }
"""
_FISH = """
function _cspr_tui_words
  cspr-tui completion --words $argv[1] --typed=(commandline -ct) \\
    --line (commandline -opc) 2>/dev/null
end
function _cspr_tui_refs; _cspr_tui_words refs; end
function _cspr_tui_filters; _cspr_tui_words filters; end
"""
_PREAMBLES = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH}


def completion_script(shell: str) -> str:
    """Return the script that makes a shell complete commands, options and values."""
    parser, commands = whole_parser()
    for each in (parser, *commands):
        for action in actions_of(each):
            _set_candidates(action)
    return shtab.complete(parser, shell, preamble=_PREAMBLES[shell])


def _set_candidates(action: Action) -> None:
    if action.dest == "theme":
        action.choices = THEMES
    metavar = action.metavar if isinstance(action.metavar, str) else ""
    if metavar in _BY_METAVAR:
        action.complete = _BY_METAVAR[metavar]  # type: ignore[attr-defined]  # shtab reads it
