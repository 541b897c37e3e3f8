"""The palette: state words by name, so that no screen names a colour."""

from __future__ import annotations

from textual.theme import Theme

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
        "state-late": "#FF9E80",
        "state-no-clock": "#FF9E80",
        "state-soon": "#FFE36E",
        "state-ok": "#8CC8FF",
        "state-hold": "#D0D0D0",
        "state-done": "#D0D0D0",
    },
)
THEMES = (DARK, LIGHT, CONTRAST)


def fallback_variables() -> dict[str, str]:
    """Return the state colours for themes that do not bring their own."""
    return dict(DARK.variables)
