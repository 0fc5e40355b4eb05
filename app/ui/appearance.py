"""Appearance of the window: dark or light and the size of the text, kept in the window's settings."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from app.ui.style import theme
from app.ui.style.theme import ZOOMS, Mode
from app.ui.window_state import WindowState


class Appearance(QObject):
    """Sets the theme for the commands of `window`, and follows the system's size of text while the window is open."""

    def __init__(self, window_state: WindowState, window: QWidget) -> None:
        super().__init__(window)
        self._window_state = window_state
        window.installEventFilter(self)

    def set_mode(self, mode: Mode) -> None:
        self._window_state.theme = mode
        theme.current().set_mode(mode)

    def zoom_handlers(self) -> dict[str, Callable[[], object]]:
        """Return the handlers of the commands for the size of the text, by their names."""
        return {"zoom_in": self._enlarge, "zoom_out": self._reduce, "zoom_reset": self._reset}

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ThemeChange:
            theme.current().follow_system()
        return False

    def _enlarge(self) -> None:
        self._set_zoom(next((zoom for zoom in ZOOMS if zoom > theme.current().zoom), ZOOMS[-1]))

    def _reduce(self) -> None:
        self._set_zoom(next((zoom for zoom in reversed(ZOOMS) if zoom < theme.current().zoom), ZOOMS[0]))

    def _reset(self) -> None:
        self._set_zoom(100)

    def _set_zoom(self, zoom: int) -> None:
        self._window_state.zoom = zoom
        theme.current().set_zoom(zoom)
