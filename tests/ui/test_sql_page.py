"""SQL page on a real server: questions, their faults, their end, and what happens to their rows."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel, QPlainTextEdit, QPushButton, QTreeWidget
from pytestqt.qtbot import QtBot

from app.domain.sql_query import VIEWS
from app.ui.pages.page import PageContext
from app.ui.pages.sql.sql import SqlPage
from tests.ui.real_server import Shop
from tests.ui.samples import MONTH
from tests.ui.screens import save_screen
from tests.ui.test_annotations_page import part


@pytest.fixture
def page(qtbot: QtBot, shop: Shop, shop_context: PageContext) -> SqlPage:
    page = SqlPage(shop_context)
    qtbot.addWidget(page)
    page.resize(1060, 740)
    page.show()
    page.show_site(shop.site, MONTH)
    qtbot.waitUntil(lambda: page.stack.state == "content")
    return page


def ask(qtbot: QtBot, page: SqlPage, sql: str) -> str:
    """Run SQL, and return what stands beside the buttons or, after a fault, below them."""
    part(page, QPlainTextEdit, "sql_text").setPlainText(sql)
    part(page, QPushButton, "sql_run").click()
    qtbot.waitUntil(lambda: not page.is_asking and not part(page, QPushButton, "sql_stop").isEnabled())
    return part(page, QLabel, "sql_count").text() or part(page, QLabel, "sql_error").text()


def test_a_question_shows_its_rows(qtbot: QtBot, page: SqlPage) -> None:
    tree = part(page, QTreeWidget, "sql_views")
    assert [tree.topLevelItem(at).text(0) for at in range(len(VIEWS))] == [view.name for view in VIEWS]
    part(page, QPushButton, "sql_run").click()  # the example
    qtbot.waitUntil(lambda: page.table.rows.rowCount() > 0)
    save_screen(page, "sql", (1060, 740))
    assert ask(qtbot, page, "SELECT 1 AS one, 'a<b>c' AS text, NULL, true").startswith("1 row in ")
    model = page.table.rows
    heads = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(4)]
    assert heads[:2] == ["one", "text"]
    assert [model.index(0, at).data() for at in range(4)] == ["1", "a<b>c", "", "true"]
    assert ask(qtbot, page, "FROM range(2000)").startswith("the first 1,000 rows in ")


def test_a_fault_is_told_and_leaves_the_rows(qtbot: QtBot, page: SqlPage) -> None:
    ask(qtbot, page, "SELECT 1")
    assert "Only SELECT is possible here." in ask(qtbot, page, "DROP TABLE events")
    save_screen(page, "sql-fault", (1060, 740))
    assert page.table.rows.rowCount() == 1
    assert ask(qtbot, page, "SELECT 2").startswith("1 row")
    assert part(page, QLabel, "sql_error").isHidden()


def test_a_question_is_stopped(qtbot: QtBot, page: SqlPage) -> None:
    part(page, QPlainTextEdit, "sql_text").setPlainText("SELECT count(*) FROM range(10000000) a, range(10000000) b")
    qtbot.keyClick(part(page, QPlainTextEdit, "sql_text"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert part(page, QLabel, "sql_count").text() == "Running\N{HORIZONTAL ELLIPSIS}"
    part(page, QPushButton, "sql_stop").click()
    assert part(page, QLabel, "sql_count").text() == "Stopped"
    assert ask(qtbot, page, "SELECT 3").startswith("1 row")  # the slot of the first one is free again


def test_rows_are_copied_and_saved_and_columns_written_into_the_question(
    qtbot: QtBot, page: SqlPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(qtbot, page, "SELECT i AS number, 'x' || chr(10) || i AS text FROM range(2) t(i) ORDER BY i")
    page.table.selectAll()
    qtbot.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "0\tx 0\n1\tx 1"
    target = tmp_path / "rows.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    with qtbot.waitSignal(page.notice):
        page._on_save("csv")
    with target.open(newline="", encoding="utf-8-sig") as file:
        assert list(csv.reader(file)) == [["number", "text"], ["0", "x\n0"], ["1", "x\n1"]]
    part(page, QPlainTextEdit, "sql_text").setPlainText("")
    tree = part(page, QTreeWidget, "sql_views")
    tree.itemActivated.emit(tree.topLevelItem(1).child(0), 0)
    assert part(page, QPlainTextEdit, "sql_text").toPlainText() == "website_id"
