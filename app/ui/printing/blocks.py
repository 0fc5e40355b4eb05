"""Blocks of a report on paper: title, figures, course and tables, each as high as its content."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF

from app.report.content import CourseLine, Figure, ReportCourse, ReportTable, SiteReport
from app.ui.printing.paper import Paper, text_width

GAP = 10.0  # between blocks, and between two cards in a row
_PAD = 11.0
_TITLE, _TEXT, _SMALL = 13.0, 11.0, 10.0  # sizes of text
_LINE = 16.0
_TITLE_LINE = 20.0
_ROW = 19.0
_COLUMN = 52.0  # width of a column of numbers
_WIDE_COLUMN = 92.0  # of one that holds longer texts, such as an amount of money
_PLOT_HEIGHT = 150.0
_DASHES = (5.0, 4.0)


class Block(Protocol):
    """A part of a page that is never divided."""

    @property
    def height(self) -> float: ...
    def paint(self, paper: Paper, place: QRectF) -> None: ...


def blocks_of(report: SiteReport) -> Iterator[Block]:
    """Yield the blocks of a report from top to bottom."""
    yield TitleBlock(report)
    yield FiguresBlock(report.figures)
    yield CourseBlock(report)
    if report.nothing:
        yield NothingBlock(report.nothing)
    for pair in pairs(report.tables):
        yield TablesBlock(pair)


def pairs(tables: tuple[ReportTable, ...]) -> Iterator[tuple[ReportTable, ...]]:
    """Yield tables two by two; the last one may be alone."""
    for at in range(0, len(tables), 2):
        yield tables[at : at + 2]


class TitleBlock:
    """Site and days."""

    def __init__(self, report: SiteReport) -> None:
        self._report = report
        self.height = 48.0 + _LINE * len(report.notes)

    def paint(self, paper: Paper, place: QRectF) -> None:
        report, width = self._report, place.width()
        days = max(text_width(report.period, 16) * 1.1, text_width(report.compared, _TEXT)) + 8
        left, top = place.left(), place.top()
        paper.text(QRectF(left, top, width - days - GAP, 30), report.site, 24, is_bold=True)
        paper.text(QRectF(left, top + 30, width - days - GAP, _LINE), report.domain, _TEXT, "muted")
        paper.right(QRectF(left, top + 6, width, 24), report.period, 16, is_bold=True)
        paper.right(QRectF(left, top + 30, width, _LINE), report.compared, _TEXT, "muted")
        for number, note in enumerate(report.notes):
            paper.text(QRectF(left, top + 50 + _LINE * number, width, _LINE), note, _TEXT, "muted")


class FiguresBlock:
    """The key figures in one row."""

    height = 82.0

    def __init__(self, figures: tuple[Figure, ...]) -> None:
        self._figures = figures

    def paint(self, paper: Paper, place: QRectF) -> None:
        count = len(self._figures)
        width = (place.width() - GAP * (count - 1)) / count
        for number, figure in enumerate(self._figures):
            self._paint_one(
                paper, QRectF(place.left() + number * (width + GAP), place.top(), width, self.height), figure
            )

    def _paint_one(self, paper: Paper, card: QRectF, figure: Figure) -> None:
        paper.card(card)
        left, width = card.left() + _PAD, card.width() - 2 * _PAD

        def line(top: float, height: float) -> QRectF:
            return QRectF(left, card.top() + top, width, height)

        paper.text(line(7, 14), figure.title, _SMALL, "muted")
        paper.text(line(21, 26), figure.value, 20, is_bold=True)
        if figure.change:
            badge = QRectF(left, card.top() + 48, text_width(figure.change, _SMALL) + 12, 14)
            paper.fill(badge, f"soft_{figure.tone}", 7)
            paper.centred(badge, figure.change, _SMALL, "muted" if figure.tone == "flat" else figure.tone)
        paper.text(line(63, 14), figure.before, _SMALL, "muted")


class CourseBlock:
    """Lines over time, with their legend and axes."""

    height = _PLOT_HEIGHT + 66

    def __init__(self, report: SiteReport) -> None:
        self._report = report

    def paint(self, paper: Paper, place: QRectF) -> None:
        report, course = self._report, self._report.course
        paper.card(place)
        head = QRectF(place.left() + _PAD, place.top() + 8, place.width() - 2 * _PAD, _TITLE_LINE)
        paper.text(head, report.course_title, _TITLE, is_bold=True)
        self._paint_legend(paper, head)
        plot = QRectF(place.left() + 44, place.top() + 38, place.width() - 44 - 18, _PLOT_HEIGHT)
        for value, text in course.counts:
            y = _y(value, course, plot)
            paper.line((QPointF(plot.left(), y), QPointF(plot.right(), y)), "border", 0.75)
            paper.right(QRectF(plot.left() - 42, y - 7, 36, 14), text, _SMALL, "muted")
        for at, text in course.times:
            middle, half = _x(at, course, plot), text_width(text, _SMALL) / 2 + 1
            paper.centred(QRectF(middle - half, plot.bottom() + 6, 2 * half, 14), text, _SMALL, "muted")
        for line in reversed(course.lines):
            _paint_line(paper, course, line, plot)

    def _paint_legend(self, paper: Paper, head: QRectF) -> None:
        right, middle = head.right(), head.center().y()
        entries: list[tuple[str, str, tuple[float, ...]]] = [
            (line.title, line.colour, ()) for line in self._report.course.lines
        ]
        if self._report.course_compared:
            entries.append((self._report.course_compared, "muted", _DASHES))
        for title, colour, dashes in reversed(entries):
            width = text_width(title, _SMALL) + 2
            paper.text(QRectF(right - width, head.top(), width, head.height()), title, _SMALL, "muted")
            paper.line((QPointF(right - width - 22, middle), QPointF(right - width - 6, middle)), colour, 1.5, dashes)
            right -= width + 36


class NothingBlock:
    """A sentence in place of tables."""

    height = 90.0

    def __init__(self, sentence: str) -> None:
        self._sentence = sentence

    def paint(self, paper: Paper, place: QRectF) -> None:
        paper.card(place)
        paper.centred(place, self._sentence, _TEXT, "muted")


class TablesBlock:
    """Two tables side by side, or one."""

    def __init__(self, tables: tuple[ReportTable, ...]) -> None:
        self._tables = tables
        self.height = max(map(_table_height, tables))

    def paint(self, paper: Paper, place: QRectF) -> None:
        width = (place.width() - GAP) / 2
        for number, table in enumerate(self._tables):
            _paint_table(paper, QRectF(place.left() + number * (width + GAP), place.top(), width, self.height), table)


def _table_height(table: ReportTable) -> float:
    return 2 * _PAD + _TITLE_LINE + 2 + _ROW * len(table.rows) + (_LINE if table.more else 0)


def _paint_table(paper: Paper, place: QRectF, table: ReportTable) -> None:
    card = QRectF(place.left(), place.top(), place.width(), _table_height(table))
    paper.card(card)
    inside = card.adjusted(_PAD, _PAD - 2, -_PAD, -_PAD)
    widths = [_column_width(table, at) for at in range(len(table.columns))]
    label_width = inside.width() - sum(widths)
    paper.text(QRectF(inside.left(), inside.top(), label_width, _TITLE_LINE), table.title, _TITLE, is_bold=True)
    _paint_cells(paper, inside.left() + label_width, inside.top(), widths, table.columns, is_head=True)
    for number, row in enumerate(table.rows):
        top = inside.top() + _TITLE_LINE + 4 + number * _ROW
        label = QRectF(inside.left(), top + 1, label_width, _ROW - 2)
        if row.bar > 0:
            paper.fill(QRectF(label.left(), label.top(), max(3.0, label.width() * row.bar), label.height()), "bar")
        paper.text(label.adjusted(6, 0, -2, 0), row.label, _TEXT)
        _paint_cells(paper, inside.left() + label_width, top, widths, row.cells, is_head=False)
    if table.more:
        below = QRectF(inside.left(), card.bottom() - _PAD - _LINE + 5, inside.width(), _LINE)
        paper.text(below, table.more, _SMALL, "muted")


def _paint_cells(
    paper: Paper, left: float, top: float, widths: list[float], cells: tuple[str, ...], *, is_head: bool
) -> None:
    for at, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        place = QRectF(left + 6, top, width - 6, _TITLE_LINE if is_head else _ROW)
        if is_head:
            paper.right(place, cell, _SMALL, "muted")
        else:
            paper.right(place, cell, _TEXT, "text" if at == 0 else "muted")
        left += width


def _column_width(table: ReportTable, at: int) -> float:
    """Return the width of a column: the usual one, so that tables line up, or that of its longest text."""
    longest = max((text_width(row.cells[at], _TEXT) for row in table.rows), default=0.0)
    return min(_WIDE_COLUMN, max(_COLUMN, longest + 9, text_width(table.columns[at], _SMALL) + 9))


def _paint_line(paper: Paper, course: ReportCourse, line: CourseLine, plot: QRectF) -> None:
    points = [QPointF(_x(at, course, plot), _y(value, course, plot)) for at, value in enumerate(line.values)]
    others = [
        QPointF(_x(at, course, plot), _y(value, course, plot))
        for at, value in enumerate(line.others)
        if value is not None
    ]
    closed = len(points) - course.is_filling  # the dashed part joins the last two points
    if len(points) == 1:
        paper.dot(points[0], line.colour)
    elif points:
        paper.area(points, plot.bottom(), line.colour)
    if len(others) > 1:
        paper.line(others, line.colour, 1, _DASHES, 0.6)
    if closed > 1:
        paper.line(points[:closed], line.colour, 1.5)
    if course.is_filling and len(points) > 1:
        paper.line(points[-2:], line.colour, 1.5, (3, 3))


def _x(at: int, course: ReportCourse, plot: QRectF) -> float:
    steps = len(course.names) - 1
    return plot.left() + plot.width() * (at / steps if steps else 0.5)


def _y(value: int, course: ReportCourse, plot: QRectF) -> float:
    return plot.bottom() - plot.height() * value / course.top
