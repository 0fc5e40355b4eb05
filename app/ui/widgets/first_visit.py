"""Empty state of a site without events: the snippet to paste, and a note once the first event has arrived."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.style import theme
from app.ui.widgets.fields import CopyButton
from app.ui.widgets.parts import column, follow_text, frame, label, paragraph, row, set_tone
from app.ui.widgets.themed_icon import ThemedIcon

_WIDTH = 620
_ICON_SIZE = 32


class FirstVisit(QWidget):
    """Shows the snippet of a site (`show_snippet`), then that its first event is in (`show_arrived`)."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._has_arrived = False
        self._icon = ThemedIcon("realtime", "accent", _ICON_SIZE)
        self._title = label("", "heading", f"{name}_title")
        self._title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._advice = paragraph("", "muted", f"{name}_advice")
        self._advice.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._snippet = paragraph("", "code", f"{name}_snippet")
        self._snippet.setFont(theme.current().fixed_font())
        self._snippet.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._snippet.setAccessibleName(self.tr("Snippet to paste"))
        copy = CopyButton(self._snippet.text, f"{name}_copy", self.tr("Copy snippet"), role="primary")
        self._badge = label(self.tr("Waiting for the first visitor"), "badge", f"{name}_badge")
        inner = column(
            row(None, self._icon, None), self._title, self._advice, 1, self._snippet, row(None, copy, None), 1,
            row(None, self._badge, None), gap=3, margins=6,
        )  # fmt: skip
        panel = frame("panel", f"{name}_panel", inner)
        follow_text(panel, lambda: panel.setFixedWidth(theme.current().sized(_WIDTH)))
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        outer.addLayout(row(None, panel, None))
        outer.addStretch(2)

    @property
    def has_arrived(self) -> bool:
        return self._has_arrived

    def show_snippet(self, snippet: str, domain: str) -> None:
        """snippet: the script element for every page of the site."""
        self._has_arrived = False
        self._snippet.setText(snippet)
        self._title.setText(self.tr("%1 is ready").replace("%1", domain))
        self._advice.setText(
            self.tr("Paste this line into the <head> of every page, then open your site in a browser.")
        )
        self._badge.setText(self.tr("Waiting for the first visitor…"))
        set_tone(self._badge, "flat")
        self._icon.show_icon("realtime", "accent")

    def show_arrived(self) -> None:
        self._has_arrived = True
        self._title.setText(self.tr("Your first visitor is here"))
        self._advice.setText(self.tr("It works. The numbers will appear in a few seconds."))
        self._badge.setText(self.tr("First visit received"))
        set_tone(self._badge, "up")
        self._icon.show_icon("check", "up")
