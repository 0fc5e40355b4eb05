"""The window in a language that is written from right to left: layouts are mirrored, charts are not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.ui.charts.minute_bars import MinuteBars
from app.ui.models.columns import RowsPage, TableColumn
from app.ui.style.icons import SMALL, icon
from app.ui.texts import direction_of, side_by_side
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.tables.table import DataTable

LEFT, RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft


@pytest.fixture
def mirrored(qapp: QApplication) -> Iterator[None]:
    """Mirror every layout for the time of a test."""
    qapp.setLayoutDirection(RIGHT)
    yield
    qapp.setLayoutDirection(LEFT)


def picture(qtbot: QtBot, widget: QWidget) -> QImage:
    qtbot.addWidget(widget)
    widget.resize(300, 100)
    return widget.grab().toImage()


def bars() -> MinuteBars:
    bars = MinuteBars("bars")
    bars.set_counts(range(30))
    return bars


def test_time_runs_to_the_right_in_every_language(qtbot: QtBot, qapp: QApplication) -> None:
    before = picture(qtbot, bars())
    qapp.setLayoutDirection(RIGHT)
    try:
        assert picture(qtbot, bars()) == before
    finally:
        qapp.setLayoutDirection(LEFT)


@pytest.mark.usefixtures("mirrored")
def test_choices_in_a_flow_begin_at_the_right(qtbot: QtBot) -> None:
    host, first, second = QWidget(), QWidget(), QWidget()
    qtbot.addWidget(host)
    layout = FlowLayout(8)
    for child in (first, second):
        child.setFixedSize(50, 20)
        layout.addWidget(child)
    host.setLayout(layout)
    host.resize(300, 40)
    layout.setGeometry(host.rect())
    assert (first.x(), second.x()) == (250, 192)


def test_a_sentence_keeps_the_direction_of_its_letters(qtbot: QtBot, qapp: QApplication) -> None:
    label = ElidedLabel("caption", "sentence")
    label.setText("9 visitors.")
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
    before = picture(qtbot, label)
    qapp.setLayoutDirection(RIGHT)
    try:
        assert picture(qtbot, label) == before
    finally:
        qapp.setLayoutDirection(LEFT)
    assert direction_of("9 متجر", LEFT) == RIGHT
    assert direction_of("12", RIGHT) == RIGHT


def test_the_signs_for_back_and_forward_are_mirrored(qapp: QApplication) -> None:
    back = icon("chevron-left").pixmap(SMALL, SMALL).toImage()
    qapp.setLayoutDirection(RIGHT)
    try:
        assert icon("chevron-right").pixmap(SMALL, SMALL).toImage() == back
    finally:
        qapp.setLayoutDirection(LEFT)


def test_the_name_of_a_site_stays_before_its_domain_in_any_direction() -> None:
    assert side_by_side(("Tea", "tea.example")) == "Tea \N{MIDDLE DOT} tea.example"
    start, end = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
    arabic = side_by_side(("متجر", "tea.example"))
    assert arabic == f"{start}متجر{end} \N{MIDDLE DOT} {start}tea.example{end}"


@pytest.mark.usefixtures("mirrored")
def test_a_row_can_be_selected(qtbot: QtBot) -> None:
    table: DataTable[int] = DataTable("teas", "Teas", (TableColumn("cups", lambda: "Cups", int, width=60),), int)
    qtbot.addWidget(table)
    table.resize(300, 200)
    table.rows.show_first(RowsPage((1, 2, 3)))
    table.selectRow(1)
    assert table.current == 2
