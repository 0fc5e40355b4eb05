"""The small widgets: display, accessible texts, mouse and keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QDate, QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStyleOptionComboBox,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.domain.errors import AppError, ErrorCode
from app.domain.reports.matching import MatchRule
from app.domain.reports.request import Filter
from app.ui import format
from app.ui.ranges import PRESETS, CompareChoice
from app.ui.widgets.fields import Chip, ComboBox, CopyButton, SearchField
from app.ui.widgets.first_visit import FirstVisit
from app.ui.widgets.forms import line
from app.ui.widgets.gauge import Gauge
from app.ui.widgets.grid import CardPage, ResponsiveGrid, Sides
from app.ui.widgets.parts import column, frame, scroll_area
from app.ui.widgets.pickers.calendar import RangeCalendar
from app.ui.widgets.pickers.compare_picker import ComparePicker
from app.ui.widgets.pickers.range_picker import DateRangePicker
from app.ui.widgets.pickers.rule_picker import RulePicker, Seen
from app.ui.widgets.segmented import SegmentedControl
from app.ui.widgets.sparkline import HISTORY_S, LineHistory
from app.ui.widgets.stat_card import StatCard
from app.ui.widgets.state_stack import StateStack
from app.ui.widgets.toast import Toast, UndoOffer

TODAY = date(2026, 3, 14)
LEFT = Qt.MouseButton.LeftButton


def child(widget: QWidget, name: str) -> QLabel:
    part = widget.findChild(QLabel, name)
    assert part is not None
    return part


def press(qtbot: QtBot, widget: QWidget, name: str) -> None:
    control = widget.findChild(QPushButton, name) or widget.findChild(QToolButton, name)
    assert control is not None
    qtbot.mouseClick(control, LEFT)


@pytest.fixture
def show(qtbot: QtBot) -> Callable[[QWidget], None]:
    def shown(widget: QWidget) -> None:
        qtbot.addWidget(widget)
        widget.show()
        qtbot.waitExposed(widget)

    return shown


@pytest.mark.parametrize(
    ("current", "previous", "is_inverted", "text", "tone"),
    [
        (109, 100, False, "↑ +9%", "up"),
        (92, 100, False, "↓ −8%", "down"),
        (109, 100, True, "↑ +9%", "down"),
        (92, 100, True, "↓ −8%", "up"),
        (5, 0, False, "↑ new", "up"),
        (7, 7, False, "0%", "flat"),
    ],
)
def test_a_card_shows_a_change_by_arrow_sign_and_colour(
    qtbot: QtBot, current: float, previous: float, is_inverted: bool, text: str, tone: str
) -> None:
    card = StatCard("Visitors", "visitors", is_inverted=is_inverted)
    qtbot.addWidget(card)
    card.set_value("109", current, previous, "100")
    badge = child(card, "visitors_badge")
    assert (badge.text(), badge.property("tone")) == (text, tone)
    assert badge.isVisibleTo(card) == (tone != "flat")
    assert card.accessibleName() == "Visitors"
    assert "109" in card.accessibleDescription()


@pytest.mark.parametrize(
    ("current", "previous", "text", "tone"),
    [(0.324, 0.316, "0 pts", "flat"), (0.341, 0.316, "↑ +2 pts", "down"), (0.309, 0.316, "↓ −1 pt", "up")],
)
def test_a_rate_changes_by_points_and_not_at_all_when_it_is_written_alike(
    qtbot: QtBot, current: float, previous: float, text: str, tone: str
) -> None:
    card = StatCard("Bounce rate", "bounce", is_inverted=True, is_rate=True)
    qtbot.addWidget(card)
    card.set_value(format.share(current), current, previous, format.share(previous))
    badge = child(card, "bounce_badge")
    assert (badge.text(), badge.property("tone")) == (text, tone)


def test_numbers_that_are_written_alike_have_not_changed(qtbot: QtBot) -> None:
    card = StatCard("Pages / session", "pages")
    qtbot.addWidget(card)
    card.set_value("2.6", 2.64, 2.56, "2.6")
    badge = child(card, "pages_badge")
    assert (badge.text(), badge.property("tone")) == ("0%", "flat")
    assert not badge.isVisibleTo(card)  # the number below says it


def test_a_card_without_numbers_hides_its_badge(qtbot: QtBot) -> None:
    card = StatCard("Visitors", "visitors")
    qtbot.addWidget(card)
    card.set_value("0", 0, 0, "0")
    assert not child(card, "visitors_badge").isVisibleTo(card)


def test_loading_keeps_the_content_and_dims_it_only_after_a_while(
    qtbot: QtBot, show: Callable[[QWidget], None]
) -> None:
    content = QLabel("41%")
    stack = StateStack(content, "view")
    show(stack)
    stack.show_content()
    stack.show_loading()
    assert stack.state == "loading"
    assert content.isVisible()
    assert not content.findChildren(QWidget)
    qtbot.waitUntil(lambda: bool(content.findChildren(QWidget)))
    (veil,) = content.findChildren(QWidget)
    assert veil.isVisible()
    stack.resize(500, 400)
    assert veil.size() == content.size()
    stack.show_content()
    assert not veil.isVisible()


def test_the_first_load_shows_a_loading_message(qtbot: QtBot, show: Callable[[QWidget], None]) -> None:
    stack = StateStack(QLabel("41%"), "view")
    show(stack)
    stack.show_loading()
    qtbot.waitUntil(lambda: (found := stack.findChild(QLabel, "view_message")) is not None and found.isVisible())
    assert child(stack, "view_message").text() == "Loading…"


def test_an_empty_view_shows_advice_and_a_button(qtbot: QtBot, show: Callable[[QWidget], None]) -> None:
    stack = StateStack(QLabel("41%"), "view")
    show(stack)
    stack.show_empty("No goals yet", "A goal counts what matters.", "Add a goal")
    with qtbot.waitSignal(stack.action), qtbot.assertNotEmitted(stack.retry):
        press(qtbot, stack, "view_button")


@pytest.mark.parametrize("code", ["unreachable", "query_timeout", "internal_server_error"])
def test_an_error_shows_message_and_advice_and_can_be_retried(
    qtbot: QtBot, show: Callable[[QWidget], None], code: ErrorCode
) -> None:
    stack = StateStack(QLabel("41%"), "view")
    show(stack)
    stack.show_error(AppError(code, "The server does not answer."))
    assert child(stack, "view_message").text() == "The server does not answer."
    assert child(stack, "view_advice").text()
    with qtbot.waitSignal(stack.retry):
        press(qtbot, stack, "view_button")
    stack.show_content()
    assert not child(stack, "view_message").isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_chip_is_removed_by_key_and_click(qtbot: QtBot, show: Callable[[QWidget], None], key: Qt.Key) -> None:
    country = Filter("country", "DE", is_excluded=True)
    chip = Chip(country)
    show(chip)
    assert "Country is not Germany" in chip.toolTip()
    assert chip.property("tone") == "excluded"
    with qtbot.waitSignal(chip.removed, check_params_cb=lambda gone: gone == country):
        qtbot.keyClick(chip, key)
    with qtbot.waitSignal(chip.removed):
        qtbot.mouseClick(chip, LEFT)


def test_a_chip_elides_a_long_value_and_shows_it_in_its_tooltip(qtbot: QtBot) -> None:
    chip = Chip(Filter("page", "/blog/" + "very-" * 40 + "long&more"))
    qtbot.addWidget(chip)
    assert "…" in chip.text()
    assert "long&more" in chip.toolTip()
    assert chip.sizeHint().width() <= chip.maximumWidth() + 40


def test_a_search_waits_for_a_pause_and_emits_each_text_once(qtbot: QtBot, show: Callable[[QWidget], None]) -> None:
    field = SearchField("Search all rows", "search")
    show(field)
    texts: list[str] = []
    field.searched.connect(texts.append)
    qtbot.keyClicks(field, "tea ")
    assert texts == []
    qtbot.waitUntil(lambda: texts == ["tea"])
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert texts == ["tea"]
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert texts == ["tea", ""]
    assert field.text() == ""
    qtbot.keyClicks(field, "x")
    field.reset()
    assert texts == ["tea", ""]


def test_a_copy_button_confirms_and_then_resets(qtbot: QtBot, show: Callable[[QWidget], None]) -> None:
    button = CopyButton(lambda: "<script>", "copy")
    show(button)
    width = button.sizeHint().width()
    with qtbot.waitSignal(button.copied):
        qtbot.mouseClick(button, LEFT)
    assert QGuiApplication.clipboard().text() == "<script>"
    assert button.text() == "Copied"
    assert abs(button.sizeHint().width() - width) <= 1
    qtbot.waitUntil(lambda: button.text() == "Copy")


def test_segments_are_chosen_by_click_and_arrow(qtbot: QtBot, show: Callable[[QWidget], None]) -> None:
    control = SegmentedControl([("all", "All"), ("v", "Visitors"), ("p", "Pageviews")], "lines", "Lines")
    show(control)
    with qtbot.waitSignal(control.chosen, check_params_cb=lambda key: key == "v"):
        press(qtbot, control, "lines_v")
    with qtbot.waitSignal(control.chosen, check_params_cb=lambda key: key == "p"):
        qtbot.keyClick(control, Qt.Key.Key_Right)
    with qtbot.waitSignal(control.chosen, check_params_cb=lambda key: key == "all"):
        qtbot.keyClick(control, Qt.Key.Key_Right)
    with qtbot.assertNotEmitted(control.chosen):
        control.set_value("p")
    assert control.value == "p"


@pytest.mark.parametrize(
    ("value", "capacity", "fraction", "tone"),
    [
        (0, 100, 0.0, "up"),
        (60, 100, 0.6, "warning"),
        (90, 100, 0.9, "down"),
        (500, 100, 1.0, "down"),
        (5, 0, 0.0, "up"),
    ],
)
def test_a_gauge_changes_colour_as_it_fills(
    qtbot: QtBot, value: float, capacity: float, fraction: float, tone: str
) -> None:
    gauge = Gauge("Queue", "queue")
    qtbot.addWidget(gauge)
    gauge.set_value(value, capacity)
    bar = gauge.findChild(QProgressBar)
    assert gauge.fraction == fraction
    assert bar.property("tone") == tone
    assert bar.accessibleDescription() == child(gauge, "queue_text").text()


def test_a_line_history_keeps_five_minutes(qtbot: QtBot) -> None:
    line = LineHistory("Stored events/s", "stored")
    qtbot.addWidget(line)
    for second in range(0, 1_000, 10):
        line.append(float(second), second)
    assert line.points[0][0] == 990 - HISTORY_S
    assert line.points[-1] == (990.0, 990)
    assert "990" in line.accessibleDescription()
    line.clear()
    assert line.points == ()


def test_an_error_leaves_with_its_page_and_other_notices_stay(qtbot: QtBot, show: Callable[[QWidget], None]) -> None:
    host = QWidget()
    show(host)
    toast = Toast(host)
    toast.show_text("Saved.")
    toast.end_failures()
    assert toast.isVisible()
    toast.show_text("pages.csv could not be written.", "down")
    toast.end_failures()
    assert not toast.isVisible()
    toast.offer_undo(UndoOffer("Deleted.", bool, bool))
    toast.show_text("The report took too long.", "down")
    toast.show_text("Saved.")
    toast.end_failures()
    assert toast.accessibleName() == "Deleted."
    press(qtbot, toast, "toast_action")
    assert toast.accessibleName() == "Saved."


def test_a_toast_offers_undo_and_stays_inside_the_window(qtbot: QtBot, show: Callable[[QWidget], None]) -> None:
    host = QWidget()
    host.resize(700, 400)
    toast = Toast(host)
    show(host)
    undone: list[bool] = []
    toast.show_text("Deleted My shop.", "", "Undo", lambda: undone.append(True))
    assert host.rect().contains(toast.geometry())
    host.resize(360, 300)
    assert host.rect().contains(toast.geometry())
    press(qtbot, toast, "toast_action")
    assert undone == [True]
    assert not toast.isVisible()
    toast.show_text("Saved.", shown_ms=10)
    qtbot.waitUntil(lambda: not toast.isVisible())


def test_the_first_visit_changes_from_waiting_to_arrived(qtbot: QtBot, show: Callable[[QWidget], None]) -> None:
    view = FirstVisit("first")
    show(view)
    view.show_snippet('<script defer src="https://a/s.js"></script>', "tea.example")
    press(qtbot, view, "first_copy")
    assert QGuiApplication.clipboard().text() == '<script defer src="https://a/s.js"></script>'
    view.show_arrived()
    assert child(view, "first_badge").property("tone") == "up"


@pytest.mark.parametrize(("width", "columns"), [(1_000, 6), (700, 3), (320, 2)])
def test_a_grid_has_as_many_columns_as_fit(
    qtbot: QtBot, show: Callable[[QWidget], None], width: int, columns: int
) -> None:
    grid = ResponsiveGrid([QLabel(str(number)) for number in range(6)], 150, (6, 3, 2), "cards")
    show(grid)
    grid.resize(width, 200)
    assert grid.columns == columns


@pytest.mark.parametrize(("weights", "spans"), [((1, 1, 1), [1, 1, 2]), ((2, 1, 1), [2, 1, 1])])
def test_no_cell_of_a_grid_is_empty(qtbot: QtBot, weights: tuple[int, ...], spans: list[int]) -> None:
    grid = ResponsiveGrid((), 150, (3, 2, 1), "panels")
    qtbot.addWidget(grid)
    for weight in weights:
        grid.add(QLabel("panel"), weight)
    grid.resize(400, 200)
    grid.show()
    assert grid.columns == 2
    layout = grid.layout()
    assert isinstance(layout, QGridLayout)
    assert [layout.getItemPosition(at)[3] for at in range(3)] == spans  # type: ignore[index]


def test_two_sides_stand_next_to_each_other_on_a_wide_page_alone(qtbot: QtBot, show: Callable[[QWidget], None]) -> None:
    first, second = QLabel("list"), QLabel("detail")

    def place(part: QWidget) -> QPoint:
        return part.mapTo(sides, QPoint(0, 0))

    sides = Sides(column(first), column(second))
    show(sides)
    sides.resize(900, 600)
    qtbot.waitUntil(lambda: place(second).y() > place(first).y())
    assert place(first).x() == place(second).x()
    with qtbot.waitSignal(sides.turned, check_params_cb=bool):
        sides.resize(2000, 600)
    qtbot.waitUntil(lambda: place(second).x() > place(first).x())
    assert place(first).y() == place(second).y()


def test_cards_stand_in_two_columns_on_a_wide_page_alone(qtbot: QtBot) -> None:
    page, cards = CardPage(), [frame("card", name) for name in ("general", "snippet", "danger")]
    qtbot.addWidget(page)
    for card, side in zip(cards, (0, 1, 0), strict=True):
        card.setMinimumHeight(80)
        page.add(card, side)
    page.add_stretch()
    page.show()
    for width, columns in ((2_000, [16, 832, 16]), (868, [16, 16, 16]), (1_600, [16, 808, 16])):
        page.resize(width, 600)
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        assert [card.mapTo(page, QPoint()).x() for card in cards] == columns
    page.resize(868, 600)
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    tops = [card.mapTo(page, QPoint()).y() for card in cards]
    assert tops == sorted(tops)
    assert cards[0].width() == 800


def test_the_focus_stays_in_a_card_that_changes_its_column(qtbot: QtBot) -> None:
    page, field = CardPage(), line("domain", "Domain")
    page.add(frame("card", "general"))
    page.add(frame("card", "snippet", column(field)), 1)
    qtbot.addWidget(page)
    page.resize(868, 600)
    page.show()
    with qtbot.waitActive(page):
        page.activateWindow()
    field.setFocus()
    for width in (1_600, 868):
        page.resize(width, 600)
        assert QApplication.focusWidget() is field


class TestRangePicker:
    @pytest.fixture
    def picker(self, show: Callable[[QWidget], None]) -> DateRangePicker:
        picker = DateRangePicker(lambda: TODAY)
        show(picker)
        return picker

    def test_it_starts_with_thirty_days_and_names_presets(self, picker: DateRangePicker) -> None:
        assert picker.preset == "30d"
        assert picker.findChild(QPushButton, "range_picker_button").text() == "Last 30 days"

    def test_arrows_step_by_the_length_and_stop_at_today(self, qtbot: QtBot, picker: DateRangePicker) -> None:
        later = picker.findChild(QToolButton, "range_picker_next")
        assert not later.isEnabled()
        with qtbot.waitSignal(picker.range_changed):
            press(qtbot, picker, "range_picker_back")
        assert picker.days == (date(2026, 1, 14), date(2026, 2, 12))
        assert later.isEnabled()
        press(qtbot, picker, "range_picker_next")
        assert picker.preset == "30d"
        assert not later.isEnabled()

    def test_a_preset_is_chosen_from_the_list(self, qtbot: QtBot, picker: DateRangePicker) -> None:
        picker.open()
        with qtbot.waitSignal(picker.range_changed, check_params_cb=lambda days: days == PRESETS["7d"](TODAY)):
            press(qtbot, picker, "range_picker_7d")
        assert picker.preset == "7d"

    def test_two_days_in_the_calendar_make_a_range_in_any_order(self, qtbot: QtBot, picker: DateRangePicker) -> None:
        picker.open()
        calendar = picker.findChild(RangeCalendar)
        calendar.clicked.emit(QDate(2026, 3, 9))
        assert calendar.is_incomplete
        assert "Choose the last day" in child(picker, "range_picker_hint").text()
        calendar.clicked.emit(QDate(2026, 3, 3))
        assert picker.days == (date(2026, 3, 3), date(2026, 3, 9))
        assert picker.findChild(QPushButton, "range_picker_button").text() == "Mar 3 – Mar 9, 2026"

    def test_future_days_cannot_be_chosen(self, picker: DateRangePicker) -> None:
        picker.open()
        assert picker.findChild(RangeCalendar).maximumDate() == QDate(2026, 3, 14)

    def test_setting_a_range_emits_no_change(self, qtbot: QtBot, picker: DateRangePicker) -> None:
        with qtbot.assertNotEmitted(picker.range_changed):
            picker.set_days((date(2026, 1, 1), date(2026, 1, 9)))
            picker.set_days(picker.days)


class TestComparePicker:
    @pytest.fixture
    def picker(self, show: Callable[[QWidget], None]) -> ComparePicker:
        picker = ComparePicker()
        show(picker)
        picker.set_primary((date(2026, 2, 10), date(2026, 2, 12)))
        return picker

    def test_it_names_the_days_it_compares_with(self, qtbot: QtBot, picker: ComparePicker) -> None:
        with qtbot.waitSignal(picker.changed, check_params_cb=lambda it: it == CompareChoice("previous_period")):
            picker.toggle()
        assert picker.text() == "Previous period"
        assert picker.toolTip() == "Feb 7 – Feb 9, 2026"
        picker.toggle()
        assert picker.choice == CompareChoice()

    def test_a_mode_is_chosen_at_once(self, qtbot: QtBot, picker: ComparePicker) -> None:
        picker.open()
        radio = picker.findChild(QWidget, "compare_picker_previous_year")
        with qtbot.waitSignal(picker.changed):
            qtbot.keyClick(radio, Qt.Key.Key_Space)
        assert picker.choice.mode == "previous_year"

    def test_custom_days_are_applied_only_when_valid(self, qtbot: QtBot, picker: ComparePicker) -> None:
        picker.open()
        with qtbot.assertNotEmitted(picker.changed):
            qtbot.keyClick(picker.findChild(QWidget, "compare_picker_custom"), Qt.Key.Key_Space)
        apply = picker.findChild(QPushButton, "compare_picker_apply")
        calendar = picker.findChild(RangeCalendar)
        assert not apply.isEnabled()
        assert "first and the last day" in child(picker, "compare_picker_message").text()
        calendar.clicked.emit(QDate(2026, 1, 1))
        assert not apply.isEnabled()
        calendar.clicked.emit(QDate(2026, 1, 31))
        assert not apply.isEnabled()
        assert "twice as long" in child(picker, "compare_picker_message").text()
        calendar.clicked.emit(QDate(2026, 1, 1))
        calendar.clicked.emit(QDate(2026, 1, 3))
        with qtbot.waitSignal(picker.changed):
            qtbot.mouseClick(apply, LEFT)
        assert picker.choice == CompareChoice("custom", date(2026, 1, 1), date(2026, 1, 3))
        assert picker.text() == "Jan 1 – Jan 3, 2026"


def test_a_notice_waits_until_the_time_to_undo_is_over(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(600, 400)
    host.show()
    toast, ends = Toast(host), []
    toast.offer_undo(UndoOffer("Deleted", lambda: ends.append("undone"), lambda: ends.append("passed")))
    toast.show_text("Saved")
    assert (toast.accessibleName(), ends) == ("Deleted", [])
    toast.findChild(QPushButton, "toast_action").click()
    assert ends == ["undone"]
    assert (toast.accessibleName(), toast.isVisible()) == ("Saved", True)


def test_a_click_counts_although_the_list_is_read_again_between_press_and_release(
    qtbot: QtBot, show: Callable[[QWidget], None]
) -> None:
    picker = RulePicker("picker", "Pages and events")
    show(picker)
    seen = [Seen("page_view", path, visitors) for path, visitors in (("/", 30), ("/tea", 20), ("/coffee", 10))]
    picker.show_seen(seen)
    view = picker.list.viewport()
    place = picker.list.visualItemRect(picker.list.item(1)).center()
    qtbot.mousePress(view, LEFT, pos=place)
    picker.show_seen([seen[0], Seen("page_view", "/tea", 25), Seen("page_view", "/mate", 5)])
    with qtbot.waitSignal(picker.chosen) as chosen:
        qtbot.mouseRelease(view, LEFT, pos=place)
    assert chosen.args == [MatchRule("page_view", "/tea")]
    assert [picker.list.item(at).text() for at in range(picker.list.count())] == ["/", "/tea", "/mate"]


def test_a_long_choice_is_shortened_and_its_beginning_stays(qtbot: QtBot) -> None:
    box, option = ComboBox(), QStyleOptionComboBox()
    qtbot.addWidget(box)
    box.addItem("Orders of hand-made stoneware")
    box.resize(120, 32)
    box.initStyleOption(option)
    assert option.currentText.startswith("Orders")
    assert option.currentText.endswith("\N{HORIZONTAL ELLIPSIS}")
    assert box.currentText() == "Orders of hand-made stoneware"
    box.setItemText(0, "متجر الشاي والفخار اليدوي")
    box.initStyleOption(option)
    assert option.currentText.startswith("\N{FIRST STRONG ISOLATE}متجر")  # or the ellipsis would precede it


def test_a_field_shows_the_beginning_of_its_text_until_one_types_in_it(
    qtbot: QtBot, show: Callable[[QWidget], None]
) -> None:
    first, second, holder = line("first", "First"), line("second", "Second"), QWidget()
    holder.setLayout(column(first, second))
    show(holder)
    second.setFocus()
    first.setText("a text that is much longer than its field " * 5)
    assert first.cursorPosition() == 0
    with qtbot.waitActive(holder):
        holder.activateWindow()
    first.setFocus(Qt.FocusReason.OtherFocusReason)
    assert first.cursorPosition() == len(first.text())
    second.setFocus(Qt.FocusReason.OtherFocusReason)
    assert first.cursorPosition() == 0


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_the_parts_of_a_page_stay_in_their_place_when_a_scroll_bar_comes(
    qtbot: QtBot, direction: Qt.LayoutDirection
) -> None:
    page, part = QWidget(), QWidget()
    page.setLayout(column(part, margins=4))
    area = scroll_area(page, "area")
    area.setLayoutDirection(direction)
    qtbot.addWidget(area)
    area.resize(300, 200)
    area.show()

    def place() -> tuple[int, int]:
        return part.mapTo(area, QPoint()).x(), part.width()

    before = place()
    part.setMinimumHeight(400)
    qtbot.waitUntil(area.verticalScrollBar().isVisible)
    qtbot.waitUntil(lambda: place() == before)
