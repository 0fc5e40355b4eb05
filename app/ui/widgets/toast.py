"""Short notices: a toast that disappears by itself, a banner that stays in the page."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QWidget

from app.ui.style import theme
from app.ui.style.dress import dress
from app.ui.style.theme import SPACE
from app.ui.style.tones import Tone
from app.ui.widgets.parts import button, icon_button, paragraph, row, set_tone

SHOWN_MS = 6_000
UNDO_MS = 10_000
_MAX_WIDTH = 480
_MARGIN = 4 * SPACE


@dataclass(frozen=True, slots=True)
class UndoOffer:
    """Something that was done and can be undone while a notice is shown. passed: the notice has gone without undo."""

    text: str
    undo: Callable[[], object]
    passed: Callable[[], object]


class Toast(QFrame):
    """A notice at the lower right of `host`. A newer one replaces it; hovering keeps it open.

    It floats over the parent of its host, if there is one, and so is its last part for the Tab key: it comes and goes.
    """

    def __init__(self, host: QWidget) -> None:
        self._below = host.parentWidget() or host
        super().__init__(self._below)
        dress(self)
        self._host = host
        self.setProperty("role", "toast")
        self.setObjectName("toast")
        self._text: QLabel = paragraph("", "", "toast_text")
        self._action: QPushButton = button("", "toast_action", self._on_action, role="link")
        self._on_chosen: Callable[[], object] | None = None
        self._offer: UndoOffer | None = None
        self._tone: Tone = ""
        self._waiting: deque[tuple[Tone, Callable[[], None]]] = deque()
        close = icon_button("close", self.tr("Dismiss"), "toast_close", self._end)
        layout = row(self._text, self._action, close, margins=(3, 2, 2, 2))
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._end)
        self.hide()
        host.installEventFilter(self)

    def show_text(
        self,
        text: str,
        tone: Tone = "",
        action_text: str = "",
        on_action: Callable[[], object] | None = None,
        shown_ms: int = SHOWN_MS,
    ) -> None:
        """Show `text`. action_text: text of a button, such as Undo, that calls `on_action` and closes the toast.

        While something can be undone, the text waits until that time is over.
        """
        if self._offer is not None:
            self._waiting.append((tone, partial(self._show, text, tone, action_text, on_action, shown_ms)))
        else:
            self._show(text, tone, action_text, on_action, shown_ms)

    def _show(
        self, text: str, tone: Tone, action_text: str, on_action: Callable[[], object] | None, shown_ms: int
    ) -> None:
        self._text.setText(text)
        self._action.setText(action_text)
        self._action.setVisible(bool(action_text))
        self._on_chosen, self._tone = on_action, tone
        set_tone(self, tone)
        self.setAccessibleName(text)
        self.show()
        self._place()
        self.raise_()
        self._timer.start(shown_ms)

    def offer_undo(self, offer: UndoOffer | None) -> None:
        """Show what was done with a button that undoes it. None: the time to undo it ends now."""
        if offer is not None:
            self._end_offer()
            self._show(offer.text, "", self.tr("Undo"), offer.undo, UNDO_MS)
            self._offer = offer
        elif self._offer is not None:
            self._end()

    @Slot()
    def end_failures(self) -> None:
        """Remove errors, shown or waiting: the user has left where they happened."""
        self._waiting = deque(one for one in self._waiting if one[0] != "down")
        if self.isVisible() and self._tone == "down":
            self._end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Enter:
            self._timer.stop()
        elif event.type() == QEvent.Type.Leave and self.isVisible():
            self._timer.start(SHOWN_MS)
        return super().event(event)

    def _place(self) -> None:
        host = self._host
        width = min(theme.current().sized(_MAX_WIDTH), host.width() - 2 * _MARGIN, max(280, self.sizeHint().width()))
        self.setFixedWidth(width)
        height = max(self.heightForWidth(width), self.minimumSizeHint().height())
        self.resize(width, height)
        place = QPoint(host.width() - width - _MARGIN, host.height() - height - _MARGIN)
        self.move(host.mapTo(self._below, place))

    def _end(self) -> None:
        self._timer.stop()
        self.hide()
        self._end_offer()
        if self._waiting:
            self._waiting.popleft()[1]()

    def _end_offer(self) -> None:
        offer, self._offer = self._offer, None
        if offer is not None:
            offer.passed()

    def _on_action(self) -> None:
        self._offer = None
        self._timer.stop()
        self.hide()
        if self._on_chosen is not None:
            self._on_chosen()
        if self._waiting and not self.isVisible():
            self._waiting.popleft()[1]()


class Banner(QFrame):
    """A notice at the top of a page with at most one button. acted: the button was pressed."""

    acted = Signal()

    def __init__(self, name: str, tone: Tone = "second") -> None:
        super().__init__()
        self.setProperty("role", "banner")
        self.setObjectName(name)
        self._text: QLabel = paragraph("", "", f"{name}_text")
        self._action: QPushButton = button("", f"{name}_action", self.acted.emit)
        layout = row(self._text, self._action, margins=(3, 2, 2, 2))
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        set_tone(self, tone)
        self.hide()

    def show_text(self, text: str, action_text: str = "") -> None:
        self._text.setText(text)
        self._action.setText(action_text)
        self._action.setVisible(bool(action_text))
        self.setAccessibleName(text)
        self.show()
