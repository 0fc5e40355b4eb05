"""Anchor picker: a button with the page or event that a journey starts from, and a search over those of the website."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy

from app.domain.reports.journeys import AnchorType, JourneyAnchor
from app.domain.reports.matching import MatchRule
from app.ui.style import theme
from app.ui.style.icons import SMALL, icon
from app.ui.style.theme import SPACE
from app.ui.texts import plain_tip
from app.ui.widgets.parts import column, follow_text
from app.ui.widgets.pickers.rule_picker import RulePicker

_ICONS: dict[AnchorType, str] = {"page": "page", "event": "event"}
_TEXT_WIDTH = 70 * SPACE
_LEAST_WIDTH = 30 * SPACE  # of the button, however short a path is; at a scale of 1
_POPUP = QSize(110 * SPACE, 90 * SPACE)


class AnchorPicker(QPushButton):
    """Button of the anchor. chosen: carries a JourneyAnchor; opened: `picker` wants to know pages and events."""

    chosen = Signal(object)
    opened = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setIconSize(QSize(SMALL, SMALL))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        title = self.tr("Start of the journey")
        self.picker = RulePicker(f"{name}_rules", title, has_operators=False)
        self.picker.chosen.connect(self._on_chosen)
        self._popup = QFrame(self, Qt.WindowType.Popup)
        self._popup.setProperty("role", "popup")
        self._popup.setObjectName(f"{name}_popup")
        self._popup.setLayout(column(self.picker, margins=2))
        self.clicked.connect(self.open_list)
        follow_text(self, lambda: self.setMinimumWidth(theme.current().sized(_LEAST_WIDTH)))
        self.show_anchor(None)

    def show_anchor(self, anchor: JourneyAnchor | None) -> None:
        """Show the anchor in use."""
        value = anchor.value if anchor is not None else self.tr("Choose a page or event")
        self.ensurePolished()
        shown = self.fontMetrics().elidedText(value, Qt.TextElideMode.ElideMiddle, _TEXT_WIDTH)
        self.setText(shown.replace("&", "&&"))
        self.setIcon(icon(_ICONS[anchor.type] if anchor is not None else "search"))
        self.setToolTip(plain_tip(value))
        self.setAccessibleName(self.tr("Start of the journey: %1").replace("%1", value))

    def open_list(self) -> None:
        """Open the search below the button."""
        self.picker.search.reset()
        self._popup.resize(_POPUP)
        self._popup.move(self.mapToGlobal(QPoint(0, self.height() + SPACE)))
        self._popup.show()
        self.picker.search.setFocus(Qt.FocusReason.PopupFocusReason)
        self.opened.emit()

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(SMALL + SPACE, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        area = QRect(self.width() - SMALL - 2 * SPACE, (self.height() - SMALL) // 2, SMALL, SMALL)
        icon("chevron-down").paint(QPainter(self), area)

    def _on_chosen(self, rule: MatchRule) -> None:
        self._popup.hide()
        self.chosen.emit(JourneyAnchor("page" if rule.type == "page_view" else "event", rule.value))
