"""Theme: mode, colours, sizes, fonts and the one style sheet of the window. Widgets define none of these.

`current()` is the theme of this process. Widgets read it when they paint, so a switch needs no wiring beyond the
repaint that Qt does anyway.
"""

from __future__ import annotations

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
CONTROL_HEIGHT = 32
ROW_HEIGHT = 32
RADIUS = 6
TEXT_SIZES: dict[TextSize, int] = {"caption": 13, "text": 14, "heading": 16, "title": 20, "number": 28, "counter": 48}
# Above this many points, smoothing a line costs more than it gains.
SMOOTH_POINTS = 1_000

_FONT_PACKAGE = "font_source_sans_pro"
_FONT_FILES = ("SourceSansPro-Regular.ttf", "SourceSansPro-Semibold.ttf", "SourceSansPro-Bold.ttf")
_STYLE_ICONS = ("check", "minus", "chevron-down", "chevron-up", "chevron-left", "chevron-right", "dot")


class Theme(QObject):
    """The colours in use: dark or light, following the system unless a mode is set."""

    changed = Signal()

    def __init__(self, mode: Mode = "system") -> None:
        super().__init__()
        self._mode: Mode = mode
        self._images = QTemporaryDir()
        self._sheet = ""  # built when first needed
        self._family = _load_family()
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
            self._sheet = build(self.colours, TEXT_SIZES.items(), self._style_images())
        return self._sheet

    def font(self, size: TextSize = "text", weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """Return the font of the window, with figures of equal width so that columns of numbers line up."""
        font = QFont(self._family) if self._family else QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        font.setPixelSize(TEXT_SIZES[size])
        font.setWeight(weight)
        font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def fixed_font(self, size: TextSize = "caption") -> QFont:
        """Return the font for code and log lines."""
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(TEXT_SIZES[size] - 1)
        return font

    def colour(self, name: str, alpha: float = 1.0) -> QColor:
        """Return a colour by its field name, see `Colours`. alpha: 0 to 1."""
        colour = QColor(getattr(self.colours, name))
        colour.setAlphaF(alpha)
        return colour

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
