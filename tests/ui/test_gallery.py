"""Pictures of every small widget on one sheet."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QRadioButton,
    QSlider,
    QSpinBox,
    QTableView,
    QTabWidget,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.domain.errors import AppError
from app.domain.reports.request import Filter
from app.ui.style.icons import icon
from app.ui.widgets.fields import Chip, CopyButton, SearchField
from app.ui.widgets.gauge import Gauge
from app.ui.widgets.parts import button, column, frame, icon_button, label, padded, row
from app.ui.widgets.pickers.calendar import RangeCalendar
from app.ui.widgets.pickers.compare_picker import ComparePicker
from app.ui.widgets.pickers.range_picker import DateRangePicker
from app.ui.widgets.segmented import SegmentedControl
from app.ui.widgets.sparkline import LineHistory
from app.ui.widgets.stat_card import StatCard
from app.ui.widgets.state_stack import StateStack
from app.ui.widgets.toast import Banner, Toast
from tests.ui.screens import BOTH, colours, save_screen

TODAY = date(2026, 3, 14)


def _cards() -> QWidget:
    visitors = StatCard("Visitors", "visitors")
    visitors.set_value("12.5K", 12_480, 11_500, "11.5K")
    visitors.set_spark([3, 5, 4, 8, 6, 9, 12, 10])
    bounce = StatCard("Bounce rate", "bounce", is_inverted=True)
    bounce.set_value("41%", 41, 38, "38%")
    fresh = StatCard("Sessions", "sessions")
    fresh.set_value("8,310", 8310, 0, "0")
    gauge = Gauge("Queue", "queue")
    gauge.set_value(7_400, 10_000)
    history = LineHistory("Stored events per second", "stored")
    for second in range(0, 300, 5):
        history.append(float(second), (second * 7) % 23)
    boxed = frame("panel", "", column(gauge, label("Stored events/s", "caption"), history, margins=3))
    return frame("", "", row(visitors, bounce, fresh, boxed))


def _controls() -> QWidget:
    combo = QComboBox()
    combo.addItems(["Europe/Berlin", "Europe/Paris"])
    spin = QSpinBox()
    spin.setRange(0, 99_999)
    spin.setValue(3000)
    padded(spin)
    check, unchecked = QCheckBox("Allow other devices"), QCheckBox("Start at login")
    check.setChecked(True)
    radio, other = QRadioButton("Strict"), QRadioButton("Balanced")
    radio.setChecked(True)
    edit = QLineEdit("My shop")
    edit.setFocus()
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setValue(40)
    disabled = button("Disabled", "disabled")
    disabled.setEnabled(False)
    buttons = row(
        button("Primary", "p", role="primary", icon_name="plus"),
        button("Plain", "q", icon_name="download"),
        button("Delete", "d", role="danger"),
        button("Quiet", "r", role="quiet"),
        button("A link", "l", role="link"),
        disabled,
        CopyButton(lambda: "text", "copy"),
        icon_button("refresh", "Refresh", "refresh"),
        None,
    )
    picker, compare = DateRangePicker(lambda: TODAY), ComparePicker()
    segments = SegmentedControl([("all", "All"), ("v", "Visitors"), ("p", "Pageviews")], "seg", "Series")
    chips = row(
        picker,
        compare,
        Chip(Filter("country", "DE")),
        Chip(Filter("page", "/blog/a-rather-long-address/that-goes-on-and-on/for-a-while", is_excluded=True)),
        segments,
        None,
    )
    inputs = row(SearchField("Search all rows", "search"), edit, combo, spin, padded(QDateEdit(TODAY)), slider)
    return frame("panel", "", column(buttons, chips, inputs, row(check, unchecked, radio, other, None), margins=3))


def _lists() -> QWidget:
    model = QStringListModel([f"/blog/post-{number}" for number in range(40)])
    table, tree = QTableView(), QTreeView()
    for view in (table, tree):
        view.setModel(model)
        view.setCurrentIndex(model.index(2, 0))
    tabs = QTabWidget()
    tabs.addTab(table, "Pages")
    tabs.addTab(tree, "Entry")
    text = QPlainTextEdit("12:00:01 INFO stored 100 events\n" * 3)
    text.setProperty("role", "code")
    stack = StateStack(QWidget(), "view")
    stack.show_error(AppError("unreachable", "The server does not answer."))
    calendar = RangeCalendar("calendar")
    calendar.set_days((date(2026, 3, 3), date(2026, 3, 9)), TODAY)
    return frame("", "", row(tabs, text, calendar, stack))


def test_paints_every_small_widget(qtbot: QtBot) -> None:
    banner = Banner("banner", "warning")
    banner.show_text("Port 3000 is taken by another program.", "Use 3001")
    page = QWidget()
    page.setProperty("role", "page")
    page.setLayout(column(_cards(), banner, _controls(), _lists(), margins=4, gap=3))
    toast = Toast(page)
    qtbot.addWidget(page)
    page.resize(1280, 800)
    page.show()
    qtbot.waitExposed(page)
    toast.show_text("Deleted the site My shop.", "", "Undo", lambda: None)
    assert all(colours(picture) > 50 for picture in save_screen(page, "widgets", tones=BOTH))


def test_paints_popups_menus_and_dialogs(qtbot: QtBot) -> None:
    ranges, compare = DateRangePicker(lambda: TODAY), ComparePicker()
    compare.set_primary((date(2026, 2, 13), TODAY))
    menu = QMenu()
    menu.addAction(icon("copy"), "Copy value")
    menu.addSeparator()
    checked = menu.addAction("Bots too")
    checked.setCheckable(True)
    checked.setChecked(True)
    menu.addMenu("Sort by").addAction("Visitors")
    menu.addAction("Nothing to do").setEnabled(False)
    box = QMessageBox(QMessageBox.Icon.Warning, "Delete site", "Delete My shop and its 48,310 pageviews?")
    box.setStandardButtons(QMessageBox.StandardButton.Cancel | QMessageBox.StandardButton.Yes)
    for widget in (ranges, compare, menu, box):
        qtbot.addWidget(widget)
        widget.show()
    ranges.open()
    compare.open()
    qtbot.keyClick(compare.findChild(QRadioButton, "compare_picker_custom"), Qt.Key.Key_Space)
    shown = {
        "popup-range": ranges.findChild(QWidget, "range_picker_popup"),
        "popup-compare": compare.findChild(QWidget, "compare_picker_popup"),
        "popup-menu": menu,
        "dialog-question": box,
    }
    for name, widget in shown.items():
        assert all(colours(picture) > 5 for picture in save_screen(widget, name, widget.sizeHint().toTuple()))
