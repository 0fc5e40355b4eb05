"""The dark and the light set of colours, and the contrast ratio that keeps their text readable."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours by meaning, as `#RRGGBB`.

    canvas: behind everything; panel: cards, tables, inputs; raised: menus and hover cards. hover, selected: rows
    and buttons. bar, bar_other: the share behind the label of a row. soft_*: tinted background of a badge or
    banner, whose text has the colour of the same name. *_fill: of bars and buttons. second: the other series of
    a chart. faint: the least important text. mark_1 to mark_5: of remote servers, none of them the colour of a state.
    """

    is_dark: bool
    canvas: str
    sidebar: str
    panel: str
    raised: str
    hover: str
    selected: str
    border: str
    border_strong: str
    scroll: str
    text: str
    muted: str
    faint: str
    accent: str
    accent_hover: str
    on_accent: str
    second: str
    up: str
    down: str
    warning: str
    warning_fill: str
    danger_fill: str
    danger_hover: str
    on_danger: str
    bar: str
    bar_other: str
    soft_up: str
    soft_down: str
    soft_warning: str
    soft_second: str
    soft_flat: str
    # The same in both themes: a server keeps its colour.
    mark_1: str = "#2563EB"
    mark_2: str = "#9333EA"
    mark_3: str = "#BE185D"
    mark_4: str = "#0F766E"
    mark_5: str = "#64748B"
    on_mark: str = "#FFFFFF"


DARK = Colours(
    is_dark=True,
    canvas="#0F0F0F",
    sidebar="#141414",
    panel="#1C1C1C",
    raised="#272727",
    hover="#262626",
    selected="#12372A",
    border="#2F2F2F",
    border_strong="#696969",
    scroll="#444444",
    text="#F2F2F2",
    muted="#ADADAD",
    faint="#939393",
    accent="#00D084",
    accent_hover="#2BE09C",
    on_accent="#04190F",
    second="#3B82F6",
    up="#10B981",
    down="#EF4444",
    warning="#F59E0B",
    warning_fill="#F59E0B",
    danger_fill="#C62828",
    danger_hover="#B71C1C",
    on_danger="#FFFFFF",
    bar="#173528",
    bar_other="#1C2C45",
    soft_up="#0D2A20",
    soft_down="#240E0E",
    soft_warning="#33240A",
    soft_second="#0E1726",
    soft_flat="#2A2A2A",
)

LIGHT = Colours(
    is_dark=False,
    canvas="#F6F6F5",
    sidebar="#EFEFED",
    panel="#FFFFFF",
    raised="#FFFFFF",
    hover="#F0F0EE",
    selected="#D8F1E5",
    border="#DFDFDB",
    border_strong="#8F8F8A",
    scroll="#C4C4BF",
    text="#1A1A1A",
    muted="#565653",
    faint="#646460",
    accent="#007A50",
    accent_hover="#00643F",
    on_accent="#FFFFFF",
    second="#2563EB",
    up="#047857",
    down="#C81E1E",
    warning="#94540A",
    warning_fill="#C2780E",
    danger_fill="#C62828",
    danger_hover="#A61E1E",
    on_danger="#FFFFFF",
    bar="#D9F2E6",
    bar_other="#DCE8FD",
    soft_up="#E3F6EE",
    soft_down="#FDECEC",
    soft_warning="#FDF3E1",
    soft_second="#EAF1FE",
    soft_flat="#EFEFED",
)

# Text on any colour: one of the two has a contrast of at least 4.5, because their product is 21.
INKS = ("#000000", "#FFFFFF")

# Every pair of text on ground that the style sheet and the painted widgets use.
TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *(
        (text, ground)
        for text in ("text", "muted", "faint")
        for ground in ("canvas", "sidebar", "panel", "raised", "hover")
    ),
    *((text, ground) for text in ("accent", "down", "up", "warning") for ground in ("canvas", "panel")),
    ("second", "panel"),
    ("accent", "hover"),
    ("text", "selected"),
    ("muted", "selected"),
    ("accent", "selected"),
    ("text", "bar"),
    ("muted", "bar"),
    ("text", "bar_other"),
    ("muted", "bar_other"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_danger", "danger_fill"),
    ("on_danger", "danger_hover"),
    ("up", "soft_up"),
    ("down", "soft_down"),
    ("warning", "soft_warning"),
    ("second", "soft_second"),
    ("muted", "soft_flat"),
    *(("on_mark", f"mark_{number}") for number in range(1, 6)),
    *(("text", ground) for ground in ("soft_up", "soft_down", "soft_warning", "soft_second", "soft_flat")),
)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
