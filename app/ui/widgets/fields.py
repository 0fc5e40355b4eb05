"""Small controls: a search field that waits for a pause in typing, a copy button, a filter chip, a value to choose."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QSizePolicy, QStyle, QStyleOptionComboBox

from app.domain.reports.request import Filter
from app.ui import format
from app.ui.style import theme
from app.ui.style.icons import SMALL, icon
from app.ui.texts import direction_of, isolated, plain_tip
from app.ui.widgets.parts import follow_text, set_tone

SEARCH_PAUSE_MS = 200
COPIED_MS = 1_500
# Pixels at a scale of 1.
CHIP_MAX_WIDTH = 280
_BUTTON_MAX_WIDTH = 260


class SearchField(QLineEdit):
    """A search field. searched carries the trimmed text after a pause in typing, on Enter and when cleared."""

    searched = Signal(str)

    def __init__(self, placeholder: str, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.addAction(icon("search", "faint"), QLineEdit.ActionPosition.LeadingPosition)
        self._clear = self.addAction(icon("close", "faint"), QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setToolTip(self.tr("Clear"))
        self._clear.setVisible(False)
        self._clear.triggered.connect(self._on_clear)
        self._last = ""
        self._pause = QTimer(self, singleShot=True, interval=SEARCH_PAUSE_MS)
        self._pause.timeout.connect(self._emit_search)
        self.textChanged.connect(self._on_text_changed)
        self.returnPressed.connect(self._emit_search)

    def reset(self) -> None:
        """Empty the field without emitting `searched`."""
        self._last = ""
        self.clear()
        self._pause.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self._on_clear()
        else:
            super().keyPressEvent(event)

    def _on_text_changed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._pause.start()

    def _on_clear(self) -> None:
        self.clear()
        self._emit_search()

    def _emit_search(self) -> None:
        self._pause.stop()
        if self.text().strip() != self._last:
            self._last = self.text().strip()
            self.searched.emit(self._last)


class ComboBox(QComboBox):
    """A box of choices that shortens a long one; Qt cuts it off, from right to left at its beginning."""

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        super().initStyleOption(option)
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        shown = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room.width() - 2)
        is_reversed = direction_of(shown, Qt.LayoutDirection.LeftToRight) == Qt.LayoutDirection.RightToLeft
        option.currentText = isolated(shown) if is_reversed else shown


class CopyButton(QPushButton):
    """Puts a text on the clipboard and shows "Copied" for a moment."""

    copied = Signal()

    def __init__(self, text_source: Callable[[], str], name: str, title: str = "", *, role: str = "") -> None:
        """text_source: called at each click; title: text of the button."""
        super().__init__(title or self.tr("Copy"))
        self.setObjectName(name)
        self.setProperty("role", role)
        self._source = text_source
        self._title = self.text()
        self._ink = "on_accent" if role == "primary" else "muted"
        self.setIcon(icon("copy", self._ink))
        follow_text(self, lambda: self.setIconSize(QSize(*(theme.current().sized(SMALL),) * 2)))
        self._back = QTimer(self, singleShot=True, interval=COPIED_MS)
        self._back.timeout.connect(self._on_back)
        self.clicked.connect(self._on_clicked)

    def sizeHint(self) -> QSize:
        """Return a width that fits both texts, so that a click moves nothing."""
        hint = super().sizeHint()
        room = max(map(self.fontMetrics().horizontalAdvance, (self._title, self.tr("Copied"))))
        return QSize(hint.width() - self.fontMetrics().horizontalAdvance(self.text()) + room, hint.height())

    def _on_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._source())
        self.setText(self.tr("Copied"))
        self.setIcon(icon("check", "on_accent" if self._ink == "on_accent" else "up"))
        self._back.start()
        self.copied.emit()

    def _on_back(self) -> None:
        self.setText(self._title)
        self.setIcon(icon("copy", self._ink))


class Chip(QPushButton):
    """An active filter. A click, Enter or Delete removes it: removed carries the Filter."""

    removed = Signal(object)

    def __init__(self, filter_: Filter) -> None:
        super().__init__()
        self.filter = filter_
        self.setProperty("role", "chip")
        self.setObjectName(f"chip_{filter_.dimension}_{filter_.value}")
        whole = format.filter_text(filter_)
        self.setLayoutDirection(_mirrored(self.layoutDirection()))  # puts the cross after the text
        self.setIcon(icon("close"))
        self.setIconSize(QSize(12, 12))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow_text(self, lambda: self._show(whole))
        self.setToolTip(plain_tip(self.tr("%1. Click to remove this filter.").replace("%1", whole)))
        self.setAccessibleName(self.tr("Remove filter: %1").replace("%1", whole))
        set_tone(self, "excluded" if filter_.is_excluded else "")
        self.clicked.connect(self._on_clicked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_clicked()
        else:
            super().keyPressEvent(event)

    def _show(self, whole: str) -> None:
        width = theme.current().sized(CHIP_MAX_WIDTH)
        self.setMaximumWidth(width)
        self.ensurePolished()
        shown = self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideMiddle, width - 48)
        self.setText(shown.replace("&", "&&"))

    def _on_clicked(self) -> None:
        self.removed.emit(self.filter)


class FilterButton(QPushButton):
    """A value such as a country. chosen carries its Filter, which excludes it with Ctrl held."""

    chosen = Signal(object)

    def __init__(self, filter_: Filter, name: str) -> None:
        super().__init__()
        self._filter = filter_
        self.setProperty("role", "fact")
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.ensurePolished()
        value = format.value_name(filter_.dimension, filter_.value)
        whole = f"{format.dimension_name(filter_.dimension)}: {value}"
        shown = self.fontMetrics().elidedText(value, Qt.TextElideMode.ElideMiddle, _BUTTON_MAX_WIDTH)
        self.setText(shown.replace("&", "&&"))
        hint = self.tr("Click to show only this, Ctrl+click to exclude it")
        self.setToolTip(plain_tip(f"{whole}\n{hint}"))
        self.setAccessibleName(whole)
        self.setAccessibleDescription(hint)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        is_inside = self.rect().contains(event.position().toPoint())
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and is_inside:
            self._choose(event.modifiers())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(event.modifiers())
        else:
            super().keyPressEvent(event)

    def _choose(self, modifiers: Qt.KeyboardModifier) -> None:
        is_excluded = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        self.chosen.emit(Filter(self._filter.dimension, self._filter.value, is_excluded))


def _mirrored(direction: Qt.LayoutDirection) -> Qt.LayoutDirection:
    is_left_to_right = direction == Qt.LayoutDirection.LeftToRight
    return Qt.LayoutDirection.RightToLeft if is_left_to_right else Qt.LayoutDirection.LeftToRight


def choice_box(name: str, title: str, choices: Sequence[tuple[object, str]]) -> ComboBox:
    """Return a list to choose one value from. choices: value and text of each."""
    box = ComboBox()
    box.setObjectName(name)
    box.setAccessibleName(title)
    for value, text in choices:
        box.addItem(text, value)
    return box
