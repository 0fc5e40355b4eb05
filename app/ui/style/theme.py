"""Theme: mode, colours, sizes, fonts and the one style sheet of the window. Widgets define none of these.

`current()` is the theme of this process. Widgets read it when they paint, so a switch needs no wiring beyond the
repaint that Qt does anyway.
"""

from __future__ import annotations

import sys
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QDir, QObject, Qt, QTemporaryDir, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from app.resources import resource_path
from app.ui.style.colours import DARK, LIGHT, Colours
from app.ui.style.stylesheet import build

Mode = Literal["system", "dark", "light"]
TextSize = Literal["caption", "text", "heading", "title", "number", "counter"]

SPACE = 4  # pixels of the grid; every gap is a multiple
RADIUS = 6
# Pixels at a scale of 1, see `Theme.sized`.
CONTROL_HEIGHT = 32
ROW_HEIGHT = 32
TEXT_SIZES: dict[TextSize, int] = {"caption": 13, "text": 14, "heading": 16, "title": 20, "number": 28, "counter": 48}
ZOOMS = (80, 90, 100, 110, 125, 150, 175, 200)  # percent
# Above this many points, smoothing a line costs more than it gains.
SMOOTH_POINTS = 1_000

_FONT_PACKAGE = "font_source_sans_pro"
_FONT_FILES = ("SourceSansPro-Regular.ttf", "SourceSansPro-Semibold.ttf", "SourceSansPro-Bold.ttf")
_USUAL_TEXT = {"win32": 12.0, "darwin": 13.0}  # pixels of a system's text in its default size
_USUAL_ELSEWHERE = 14.0  # on desktops from 12 to 15: that much is a matter of taste, and not a wish for larger text
_USUAL_RANGE = (0.84, 1.1)
_SCALES = (0.75, 2.5)  # least and largest: beyond it the smallest window has no room
_STYLE_ICONS = ("check", "minus", "chevron-down", "chevron-up", "chevron-left", "chevron-right", "dot")


class Theme(QObject):
    """The colours in use: dark or light, following the system unless a mode is set; and the size of the text.

    rescaled: the size of the text has changed. Sizes in pixels that depend on it follow, see `sized`.
    """

    changed = Signal()
    rescaled = Signal()

    def __init__(self, mode: Mode = "system") -> None:
        super().__init__()
        self._mode: Mode = mode
        self._zoom = 100
        self._system_scale = system_text_scale()
        self._images = QTemporaryDir()
        self._sheet = ""  # built when first needed
        self._family = _load_family()
        self._fonts: dict[tuple[TextSize, QFont.Weight, float], QFont] = {}
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)

    @property
    def mode(self) -> Mode:
        return self._mode

    @property
    def is_dark(self) -> bool:
        if self._mode == "system":  # systems that do not say (Unknown) get the design's first choice, dark
            return QGuiApplication.styleHints().colorScheme() != Qt.ColorScheme.Light
        return self._mode == "dark"

    @property
    def colours(self) -> Colours:
        return DARK if self.is_dark else LIGHT

    def set_mode(self, mode: Mode) -> None:
        """Switch the mode; the frame of the window follows where the system allows it."""
        if mode == self._mode:
            return
        self._mode = mode
        self.apply()

    @property
    def zoom(self) -> int:
        """The size of the text that was chosen in the window, in percent of the system's."""
        return self._zoom

    @property
    def scale(self) -> float:
        """The size of the text: 1 where the system's is as usual and nothing else was chosen."""
        least, largest = _SCALES
        return min(largest, max(least, self._system_scale * self._zoom / 100))

    def sized(self, pixels: int) -> int:
        """Return pixels at the scale of the text: the height of a row, the width of a column of numbers."""
        return round(pixels * self.scale)

    def set_zoom(self, percent: int) -> None:
        """Set the size of the text, in percent of the system's."""
        self._rescale(percent, self._system_scale)

    def follow_system(self) -> None:
        """Take over the size of the system's text, which may have changed."""
        self._rescale(self._zoom, system_text_scale())

    def start(self, mode: Mode, zoom: int) -> None:
        """Apply the theme for the first time."""
        self._mode, self._zoom = mode, zoom
        self.apply()

    def apply(self) -> None:
        """Set style, font and palette of the application and the style sheet of its parts, and emit `changed`."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        scheme = {"dark": Qt.ColorScheme.Dark, "light": Qt.ColorScheme.Light}.get(self._mode, Qt.ColorScheme.Unknown)
        QGuiApplication.styleHints().setColorScheme(scheme)
        if app.style().objectName() != "fusion":
            app.setStyle("Fusion")
        app.setFont(self.font())
        app.setPalette(_qt_palette(self.colours))
        self._sheet = ""
        self.changed.emit()

    def stylesheet(self) -> str:
        """Return the style sheet of the whole window in the current colours. `dress` applies it."""
        if not self._sheet:
            sizes: dict[str, int] = {name: self.sized(size) for name, size in TEXT_SIZES.items()}
            sizes |= {"code": self._code_size("caption"), "code_text": self._code_size("text")}
            self._sheet = build(self.colours, sizes, self._style_images(), self.sized)
        return self._sheet

    def font(self, size: TextSize = "text", weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """Return the font of the window, with figures of equal width so that columns of numbers line up."""
        key = (size, weight, self.scale)
        if key not in self._fonts:
            self._fonts[key] = self._new_font(size, weight)
        return QFont(self._fonts[key])

    def _new_font(self, size: TextSize, weight: QFont.Weight) -> QFont:
        font = QFont(self._family) if self._family else QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        font.setPixelSize(self.sized(TEXT_SIZES[size]))
        font.setWeight(weight)
        font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def fixed_font(self, size: TextSize = "caption") -> QFont:
        """Return the font for code and log lines."""
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(self._code_size(size))
        return font

    def _code_size(self, size: TextSize) -> int:
        return self.sized(TEXT_SIZES[size] - 1)

    def colour(self, name: str, alpha: float = 1.0) -> QColor:
        """Return a colour by its field name, see `Colours`. alpha: 0 to 1."""
        return QColor(_colour(getattr(self.colours, name), alpha))

    def _rescale(self, zoom: int, system_scale: float) -> None:
        before = self.scale
        self._zoom, self._system_scale = zoom, system_scale
        if self.scale != before:
            self.apply()
            self.rescaled.emit()

    def _style_images(self) -> str:
        """Write the marks that a style sheet can only load from files, and return the search path of their folder.

        The path itself may hold letters that mean something in a style sheet.
        """
        tone = "dark" if self.is_dark else "light"
        folder = Path(self._images.path()) / tone
        if not folder.is_dir():
            folder.mkdir(parents=True)
            inks = {"check": self.colours.on_accent, "minus": self.colours.on_accent, "dot": self.colours.on_accent}
            for name in _STYLE_ICONS:
                drawing = resource_path(f"icons/{name}.svg").read_text(encoding="utf-8")
                ink = inks.get(name, self.colours.muted)
                (folder / f"{name}.svg").write_text(drawing.replace("currentColor", ink), encoding="utf-8")
        QDir.setSearchPaths(f"{tone}marks", [str(folder)])
        return f"{tone}marks:"

    @Slot()
    def _on_scheme_changed(self) -> None:
        if self._mode == "system":
            self.apply()


_current: Theme | None = None


def current() -> Theme:
    """Return the theme of this process, created on first use; the QApplication must exist."""
    global _current
    if _current is None:
        _current = Theme()
    return _current


def system_text_scale() -> float:
    """Return how much larger the system's text is than usual, see `scale_of`."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    dots_per_inch = QGuiApplication.primaryScreen().logicalDotsPerInchY()
    pixels = font.pixelSize() if font.pixelSize() > 0 else font.pointSizeF() * dots_per_inch / 72
    return scale_of(pixels, sys.platform)


def scale_of(pixels: float, platform: str) -> float:
    """Return how much larger than usual a text of these pixels is, 1 when it is usual. platform: see `sys.platform`."""
    scale = pixels / _USUAL_TEXT.get(platform, _USUAL_ELSEWHERE)
    least, largest = _USUAL_RANGE
    return 1.0 if least <= scale <= largest else scale


@lru_cache(maxsize=512)
def _colour(hexadecimal: str, alpha: float) -> QColor:
    colour = QColor(hexadecimal)
    colour.setAlphaF(alpha)
    return colour


def _load_family() -> str:
    """Load the packaged font and return its family, empty when it is not installed."""
    spec = find_spec(_FONT_PACKAGE)
    if spec is None or spec.origin is None:
        return ""
    folder = Path(spec.origin).parent / "files"
    ids = [QFontDatabase.addApplicationFont(str(folder / name)) for name in _FONT_FILES]
    families = QFontDatabase.applicationFontFamilies(ids[0])
    return families[0] if families else ""


def _qt_palette(colours: Colours) -> QPalette:
    """Return the palette for parts without style rules: selections, links, placeholder texts, disabled states."""
    role = QPalette.ColorRole
    roles = {
        role.Window: colours.canvas,
        role.WindowText: colours.text,
        role.Base: colours.panel,
        role.AlternateBase: colours.hover,
        role.Text: colours.text,
        role.PlaceholderText: colours.faint,
        role.Button: colours.panel,
        role.ButtonText: colours.text,
        role.BrightText: colours.down,
        role.Highlight: colours.accent,
        role.HighlightedText: colours.on_accent,
        role.Link: colours.accent,
        role.LinkVisited: colours.accent,
        role.ToolTipBase: colours.raised,
        role.ToolTipText: colours.text,
        role.Light: colours.border,
        role.Midlight: colours.border,
        role.Mid: colours.border,
        role.Dark: colours.border_strong,
        role.Shadow: colours.canvas,
        role.Accent: colours.accent,
    }
    palette = QPalette()
    for name, colour in roles.items():
        palette.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(colours.faint))
    return palette
