"""Tables and panels as files and pictures: every kind of value, rows out of sight, the panel under mouse or focus."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication, QImage, QPixmap
from PySide6.QtWidgets import QFileDialog, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.loop import LoopThread
from app.ui.bridge import Bridge
from app.ui.models.cells import Cell, cell_columns
from app.ui.models.columns import RowsPage
from app.ui.models.table_files import write_table
from app.ui.pages.page import WindowPage
from app.ui.pages.panel_pictures import PanelPictures
from app.ui.widgets.files.pictures import picture_file
from app.ui.widgets.files.saving import NewFile, saved_file
from app.ui.widgets.parts import column, frame, label
from app.ui.widgets.tables.table import TWO_LINES, DataTable
from app.ui.widgets.tables.table_panel import TablePanel
from tests.ui.samples import page_context

DAY, TIME = date(2026, 3, 2), datetime(2026, 3, 2, 10, 30, 1, 5, tzinfo=UTC)
NAMES = ("page", "visitors", "rate", "is_bot", "day", "time", "course", "none")
ROWS = [("/tea", 12, 0.5, True, DAY, TIME, (1.0, 2.0), None), (None, None, 2, None, None, None, None, None)]


def test_each_kind_of_value_is_read_back_from_a_parquet_file(tmp_path: Path) -> None:
    path = tmp_path / "rows.parquet"
    write_table(path, NAMES, ROWS)
    with duckdb.connect() as reader:
        relation = reader.execute("FROM read_parquet($file)", {"file": str(path)})
        kinds = [str(known[1]) for known in relation.description or ()]
        rows = relation.fetchall()
    first, second = rows
    assert first[:5] == ("/tea", 12, 0.5, True, DAY)
    assert first[5].replace(tzinfo=UTC) == TIME
    assert first[6:] == ("1.0 2.0", None)
    assert second == (None, None, 2.0, None, None, None, None, None)
    assert kinds[:5] == ["VARCHAR", "BIGINT", "DOUBLE", "BOOLEAN", "DATE"]


def test_the_suffix_of_a_file_says_its_kind_and_no_rows_are_a_whole_file_too(tmp_path: Path) -> None:
    write_table(tmp_path / "rows.json", NAMES, ROWS)
    assert json.loads((tmp_path / "rows.json").read_bytes())[0]["day"] == "2026-03-02"
    write_table(tmp_path / "rows.csv", NAMES, ROWS)
    assert (
        (tmp_path / "rows.csv").read_text().splitlines()[1].startswith("/tea,12,0.5,True,2026-03-02,2026-03-02T10:30")
    )
    write_table(tmp_path / "rows.parquet", NAMES, [])
    with duckdb.connect() as reader:
        query = "SELECT count(*) FROM read_parquet($file)"
        assert reader.execute(query, {"file": str(tmp_path / "rows.parquet")}).fetchall() == [(0,)]


ODD = [(2**70, DAY, "tea \ud83d", ("green \ude00", 1)), (1.5, TIME.replace(tzinfo=None), None, None)]


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_half_a_surrogate_pair_does_not_keep_a_table_from_its_file(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"rows.{kind}"
    write_table(path, ("number", "time", "text", "pair"), ODD)
    assert "1180591620717411303424" in path.read_text()
    assert "tea ?" in path.read_text()


def test_what_a_parquet_file_has_no_type_for_is_text_in_it(tmp_path: Path) -> None:
    path = tmp_path / "rows.parquet"
    write_table(path, ("number", "text", "pair", "time"), [(*row[:1], *row[2:], ODD[1][1]) for row in ODD])
    with duckdb.connect() as reader:
        rows = reader.execute("FROM read_parquet($file)", {"file": str(path)}).fetchall()
    time = "2026-03-02T10:30:01.000005"
    assert rows == [("1180591620717411303424", "tea ?", "green ? 1", time), ("1.5", None, None, time)]


class Pages(QWidget):
    """A page with a panel that holds a table, a card with a field, and room outside of both."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        columns = cell_columns((("Tea", 1), ("Cups", 1)), lambda at: (Cell(f"tea {at}", "green"), Cell(str(at))))
        self.table: DataTable[int] = DataTable("teas", "Teas", columns, int, row_height=TWO_LINES)
        self.table.rows.show_first(RowsPage(tuple(range(30))))
        self.table.setFixedHeight(120)
        self.field = QLineEdit()
        self.panel = frame("panel", "tea_panel", column(self.table))
        self.card = frame("card", "tea_card", column(label("Cups"), self.field))
        self.setLayout(column(self.panel, self.card, margins=8))
        self.notices: list[str] = []
        self.bridge = bridge
        self.pictures = PanelPictures(self, self.notices.append, self._save)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.pictures.open_menu(event)

    def _save(self, file: NewFile) -> None:
        self.bridge.run(saved_file(file), self.notices.append)


@pytest.fixture
def pages(qtbot: QtBot, loop_thread: LoopThread) -> Iterator[Pages]:
    bridge = Bridge(loop_thread)
    pages = Pages(bridge)
    qtbot.addWidget(pages)
    pages.resize(400, 300)
    pages.show()
    qtbot.waitExposed(pages)
    yield pages
    bridge.stop()


def copied() -> QPixmap:
    return QGuiApplication.clipboard().pixmap()


def entry(menu: QMenu, text: str) -> QAction:
    return next(action for action in menu.actions() if action.text() == text)


def test_the_panel_with_the_focus_is_copied_at_twice_its_size(pages: Pages) -> None:
    pages.card.setFocusProxy(pages.field)
    pages.field.setFocus()
    pages.pictures.copy()
    assert copied().size() == pages.card.size() * 2
    pages.field.clearFocus()
    pages.pictures.copy()
    assert copied().size() == pages.size() * 2
    assert pages.notices == ["Copied the panel as a picture.", "Copied the page as a picture."]


def test_the_menu_of_a_panel_copies_the_rows_that_are_out_of_sight(pages: Pages) -> None:
    menu = pages.pictures.menu(pages.panel)
    entry(menu, "Copy image").trigger()
    assert copied().height() > 2 * 30 * pages.table.rowHeight(0) > 2 * pages.height()


def test_the_menu_opens_over_a_panel_alone(pages: Pages) -> None:
    for place, is_open in ((pages.card.geometry().center(), True), (QPoint(2, 2), False)):
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, pages.mapToGlobal(place))
        pages.pictures.open_menu(event)
        assert event.isAccepted() is is_open
    (menu,) = pages.findChildren(QMenu)
    assert [action.text() for action in menu.actions()] == ["Copy image", "Save as PNG…"]
    menu.close()


def test_a_table_is_saved_with_the_second_lines_of_its_cells(
    qtbot: QtBot, pages: Pages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "teas"), ""))
    menu = pages.pictures.menu(pages.panel)
    entry(menu, "Save all rows as CSV…").trigger()
    qtbot.waitUntil(lambda: pages.notices == ["Saved the table as teas.csv."])
    lines = (tmp_path / "teas.csv").read_text().splitlines()
    assert (lines[0], lines[30]) == ("Tea,Tea 2,Cups", "tea 29,green,29")
    entry(menu, "Save as PNG…").trigger()
    qtbot.waitUntil(lambda: pages.notices == ["Saved the table as teas.csv.", "Saved the picture as teas.png."])
    assert QPixmap(str(tmp_path / "teas.png")).height() > 2 * 30 * pages.table.rowHeight(0)


def test_a_large_picture_is_compressed_while_the_window_goes_on(
    qtbot: QtBot, loop_thread: LoopThread, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, threads, notices = threading.Event(), list[threading.Thread](), list[str]()

    def write(path: Path, content: bytes) -> None:
        threads.append(threading.current_thread())
        assert go_on.wait(5)
        raise OSError("the disk is full")

    monkeypatch.setattr("app.ui.widgets.files.pictures.write_whole", write)
    bridge = Bridge(loop_thread)
    page = WindowPage(page_context(bridge, None))
    qtbot.addWidget(page)
    page.notice.connect(notices.append)
    page.save_file(picture_file(QImage(8, 8, QImage.Format.Format_RGB32), tmp_path / "teas.png"))
    assert notices == [], "the call has returned before the file is there"
    go_on.set()
    qtbot.waitUntil(lambda: not bridge.has_open_calls)
    assert notices == ["Could not write teas.png: the disk is full"]
    assert threading.main_thread() not in threads
    assert len(threads) == 1
    bridge.stop()


@pytest.mark.parametrize("is_in_drawer", [False, True])
def test_rows_that_are_still_on_the_server_are_saved_by_the_panel_that_asks_for_them(
    qtbot: QtBot, pages: Pages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_in_drawer: bool
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "teas"), ""))
    teas: TablePanel[int] = TablePanel("Teas", "all_teas", pages.table.rows.columns, int)
    teas.show_page(RowsPage(tuple(range(50)), "50", 1_000))
    if is_in_drawer:
        teas.lay_bare()
    pages.layout().addWidget(frame("card", "drawer", column(teas)) if is_in_drawer else teas)
    qtbot.waitUntil(teas.table.isVisible)
    around = teas.parentWidget() if is_in_drawer else teas
    assert around is not None
    with qtbot.waitSignal(teas.saving) as asked:
        entry(pages.pictures.menu(around), "Save all rows as CSV…").trigger()
    assert asked.args == [tmp_path / "teas.csv"]
    assert pages.notices == [], "the page that fetches the rows says so"


def test_a_table_without_a_panel_of_its_own_is_saved_only_when_it_has_all_rows(pages: Pages) -> None:
    pages.table.rows.show_first(RowsPage(tuple(range(30)), "30"))
    assert [action.text() for action in pages.pictures.menu(pages.panel).actions()] == ["Copy image", "Save as PNG…"]
