"""Goals page with the conversions of a real server: list, editor, deletion that can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDoubleSpinBox, QLabel, QLineEdit, QListWidget, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.api.client import ApiClient
from app.api.items.goals import NewGoalBody
from app.domain.items.goals import Goal
from app.loop import LoopThread
from app.ui.pages.page import PageContext
from app.ui.pages.records.goal_form import decimals_of
from app.ui.pages.records.goals import GoalsPage
from app.ui.widgets.toast import Toast
from tests.ui.fakes import FakeControl, FrameClient
from tests.ui.frame import Frame
from tests.ui.real_server import Shop
from tests.ui.samples import MONTH, SITE
from tests.ui.screens import SIZE, UHD, save_screen

ORDER = NewGoalBody("Order placed", "event", "purchase", None, "event_property", None, "value", "EUR")
SIGN_UP = NewGoalBody("Newsletter", "event", "newsletter_signup", None, "fixed", 2.5, None, "EUR")
READ = NewGoalBody("Reads the blog", "page_view", "/blog/", "starts_with")


class Goals:
    """The goals of the shop, which are all deleted at the end. They are changed on its own thread."""

    def __init__(self, shop: Shop, client: ApiClient) -> None:
        self._shop, self._client = shop, client

    def add(self, *goals: NewGoalBody) -> list[Goal]:
        return [self._shop.loop.submit(self._client.add_goal(self._shop.site.id, goal)).result(5) for goal in goals]

    def all(self) -> dict[str, Goal]:
        goals = self._shop.loop.submit(self._client.list_goals(self._shop.site.id)).result(5)
        return {goal.name: goal for goal in goals}

    def delete(self, goal: Goal) -> None:
        self._shop.loop.submit(self._client.delete_goal(self._shop.site.id, goal.id)).result(5)


@pytest.fixture
def goals(shop: Shop, shop_context: PageContext) -> Iterator[Goals]:
    goals = Goals(shop, shop_context.client)
    yield goals
    for goal in goals.all().values():
        goals.delete(goal)


@pytest.fixture
def page(qtbot: QtBot, shop_context: PageContext, goals: Goals) -> GoalsPage:
    page = GoalsPage(shop_context)
    qtbot.addWidget(page)
    page.resize(1060, 740)
    page.show()
    return page


def show(qtbot: QtBot, page: GoalsPage, shop: Shop, state: str = "content") -> None:
    page.show_site(shop.site, MONTH)
    qtbot.waitUntil(lambda: page.stack.state == state)


def names(page: GoalsPage) -> list[str]:
    """Return the names in the list, sorted: goals of one moment have no order of their own."""
    return sorted(str(page.table.rows.index(at, 0).data()) for at in range(page.table.rows.rowCount()))


def total(page: GoalsPage) -> int:
    """Return the conversions of the course that is drawn."""
    assert page.chart.series is not None
    return sum(point.conversions for point in page.chart.series.series)


def choose(page: GoalsPage, name: str) -> int:
    """Choose the row of a goal and return its number."""
    at = next(at for at in range(page.table.rows.rowCount()) if page.table.rows.index(at, 0).data() == name)
    page.table.selectRow(at)
    return at


def part(page: QWidget, kind: type, name: str) -> QWidget:
    found: QWidget | None = page.findChild(kind, name)
    assert found is not None, name
    return found


def test_goals_are_listed_with_their_conversions_and_the_course_of_the_chosen_one(
    qtbot: QtBot, page: GoalsPage, shop: Shop, goals: Goals
) -> None:
    order = goals.add(SIGN_UP, READ, ORDER)[2]
    show(qtbot, page, shop)
    assert names(page) == ["Newsletter", "Order placed", "Reads the blog"]
    at = choose(page, "Order placed")
    stats = {one.id: one.stats for one in page.records}[order.id]
    assert stats is not None
    assert stats.conversions > 10
    assert page.table.rows.index(at, 1).data() == str(stats.conversions)
    assert page.table.rows.index(at, 2).data() == "+23%"
    assert str(page.table.rows.index(at, 4).data()).endswith(" EUR")
    qtbot.waitUntil(lambda: page.chart.series is not None and total(page) == stats.conversions)
    save_screen(page, "goals", (1060, 740))
    save_screen(page, "goals-small", (680, 500))
    save_screen(page, "goals-4k", UHD, 2.0)


def test_a_goal_is_made_of_an_event_that_exists(qtbot: QtBot, page: GoalsPage, shop: Shop, goals: Goals) -> None:
    show(qtbot, page, shop, "empty")
    save_screen(page, "goals-empty", (1060, 740))
    page.edit_new()
    dialog = part(page, QWidget, "record_dialog")
    listed = part(dialog, QListWidget, "goal_rule_list")
    qtbot.waitUntil(lambda: listed.count() > 5)
    save_screen(dialog, "goal-new", (520, dialog.height()))
    search = part(dialog, QLineEdit, "goal_rule_search")
    qtbot.keyClicks(search, "purch")
    qtbot.keyClick(search, Qt.Key.Key_Return)
    assert part(dialog, QLineEdit, "goal_name").text() == "purchase"
    part(dialog, QToolButton, "goal_value_mode_fixed").click()
    part(dialog, QDoubleSpinBox, "goal_fixed_value").setValue(9.5)
    save_screen(dialog, "goal-filled", (520, dialog.height()))
    qtbot.keyClick(part(dialog, QLineEdit, "goal_name"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.stack.state == "content")
    goal = goals.all()["purchase"]
    assert (goal.goal_type, goal.match_value, goal.fixed_value) == ("event", "purchase", 9.5)


def test_enter_in_the_search_saves_once_the_rule_is_picked(
    qtbot: QtBot, page: GoalsPage, shop: Shop, goals: Goals
) -> None:
    show(qtbot, page, shop, "empty")
    page.edit_new()
    dialog = part(page, QWidget, "record_dialog")
    search = part(dialog, QLineEdit, "goal_rule_search")
    qtbot.keyClick(search, Qt.Key.Key_Return)
    assert part(dialog, QLabel, "goal_match_value_error").text() == "Choose a page or an event."
    qtbot.keyClicks(search, "/tea")
    qtbot.keyClick(search, Qt.Key.Key_Down)
    for _ in range(2):
        qtbot.keyClick(search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.stack.state == "content" and not page.bridge.has_open_calls)
    assert [goal.match_value for goal in goals.all().values()] == ["/tea"]


def test_an_error_of_the_server_takes_the_place_of_the_hint_and_goes_while_typing(
    qtbot: QtBot, page: GoalsPage, shop: Shop, goals: Goals
) -> None:
    goals.add(ORDER, READ)
    show(qtbot, page, shop)
    choose(page, "Reads the blog")
    page.edit_chosen()
    dialog = part(page, QWidget, "record_dialog")
    name, error = part(dialog, QLineEdit, "goal_name"), part(dialog, QLabel, "goal_name_error")
    height = dialog.height()
    name.setText("Order placed")
    part(dialog, QPushButton, "record_save").click()
    qtbot.waitUntil(error.isVisible)
    assert error.text() == "Goal name already exists for this website."
    assert dialog.focusWidget() is name
    assert dialog.height() == height
    qtbot.keyClick(name, Qt.Key.Key_X)
    assert not error.isVisible()
    assert dialog.height() == height
    dialog.close()


def test_what_is_missing_is_said_before_the_server_is_asked(qtbot: QtBot, page: GoalsPage, shop: Shop) -> None:
    show(qtbot, page, shop, "empty")
    page.edit_new()
    dialog = part(page, QWidget, "record_dialog")
    part(dialog, QPushButton, "record_save").click()
    assert part(dialog, QLabel, "goal_match_value_error").text() == "Choose a page or an event."
    assert part(dialog, QLabel, "goal_name_error").text() == "Enter a name."
    assert dialog.focusWidget() is part(dialog, QLineEdit, "goal_rule_search")
    dialog.close()


def test_a_deleted_goal_is_on_the_server_until_the_time_to_undo_it_has_passed(
    qtbot: QtBot, page: GoalsPage, shop: Shop, goals: Goals
) -> None:
    goals.add(READ, ORDER)
    toast = Toast(page)
    page.undo_offered.connect(toast.offer_undo)
    show(qtbot, page, shop)
    choose(page, "Order placed")
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    assert names(page) == ["Reads the blog"]
    assert part(toast, QLabel, "toast_text").text() == "The goal Order placed has been deleted"
    save_screen(page, "goals-undo", SIZE)
    part(toast, QPushButton, "toast_action").click()
    assert names(page) == ["Order placed", "Reads the blog"]
    assert len(goals.all()) == 2
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    assert len(goals.all()) == 2
    part(toast, QToolButton, "toast_close").click()
    qtbot.waitUntil(lambda: list(goals.all()) == ["Reads the blog"])


def test_undo_by_the_keyboard_brings_back_the_very_goal(
    qtbot: QtBot, page: GoalsPage, shop: Shop, goals: Goals
) -> None:
    order = goals.add(ORDER)[0]
    toast = Toast(page)
    page.undo_offered.connect(toast.offer_undo)
    show(qtbot, page, shop)
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    assert page.stack.state == "empty"
    qtbot.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [row.id for row in page.records] == [order.id]
    assert not toast.isVisible()
    assert goals.all()["Order placed"].id == order.id


def test_an_editor_saves_to_the_site_that_it_was_opened_for(
    qtbot: QtBot, page: GoalsPage, shop: Shop, goals: Goals
) -> None:
    show(qtbot, page, shop, "empty")
    page.edit_new()
    dialog = part(page, QWidget, "record_dialog")
    listed = part(dialog, QListWidget, "goal_rule_list")
    qtbot.waitUntil(lambda: listed.count() > 5)
    search = part(dialog, QLineEdit, "goal_rule_search")
    qtbot.keyClicks(search, "purch")
    qtbot.keyClick(search, Qt.Key.Key_Return)
    page.show_site(replace(shop.site, id="another"), MONTH)
    part(dialog, QPushButton, "record_save").click()
    qtbot.waitUntil(lambda: list(goals.all()) == ["purchase"])
    qtbot.waitUntil(lambda: page.findChild(QWidget, "record_dialog") is None)
    qtbot.waitUntil(lambda: page.stack.state == "error")


def test_the_list_is_written_as_csv(qtbot: QtBot, page: GoalsPage, shop: Shop, goals: Goals, tmp_path: Path) -> None:
    goals.add(READ, ORDER)
    show(qtbot, page, shop)
    with qtbot.waitSignal(page.notice, check_params_cb=lambda it: it == "Saved 2 rows to goals.csv."):
        page.save_table(tmp_path / "goals.csv")
    lines = (tmp_path / "goals.csv").read_text().splitlines()
    assert lines[0].startswith("name,goal_type,match_operator,match_value,conversions,")
    assert [line.split(",")[:4] for line in sorted(lines[1:])] == [
        ["Order placed", "event", "equals", "purchase"],
        ["Reads the blog", "page_view", "starts_with", "/blog/"],
    ]


def test_another_site_ends_the_time_to_undo_and_deletes_on_the_site_before(
    qtbot: QtBot, page: GoalsPage, shop: Shop, goals: Goals
) -> None:
    goals.add(ORDER)
    toast = Toast(page)
    page.undo_offered.connect(toast.offer_undo)
    show(qtbot, page, shop)
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    page.show_site(None, MONTH)
    assert not toast.isVisible()
    qtbot.waitUntil(lambda: not goals.all())


def test_a_goal_stays_when_the_window_leaves_the_server_before_the_time_to_undo_has_passed(
    qtbot: QtBot, page: GoalsPage, shop: Shop, goals: Goals
) -> None:
    goals.add(ORDER)
    toast = Toast(page)
    page.undo_offered.connect(toast.offer_undo)
    show(qtbot, page, shop)
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    before = page.client
    page.client = shop.client("http://127.0.0.1:9")
    part(toast, QToolButton, "toast_close").click()
    page.client = before
    page.refresh()
    qtbot.waitUntil(lambda: names(page) == ["Order placed"])
    assert list(goals.all()) == ["Order placed"]


def test_a_goal_is_deleted_with_the_client_of_a_new_sign_in_to_the_same_server(
    qtbot: QtBot, page: GoalsPage, shop: Shop, goals: Goals
) -> None:
    goals.add(ORDER)
    toast = Toast(page)
    page.undo_offered.connect(toast.offer_undo)
    show(qtbot, page, shop)
    qtbot.waitUntil(lambda: page.chart.series is not None)
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    page.client = shop.client()
    part(toast, QToolButton, "toast_close").click()
    qtbot.waitUntil(lambda: not goals.all())


def test_the_window_offers_to_undo_a_deletion_on_any_page(
    qtbot: QtBot, loop_thread: LoopThread, tmp_path: Path
) -> None:
    client = FrameClient(SITE)
    client.record_text = "Order placed"
    frame = Frame(qtbot, loop_thread, client, tmp_path, FakeControl(), page="goals")
    frame.start()
    frame.until_pages()
    qtbot.waitUntil(lambda: frame.is_visible("goals_delete") and not frame.bridge.has_open_calls)
    frame.press("goals_delete")
    qtbot.waitUntil(lambda: frame.is_visible("toast_text"))
    frame.window.actions_of_view.show_page("funnels")
    qtbot.waitUntil(lambda: frame.is_visible("funnels_table"))
    assert frame.part(QLabel, "toast_text").text() == "The goal Order placed has been deleted"
    frame.press("toast_action")
    frame.window.actions_of_view.show_page("goals")
    assert names(frame.window.pages.findChild(GoalsPage)) == ["Order placed"]
    frame.close()


@pytest.mark.parametrize(("value", "decimals"), [(12.0, 0), (12.5, 1), (12.345, 3), (0.004, 3), (1e-8, 8)])
def test_an_amount_is_edited_with_all_its_decimals(value: float, decimals: int) -> None:
    assert decimals_of(value) == decimals
