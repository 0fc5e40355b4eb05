"""Pictures of the window for review: `make pictures` paints build/screens/<name>-<dark|light>.png.

Without it a picture is painted in the current tone alone and not written, since a change of the tone is slow.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.style import theme

FOLDER = Path(__file__).resolve().parents[2] / "build" / "screens"
Tone = Literal["dark", "light"]

SIZE = (1280, 800)
SMALLEST = (900, 600)
UHD = (1920, 1080)  # 3840 x 2160 at 200 %
BOTH: tuple[Tone, ...] = ("dark", "light")
IS_WRITTEN = "PICTURES" in os.environ


@contextmanager
def toned(tone: Tone) -> Iterator[None]:
    """Use a tone of the theme inside the context."""
    look = theme.current()
    before = look.mode
    look.set_mode(tone)
    try:
        yield
    finally:
        look.set_mode(before)


def save_screen(
    widget: QWidget,
    name: str,
    size: tuple[int, int] = SIZE,
    scale: float = 1.0,
    tones: tuple[Tone, ...] | None = None,
) -> list[QImage]:
    """Paint `widget`, which must be shown, once for each tone and return the pictures.

    tones: None for the current one, and for both when pictures are written.
    """
    widget.resize(*size)
    pictures = []
    for tone in tones or (BOTH if IS_WRITTEN else (None,)):
        with toned(tone) if tone is not None else nullcontext():
            _settle()
            picture = QPixmap(widget.size() * scale)
            picture.setDevicePixelRatio(scale)
            picture.fill(theme.current().colours.canvas)
            widget.render(picture, QPoint())
            pictures.append(picture.toImage())
            if IS_WRITTEN:
                FOLDER.mkdir(parents=True, exist_ok=True)
                path = FOLDER / f"{name}-{tone}.png"
                assert picture.save(str(path)), f"could not write {path}"
    return pictures


def colours(picture: QImage) -> int:
    """Return how many colours a picture has: a widget that is not painted has one."""
    return len({picture.pixel(x, y) for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3)})


def _settle() -> None:
    """Run the layouts that Qt has postponed."""
    for _ in range(3):
        QApplication.sendPostedEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        QApplication.processEvents()
