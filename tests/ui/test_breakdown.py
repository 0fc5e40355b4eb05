"""Breakdown panels: rows, sorting, search, paging, filters, export."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel, QMenu, QTabBar
from pytestqt.qtbot import QtBot

from app.domain.errors import AppError
from app.domain.reports.exports import TableFormat
from app.domain.reports.request import Filter
from app.ui.models.columns import RowsQuery
from app.ui.widgets.fields import SearchField
from app.ui.widgets.tables.breakdown import BreakdownPanel
from tests.ui.samples import EXCLUDING, report_of


@pytest.fixture
def panel(qtbot: QtBot) -> BreakdownPanel:
    panel = BreakdownPanel("Pages", ("page", "entry_page", "country"), "pages")
    qtbot.addWidget(panel)
    panel.resize(560, 400)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


@pytest.fixture
def needed(panel: BreakdownPanel) -> list[RowsQuery]:
    requests: list[RowsQuery] = []
    panel.needed.connect(requests.append)
    return requests


def titles_of(panel: BreakdownPanel) -> list[str]:
    return [column.title() for at, column in enumerate(panel.model.columns) if not panel.table.isColumnHidden(at)]


def column_at(panel: BreakdownPanel, key: str) -> int:
    return [column.key for column in panel.model.columns].index(key)


def count_of(panel: BreakdownPanel) -> str:
    count = panel.findChild(QLabel, "pages_count")
    assert count is not None
    return count.text()


def click_row(qtbot: QtBot, panel: BreakdownPanel, row: int, modifier: Qt.KeyboardModifier) -> None:
    table = panel.table
    place = QPoint(20, table.rowViewportPosition(row) + 8)
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, modifier, place)


def test_a_refresh_with_the_same_values_keeps_the_selection(qtbot: QtBot, panel: BreakdownPanel) -> None:
    panel.show_report(report_of("page"))
    panel.table.selectRow(3)
    panel.show_report(report_of("page"))
    assert panel.table.currentIndex().row() == 3
    panel.show_report(report_of("page", total=5))
    assert panel.table.currentIndex().row() == 3


def test_rows_are_written_with_names_shares_and_bars(panel: BreakdownPanel) -> None:
    panel.set_all_visitors(12_480)
    panel.show_report(report_of("country"))
    model = panel.model
    row = [model.index(0, at).data() for at in range(model.columnCount())]
    assert row == ["Germany", "5,120", "41.0%", "15.4K", "38.0%", "2:30"]
    assert model.bar(model.row_at(0), 0) == 1.0
    assert 0 < model.bar(model.row_at(5), 0) < 1
    assert count_of(panel) == "11 rows"
    assert "Ctrl+click" in model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert model.index(0, 3).data(Qt.ItemDataRole.AccessibleTextRole) == "Views: 15.4K"


def test_comparison_columns_show_only_while_comparing(panel: BreakdownPanel) -> None:
    panel.show_report(report_of("page"))
    assert "Change" not in titles_of(panel)
    panel.show_report(report_of("page", is_compared=True))
    assert "Change" in titles_of(panel)
    changes = [panel.model.index(at, column_at(panel, "change")).data() for at in (0, 3, 4)]
    assert changes[:2] == ["+25.0%", "new"]
    assert changes[2].startswith("−")


@pytest.mark.parametrize(("width", "shown"), [(320, 2), (480, 4), (900, 6)])
def test_narrow_panels_hide_columns_but_never_the_value(
    qtbot: QtBot, panel: BreakdownPanel, width: int, shown: int
) -> None:
    panel.show_report(report_of("page"))
    panel.resize(width, 400)
    assert len(titles_of(panel)) == shown
    assert titles_of(panel)[0] == "Page"
    assert panel.table.columnWidth(0) >= 140


@pytest.mark.parametrize(("modifier", "is_excluded"), EXCLUDING)
def test_a_click_filters_and_with_control_excludes_but_with_alt_belongs_to_the_window_manager(
    qtbot: QtBot, panel: BreakdownPanel, modifier: Qt.KeyboardModifier, is_excluded: bool
) -> None:
    panel.show_report(report_of("page"))
    with qtbot.waitSignal(
        panel.filter_requested, check_params_cb=lambda it: it == Filter("page", "/shop/green-tea", is_excluded)
    ):
        click_row(qtbot, panel, 1, modifier)


@pytest.mark.parametrize(("modifier", "is_excluded"), EXCLUDING[:2])
def test_enter_filters_and_with_control_excludes(
    qtbot: QtBot, panel: BreakdownPanel, modifier: Qt.KeyboardModifier, is_excluded: bool
) -> None:
    panel.show_report(report_of("page"))
    table = panel.table
    table.selectRow(0)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    with qtbot.waitSignal(
        panel.filter_requested, check_params_cb=lambda it: it == Filter("page", "/shop/green-tea", is_excluded)
    ):
        qtbot.keyClick(table, Qt.Key.Key_Return, modifier)


def test_a_header_sorts_on_the_server_and_a_second_click_reverses(
    qtbot: QtBot, panel: BreakdownPanel, needed: list[RowsQuery]
) -> None:
    panel.show_report(report_of("page"))
    header = panel.table.horizontalHeader()
    assert panel.model.headerData(column_at(panel, "pageviews"), Qt.Orientation.Horizontal) == "Views ↓"
    for key in ("visitors", "visitors", "share"):
        header.sectionClicked.emit(column_at(panel, key))
    assert [(one.sort, one.order) for one in needed] == [("visitors", "desc"), ("visitors", "asc")]
    panel.show_report(report_of("page"))
    assert panel.model.headerData(column_at(panel, "visitors"), Qt.Orientation.Horizontal) == "Visitors ↑"


def test_the_first_click_on_the_sorted_column_reverses_its_order(
    panel: BreakdownPanel, needed: list[RowsQuery]
) -> None:
    panel.show_report(report_of("page"))
    panel.table.horizontalHeader().sectionClicked.emit(column_at(panel, "pageviews"))
    assert (needed[0].sort, needed[0].order) == ("pageviews", "asc")


def test_the_search_covers_all_rows(qtbot: QtBot, panel: BreakdownPanel, needed: list[RowsQuery]) -> None:
    panel.show_report(report_of("page", 300))
    panel.open_search()
    field = panel.findChild(SearchField)
    qtbot.keyClicks(field, "tea")
    qtbot.waitUntil(lambda: bool(needed))
    assert needed[-1] == RowsQuery(search="tea")
    panel.show_report(report_of("page", 0))
    assert panel.stack.state == "empty"
    panel.stack.action.emit()
    assert needed[-1] == RowsQuery()
    assert not field.isVisible()


def test_another_tab_starts_with_a_new_request(qtbot: QtBot, panel: BreakdownPanel, needed: list[RowsQuery]) -> None:
    panel.show_report(report_of("page"))
    panel.table.horizontalHeader().sectionClicked.emit(column_at(panel, "visitors"))
    tabs = panel.findChild(QTabBar)
    tabs.setCurrentIndex(2)
    assert needed[-1] == RowsQuery()
    assert panel.tab == "country"
    assert panel.is_plain
    assert panel.stack.state in ("loading", "first_loading")


def test_scrolling_fetches_page_after_page_until_all_rows_are_there(
    qtbot: QtBot, panel: BreakdownPanel, needed: list[RowsQuery]
) -> None:
    panel.show_report(report_of("page", 250))
    assert count_of(panel) == "250 rows, 100 loaded"
    table = panel.table
    for offset in (100, 200):
        table.scrollToBottom()
        qtbot.waitUntil(lambda offset=offset: bool(needed) and needed[-1].position == str(offset))
        requests = len(needed)
        table.scrollToBottom()
        assert len(needed) == requests, "the same rows are requested twice"
        panel.show_report(report_of("page", 250, offset))
    assert panel.model.rowCount() == 250
    assert not panel.model.canFetchMore()
    assert count_of(panel) == "250 rows"


def test_a_failed_page_keeps_the_rows_and_can_be_requested_again(
    qtbot: QtBot, panel: BreakdownPanel, needed: list[RowsQuery]
) -> None:
    panel.show_report(report_of("page", 250))
    panel.model.fetchMore()
    panel.show_error(AppError("unreachable", "The server does not answer."))
    assert panel.stack.state == "content"
    assert count_of(panel) == "The server does not answer."
    panel.model.fetchMore()
    assert [one.position for one in needed] == ["100", "100"]


def test_fewer_rows_than_announced_end_the_paging(panel: BreakdownPanel) -> None:
    panel.show_report(report_of("page", 250))
    panel.model.fetchMore()
    panel.show_report(report_of("page", 100, 100))
    assert not panel.model.canFetchMore()
    assert count_of(panel) == "100 rows"


def test_an_error_before_any_row_offers_a_retry(qtbot: QtBot, panel: BreakdownPanel, needed: list[RowsQuery]) -> None:
    panel.show_error(AppError("query_timeout", "That took too long."))
    assert panel.stack.state == "error"
    panel.stack.retry.emit()
    assert needed == [RowsQuery()]


def test_copying_a_row_copies_its_texts(qtbot: QtBot, panel: BreakdownPanel) -> None:
    panel.set_all_visitors(12_480)
    panel.show_report(report_of("page"))
    panel.table.selectRow(0)
    qtbot.keyClick(panel.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "/\t5,120\t41.0%\t15.4K\t38.0%\t2:30"


def test_the_menu_offers_every_action_to_the_keyboard(panel: BreakdownPanel, needed: list[RowsQuery]) -> None:
    panel.show_report(report_of("page"))
    menu = panel.menu(1, 0)
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts[:4] == ["Show only this", "Exclude this", "Copy value", "Copy row"]
    sorts = menu.findChild(QMenu)
    assert [action.text() for action in sorts.actions()] == ["Visitors", "Views ↓", "Bounce", "Duration"]
    sorts.actions()[2].trigger()
    assert needed[-1].sort == "bounce_rate"


@pytest.mark.parametrize("kind", ["csv", "json", "parquet"])
def test_all_rows_can_be_saved_in_every_format_of_the_server(
    qtbot: QtBot, panel: BreakdownPanel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: TableFormat
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "pages"), ""))
    with qtbot.waitSignal(panel.saving) as asked:
        panel._on_save(kind)
    assert asked.args == [tmp_path / f"pages.{kind}"]


def test_the_rows_shown_are_copied_as_a_spreadsheet_takes_them(panel: BreakdownPanel) -> None:
    panel.show_report(report_of("page", 250))
    next(one for one in panel.menu().actions() if one.text() == "Copy the rows shown").trigger()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].split("\t")[:2] == ["Page", "Visitors"]
    assert lines[1].split("\t")[:2] == ["/", "5,120"]
    assert len(lines) == 1 + panel.model.rowCount()
