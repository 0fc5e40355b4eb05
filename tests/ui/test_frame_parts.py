"""Small parts of the frame: flowing chips, lists, bars, plain tables, the refresh rate."""

from __future__ import annotations

from importlib import import_module

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.ui.charts.minute_bars import MinuteBars
from app.ui.models.cells import Cell, Heading, cell_columns
from app.ui.models.columns import RowsPage
from app.ui.pages.page import WindowPage
from app.ui.pages.server.server_more import MorePanel
from app.ui.pages_table import PAGES
from app.ui.shell import auto_refresh
from app.ui.shell.auto_refresh import AutoRefresh
from app.ui.style import theme
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.tables.count_list import CountList
from app.ui.widgets.tables.table import TWO_LINES, DataTable
from tests.ui.fakes import status


def test_chips_wrap_into_the_next_line(qtbot: QtBot) -> None:
    holder, flow = QWidget(), FlowLayout(8)
    qtbot.addWidget(holder)
    holder.setLayout(flow)
    for _ in range(3):
        chip = QLabel("chip")
        chip.setFixedSize(100, 20)
        flow.addWidget(chip)
    flow.setGeometry(QRect(0, 0, 220, 100))
    places = [(flow.itemAt(at).geometry().x(), flow.itemAt(at).geometry().y()) for at in range(3)]  # type: ignore[union-attr]
    assert places == [(0, 0), (108, 0), (0, 28)]
    assert flow.heightForWidth(220) == 48
    assert flow.heightForWidth(1_000) == 20
    flow.clear()
    assert flow.count() == 0


def test_every_page_except_the_server_page_has_a_maker() -> None:
    assert [page.key for page in PAGES if not page.maker] == ["server"]
    for page in PAGES:
        if page.maker:
            module, _, name = page.maker.partition(":")
            assert issubclass(getattr(import_module(f"app.ui.pages.{module}"), name), WindowPage)


def test_stored_batches_refresh_at_once_and_then_at_a_limited_rate(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(auto_refresh, "STORED_EVERY_MS", 30)
    waiting: list[str] = []
    pace, signals = AutoRefresh(lambda: bool(waiting)), []
    pace.due.connect(lambda: signals.append(1))
    for _ in range(5):
        pace.stored()
    assert len(signals) == 1
    with qtbot.waitSignal(pace.due):
        pass
    assert len(signals) == 2
    waiting.append("a slow report")
    pace.stored()
    with qtbot.assertNotEmitted(pace.due, wait=100):
        pass
    waiting.clear()
    with qtbot.waitSignal(pace.due):
        pass
    with qtbot.assertNotEmitted(pace.due, wait=100):
        pass


def test_an_idle_page_is_refreshed_from_time_to_time_until_stopped(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(auto_refresh, "IDLE_EVERY_MS", 20)
    pace = AutoRefresh(lambda: False)
    pace.start()
    with qtbot.waitSignal(pace.due):
        pass
    pace.stop()
    with qtbot.assertNotEmitted(pace.due, wait=60):
        pass


def test_lists_and_bars_give_their_numbers_to_screen_readers(qtbot: QtBot) -> None:
    rows, bars = CountList("Pages now", "pages"), MinuteBars("bars")
    qtbot.addWidget(rows)
    qtbot.addWidget(bars)
    rows.set_rows([("/", 1_234), ("/tea", 2)])
    bars.set_counts([0] * 28 + [7, 3])
    spoken = [rows.rows.index(0, at).data(Qt.ItemDataRole.AccessibleTextRole) for at in range(2)]
    assert spoken == ["Pages now: /", "Number: 1,234"]
    assert bars.accessibleDescription() == "3 in the current minute, peak 7"
    for widget in (rows, bars):
        widget.resize(300, 100)
        assert not widget.grab().isNull()


def test_selected_rows_of_a_table_are_copied_as_text(qtbot: QtBot) -> None:
    more = MorePanel()
    qtbot.addWidget(more)
    more.show_status(status())
    more.show()
    table = more.findChild(DataTable, "caches")
    table.selectAll()
    QTest.keySequence(table, QKeySequence(QKeySequence.StandardKey.Copy))
    assert QGuiApplication.clipboard().text() == "Sessions\t1,204 / 50K\t90.3%\nUser agents\t0 / 20K\t\N{EN DASH}"


def test_a_text_becomes_smaller_before_it_is_shortened(qtbot: QtBot) -> None:
    value = ElidedLabel("title", "value", ("heading", "text"))
    qtbot.addWidget(value)
    value.setText("German (Germany)")
    value.resize(QFontMetrics(theme.current().font("text", QFont.Weight.DemiBold)).horizontalAdvance(value.text()), 30)
    value.show()
    assert value.toolTip() == ""
    value.resize(40, 30)
    assert value.toolTip() == "German (Germany)"


def test_numbers_that_share_the_width_of_a_table_are_whole(qtbot: QtBot) -> None:
    headings: tuple[Heading, ...] = ("Goal", 5), ("Conversion rate of goals", 1, "right")
    columns = cell_columns(headings, lambda row: (Cell(row), Cell("3.26%", "1,234,567 of 12,345,678 sessions")))
    table: DataTable[str] = DataTable("goals", "Goals", columns, str, row_height=TWO_LINES)
    qtbot.addWidget(table)
    table.resize(420, 200)
    table.show()
    table.rows.show_first(RowsPage(("Order placed",)))
    need = QFontMetrics(theme.current().font("caption")).horizontalAdvance("1,234,567 of 12,345,678 sessions")
    assert need < table.columnWidth(1) < table.columnWidth(0) + table.columnWidth(1) <= table.viewport().width()


def test_a_long_name_is_elided_and_whole_in_its_tooltip(qtbot: QtBot) -> None:
    elided = ElidedLabel("", "name")
    qtbot.addWidget(elided)
    elided.setText("A shop with a very long name indeed")
    elided.resize(60, 20)
    elided.show()
    assert elided.toolTip() == "A shop with a very long name indeed"
    elided.resize(600, 20)
    assert elided.toolTip() == ""
    assert elided.text() == "A shop with a very long name indeed"
    assert elided.textFormat() == Qt.TextFormat.PlainText
