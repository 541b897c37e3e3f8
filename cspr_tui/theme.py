"""Colour themes: a colour for each state, so that no screen names a colour."""

from __future__ import annotations

from dataclasses import replace

from textual.theme import BUILTIN_THEMES, Theme

# Exact xterm-256 colours, so that terminals without true colour show the same.
DARK = Theme(
    name="review-dark",
    primary="#5FAFFF",
    foreground="#D7D7D7",
    background="#121212",
    surface="#121212",
    panel="#262626",
    dark=True,
    variables={
        "state-late": "#FF8787",
        "state-no-clock": "#FF8787",
        "state-soon": "#FFD75F",
        "state-ok": "#5FAFFF",
        "state-hold": "#AFAFD7",
        "state-done": "#9E9E9E",
    },
)
LIGHT = Theme(
    name="review-light",
    primary="#005FD7",
    foreground="#1C1C1C",
    background="#FFFFFF",
    surface="#FFFFFF",
    panel="#E4E4E4",
    dark=False,
    variables={
        "state-late": "#5F0000",
        "state-no-clock": "#5F0000",
        "state-soon": "#AF5F00",
        "state-ok": "#005FD7",
        "state-hold": "#585858",
        "state-done": "#6C6C6C",
    },
)
CONTRAST = Theme(
    name="review-contrast",
    primary="#8CC8FF",
    foreground="#FFFFFF",
    background="#000000",
    surface="#000000",
    panel="#000000",
    dark=True,
    variables={
        "state-late": "#FFB59E",
        "state-no-clock": "#FFB59E",
        "state-soon": "#FFE36E",
        "state-ok": "#8CC8FF",
        "state-hold": "#D0D0D0",
        "state-done": "#D0D0D0",
    },
)
ANSI_STATES = {
    "state-late": "ansi_bright_red",
    "state-no-clock": "ansi_bright_red",
    "state-soon": "ansi_yellow",
    "state-ok": "ansi_cyan",
    "state-hold": "ansi_magenta",
    "state-done": "ansi_default",
}
ANSI_DARK = replace(
    BUILTIN_THEMES["ansi-dark"],
    variables={**BUILTIN_THEMES["ansi-dark"].variables, **ANSI_STATES},
)
ANSI_LIGHT = replace(
    BUILTIN_THEMES["ansi-light"],
    variables={
        **BUILTIN_THEMES["ansi-light"].variables,
        **ANSI_STATES,
        "state-late": "ansi_red",
        "state-no-clock": "ansi_red",
    },
)
COLOURED = (DARK, LIGHT, CONTRAST)
ANSI = (ANSI_DARK, ANSI_LIGHT)
_NAMED = {"dark": DARK, "light": LIGHT, "contrast": CONTRAST, "mono": DARK}


def themes(*, no_color: bool) -> tuple[Theme, ...]:
    """Return the themes to choose from.

    Without colour the terminal's own (ANSI) themes are left out: they would be black.
    """
    return COLOURED if no_color else (*COLOURED, *ANSI)


def theme_named(asked: str, terminal: str, *, no_color: bool) -> Theme:
    """Return the theme asked for by name, else the default for the terminal.

    `terminal` is the value of TERM. The Linux console has sixteen colours, which
    only the ANSI themes keep apart.
    """
    if not asked:
        asked = "ansi-dark" if terminal == "linux" else "dark"
    known = _NAMED | ({} if no_color else {theme.name: theme for theme in ANSI})
    return known.get(asked, DARK)


def fallback_variables() -> dict[str, str]:
    """Return the state colours for themes that do not bring their own."""
    return dict(DARK.variables)
