"""Places of the window that would read markup as HTML, searched in all widgets on screen."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, Qt
from PySide6.QtGui import Qt as Text
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QTextEdit, QWidget

SIGN = "<b>"  # of all markup, also where an address or a cut text left only a part of it
_ROWS = 25  # of each list: others are alike
_TIPS = (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.WhatsThisRole, Qt.ItemDataRole.StatusTipRole)


def html_places() -> set[str]:
    """Return where markup is read as HTML: tips of widgets, menus and rows, labels and message boxes, rich texts."""
    places = set()
    for widget in _widgets():
        name = f"{type(widget).__name__} {widget.objectName()}"
        if any(map(is_read_as_html, (widget.toolTip(), widget.whatsThis(), widget.statusTip()))):
            places.add(f"tip of {name}")
        if isinstance(widget, QLabel) and SIGN in widget.text() and widget.textFormat() != Qt.TextFormat.PlainText:
            places.add(f"text of {name}")
        if isinstance(widget, QTextEdit) and widget.objectName() != "help_text":  # of the manual, which is ours
            places.add(f"text of {name}, which takes HTML")
        if (model := _model(widget)) is not None and any(map(is_read_as_html, _tips(model))):
            places.add(f"tip in {name}")
        places |= {
            f"tip of the action {one.objectName()}" for one in widget.actions() if is_read_as_html(one.toolTip())
        }
    return places


def shows_markup(part: QWidget | None = None) -> bool:
    """Return whether markup is on screen, as a text or in a row, in a part of the window or anywhere."""
    return any(map(_shows_markup, _widgets(part)))


def is_read_as_html(tip: str) -> bool:
    """Return whether Qt would take a tip with markup for HTML."""
    return SIGN in tip and Text.mightBeRichText(tip)


def _widgets(part: QWidget | None = None) -> Iterator[QWidget]:
    """Yield what is on screen, in a part of the window or anywhere."""
    for top in QApplication.topLevelWidgets() if part is None else (part,):
        if top.isVisible():
            yield top
            yield from (widget for widget in top.findChildren(QWidget) if widget.isVisible())


def _shows_markup(widget: QWidget) -> bool:
    if isinstance(widget, QLabel):
        return SIGN in widget.text()
    model = _model(widget)
    return model is not None and any(
        SIGN in str(model.index(row, column).data() or "")
        for row in range(min(model.rowCount(), _ROWS))
        for column in range(_columns(model))
    )


def _model(widget: QWidget) -> QAbstractItemModel | None:
    return widget.model() if isinstance(widget, QAbstractItemView) else None


def _columns(model: QAbstractItemModel) -> int:
    return 1 if isinstance(model, QAbstractListModel) else model.columnCount()


def _tips(model: QAbstractItemModel) -> Iterator[str]:
    for column in range(_columns(model)):
        yield str(model.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole) or "")
        for row in range(min(model.rowCount(), _ROWS)):
            for role in _TIPS:
                yield str(model.index(row, column).data(role) or "")
