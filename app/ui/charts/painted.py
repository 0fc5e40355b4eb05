"""Painted view: a scrollable picture of numbers in one widget, with a place to read, to copy from and to save."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QMenu, QToolTip

from app.ui.models.table_files import FileKind
from app.ui.style import theme
from app.ui.texts import plain_tip
from app.ui.widgets.files.pictures import add_picture_actions, blank
from app.ui.widgets.files.saving import add_file_actions, ask_table_path, table_file
from app.ui.widgets.parts import passing_menu

Table = tuple[Sequence[str], Sequence[Sequence[object]]]  # header and rows


class PaintedView(QAbstractScrollArea):
    """A picture that may be larger than its widget. The cursor and the pointer each stand on a place of it, or on none.

    read: the sentence about the place to read, empty for none; file_saving: a NewFile to write. Subclasses paint, and
    know the place at a point, the sentence about it and the table that the picture shows.
    """

    read = Signal(str)
    file_saving = Signal(object)

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self._title = title
        self.cursor_place: object | None = None
        self.pointed: object | None = None
        self._read: object | None = None  # place that is marked as read

    @abstractmethod
    def whole(self) -> QSize:
        """Return the size of the picture in the current width."""

    @abstractmethod
    def paint(self, painter: QPainter, clip: QRect, offset: QPoint) -> None:
        """Paint what lies in `clip`. offset: how far the view is scrolled; what stays in view adds it."""

    @abstractmethod
    def place_at(self, point: QPoint) -> object | None:
        """Return the place at a point of the viewport."""

    @abstractmethod
    def rect_of(self, place: object) -> QRect:
        """Return the part of the picture that a place takes."""

    @abstractmethod
    def sentence(self, place: object) -> str:
        """Return a place in words."""

    def short(self, place: object) -> str:
        """Return a place as it is copied."""
        return self.sentence(place)

    @abstractmethod
    def table(self) -> Table:
        """Return the numbers of the whole picture."""

    @abstractmethod
    def step(self, key: Qt.Key) -> object | None:
        """Return the place that a key moves the cursor to, None for another key."""

    @property
    def reading(self) -> object | None:
        """Place to read: the one at the pointer, else the one of the cursor while the view has the focus."""
        if self.pointed is not None:
            return self.pointed
        return self.cursor_place if self.hasFocus() else None

    def offset(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def move_cursor(self, place: object | None) -> None:
        """Put the cursor on a place, scroll to it and read it out."""
        self.cursor_place, self.pointed = place, None
        if place is not None:
            self._scroll_to(self.rect_of(place))
        self.show_reading()

    def forget_places(self) -> None:
        """Take cursor and pointer off: the picture is a new one."""
        self.cursor_place = self.pointed = self._read = None
        self.fit_bars()
        self.viewport().update()
        self.show_reading()

    def show_reading(self) -> None:
        place = self.reading
        text = self.sentence(place) if place is not None else ""
        self.read.emit(text)
        self.setAccessibleDescription(text or self.summary())
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        before, self._read = self._read, place
        self.mark_read(before, place)

    def mark_read(self, before: object | None, place: object | None) -> None:
        """Paint that another place is read than before."""
        self.viewport().update()

    def summary(self) -> str:
        """Return the whole picture in a sentence, for screen readers."""
        return self.tr("Arrow keys read single values.")

    def picture(self) -> QPixmap:
        """Return the whole picture on the background of its panel, at twice its size unless it is very large."""
        size = self.whole()
        pixmap = blank(size)
        painter = QPainter(pixmap)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # in every language
        self.paint(painter, QRect(QPoint(0, 0), size), QPoint(0, 0))
        painter.end()
        return pixmap

    def save_table(self, path: Path) -> None:
        """Have the whole table written as the kind of file that the suffix of `path` says."""
        self.file_saving.emit(table_file(path, *self.table()))

    def export_menu(self) -> QMenu:
        """Return the menu of the copy and save actions."""
        menu = passing_menu(self)
        menu.addAction(self.tr("Copy table"), self.copy_table)
        menu.addSeparator()
        add_file_actions(menu, self._ask_path)
        add_picture_actions(menu, self, self.picture, self.objectName(), self.file_saving.emit)
        return menu

    def copy_table(self) -> None:
        """Copy the table as text, cells separated by tabs."""
        header, rows = self.table()
        lines = (header, *rows)
        text = "\n".join("\t".join("" if cell is None else str(cell) for cell in line) for line in lines)
        QGuiApplication.clipboard().setText(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # in every language
        offset = self.offset()
        painter.translate(-offset)
        self.paint(painter, event.rect().translated(offset), offset)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_bars()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.matches(QKeySequence.StandardKey.Copy) and self.reading is not None:
            QGuiApplication.clipboard().setText(self.short(self.reading))
        elif event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        elif key == Qt.Key.Key_Escape and self.cursor_place is not None:
            self.move_cursor(None)
        elif (place := self.step(key)) is not None:
            self.move_cursor(place)
        else:
            event.ignore()  # the scroll area would take the arrow keys

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self.place_at(event.position().toPoint()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            place = self.place_at(event.position().toPoint())
            if place is not None:
                self.move_cursor(place)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._point_at(None)
        elif isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self.place_at(event.pos())
            text = self.sentence(place) if place is not None else ""
            QToolTip.showText(event.globalPos(), plain_tip(text), self.viewport())
            return True
        return super().viewportEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.show_reading()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.show_reading()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.export_menu().popup(event.globalPos())

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()  # titles stay in view, so that moving pixels would not do

    def fit_bars(self) -> None:
        """Set the scroll bars for the size of the picture."""
        whole, view = self.whole(), self.viewport().size()
        for bar, size, shown in (
            (self.horizontalScrollBar(), whole.width(), view.width()),
            (self.verticalScrollBar(), whole.height(), view.height()),
        ):
            bar.setRange(0, max(0, size - shown))
            bar.setPageStep(shown)
            bar.setSingleStep(theme.ROW_HEIGHT)

    def kept_in_view(self) -> QSize:
        """Return the size of the titles at the left and at the top that stay in view."""
        return QSize(0, 0)

    def _point_at(self, place: object | None) -> None:
        if place != self.pointed:
            self.pointed = place
            self.show_reading()

    def _scroll_to(self, part: QRect) -> None:
        kept, view = self.kept_in_view(), self.viewport().size()
        for bar, start, end, titles, shown in (
            (self.horizontalScrollBar(), part.left(), part.right(), kept.width(), view.width()),
            (self.verticalScrollBar(), part.top(), part.bottom(), kept.height(), view.height()),
        ):
            if start - titles < bar.value():
                bar.setValue(start - titles)
            elif end + 1 - shown > bar.value():
                bar.setValue(end + 1 - shown)

    def _ask_path(self, kind: FileKind) -> None:
        path = ask_table_path(self, self.objectName(), kind)
        if path is not None:
            self.save_table(path)
