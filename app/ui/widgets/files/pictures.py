"""Pictures of widgets at twice their size, and of tables with rows out of sight; copied or saved as PNG."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QRect, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QImageWriter, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QStyle, QStyleOptionViewItem, QTableView, QWidget

from app.ui.models.whole_file import write_whole
from app.ui.style import theme
from app.ui.style.theme import SPACE
from app.ui.translation import translator
from app.ui.widgets.files.saving import NewFile, SaveFile
from app.ui.widgets.save_dialog import ask_file, file_filters

_tr = translator("pictures")

MOST_ROWS = 100  # of a table in a picture
_SCALE = 2.0
_MOST_PIXELS = 8_000  # sides of a picture; a larger one is scaled down
_MARGIN = 3 * SPACE

Draw = Callable[[], QPixmap]


def blank(size: QSize, ground: QColor | None = None) -> QPixmap:
    """Return a picture to paint on, twice as many pixels wide and high as `size` unless that is very large."""
    size = size.expandedTo(QSize(1, 1))
    scale = min(_SCALE, _MOST_PIXELS / max(size.width(), size.height()))
    picture = QPixmap(size * scale)
    picture.setDevicePixelRatio(scale)
    picture.fill(ground if ground is not None else theme.current().colour("panel"))
    return picture


def widget_picture(widget: QWidget, ground: str = "canvas") -> QPixmap:
    """Return a widget as it is on screen. ground: colour below what it leaves free, that of the page."""
    picture = blank(widget.size(), theme.current().colour(ground))
    widget.render(picture)
    return picture


def table_picture(table: QTableView, title: str, foot: str = "") -> QPixmap:
    """Return a table with its title and the rows that it has loaded, at most MOST_ROWS of them.

    foot: a line below them, such as the number of rows.
    """
    rows = min(table.model().rowCount(), MOST_ROWS)
    line = theme.current().sized(8 * SPACE)
    header = table.horizontalHeader()
    head = 0 if header.isHidden() else header.height()
    height = line + head + sum(map(table.rowHeight, range(rows))) + (line if foot else 0)
    picture = blank(QSize(table.viewport().width() + 2 * _MARGIN, height + 2 * _MARGIN))
    painter = QPainter(picture)
    painter.setLayoutDirection(table.layoutDirection())
    painter.translate(_MARGIN, _MARGIN)
    width = table.viewport().width()
    _write(painter, QRect(2 * SPACE, 0, width - 4 * SPACE, line), title, "heading", "text")
    painter.translate(0, line)
    if head:
        painter.drawPixmap(0, 0, widget_picture(header, "panel"))
        painter.translate(0, head)
    for at in range(rows):
        _paint_row(painter, table, at)
        painter.translate(0, table.rowHeight(at))
    _write(painter, QRect(2 * SPACE, 0, width - 4 * SPACE, line), foot, "caption", "muted")
    painter.end()
    return picture


def copy_picture(picture: QPixmap) -> None:
    QGuiApplication.clipboard().setPixmap(picture)


def picture_file(image: QImage, path: Path) -> NewFile:
    """Return a file with a picture, as PNG."""
    return NewFile(path, partial(_write_picture, image, path), saved_as(path))


def saved_as(path: Path) -> str:
    """Return the sentence about a picture that was saved."""
    return _tr("Saved the picture as %1.").replace("%1", path.name)


def add_picture_actions(menu: QMenu, parent: QWidget, draw: Draw, name: str, save: SaveFile) -> None:
    """Add copying and saving of a picture to a menu. name: of the file, without its ending."""
    menu.addAction(_tr("Copy image"), lambda: copy_picture(draw()))
    menu.addAction(_tr("Save as PNG\N{HORIZONTAL ELLIPSIS}"), lambda: _ask_file(parent, draw, name, save))


def _ask_file(parent: QWidget, draw: Draw, name: str, save: SaveFile) -> None:
    path = ask_file(parent, _tr("Save picture"), f"{name}.png", file_filters("png"))
    if path is not None:
        save(picture_file(draw().toImage(), path))


def _write_picture(image: QImage, path: Path) -> None:
    """Write a picture as PNG, on any thread. Raises OSError with the reason in words."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not (writer := QImageWriter(buffer, b"png")).write(image):
        raise OSError(writer.errorString())
    write_whole(path, bytes(buffer.data().data()))


def _write(painter: QPainter, area: QRect, text: str, font: theme.TextSize, ink: str) -> None:
    painter.setFont(theme.current().font(font))
    painter.setPen(theme.current().colour(ink))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


def _paint_row(painter: QPainter, table: QTableView, at: int) -> None:
    option = QStyleOptionViewItem()
    table.initViewItemOption(option)
    option.state = QStyle.StateFlag.State_Enabled
    for column in range(table.model().columnCount()):
        if not table.isColumnHidden(column):
            left = table.columnViewportPosition(column)
            option.rect = QRect(left, 0, table.columnWidth(column), table.rowHeight(at))
            index = table.model().index(at, column)
            table.itemDelegateForIndex(index).paint(painter, option, index)
