"""Pictures of the window for review: build/screens/<name>-<dark|light>.png."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.style import theme

FOLDER = Path(__file__).resolve().parents[2] / "build" / "screens"
Tone = Literal["dark", "light"]

SIZE = (1280, 800)
SMALLEST = (900, 600)
UHD = (1920, 1080)  # 3840 x 2160 at 200 %
BOTH: tuple[Tone, ...] = ("dark", "light")


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
    tones: tuple[Tone, ...] = BOTH,
) -> list[Path]:
    """Paint `widget`, which must be shown, once for each tone and return the pictures' paths."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    widget.resize(*size)
    paths = []
    for tone in tones:
        with toned(tone):
            paths.append(FOLDER / f"{name}-{tone}.png")
            _settle()
            picture = QPixmap(widget.size() * scale)
            picture.setDevicePixelRatio(scale)
            picture.fill(theme.current().colours.canvas)
            widget.render(picture, QPoint())
            assert picture.save(str(paths[-1])), f"could not write {paths[-1]}"
    return paths


def _settle() -> None:
    """Run the layouts that Qt has postponed."""
    for _ in range(3):
        QApplication.sendPostedEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        QApplication.processEvents()
