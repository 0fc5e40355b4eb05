"""Segments on a real server: their page, and filters that are saved from the header."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.items.segments import NewSegment, Segment
from app.domain.reports.filters import DIMENSIONS
from app.domain.reports.request import Filter
from app.loop import LoopThread
from app.ui.pages.page import PageContext
from app.ui.pages.records.filters_editor import FiltersEditor
from app.ui.pages.records.segments import SegmentsPage
from tests.ui.fakes import FakeControl, FrameClient
from tests.ui.frame import Frame
from tests.ui.real_server import LIMIT_S, Shop
from tests.ui.samples import MONTH, SITE
from tests.ui.screens import save_screen

GERMANY = NewSegment("From Germany", {"filter_country": "DE"})
READERS = NewSegment("Readers", {"filter_page": "/blog/*", "filter_browser": "!Chrome,Edge"})


class Segments:
    """The segments of the shop."""

    def __init__(self, shop: Shop, context: PageContext) -> None:
        self._shop, self._client = shop, context.client

    def add(self, *segments: NewSegment) -> None:
        for one in segments:
            self._shop.loop.submit(self._client.add_segment(self._shop.site.id, one)).result(LIMIT_S)

    def all(self) -> tuple[Segment, ...]:
        return self._shop.loop.submit(self._client.list_segments(self._shop.site.id)).result(LIMIT_S)

    def delete_all(self) -> None:
        for one in self.all():
            self._shop.loop.submit(self._client.delete_segment(self._shop.site.id, one.id)).result(LIMIT_S)


@pytest.fixture
def segments(shop: Shop, shop_context: PageContext) -> Iterator[Segments]:
    segments = Segments(shop, shop_context)
    yield segments
    segments.delete_all()


@pytest.fixture
def page(qtbot: QtBot, shop_context: PageContext, segments: Segments) -> SegmentsPage:
    page = SegmentsPage(shop_context)
    qtbot.addWidget(page)
    page.resize(1060, 740)
    page.show()
    return page


def part(page: QWidget, kind: type, name: str) -> QWidget:
    child: QWidget | None = page.findChild(kind, name)
    assert child is not None, name
    return child


def test_a_list_alone_is_no_wider_than_is_easy_to_read_and_ends_with_its_rows(
    qtbot: QtBot, page: SegmentsPage, shop: Shop, segments: Segments
) -> None:
    segments.add(GERMANY, READERS)
    page.show_site(shop.site, MONTH)
    qtbot.waitUntil(lambda: page.stack.state == "content")
    page.resize(2340, 1300)
    qtbot.waitUntil(lambda: page.table.height() == page.table.whole_height())
    save_screen(page, "segments-wide", (2340, 1300))
    assert page.table.width() < 1700
    assert page.table.mapTo(page, QPoint(0, 0)).x() < 40


def test_segments_are_listed_with_the_visitors_that_pass_their_filters(
    qtbot: QtBot, page: SegmentsPage, shop: Shop, segments: Segments
) -> None:
    segments.add(GERMANY, READERS)
    page.show_site(shop.site, replace(MONTH, filters=(Filter("device", "mobile"),)))
    qtbot.waitUntil(lambda: page.stack.state == "content")
    germans = replace(MONTH, filters=(Filter("country", "DE"),))
    counted = shop.loop.submit(page.client.stats(shop.site.id, germans)).result(LIMIT_S)
    assert [page.table.rows.index(0, at).data() for at in (0, 1)] == ["From Germany", f"{counted.visitors:,}"]
    texts = page.cells(page.records[1])[0].detail
    assert texts == "Page is /blog/*; Browser is not Chrome; Browser is not Edge"
    save_screen(page, "segments", (1060, 740))
    save_screen(page, "segments-small", (680, 500))


def test_enter_shows_the_overview_with_the_filters_of_a_segment(
    qtbot: QtBot, page: SegmentsPage, shop: Shop, segments: Segments
) -> None:
    segments.add(READERS)
    page.show_site(shop.site, MONTH)
    qtbot.waitUntil(lambda: page.stack.state == "content")
    page.table.setFocus()
    shown: list[object] = []
    page.segment_requested.connect(shown.append)
    page.page_requested.connect(shown.append)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    filters, page_key = shown
    assert page_key == "overview"
    assert filters == (
        Filter("page", "/blog/*"),
        Filter("browser", "Chrome", is_excluded=True),
        Filter("browser", "Edge", is_excluded=True),
    )


def test_a_menu_deletes_no_other_segment_than_the_one_it_was_opened_on(
    qtbot: QtBot, page: SegmentsPage, shop: Shop, segments: Segments
) -> None:
    segments.add(GERMANY, READERS)
    page.show_site(shop.site, MONTH)
    qtbot.waitUntil(lambda: page.stack.state == "content" and not page.bridge.has_open_calls)
    first, second = page.records
    page.table.select(first.id)
    entry = next(action for action in page.menu().actions() if action.text() == "Delete")
    page._on_records((second,))  # someone else has deleted the first one
    assert page.chosen == second
    entry.trigger()
    assert page.records == (second,)
    page._on_records((second, first))
    entry.trigger()
    assert page.records == (second,)
    qtbot.waitUntil(lambda: not page.bridge.has_open_calls)


def test_the_filters_on_screen_become_a_segment_with_one_more(
    qtbot: QtBot, page: SegmentsPage, shop: Shop, segments: Segments
) -> None:
    page.show_site(shop.site, replace(MONTH, filters=(Filter("device", "mobile"),)))
    qtbot.waitUntil(lambda: page.stack.state == "empty")
    page.edit_new()
    dialog = part(page, QWidget, "record_dialog")
    editor = part(dialog, FiltersEditor, "segment_filters")
    assert editor.filters == (Filter("device", "mobile"),)
    dimension = part(dialog, QComboBox, "segment_filters_dimension")
    dimension.setCurrentIndex(dimension.findData("country"))
    value = part(dialog, QComboBox, "segment_filters_value")
    qtbot.waitUntil(lambda: value.findData("AT") >= 0)
    value.setEditText("Austria")
    qtbot.keyClick(value.lineEdit(), Qt.Key.Key_Return)
    assert editor.filters[1:] == (Filter("country", "AT"),)
    qtbot.keyClicks(part(dialog, QLineEdit, "segment_name"), "Phones in Austria")
    save_screen(dialog, "segment-new", (640, dialog.height()))
    part(dialog, QPushButton, "record_save").click()
    qtbot.waitUntil(lambda: page.stack.state == "content")
    assert dict(segments.all()[0].filters) == {"filter_device": "mobile", "filter_country": "AT"}


def test_a_segment_without_filters_is_refused_before_the_server_is_asked(
    qtbot: QtBot, page: SegmentsPage, shop: Shop
) -> None:
    page.show_site(shop.site, MONTH)
    qtbot.waitUntil(lambda: page.stack.state == "empty")
    save_screen(page, "segments-empty", (1060, 740))
    page.edit_new()
    dialog = part(page, QWidget, "record_dialog")
    qtbot.keyClicks(part(dialog, QLineEdit, "segment_name"), "Everybody")
    part(dialog, QPushButton, "record_save").click()
    assert part(dialog, QLabel, "segment_filters_error").text() == "Add at least one filter."
    dialog.close()


def test_a_renamed_segment_keeps_the_writing_of_its_filters(
    qtbot: QtBot, page: SegmentsPage, shop: Shop, segments: Segments, tmp_path: Path
) -> None:
    segments.add(NewSegment("Stars", {"filter_page": r"/a\*b,/c*"}))
    page.show_site(shop.site, MONTH)
    qtbot.waitUntil(lambda: page.stack.state == "content")
    page.edit_chosen()
    dialog = part(page, QWidget, "record_dialog")
    part(dialog, QLineEdit, "segment_name").setText("Planets")
    part(dialog, QPushButton, "record_save").click()
    qtbot.waitUntil(lambda: segments.all()[0].name == "Planets")
    assert dict(segments.all()[0].filters) == {"filter_page": r"/a\*b,/c*"}


def test_filters_are_saved_as_a_segment_beside_their_chips(
    qtbot: QtBot, loop_thread: LoopThread, tmp_path: Path
) -> None:
    frame = Frame(qtbot, loop_thread, FrameClient(SITE), tmp_path, FakeControl())
    frame.start()
    frame.until_pages()
    frame.window.actions_of_view.add_filter(Filter("country", "DE"))
    frame.press("filters_save")
    qtbot.keyClicks(frame.part(QLineEdit, "segment_name"), "From Germany")
    qtbot.keyClick(frame.part(QLineEdit, "segment_name"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: frame.is_visible("toast"))
    assert frame.part(QLabel, "toast_text").text() == "The segment From Germany has been saved"
    save_screen(frame.window, "segment-chips")
    frame.close()


@pytest.mark.parametrize(("typed", "value"), [("Newsletter", "Newsletter"), ("newsletter", "newsletter")])
def test_a_typed_value_keeps_its_letters_whatever_is_offered(qtbot: QtBot, typed: str, value: str) -> None:
    editor = FiltersEditor("filters", "Filters")
    qtbot.addWidget(editor)
    editor.findChild(QComboBox, "filters_dimension").setCurrentIndex(list(DIMENSIONS).index("utm_source"))
    editor.show_values("utm_source", ("newsletter",))
    editor.value.setEditText(typed)
    assert editor.add_typed()
    assert editor.filters == (Filter("utm_source", value),)


def test_a_country_is_known_by_its_name_in_any_letters(qtbot: QtBot) -> None:
    editor = FiltersEditor("filters", "Filters")
    qtbot.addWidget(editor)
    editor.findChild(QComboBox, "filters_dimension").setCurrentIndex(list(DIMENSIONS).index("country"))
    editor.show_values("country", ("DE",))
    editor.value.setEditText("germany")
    assert editor.add_typed()
    assert editor.filters == (Filter("country", "DE"),)
