"""Pixel dialog: the line to paste into a mail or a page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.ui.style import theme
from app.ui.widgets.fields import CopyButton
from app.ui.widgets.parts import button, column, follow_text, frame, paragraph, row
from app.ui.windows.fitted_dialog import FittedDialog

_WIDTH, _LINES = 520, 4


class PixelDialog(FittedDialog):
    """Shows the `<img>` line of a pixel, and copies it."""

    def __init__(self, snippet: str, parent: QWidget | None) -> None:
        super().__init__("pixel_dialog", _WIDTH, parent)
        self.setWindowTitle(self.tr("Line to paste"))
        code = QPlainTextEdit(snippet)
        code.setObjectName("pixel_snippet")
        code.setProperty("role", "code")
        code.setAccessibleName(self.tr("Text to paste"))
        code.setReadOnly(True)
        code.setTabChangesFocus(True)
        code.setFont(theme.current().fixed_font())
        box = frame("", "pixel_snippet_box", column(code))
        follow_text(box, lambda: box.setFixedHeight(_height()))
        note = paragraph(
            self.tr("Paste it into the HTML of the mail or the page. Mail programs show it when they load pictures."),
            "muted",
            "pixel_note",
        )
        done = button(self.tr("Close"), "pixel_close", self.accept)
        copy = CopyButton(lambda: snippet, "pixel_copy", role="primary")
        copy.setDefault(True)
        copy.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setLayout(column(note, box, row(None, done, copy), gap=4, margins=5))


def _height() -> int:
    fonts = theme.current()
    return QFontMetrics(fonts.fixed_font()).lineSpacing() * _LINES + fonts.sized(16)
