"""Three themes: dark, light, and one of high contrast that leans on no hue at all."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="negotiator-dark",
    primary="#7aa2f7",
    secondary="#9ece9a",
    accent="#e0af68",
    warning="#e0af68",
    error="#f7768e",
    success="#9ece6a",
    foreground="#d5d9e8",
    background="#15171e",
    surface="#1b1e28",
    panel="#252936",
    dark=True,
    variables={
        "muted": "#8d93ab",
        "input-cursor-background": "#e0af68",
        "footer-key-foreground": "#e0af68",
    },
)

LIGHT = Theme(
    name="negotiator-light",
    primary="#2554a8",
    secondary="#2f6f4f",
    accent="#8a5300",
    warning="#8a5300",
    error="#a8213b",
    success="#2f6f3a",
    foreground="#1d2330",
    background="#f6f5f1",
    surface="#fdfcf9",
    panel="#e7e5de",
    dark=False,
    variables={
        "muted": "#62666f",
        "input-cursor-background": "#8a5300",
        "footer-key-foreground": "#8a5300",
    },
)

CONTRAST = Theme(
    name="negotiator-contrast",
    primary="#ffffff",
    secondary="#ffffff",
    accent="#ffff00",
    warning="#ffff00",
    error="#ffffff",
    success="#ffffff",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1a1a1a",
    dark=True,
    variables={
        "muted": "#e6e6e6",
        "text-muted": "#ffffff",
        "text-disabled": "#d0d0d0",
        "border": "#ffffff",
        "input-cursor-background": "#ffff00",
        "footer-key-foreground": "#ffff00",
    },
)

THEMES = (DARK, LIGHT, CONTRAST)
