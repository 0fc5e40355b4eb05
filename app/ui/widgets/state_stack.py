"""State stack: a view is loading, has content, is empty or failed. Loading keeps the old content, dimmed."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QStackedLayout, QVBoxLayout, QWidget

from app.domain.errors import AppError
from app.ui.style import theme
from app.ui.texts import sentence_of
from app.ui.widgets.parts import button, column, paragraph, row
from app.ui.widgets.themed_icon import ThemedIcon

State = Literal["first_loading", "loading", "content", "empty", "error"]

DIM_AFTER_MS = 150  # faster replies never flicker
_MESSAGE_WIDTH = 440
_ICON_SIZE = 32


class StateStack(QWidget):
    """Shows one view in one of its states.

    retry: the button of the error state was pressed; action: that of the empty state.
    """

    retry = Signal()
    action = Signal()

    def __init__(self, content: QWidget, name: str, *, keeps_room: bool = False) -> None:
        """keeps_room: for content that may be lower than a message, which would otherwise move what is below."""
        super().__init__()
        self.setObjectName(name)
        self._state: State = "first_loading"
        self._is_other = False  # the old content is not about the question that is asked now
        self._content = content
        self._stack = QStackedLayout(self)
        self._stack.addWidget(content)
        # Created when first shown: a page has many views, and most of them always have content.
        self._message: _Message | None = self._new_message() if keeps_room else None
        self._veil: Veil | None = None
        self._dim = QTimer(self, singleShot=True, interval=DIM_AFTER_MS)
        self._dim.timeout.connect(self._on_dim)

    @property
    def state(self) -> State:
        return self._state

    def show_loading(self, *, is_other: bool = False) -> None:
        """Announce newer content. The old content stays, dimmed after `DIM_AFTER_MS`.

        is_other: the old content answers another question, so it cannot stay when the newer one does not come.
        """
        self._is_other |= is_other
        self._state = "loading" if self._state in ("content", "loading") else "first_loading"
        self._dim.start()

    def stop_loading(self, error: AppError) -> None:
        """End `show_loading` without newer content: show the old one again, or the error where there is none."""
        if self._state == "loading" and not self._is_other:
            self.show_content()
        elif self._state in ("first_loading", "loading"):
            self.show_error(error)

    def forget(self) -> None:
        """Discard the content, so that the next load shows a loading message instead of dimming it."""
        self._settle("first_loading")

    def show_content(self) -> None:
        self._settle("content")
        self._stack.setCurrentWidget(self._content)

    def show_empty(self, title: str, advice: str, action_text: str = "", icon_name: str = "info") -> None:
        """Show a title and advice. action_text: text of a button that emits `action`, empty for no button."""
        self._settle("empty")
        self._show_message(icon_name, title, advice, action_text)

    def show_error(self, error: AppError) -> None:
        """Show the error and advice about it, with a button that emits `retry`."""
        self._settle("error")
        self._show_message("warning", sentence_of(error), advice_for(error), self.tr("Try again"))

    def _show_message(self, icon_name: str, title: str, advice: str, action_text: str) -> None:
        if self._message is None:
            self._message = self._new_message()
        self._message.show_text(icon_name, title, advice, action_text)
        self._stack.setCurrentWidget(self._message)

    def _new_message(self) -> _Message:
        message = _Message(self.objectName())
        message.pressed.connect(self._on_pressed)
        self._stack.addWidget(message)
        return message

    def _settle(self, state: State) -> None:
        self._state, self._is_other = state, False
        self._dim.stop()
        if self._veil is not None:
            self._veil.hide()

    def _on_dim(self) -> None:
        if self._state == "first_loading":
            self._show_message("", self.tr("Loading\N{HORIZONTAL ELLIPSIS}"), "", "")
        else:
            if self._veil is None:
                self._veil = Veil(self._content)
            self._veil.cover()

    def _on_pressed(self) -> None:
        (self.retry if self._state == "error" else self.action).emit()


def advice_for(error: AppError) -> str:
    """Return advice for the user, by the code of the error."""
    advice = {
        "unreachable": QCoreApplication.translate(
            "advice", "Check that the server is running and that its address is correct."
        ),
        "unauthorized": QCoreApplication.translate("advice", "Sign in again or enter another API key."),
        "query_timeout": QCoreApplication.translate("advice", "Choose a shorter range or remove a filter."),
        "rate_limited": QCoreApplication.translate("advice", "Wait a moment, then try again."),
        "ingest_overloaded": QCoreApplication.translate("advice", "Wait a moment, then try again."),
        "storage_unavailable": QCoreApplication.translate(
            "advice", "The Server page shows what is wrong with the database."
        ),
        "bad_request": QCoreApplication.translate("advice", "Change the range or the filters, then try again."),
        "not_found": QCoreApplication.translate("advice", "It may have been deleted. Choose another."),
    }
    other = QCoreApplication.translate("advice", "If this keeps happening, check the log on the Server page.")
    return advice.get(error.code, other)


class _Message(QWidget):
    """Icon, title, advice and at most one button in the middle of the view."""

    pressed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self._icon = ThemedIcon("info", "faint", _ICON_SIZE)
        self._title = paragraph("", "heading", f"{name}_message")
        self._advice = paragraph("", "muted", f"{name}_advice")
        for text in (self._title, self._advice):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._button: QPushButton = button("", f"{name}_button", self.pressed.emit, role="primary")
        middle = column(self._icon, self._title, self._advice, 1, row(None, self._button, None))
        middle.setAlignment(self._icon, Qt.AlignmentFlag.AlignHCenter)
        self._outer = QVBoxLayout(self)
        self._outer.addStretch(1)
        self._outer.addLayout(middle)
        self._outer.addStretch(1)

    def show_text(self, icon_name: str, title: str, advice: str, action_text: str) -> None:
        self._icon.show_icon(icon_name, "warning" if icon_name == "warning" else "faint")
        self._icon.setVisible(bool(icon_name))
        self._title.setText(title)
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))
        self._button.setText(action_text)
        self._button.setVisible(bool(action_text))
        self.setAccessibleName(title)
        self.setAccessibleDescription(advice)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep lines short enough to read; a label that wraps takes no preferred width."""
        super().resizeEvent(event)
        margin = max(4 * theme.SPACE, (event.size().width() - theme.current().sized(_MESSAGE_WIDTH)) // 2)
        self._outer.setContentsMargins(margin, 4 * theme.SPACE, margin, 4 * theme.SPACE)


class Veil(QWidget):
    """A translucent layer that dims a widget, while every number stays readable and clickable."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("veil")
        self._over = over
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        over.installEventFilter(self)

    def cover(self) -> None:
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._over.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().colour("canvas", 0.5))
