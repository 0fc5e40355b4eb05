"""Constructors of plain widgets and layouts, with role, object name and accessible name set."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QMargins, QObject, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.style import theme
from app.ui.style.icons import NORMAL, SMALL, icon
from app.ui.style.theme import CONTROL_HEIGHT, SPACE
from app.ui.style.tones import Tone
from app.ui.texts import plain_tip

SpinBox = TypeVar("SpinBox", bound=QAbstractSpinBox)
Item = QWidget | QLayout | int | None  # int: a gap in grid steps; None: a stretch
NO_LIMIT = 16_777_215  # QWIDGETSIZE_MAX, which Qt does not name in Python


def label(text: str = "", role: str = "", name: str = "") -> QLabel:
    """Return a label of plain text, never HTML: page titles come from strangers."""
    text_label = QLabel(text)
    text_label.setTextFormat(Qt.TextFormat.PlainText)
    text_label.setProperty("role", role)
    text_label.setObjectName(name)
    return text_label


def paragraph(text: str = "", role: str = "", name: str = "") -> QLabel:
    """Return a label that wraps."""
    wrapped = label(text, role, name)
    wrapped.setWordWrap(True)
    return wrapped


def button(
    text: str, name: str, on_click: Callable[[], object] | None = None, *, role: str = "", icon_name: str = ""
) -> QPushButton:
    """Return a push button. role: see `stylesheet`."""
    push = QPushButton(text)
    push.setObjectName(name)
    push.setProperty("role", role)
    if icon_name:
        inks = {"primary": "on_accent", "danger": "on_danger"}
        push.setIcon(icon(icon_name, inks.get(role, "muted")))
        follow_text(push, lambda: push.setIconSize(QSize(*(theme.current().sized(SMALL),) * 2)))
    if on_click is not None:
        push.clicked.connect(lambda: on_click())
    return push


def icon_button(
    icon_name: str,
    title: str,
    name: str,
    on_click: Callable[[], object] | None = None,
    *,
    role: str = "icon",
    panel: str = "",
) -> QToolButton:
    """Return a button that shows only an icon; `title` is its tooltip and accessible name.

    panel: title of the panel it belongs to, for its accessible name where several panels have such a button.
    """
    tool = QToolButton()
    tool.setObjectName(name)
    tool.setProperty("role", role)
    tool.setIcon(icon(icon_name))
    side = SMALL if role == "bordered" else NORMAL
    follow_text(tool, lambda: tool.setIconSize(QSize(*(theme.current().sized(side),) * 2)))
    tool.setToolTip(plain_tip(title))
    tool.setAccessibleName(f"{title}: {panel}" if panel else title)
    tool.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if role == "bordered":  # as high as the push buttons next to it
        fix_square(tool)
    if on_click is not None:
        tool.clicked.connect(lambda: on_click())
    return tool


def padded(box: SpinBox) -> SpinBox:
    """Add room before the text of a spin box or date edit, where Qt ignores the padding of style sheets."""
    box.lineEdit().setTextMargins(SPACE + 2, 0, 0, 0)
    return box


def frame(role: str, name: str = "", content: QLayout | None = None) -> QFrame:
    """Return a frame that the style sheet paints by its role."""
    box = QFrame()
    box.setProperty("role", role)
    box.setObjectName(name)
    if content is not None:
        box.setLayout(content)
    return box


class Card(QFrame):
    """Card of a page, which the style sheet paints."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setObjectName(name)


def passing_menu(owner: QWidget) -> QMenu:
    """Return a menu that is gone once it was closed."""
    menu = QMenu(owner)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu


def popup_below(menu: QMenu, opener: QWidget) -> None:
    """Open a menu below the button that asks for it."""
    menu.popup(opener.mapToGlobal(opener.rect().bottomLeft()))


def scroll_area(page: QWidget, name: str) -> QScrollArea:
    """Return a scroll area around a page."""
    return _PageArea(page, name)


def hairline() -> QFrame:
    return frame("hairline")


class _PageArea(QScrollArea):
    """A scroll area around a page. Its bar stands in the margin of the page, whose parts stay where they are."""

    def __init__(self, page: QWidget, name: str) -> None:
        super().__init__()
        self._page = page
        self._margins: QMargins | None = None  # of the page without a bar
        page.setProperty("role", "page")
        self.setObjectName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setWidget(page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the margin to the bar, which has taken its width from the viewport."""
        super().resizeEvent(event)
        layout = self._page.layout()
        if layout is None:
            return
        if self._margins is None:
            self._margins = layout.contentsMargins()
        margins = QMargins(self._margins)
        taken = self.width() - self.viewport().width()
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            margins.setLeft(max(0, margins.left() - taken))
        else:
            margins.setRight(max(0, margins.right() - taken))
        if margins != layout.contentsMargins():
            layout.setContentsMargins(margins)
            layout.activate()  # now, or the parts would move a moment later


def reveal(part: QWidget, whole: QWidget | None = None) -> None:
    """Scroll the page so that `part` is in view, once the layout is done. whole: shown too, as far as there is room."""
    QTimer.singleShot(0, part, lambda: _scroll_to(part, whole or part))


def row(*items: Item, gap: int = 2, margins: int | tuple[int, int, int, int] = 0) -> QHBoxLayout:
    """Return the items side by side. gap, margins: in grid steps of `SPACE` pixels."""
    layout = QHBoxLayout()
    _fill(layout, items, gap, margins)
    return layout


def column(*items: Item, gap: int = 2, margins: int | tuple[int, int, int, int] = 0) -> QVBoxLayout:
    """Return the items one below the other. gap, margins: in grid steps of `SPACE` pixels."""
    layout = QVBoxLayout()
    _fill(layout, items, gap, margins)
    return layout


def fix_square(tool: QToolButton) -> None:
    """Make a button that shows an icon as high as the push buttons next to it, at any size of the text."""
    follow_text(tool, lambda: tool.setFixedSize(*(theme.current().sized(CONTROL_HEIGHT),) * 2))


def fix_height(widget: QWidget, pixels: int) -> None:
    """Give a widget a height in pixels at a scale of 1, at any size of the text."""
    follow_text(widget, lambda: widget.setFixedHeight(theme.current().sized(pixels)))


def level_with_choices(widget: QWidget) -> None:
    """Make a widget as high as a segmented control, whose frame is outside of its buttons."""
    follow_text(widget, lambda: widget.setMinimumHeight(theme.current().sized(CONTROL_HEIGHT) + 2))


def follow_text(owner: QWidget, apply: Callable[[], object]) -> None:
    """Call `apply`, which sets sizes in pixels, now and whenever the size of the text has changed."""
    _TextFollower(owner, apply)
    apply()


def set_tone(widget: QWidget, tone: Tone) -> None:
    """Set the tone of a widget and reapply the style sheet to it."""
    if widget.property("tone") != tone:
        widget.setProperty("tone", tone)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class _TextFollower(QObject):
    """Calls `apply` when the size of the text has changed, as long as its owner is there."""

    def __init__(self, owner: QWidget, apply: Callable[[], object]) -> None:
        super().__init__(owner)
        self._apply = apply
        theme.current().rescaled.connect(self._on_rescaled)

    @Slot()
    def _on_rescaled(self) -> None:
        self._apply()


def _scroll_to(part: QWidget, whole: QWidget) -> None:
    area = part.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if area is not None:
        for shown in (whole, part):
            area.ensureWidgetVisible(shown, 0, SPACE)


def _fill(layout: QBoxLayout, items: tuple[Item, ...], gap: int, margins: int | tuple[int, int, int, int]) -> None:
    left, top, right, bottom = (margins,) * 4 if isinstance(margins, int) else margins
    layout.setContentsMargins(left * SPACE, top * SPACE, right * SPACE, bottom * SPACE)
    layout.setSpacing(gap * SPACE)
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item * SPACE)
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        else:
            layout.addWidget(item)
