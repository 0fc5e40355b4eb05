"""Ramp: colours for numbers from low to high, in equal steps for the eye.

The colours lie on a straight line of OKLab (Ottosson, 2020), where equal distances look equally far apart. Lightness
goes one way all along it, so the order can be read without seeing hues and in greyscale.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QColor

from app.ui.style import theme
from app.ui.style.colours import INKS, Colours, contrast

STEPS = 64  # more than the eye tells apart
Lab = tuple[float, float, float]


def fill(level: float) -> QColor:
    """Return the colour of a number in the current theme. level: 0 for the lowest, 1 for the highest."""
    return QColor(ramp(theme.current().colours)[_step(level)])


def ink(level: float) -> QColor:
    """Return the colour of text on `fill(level)`."""
    ground = ramp(theme.current().colours)[_step(level)]
    return QColor(max(INKS, key=lambda colour: contrast(colour, ground)))


@lru_cache(maxsize=2)
def ramp(colours: Colours) -> tuple[str, ...]:
    """Return the colours from low to high as `#RRGGBB`."""
    low, high = to_lab(colours.ramp_low), to_lab(colours.ramp_high)
    return tuple(_between(low, high, step / (STEPS - 1)) for step in range(STEPS))


def to_lab(colour: str) -> Lab:
    """Return the OKLab value of a colour: lightness from 0 to 1, green to red, blue to yellow."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _between(low: Lab, high: Lab, part: float) -> str:
    light, green_red, blue_yellow = (one + (other - one) * part for one, other in zip(low, high, strict=True))
    long = (light + 0.3963377774 * green_red + 0.2158037573 * blue_yellow) ** 3
    middle = (light - 0.1055613458 * green_red - 0.0638541728 * blue_yellow) ** 3
    short = (light - 0.0894841775 * green_red - 1.2914855480 * blue_yellow) ** 3
    channels = (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
    return "#" + "".join(f"{round(255 * _curved(min(1.0, max(0.0, part)))):02X}" for part in channels)


def _linear(part: float) -> float:
    """Return the light of a channel of sRGB."""
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _curved(part: float) -> float:
    return part * 12.92 if part <= 0.0031308 else float(1.055 * part ** (1 / 2.4) - 0.055)


def _step(level: float) -> int:
    return round(min(1.0, max(0.0, level)) * (STEPS - 1))
