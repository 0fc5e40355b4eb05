"""Annotations on a real server: their page, and their marks on the chart of the overview."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QDateEdit, QLabel, QLineEdit, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.items.annotations import Annotation, NewAnnotation
from app.ui.charts.hover import Overlay
from app.ui.pages.page import PageContext
from app.ui.pages.records.annotations import AnnotationsPage
from app.ui.pages.reports.overview import OverviewPage
from tests.ui.real_server import Shop
from tests.ui.samples import MONTH, TODAY
from tests.ui.screens import save_screen

WEEK_AGO = TODAY - timedelta(days=7)


class Notes:
    """The annotations of the shop."""

    def __init__(self, shop: Shop, context: PageContext) -> None:
        self._shop, self._client = shop, context.client

    def add(self, *notes: NewAnnotation) -> None:
        for note in notes:
            self._shop.loop.submit(self._client.add_annotation(self._shop.site.id, note)).result(5)

    def all(self) -> tuple[Annotation, ...]:
        return self._shop.loop.submit(self._client.list_annotations(self._shop.site.id)).result(5)

    def delete_all(self) -> None:
        for note in self.all():
            self._shop.loop.submit(self._client.delete_annotation(self._shop.site.id, note.id)).result(5)


@pytest.fixture
def notes(shop: Shop, shop_context: PageContext) -> Iterator[Notes]:
    notes = Notes(shop, shop_context)
    yield notes
    notes.delete_all()


def part(page: QWidget, kind: type, name: str) -> QWidget:
    child: QWidget | None = page.findChild(kind, name)
    assert child is not None, name
    return child


def test_annotations_are_listed_the_newest_first_and_written_from_the_page(
    qtbot: QtBot, shop: Shop, shop_context: PageContext, notes: Notes
) -> None:
    notes.add(
        NewAnnotation(TODAY.isoformat(), "Prices raised", "14:30"),
        NewAnnotation(WEEK_AGO.isoformat(), "<b>Newsletter</b>"),
    )
    page = AnnotationsPage(shop_context)
    qtbot.addWidget(page)
    page.resize(1060, 740)
    page.show()
    page.show_site(shop.site, MONTH)
    qtbot.waitUntil(lambda: page.stack.state == "content")
    assert [page.table.rows.index(at, 1).data() for at in range(2)] == ["Prices raised", "<b>Newsletter</b>"]
    save_screen(page, "annotations", (1060, 740))
    page.edit_new()
    dialog = part(page, QWidget, "record_dialog")
    part(dialog, QLineEdit, "annotation_time").setText("half past two")
    qtbot.keyClicks(part(dialog, QLineEdit, "annotation_text"), "New design")
    part(dialog, QPushButton, "record_save").click()
    error = part(dialog, QLabel, "annotation_time_error")
    qtbot.waitUntil(error.isVisible)
    assert error.text() == "Invalid time (expected HH:MM)."
    save_screen(dialog, "annotation-error", (460, dialog.height()))
    part(dialog, QLineEdit, "annotation_time").clear()
    part(dialog, QDateEdit, "annotation_day").setDate(QDate(2026, 3, 1))
    qtbot.keyClick(part(dialog, QLineEdit, "annotation_text"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.table.rows.rowCount() == 3)
    assert [(str(note.date), note.text) for note in notes.all()][0] == ("2026-03-01", "New design")


def test_a_changed_record_is_edited_again_only_with_its_new_values(
    qtbot: QtBot, shop: Shop, shop_context: PageContext, notes: Notes
) -> None:
    notes.add(NewAnnotation(TODAY.isoformat(), "Prices raised"))
    page = AnnotationsPage(shop_context)
    qtbot.addWidget(page)
    page.show()
    page.show_site(shop.site, MONTH)
    qtbot.waitUntil(lambda: page.stack.state == "content")
    page.edit_chosen()
    dialog = part(page, QWidget, "record_dialog")
    part(dialog, QLineEdit, "annotation_text").setText("Prices lowered")
    with qtbot.waitSignal(dialog.saved):
        part(dialog, QPushButton, "record_save").click()
    edit = part(page, QPushButton, "annotations_edit")
    assert not edit.isEnabled()  # the list still has the old text
    qtbot.waitUntil(lambda: page.findChild(QWidget, "record_dialog") is None)
    page.edit_chosen()
    if page.is_asking:
        assert page.findChild(QWidget, "record_dialog") is None
        qtbot.waitUntil(edit.isEnabled)
        page.edit_chosen()
    dialog = part(page, QWidget, "record_dialog")
    assert part(dialog, QLineEdit, "annotation_text").text() == "Prices lowered"
    dialog.reject()


def test_annotations_are_marked_on_the_axis_and_told_on_hovering(
    qtbot: QtBot, shop: Shop, shop_context: PageContext, notes: Notes
) -> None:
    notes.add(NewAnnotation(WEEK_AGO.isoformat(), "<b>Newsletter</b> sent to everybody who has ever bought a grinder"))
    page = OverviewPage(shop_context)
    qtbot.addWidget(page)
    page.resize(1080, 740)
    page.show()
    page.show_site(shop.site, MONTH)
    qtbot.waitUntil(lambda: page.stack.state == "content" and page.chart.series is not None)
    place = [point.date for point in page.chart.series.series].index(WEEK_AGO.isoformat())
    assert page.chart.marked == (place,)
    page.chart.point_at(place)
    text = part(page.chart, QLabel, "hover_notes")
    assert text.text().replace("\n", " ").startswith("<b>Newsletter</b> sent")
    assert text.textFormat() == Qt.TextFormat.PlainText
    save_screen(page, "overview-annotated", (1080, 740))


def test_a_right_click_on_the_chart_annotates_the_day_under_the_pointer(
    qtbot: QtBot, shop: Shop, shop_context: PageContext, notes: Notes
) -> None:
    page = OverviewPage(shop_context)
    qtbot.addWidget(page)
    page.resize(1080, 740)
    page.show()
    page.show_site(shop.site, MONTH)
    qtbot.waitUntil(lambda: page.stack.state == "content" and page.chart.series is not None)
    place = [point.date for point in page.chart.series.series].index(WEEK_AGO.isoformat())
    page.chart.point_at(place)
    middle = page.chart.rect().center()
    page.chart.contextMenuEvent(
        QContextMenuEvent(QContextMenuEvent.Reason.Mouse, middle, page.chart.mapToGlobal(middle))
    )
    menu = page.chart.findChild(QMenu)
    assert menu is not None
    action = menu.actions()[0]
    assert action.text() == "Add an annotation on Mar 7, 2026\N{HORIZONTAL ELLIPSIS}"
    action.trigger()
    menu.close()
    dialog = part(page, QWidget, "record_dialog")
    qtbot.keyClicks(part(dialog, QLineEdit, "annotation_text"), "Newsletter")
    part(dialog, QPushButton, "record_save").click()
    qtbot.waitUntil(lambda: page.chart.marked == (place,))
    assert [(note.date, note.text) for note in notes.all()] == [(WEEK_AGO, "Newsletter")]


def test_a_click_on_a_mark_offers_to_edit_or_delete_its_annotation_and_the_deletion_to_be_undone(
    qtbot: QtBot, shop: Shop, shop_context: PageContext, notes: Notes
) -> None:
    notes.add(NewAnnotation(WEEK_AGO.isoformat(), "Sale & <b>more</b>", "09:30"))
    page = OverviewPage(shop_context)
    qtbot.addWidget(page)
    page.resize(1080, 740)
    page.show()
    page.show_site(shop.site, MONTH)
    qtbot.waitUntil(lambda: len(page.chart.marked) == 1)
    overlay = page.chart.findChild(Overlay)

    def menu_of_mark() -> dict[str, QAction]:
        for old in page.chart.findChildren(QMenu):
            old.close()
        place = page.chart.place_of(page.chart.marked[0], page.chart.mark_height).toPoint()
        qtbot.mouseClick(overlay, Qt.MouseButton.LeftButton, pos=place)
        menu = page.chart.findChildren(QMenu)[-1]
        return {action.text(): action for action in menu.actions() if action.text()}

    entries = menu_of_mark()
    assert list(entries)[0] == "09:30 Sale && <b>more</b>"
    entries["Edit annotation\N{HORIZONTAL ELLIPSIS}"].trigger()
    dialog = part(page, QWidget, "record_dialog")
    part(dialog, QLineEdit, "annotation_text").setText("Sale")
    part(dialog, QPushButton, "record_save").click()
    qtbot.waitUntil(lambda: "09:30 Sale" in menu_of_mark())
    (sale,) = notes.all()
    assert (sale.text, sale.time) == ("Sale", "09:30")
    listed = AnnotationsPage(shop_context)
    qtbot.addWidget(listed)
    listed.show_site(shop.site, MONTH)
    qtbot.waitUntil(lambda: [note.id for note in listed.records] == [sale.id])
    with qtbot.waitSignal(page.undo_offered) as offered:
        menu_of_mark()["Delete annotation"].trigger()
    assert listed.records == (), "no other page shows it either"
    qtbot.waitUntil(lambda: page.chart.marked == ())
    offered.args[0].undo()
    qtbot.waitUntil(lambda: len(page.chart.marked) == 1)
    assert notes.all() == (sale,), "with its id"
    assert listed.stack.state == "content"
    with qtbot.waitSignal(listed.undo_offered) as offered:
        listed.delete_chosen()
    qtbot.waitUntil(lambda: page.chart.marked == ())
    listed.undo()
    qtbot.waitUntil(lambda: len(page.chart.marked) == 1)
    with qtbot.waitSignal(page.undo_offered) as offered:
        menu_of_mark()["Delete annotation"].trigger()
    qtbot.waitUntil(lambda: page.chart.marked == ())
    assert notes.all() == (sale,), "until the time to undo it has passed"
    offered.args[0].passed()
    qtbot.waitUntil(lambda: not notes.all())
    qtbot.waitUntil(lambda: not shop_context.bridge.has_open_calls)
