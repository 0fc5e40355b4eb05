"""Text of strangers in the window: it is shown as it is written, never read as HTML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtGui import Qt as Text
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain.errors import AppError
from app.domain.reports.request import Filter
from app.loop import LoopThread
from app.ui.pages.records.records_page import RecordsPage
from app.ui.pages_table import PAGES
from app.ui.texts import plain_tip
from tests.ui import samples
from tests.ui.fakes import FakeControl, FrameClient, arrived, batch, busy, status
from tests.ui.frame import Frame
from tests.ui.samples import SITE

MARKUP = '<img src="file://host/share/x.png"><b>bold</b>'
HOSTILE = replace(SITE, name=f"Shop {MARKUP}", domain=f"{MARKUP}.example")


@pytest.fixture
def frame(qtbot: QtBot, loop_thread: LoopThread, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Frame]:
    """Window of a server whose every text is markup."""
    for dimension in ("page", "source", "referrer", "country", "browser", "entry_page", "title"):
        monkeypatch.setitem(samples.VALUES, dimension, [f"{MARKUP}{number}" for number in range(3)])
    client = FrameClient(HOSTILE)
    now = busy()
    client.now_active = replace(
        now,
        recent_events=tuple(
            replace(event, url=f"https://tea.example/{MARKUP}", path=f"/{MARKUP}", title=MARKUP, event_name=MARKUP)
            for event in now.recent_events
        ),
        top_pages=tuple(replace(count, value=MARKUP) for count in now.top_pages),
        top_sources=tuple(replace(count, value=MARKUP) for count in now.top_sources),
    )
    client.record_text = MARKUP
    frame = Frame(qtbot, loop_thread, client, tmp_path, FakeControl())
    frame.start()
    frame.until_pages()
    yield frame
    frame.close()


def read_as_html() -> list[str]:
    """Return where the markup of a stranger would be read as HTML in what is alive."""
    places = []
    for top in QApplication.topLevelWidgets():
        for widget in (top, *top.findChildren(QWidget)):
            name = f"{type(widget).__name__} {widget.objectName()}"
            if MARKUP in widget.toolTip() and Text.mightBeRichText(widget.toolTip()):
                places.append(f"tooltip of {name}")
            is_plain = isinstance(widget, QLabel) and widget.textFormat() == Qt.TextFormat.PlainText
            if isinstance(widget, QLabel) and MARKUP in widget.text() and not is_plain:
                places.append(f"text of {name}")
            if isinstance(widget, QAbstractItemView) and (model := widget.model()) is not None:
                for row in range(model.rowCount()):
                    for column in range(model.columnCount() if isinstance(model, QAbstractTableModel) else 1):
                        tip = model.index(row, column).data(Qt.ItemDataRole.ToolTipRole)
                        if isinstance(tip, str) and MARKUP in tip and Text.mightBeRichText(tip):
                            places.append(f"tooltip of a cell of {name}")
    return places


def shows_markup(kind: type[QWidget]) -> bool:
    return any(
        MARKUP in str(widget.property("text") or "")
        for top in QApplication.topLevelWidgets()
        for widget in top.findChildren(kind)
    )


def test_no_text_of_a_stranger_is_read_as_html_on_any_page(frame: Frame) -> None:
    frame.client.push(replace(status(), checks=(replace(status().checks[1], message=f"{MARKUP}."),)))
    frame.client.push(batch(arrived(f"/{MARKUP}", title=MARKUP, event_name=MARKUP, referrer_domain=MARKUP)))
    frame.window.actions_of_view.add_filter(Filter("page", MARKUP))
    frame.window.show_failure(AppError("internal_server_error", MARKUP))
    for page in PAGES:
        frame.window.sidebar.page_chosen.emit(page.key)
        QApplication.processEvents()
        if isinstance(shown := frame.window.pages.page, RecordsPage):
            frame.qtbot.waitUntil(lambda shown=shown: shown.chosen is not None)
        assert read_as_html() == [], page.key
    frame.window.sidebar.page_chosen.emit("overview")
    frame.qtbot.waitUntil(lambda: any(_rows(frame)))
    assert read_as_html() == []
    assert shows_markup(QLabel), "the markup has to be on screen for this test to say anything"


def _rows(frame: Frame) -> Iterator[str]:
    for view in frame.window.findChildren(QAbstractItemView):
        model = view.model()
        for row in range(model.rowCount() if model is not None else 0):
            if MARKUP in str(model.index(row, 0).data()):
                yield str(model.index(row, 0).data(Qt.ItemDataRole.ToolTipRole))


def test_tips_of_markup_show_the_markup_and_others_stay_as_they_are() -> None:
    assert plain_tip("Tea & cakes\n/shop") == "Tea & cakes\n/shop"
    tip = plain_tip(MARKUP)
    assert "<img" not in tip
    assert "&lt;img" in tip
