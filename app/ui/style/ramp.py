"""Ramps for maps and cells: colours whose lightness grows in even steps to the eye.

They are mixed in OKLab (Björn Ottosson, 2020), in which equal distances look equal. Lightness alone tells the steps
apart, so they stay apart for colour-blind eyes and in greyscale.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtGui import QColor

from app.ui.style import theme
from app.ui.style.colours import INKS, contrast

_SHADES = 64  # more than the eye tells apart


@dataclass(frozen=True, slots=True)
class _Tone:
    """A colour of OKLCh. hue: in degrees."""

    lightness: float
    chroma: float
    hue: float


# From the fewest to the most. In the dark the most is the brightest, in the light the darkest.
_DARK = _Tone(0.42, 0.060, 205), _Tone(0.88, 0.165, 158)
_LIGHT = _Tone(0.79, 0.075, 165), _Tone(0.36, 0.075, 185)


def ramp_colour(share: float, *, is_dark: bool) -> QColor:
    """Return the colour of a share of the largest value, 0 to 1."""
    low, high = _DARK if is_dark else _LIGHT
    share = min(1.0, max(0.0, share))
    hue = math.radians(low.hue + (high.hue - low.hue) * share)
    chroma = low.chroma + (high.chroma - low.chroma) * share
    lightness = low.lightness + (high.lightness - low.lightness) * share
    return QColor.fromRgbF(*_srgb(lightness, chroma * math.cos(hue), chroma * math.sin(hue)))


def fill(share: float) -> QColor:
    """Return the colour of a share in the current theme, in one of 64 shades."""
    return QColor(_shades(is_dark=theme.current().is_dark)[_shade(share)][0])


def ink(share: float) -> QColor:
    """Return the colour of text on `fill(share)`, with a contrast of 4.5 or more."""
    return QColor(_shades(is_dark=theme.current().is_dark)[_shade(share)][1])


def ramp_colours(steps: int, *, is_dark: bool) -> tuple[QColor, ...]:
    """Return the colours of so many steps, from the fewest to the most."""
    return tuple(ramp_colour(at / max(1, steps - 1), is_dark=is_dark) for at in range(steps))


def _shade(share: float) -> int:
    return round(min(1.0, max(0.0, share)) * (_SHADES - 1))


@lru_cache(maxsize=2)
def _shades(*, is_dark: bool) -> tuple[tuple[str, str], ...]:
    """Return the colour and the text colour of every shade."""
    grounds = (colour.name() for colour in ramp_colours(_SHADES, is_dark=is_dark))
    return tuple((ground, max(INKS, key=lambda text: contrast(text, ground))) for ground in grounds)


def _srgb(lightness: float, green_red: float, blue_yellow: float) -> tuple[float, float, float]:
    """Return red, green and blue, 0 to 1, of a colour of OKLab; what no screen can show is brought within."""
    long = (lightness + 0.3963377774 * green_red + 0.2158037573 * blue_yellow) ** 3
    medium = (lightness - 0.1055613458 * green_red - 0.0638541728 * blue_yellow) ** 3
    short = (lightness - 0.0894841775 * green_red - 1.2914855480 * blue_yellow) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    red, green, blue = (_gamma(min(1.0, max(0.0, part))) for part in linear)
    return red, green, blue


def _gamma(part: float) -> float:
    return 12.92 * part if part <= 0.0031308 else float(1.055 * part ** (1 / 2.4) - 0.055)
