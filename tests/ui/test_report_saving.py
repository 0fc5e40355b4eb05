"""Report of the window: PDF pages, and the way from the menu to the saved file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.reports.request import ReportRequest
from app.report.compose import compose
from app.report.content import ReportRow, SiteReport
from app.report.gather import gather
from app.report.schedule import file_name
from app.ui import format
from app.ui.printing import paper as paper_module
from app.ui.printing.blocks import TablesBlock, blocks_of
from app.ui.printing.pdf import HEIGHT, WIDTH, pages_of, paint_pages, pdf_file
from app.ui.printing.report_saving import ReportSaving
from app.ui.printing.report_texts import report_texts
from app.ui.view import View
from app.ui.widgets.toast import Toast
from app.ui.window_state import WindowState
from app.ui.workspace import Workspace
from tests.ui.real_server import Shop, ShopServer, running_loop
from tests.ui.samples import NOW, TODAY
from tests.ui.screens import FOLDER, IS_WRITTEN

MONTH = ReportRequest(TODAY - timedelta(days=29), TODAY)
SCALE = 1.5


@pytest.fixture(scope="module")
def report(shop_server: ShopServer) -> SiteReport:
    """The report of the sample shop, in the words of the window."""
    with running_loop() as loop, Shop(shop_server, shop_server.site, loop).context() as context:
        answers = loop.submit(gather(context.client, shop_server.site, MONTH, NOW)).result(10)
    return compose(answers, format, report_texts())


def painted(report: SiteReport) -> list[QImage]:
    """Return the pages as pictures."""
    pages: list[QImage] = []
    painter = QPainter()

    def next_page() -> None:
        if painter.isActive():
            painter.end()
        page = QImage(QSize(round(WIDTH * SCALE), round(HEIGHT * SCALE)), QImage.Format.Format_RGB32)
        page.fill(QColor("white"))
        pages.append(page)
        painter.begin(page)
        painter.scale(SCALE, SCALE)

    next_page()
    paint_pages(report, painter, next_page)
    painter.end()
    return pages


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, QRectF]]:
    """Every text that is painted, with its place."""
    texts: list[tuple[str, QRectF]] = []
    write = paper_module.Paper._write

    def noting(self: paper_module.Paper, place: QRectF, text: str, *rest: object) -> None:
        texts.append((text, place))
        write(self, place, text, *rest)  # type: ignore[arg-type]  # as they came

    monkeypatch.setattr(paper_module.Paper, "_write", noting)
    return texts


def test_a_pdf_has_a_page_for_each_group_of_blocks(report: SiteReport) -> None:
    content = pdf_file(report)
    assert content.startswith(b"%PDF-")
    assert content.count(b"/Type /Page\n") == len(pages_of(blocks_of(report))) == 2
    assert b"/FontFile" in content, "the fonts travel with the file"


def test_every_text_of_the_report_is_on_paper_and_within_the_page(
    report: SiteReport, written: list[tuple[str, QRectF]]
) -> None:
    painted(report)
    texts = {text for text, _ in written}
    expected = {report.site, report.domain, report.period, report.compared, "Page 1 of 2", "Page 2 of 2"}
    expected |= {text for one in report.figures for text in (one.title, one.value, one.change, one.before) if text}
    expected |= {cell for one in report.tables for row in one.rows for cell in (row.label, *row.cells)}
    assert expected - texts == set()
    page = QRectF(-1, -1, WIDTH + 2, HEIGHT + 2)
    assert [text for text, place in written if not page.contains(place)] == []


def test_a_long_table_begins_a_page_and_no_block_is_divided(report: SiteReport) -> None:
    longer = replace(report.tables[0], rows=tuple(ReportRow(f"/page-{at}", ("1", "1", ""), 0.5) for at in range(40)))
    pages = pages_of(blocks_of(replace(report, tables=(longer, *report.tables))))
    assert len(pages) > 2
    assert isinstance(pages[1][0], TablesBlock)


def test_letters_of_strangers_change_nothing_around_them(report: SiteReport) -> None:
    plain = replace(report, domain="")
    assert painted(replace(plain, site="<b>Tea</b>\n"))[0] != painted(replace(plain, site="Tea"))[0]
    assert len(painted(replace(plain, site="\N{RIGHT-TO-LEFT OVERRIDE}" + "x" * 500))) == 2


def test_pictures_of_the_pages(report: SiteReport) -> None:
    for number, page in enumerate(painted(report), 1):
        assert not page.isNull()
        if IS_WRITTEN:
            FOLDER.mkdir(parents=True, exist_ok=True)
            assert page.save(str(FOLDER / f"report-page-{number}.png"))


class Saving:
    """The saving of reports with the sample shop on screen."""

    def __init__(self, qtbot: QtBot, shop: Shop, folder: Path) -> None:
        self._opened = shop.context()
        context = self._opened.__enter__()
        self.host = QWidget()
        qtbot.addWidget(self.host)
        self.host.resize(600, 400)
        self.host.show()
        self.toast = Toast(self.host)
        state = WindowState(folder / "window.ini")
        state.view = View(website_id=shop.site.id)
        self.workspace = Workspace(context.bridge, state, lambda: NOW)
        self.saving = ReportSaving(context.bridge, lambda: context.client, self.workspace, self.toast, self.host)
        with qtbot.waitSignal(self.workspace.loaded):
            self.workspace.load(context.client)

    @property
    def notice(self) -> str:
        label = self.toast.findChild(QLabel, "toast_text")
        assert isinstance(label, QLabel)
        return label.text()

    def close(self) -> None:
        self._opened.__exit__(None, None, None)


@pytest.fixture
def saving(qtbot: QtBot, shop: Shop, tmp_path: Path) -> Iterator[Saving]:
    saving = Saving(qtbot, shop, tmp_path)
    yield saving
    saving.close()


@pytest.mark.parametrize("ending", [".pdf", ".html"])
def test_the_report_on_screen_is_saved_where_the_user_says_and_can_be_opened(
    qtbot: QtBot, saving: Saving, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    path, opened = tmp_path / f"shop{ending}", []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr("app.ui.printing.report_saving.open_file", opened.append)
    saving.saving.ask()
    qtbot.waitUntil(lambda: saving.notice == f"Saved shop{ending}.")
    assert path.read_bytes()[:5] in (b"%PDF-", b"<!doc")
    button = saving.toast.findChild(QPushButton, "toast_action")
    assert isinstance(button, QPushButton)
    assert button.text() == "Open"
    button.click()
    assert opened == [path]


def test_a_file_that_cannot_be_written_is_told(qtbot: QtBot, saving: Saving, tmp_path: Path) -> None:
    saving.saving.save(tmp_path / "nowhere" / "report.html")
    qtbot.waitUntil(lambda: "cannot be written" in saving.notice)


def test_a_dialog_left_without_a_choice_saves_nothing(saving: Saving, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    saving.saving.ask()
    assert not saving.toast.isVisible()


def test_the_name_of_the_file_says_site_and_days() -> None:
    assert (
        file_name("tea.example:8080", (MONTH.start, MONTH.end), "pdf")
        == "tea.example-8080 2026-02-13 to 2026-03-14.pdf"
    )
    assert file_name("tea.example", (date(2026, 3, 1), date(2026, 3, 1)), "html") == "tea.example 2026-03-01.html"
