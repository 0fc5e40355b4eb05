"""Described tables: rows by key, columns by width, search, order and paging by signal, copies and files."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMenu, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.domain.errors import AppError, BadRequest
from app.domain.reports.request import Filter
from app.ui import format
from app.ui.models.columns import RowsPage, RowsQuery, TableColumn
from app.ui.models.row_files import save_rows
from app.ui.models.rows import RowsModel
from app.ui.models.table_files import FileKind
from app.ui.pages.reports.sections.breakdown import BreakdownSection
from app.ui.pages.reports.times import page_times_section
from app.ui.widgets.fields import SearchField
from app.ui.widgets.parts import row
from app.ui.widgets.tables.table import Use
from app.ui.widgets.tables.table_panel import TablePanel


@dataclass(frozen=True, slots=True)
class Tea:
    """A row of these tests."""

    name: str
    cups: int
    change: int = 0


COLUMNS: tuple[TableColumn[Tea], ...] = (
    TableColumn("name", lambda: "Tea", lambda tea: tea.name, look="icon", filter=lambda tea: Filter("page", tea.name)),
    TableColumn("cups", lambda: "Cups", lambda tea: tea.cups, format.count, "bar", "right", "cups", 80),
    TableColumn(
        "change",
        lambda: "Change",
        lambda tea: tea.change,
        format.signed,
        "delta",
        "right",
        width=90,
        hide_below=300,
        tone=lambda tea: "up" if tea.change > 0 else "down",
    ),
)


def teas(*names: str) -> tuple[Tea, ...]:
    return tuple(Tea(name, 100 - at, at - 1) for at, name in enumerate(names))


def many(start: int, stop: int) -> tuple[Tea, ...]:
    return tuple(Tea(f"tea {at:03}", 1_000 - at) for at in range(start, stop))


@pytest.fixture
def panel(qtbot: QtBot) -> TablePanel[Tea]:
    panel = TablePanel("Teas", "teas", COLUMNS, lambda tea: tea.name, search="Search teas")
    qtbot.addWidget(panel)
    panel.resize(500, 400)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


@pytest.fixture
def needed(panel: TablePanel[Tea]) -> list[RowsQuery]:
    queries: list[RowsQuery] = []
    panel.needed.connect(queries.append)
    return queries


def names(panel: TablePanel[Tea]) -> list[str]:
    return [tea.name for tea in panel.model.rows]


def count(panel: TablePanel[Tea]) -> str:
    label = panel.findChild(QLabel, "teas_count")
    assert isinstance(label, QLabel)
    return label.text()


ORDERS: Sequence[tuple[str, str]] = (
    ("abcd", "abcd"),
    ("abcd", "xabcd"),
    ("abcd", "dcba"),
    ("abcd", "bd"),
    ("abcd", "xbyaz"),
    ("abcd", ""),
    ("", "abc"),
    ("abcdef", "fxbeay"),
)


@pytest.mark.parametrize(("before", "after"), ORDERS)
def test_rows_change_by_key_whatever_moved(qtmodeltester: ModelTester, before: str, after: str) -> None:
    model: RowsModel[Tea] = RowsModel(COLUMNS, lambda tea: tea.name)
    qtmodeltester.check(model)
    model.show_other(RowsPage(teas(*before)))
    model.show_first(RowsPage(teas(*after)))
    assert model.rows == teas(*after)
    qtmodeltester.check(model)


def test_a_refresh_keeps_the_selected_row_and_the_place_of_those_on_screen(
    qtbot: QtBot, panel: TablePanel[Tea]
) -> None:
    panel.show_page(RowsPage(many(0, 80), "80", 200))
    panel.table.select("tea 040")
    panel.table.verticalScrollBar().setValue(35 * 32 + 7)
    panel.ask()
    panel.show_page(RowsPage((Tea("fresh", 5_000), *many(0, 79)), "80", 201))
    assert panel.table.current == Tea("tea 040", 960)
    assert panel.table.verticalScrollBar().value() == 36 * 32 + 7, "the rows on screen did not move"


def test_a_refresh_keeps_the_pages_that_were_scrolled_to(panel: TablePanel[Tea], needed: list[RowsQuery]) -> None:
    panel.show_page(RowsPage(many(0, 50), "50", 120))
    panel.model.fetchMore()
    panel.show_page(RowsPage(many(50, 100), "100", 120))
    panel.ask()
    panel.show_page(RowsPage((Tea("fresh", 5_000), *many(0, 49)), "50", 121))
    assert names(panel) == ["fresh", *(tea.name for tea in many(0, 100))]
    panel.model.fetchMore()
    assert [query.position for query in needed] == ["50", "100"]
    assert count(panel) == "121 rows, 101 loaded"


def test_another_order_is_asked_of_the_server_and_turned_round_by_a_second_click(
    panel: TablePanel[Tea], needed: list[RowsQuery]
) -> None:
    panel.show_page(RowsPage(teas("a", "b"), total=2))
    header = panel.table.horizontalHeader()
    header.sectionClicked.emit(0)  # no order of the server
    header.sectionClicked.emit(1)
    panel.show_page(RowsPage(teas("b", "a"), total=2))
    assert panel.model.headerData(1, Qt.Orientation.Horizontal).endswith("\N{DOWNWARDS ARROW}")
    header.sectionClicked.emit(1)
    assert [(query.sort, query.order) for query in needed] == [("cups", "desc"), ("cups", "asc")]


def test_a_search_is_asked_of_the_server_and_can_be_cleared(
    qtbot: QtBot, panel: TablePanel[Tea], needed: list[RowsQuery]
) -> None:
    panel.show_page(RowsPage(teas("a", "b"), total=2))
    assert panel.open_search()
    field = panel.findChild(SearchField, "teas_search")
    qtbot.keyClicks(field, "zen")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    panel.show_page(RowsPage((), total=0))
    assert panel.stack.state == "empty"
    panel.stack.action.emit()
    assert [query.search for query in needed] == ["zen", ""]


def test_narrow_tables_hide_the_columns_that_say_so(panel: TablePanel[Tea]) -> None:
    panel.show_page(RowsPage(teas("a"), total=1))
    assert not panel.table.isColumnHidden(2)
    panel.resize(290, 400)
    assert panel.table.isColumnHidden(2)
    shown = [panel.table.columnWidth(at) for at in range(2)]
    assert sum(shown) == panel.table.viewport().width()


def test_cells_are_spoken_with_their_column_and_bars_measure_the_largest(panel: TablePanel[Tea]) -> None:
    panel.show_page(RowsPage((Tea("a", 12_000), Tea("b", 3_000)), total=2))
    index = panel.model.index(1, 1)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Cups: 3,000"
    assert panel.model.bar(panel.model.row_at(1), 1) == 0.25


def test_a_row_is_copied_and_its_values_become_filters(qtbot: QtBot, panel: TablePanel[Tea]) -> None:
    panel.show_page(RowsPage(teas("green & black", "b"), total=2))
    panel.table.selectRow(0)
    qtbot.keyClick(panel.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "green & black\t100\t−1"
    menu = panel.menu(0, 0)
    submenu = menu.actions()[0].menu()
    assert isinstance(submenu, QMenu)
    with qtbot.waitSignal(
        panel.filter_requested, check_params_cb=lambda it: it == Filter("page", "green & black", is_excluded=True)
    ):
        submenu.actions()[1].trigger()


@pytest.mark.parametrize("after", ["xab", ""])
def test_a_menu_copies_the_row_it_was_opened_on_although_rows_move_below_it(panel: TablePanel[Tea], after: str) -> None:
    panel.show_page(RowsPage(teas("a", "b"), total=2))
    menu = panel.menu(1, 0)
    panel.ask()
    panel.show_page(RowsPage(teas(*after), total=len(after)))
    for name, text in (("Copy value", "b"), ("Copy row", "b\t99\t0")):
        next(action for action in menu.actions() if action.text() == name).trigger()
        assert QGuiApplication.clipboard().text() == text


@pytest.mark.parametrize("use", ["double_click", "read"])
def test_a_table_is_opened_by_double_clicks_or_only_read(qtbot: QtBot, panel: TablePanel[Tea], use: Use) -> None:
    panel.show_page(RowsPage(teas("a", "b", "c"), total=3))
    table, chosen = panel.table, list[int]()
    table.set_use(use)
    table.chosen.connect(lambda at, _: chosen.append(at))
    places = [QPoint(20, table.rowViewportPosition(at) + 8) for at in range(2)]
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=places[0])
    assert (table.current, chosen) == (Tea("a", 100, -1), [])
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=places[1])
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert chosen == ([1, 1] if use == "double_click" else [])
    qtbot.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert len(QGuiApplication.clipboard().text().split("\n")) == (1 if use == "double_click" else 3)


def test_the_menu_key_opens_the_menu_of_the_current_row(qtbot: QtBot, panel: TablePanel[Tea]) -> None:
    panel.show_page(RowsPage(many(0, 8), total=8))
    panel.table.selectRow(6)
    middle = panel.table.viewport().rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, middle, panel.table.mapToGlobal(middle))
    with qtbot.waitSignal(panel.table.menu_requested) as asked:
        QApplication.sendEvent(panel.table, event)
    assert asked.args is not None
    assert asked.args[:2] == [6, 0]
    menu = next(menu for menu in panel.findChildren(QMenu) if menu.isVisible())
    assert menu.actions()[0].text() == "Tea: tea 006"
    menu.close()


@pytest.mark.parametrize("is_moved", [False, True])
def test_a_click_counts_although_its_row_moves_between_press_and_release(
    qtbot: QtBot, panel: TablePanel[Tea], is_moved: bool
) -> None:
    panel.show_page(RowsPage(teas("a", "b", "c"), total=3))
    view = panel.table.viewport()
    place = QPoint(20, panel.table.rowViewportPosition(1) + 8)
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=place)
    panel.ask(is_other=not is_moved)
    panel.show_page(RowsPage(teas("new", "c", "b", "a") if is_moved else teas("a", "b", "c"), total=4))
    with qtbot.waitSignal(panel.chosen) as chosen:
        qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args is not None
    assert chosen.args[0].name == "b"


def test_a_click_on_a_row_that_is_gone_chooses_none(qtbot: QtBot, panel: TablePanel[Tea]) -> None:
    panel.show_page(RowsPage(teas("a", "b"), total=2))
    view = panel.table.viewport()
    place = QPoint(20, panel.table.rowViewportPosition(0) + 8)
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=place)
    panel.ask()
    panel.show_page(RowsPage(teas("b"), total=1))
    with qtbot.assertNotEmitted(panel.chosen):
        qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=place)


def test_a_later_page_is_never_taken_for_the_first_one(panel: TablePanel[Tea], needed: list[RowsQuery]) -> None:
    panel.show_page(RowsPage(many(0, 50), "50", 120))
    panel.ask()  # a refresh, and the table is scrolled before its reply
    panel.model.fetchMore()
    panel.show_page(RowsPage((Tea("fresh", 5_000), *many(0, 49)), "50", 121), is_next=False)
    assert names(panel)[0] == "fresh"
    panel.show_page(RowsPage(many(50, 100), "100", 121), is_next=True)
    assert names(panel) == ["fresh", *(tea.name for tea in many(0, 100))]


def test_an_error_leaves_the_rows_and_says_what_failed(panel: TablePanel[Tea]) -> None:
    panel.show_page(RowsPage(teas("a"), total=1))
    panel.ask()
    panel.show_error(AppError("unreachable", "The server cannot be reached."))
    assert panel.stack.state == "content"
    assert count(panel) == "The server cannot be reached."
    panel.ask(is_other=True)
    panel.show_error(AppError("unreachable", "The server cannot be reached."))
    assert panel.stack.state == "error"


def test_all_rows_are_saved_page_after_page(tmp_path: Path) -> None:
    async def fetch(query: RowsQuery) -> RowsPage[Tea]:
        start = int(query.position or 0)
        return RowsPage(many(start, start + 40), "" if start == 80 else str(start + 40))

    path = tmp_path / "teas.csv"
    assert asyncio.run(save_rows(fetch, RowsQuery(position="40"), COLUMNS, path)) == (120, True)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[:2] == ["name,cups,change", "tea 000,1000,0"]
    assert len(lines) == 121
    path = tmp_path / "teas.json"
    asyncio.run(save_rows(fetch, RowsQuery(), COLUMNS, path))
    assert json.loads(path.read_text(encoding="utf-8"))[1] == {"name": "tea 001", "cups": 999, "change": 0}


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    async def fetch(query: RowsQuery) -> RowsPage[Tea]:
        return RowsPage(teas("a"))

    with pytest.raises(BadRequest, match=r"teas\.csv could not be written: "):
        asyncio.run(save_rows(fetch, RowsQuery(), COLUMNS, tmp_path / "none" / "teas.csv"))


@pytest.mark.parametrize("kind", ["csv", "json", "parquet"])
def test_rows_saved_under_a_name_without_an_ending_are_of_the_kind_chosen(
    panel: TablePanel[Tea], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: FileKind
) -> None:
    paths: list[Path] = []
    panel.saving.connect(paths.append)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "teas"), ""))
    panel._on_save(kind)
    assert paths == [tmp_path / f"teas.{kind}"]


def test_the_heads_of_panels_with_tabs_and_without_are_alike(qtbot: QtBot) -> None:
    holder = QWidget()
    sections = page_times_section(), BreakdownSection("Entry and exit", ("entry_page", "exit_page"), "ends")
    holder.setLayout(row(*sections))
    qtbot.addWidget(holder)
    holder.resize(900, 700)
    holder.show()
    tops = [panel.stack.y() for panel in (sections[0].panel, sections[1].panel)]
    assert tops[0] == tops[1]
