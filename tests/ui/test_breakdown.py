"""Breakdown panels: rows, sorting, search, paging, filters, export."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel, QMenu, QTabBar
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.domain.errors import AppError
from app.domain.reports.exports import TableFormat
from app.domain.reports.request import Filter
from app.ui.models.breakdown import BreakdownColumn, BreakdownModel
from app.ui.roles import BAR_ROLE
from app.ui.widgets.tables.breakdown import BreakdownPanel, BreakdownRequest, TableFile
from app.ui.widgets.tables.row_table import RowTable
from tests.ui.samples import EXCLUDING, report_of, rows_of


@pytest.fixture
def panel(qtbot: QtBot) -> BreakdownPanel:
    panel = BreakdownPanel("Pages", ("page", "entry_page", "country"), "pages")
    qtbot.addWidget(panel)
    panel.resize(560, 400)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


@pytest.fixture
def needed(panel: BreakdownPanel) -> list[BreakdownRequest]:
    requests: list[BreakdownRequest] = []
    panel.needed.connect(requests.append)
    return requests


def table_of(panel: BreakdownPanel) -> RowTable:
    table = panel.findChild(RowTable)
    assert table is not None
    return table


def count_of(panel: BreakdownPanel) -> str:
    count = panel.findChild(QLabel, "pages_count")
    assert count is not None
    return count.text()


def click_row(qtbot: QtBot, panel: BreakdownPanel, row: int, modifier: Qt.KeyboardModifier) -> None:
    table = table_of(panel)
    place = QPoint(20, table.rowViewportPosition(row) + 8)
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, modifier, place)


def test_the_model_passes_the_checks_of_qt(qtmodeltester: ModelTester) -> None:
    model = BreakdownModel()
    qtmodeltester.check(model)
    model.set_rows("page", rows_of("page", 0, 5), 12, "pageviews")
    qtmodeltester.check(model)
    model.append_rows(rows_of("page", 5, 12), 12)
    model.set_rows("page", rows_of("page", 0, 12), 12, "pageviews")
    model.set_rows("country", (), 0, "visitors")
    qtmodeltester.check(model)


def test_a_refresh_with_the_same_values_keeps_the_selection(qtbot: QtBot, panel: BreakdownPanel) -> None:
    panel.show_rows(report_of("page"))
    table_of(panel).selectRow(3)
    panel.show_rows(report_of("page"))
    assert table_of(panel).currentIndex().row() == 3
    panel.show_rows(report_of("page", total=5))
    assert not table_of(panel).currentIndex().isValid()


def test_rows_are_written_with_names_shares_and_bars(panel: BreakdownPanel) -> None:
    panel.set_all_visitors(12_480)
    panel.show_rows(report_of("country"))
    model = panel.model
    row = [model.index(0, column).data() for column in BreakdownColumn]
    assert row == ["Germany", "5,120", "0", "new", "41.0%", "15.4K", "38.0%", "2:30"]
    assert model.index(0, 0).data(BAR_ROLE) == 1.0
    assert 0 < model.index(5, 0).data(BAR_ROLE) < 1
    assert count_of(panel) == "11 rows"
    assert "Ctrl+click" in model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert model.index(0, 5).data(Qt.ItemDataRole.AccessibleTextRole) == "Views: 15.4K"


def test_comparison_columns_show_only_while_comparing(panel: BreakdownPanel) -> None:
    panel.show_rows(report_of("page"))
    assert table_of(panel).isColumnHidden(BreakdownColumn.CHANGE)
    panel.show_rows(report_of("page", is_compared=True))
    assert not table_of(panel).isColumnHidden(BreakdownColumn.CHANGE)
    assert panel.model.index(0, BreakdownColumn.CHANGE).data() == "+25.0%"
    assert panel.model.index(3, BreakdownColumn.CHANGE).data() == "new"
    assert panel.model.index(4, BreakdownColumn.CHANGE).data().startswith("−")


@pytest.mark.parametrize(("width", "shown"), [(320, 2), (480, 4), (900, 6)])
def test_narrow_panels_hide_columns_but_never_the_value(
    qtbot: QtBot, panel: BreakdownPanel, width: int, shown: int
) -> None:
    panel.show_rows(report_of("page"))
    panel.resize(width, 400)
    visible = [column for column in BreakdownColumn if not table_of(panel).isColumnHidden(column)]
    assert len(visible) == shown
    assert visible[0] == BreakdownColumn.VALUE
    assert table_of(panel).columnWidth(BreakdownColumn.VALUE) >= 140


@pytest.mark.parametrize(("modifier", "is_excluded"), EXCLUDING)
def test_a_click_filters_and_with_control_excludes_but_with_alt_belongs_to_the_window_manager(
    qtbot: QtBot, panel: BreakdownPanel, modifier: Qt.KeyboardModifier, is_excluded: bool
) -> None:
    panel.show_rows(report_of("page"))
    with qtbot.waitSignal(
        panel.filter_requested, check_params_cb=lambda it: it == Filter("page", "/shop/green-tea", is_excluded)
    ):
        click_row(qtbot, panel, 1, modifier)


@pytest.mark.parametrize(("modifier", "is_excluded"), EXCLUDING[:2])
def test_enter_filters_and_with_control_excludes(
    qtbot: QtBot, panel: BreakdownPanel, modifier: Qt.KeyboardModifier, is_excluded: bool
) -> None:
    panel.show_rows(report_of("page"))
    table = table_of(panel)
    table.selectRow(0)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    with qtbot.waitSignal(
        panel.filter_requested, check_params_cb=lambda it: it == Filter("page", "/shop/green-tea", is_excluded)
    ):
        qtbot.keyClick(table, Qt.Key.Key_Return, modifier)


def test_a_header_sorts_on_the_server_and_a_second_click_reverses(
    qtbot: QtBot, panel: BreakdownPanel, needed: list[BreakdownRequest]
) -> None:
    panel.show_rows(report_of("page"))
    header = table_of(panel).horizontalHeader()
    assert panel.model.headerData(BreakdownColumn.PAGEVIEWS, Qt.Orientation.Horizontal) == "Views ↓"
    header.sectionClicked.emit(BreakdownColumn.VISITORS)
    header.sectionClicked.emit(BreakdownColumn.VISITORS)
    header.sectionClicked.emit(BreakdownColumn.SHARE)
    assert [(one.sort, one.order) for one in needed] == [("visitors", "desc"), ("visitors", "asc")]
    panel.show_rows(report_of("page"))
    assert panel.model.headerData(BreakdownColumn.VISITORS, Qt.Orientation.Horizontal) == "Visitors ↑"


def test_the_first_click_on_the_sorted_column_reverses_its_order(
    panel: BreakdownPanel, needed: list[BreakdownRequest]
) -> None:
    panel.show_rows(report_of("page"))
    table_of(panel).horizontalHeader().sectionClicked.emit(BreakdownColumn.PAGEVIEWS)
    assert (needed[0].sort, needed[0].order) == ("pageviews", "asc")


def test_the_search_covers_all_rows(qtbot: QtBot, panel: BreakdownPanel, needed: list[BreakdownRequest]) -> None:
    panel.show_rows(report_of("page", 300))
    panel.open_search()
    field = panel.findChild(type(panel._search))
    qtbot.keyClicks(field, "tea")
    qtbot.waitUntil(lambda: bool(needed))
    assert needed[-1] == BreakdownRequest("page", search="tea")
    panel.show_rows(report_of("page", 0))
    assert panel.stack.state == "empty"
    panel.stack.action.emit()
    assert needed[-1] == BreakdownRequest("page")
    assert not field.isVisible()


def test_another_tab_starts_with_a_new_request(
    qtbot: QtBot, panel: BreakdownPanel, needed: list[BreakdownRequest]
) -> None:
    panel.show_rows(report_of("page"))
    table_of(panel).horizontalHeader().sectionClicked.emit(BreakdownColumn.VISITORS)
    tabs = panel.findChild(QTabBar)
    tabs.setCurrentIndex(2)
    assert needed[-1] == BreakdownRequest("country")
    assert panel.request.is_plain
    assert panel.stack.state in ("loading", "first_loading")


def test_scrolling_fetches_page_after_page_until_all_rows_are_there(
    qtbot: QtBot, panel: BreakdownPanel, needed: list[BreakdownRequest]
) -> None:
    panel.show_rows(report_of("page", 250))
    assert count_of(panel) == "250 rows, 100 loaded"
    table = table_of(panel)
    for offset in (100, 200):
        table.scrollToBottom()
        qtbot.waitUntil(lambda offset=offset: bool(needed) and needed[-1].offset == offset)
        requests = len(needed)
        table.scrollToBottom()
        assert len(needed) == requests, "the same rows are requested twice"
        panel.show_rows(report_of("page", 250, offset))
    assert panel.has_more_than_first
    assert panel.model.rowCount() == 250
    assert not panel.model.canFetchMore()
    assert count_of(panel) == "250 rows"


def test_a_failed_page_keeps_the_rows_and_can_be_requested_again(
    qtbot: QtBot, panel: BreakdownPanel, needed: list[BreakdownRequest]
) -> None:
    panel.show_rows(report_of("page", 250))
    panel.model.fetchMore()
    panel.show_error(AppError("unreachable", "The server does not answer."))
    assert panel.stack.state == "content"
    assert count_of(panel) == "The server does not answer."
    panel.model.fetchMore()
    assert [one.offset for one in needed] == [100, 100]


def test_fewer_rows_than_announced_end_the_paging(panel: BreakdownPanel) -> None:
    panel.show_rows(report_of("page", 250))
    panel.model.append_rows((), 250)
    assert not panel.model.canFetchMore()


def test_an_error_before_any_row_offers_a_retry(
    qtbot: QtBot, panel: BreakdownPanel, needed: list[BreakdownRequest]
) -> None:
    panel.show_error(AppError("query_timeout", "That took too long."))
    assert panel.stack.state == "error"
    panel.stack.retry.emit()
    assert needed == [BreakdownRequest("page")]


def test_copying_a_row_copies_its_texts(qtbot: QtBot, panel: BreakdownPanel) -> None:
    panel.set_all_visitors(12_480)
    panel.show_rows(report_of("page"))
    table_of(panel).selectRow(0)
    panel._copy_row()
    assert QGuiApplication.clipboard().text() == "/\t5,120\t41.0%\t15.4K\t38.0%\t2:30"


def test_the_menu_offers_every_action_to_the_keyboard(panel: BreakdownPanel, needed: list[BreakdownRequest]) -> None:
    panel.show_rows(report_of("page"))
    menu = panel._menu(1)
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts[:4] == ["Show only this", "Exclude this", "Copy value", "Copy row"]
    sorts = menu.findChild(QMenu)
    assert [action.text() for action in sorts.actions()] == ["Visitors", "Views ↓", "Bounce", "Duration"]
    sorts.actions()[2].trigger()
    assert needed[-1].sort == "bounce_rate"


@pytest.mark.parametrize("kind", ["csv", "json", "parquet"])
def test_all_rows_are_saved_as_they_are_searched_and_sorted(
    qtbot: QtBot, panel: BreakdownPanel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: TableFormat
) -> None:
    path = tmp_path / f"pages.{kind}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "pages"), ""))
    panel.show_rows(report_of("page", 250))
    panel._on_searched("tea")
    panel._on_header_clicked(BreakdownColumn.BOUNCE)
    with qtbot.waitSignal(panel.file_requested) as asked:
        panel._on_save(kind)
    rows = BreakdownRequest("page", search="tea", sort="bounce_rate", order="desc")
    assert asked.args == [TableFile(rows, kind, path, 250)]


def test_the_rows_shown_are_copied_as_a_spreadsheet_takes_them(panel: BreakdownPanel) -> None:
    panel.show_rows(report_of("page", 250))
    panel._copy_rows()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].split("\t")[:2] == ["Page", "Visitors"]
    assert lines[1].split("\t")[:2] == ["/", "5,120"]
    assert len(lines) == 1 + panel.model.rowCount()
