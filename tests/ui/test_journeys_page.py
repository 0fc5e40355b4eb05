"""Journeys page: the flow of a real server's sessions, walked by mouse and keyboard."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from app.domain.reports.journeys import Flow, FlowLink, FlowNode, JourneyAnchor, JourneyQuery
from app.domain.reports.request import ReportRequest
from app.ui.charts.flow import FlowView
from app.ui.charts.flow_layout import BOX_LOW, FlowBox, arrange
from app.ui.pages.page import PageContext
from app.ui.pages.reports.journeys import JourneysPage
from app.ui.style import theme
from tests.ui.real_server import Shop
from tests.ui.samples import TODAY
from tests.ui.screens import IS_WRITTEN, save_screen

MONTH = ReportRequest(TODAY - timedelta(days=29), TODAY)
CART = JourneyAnchor("page", "/cart")


@pytest.fixture
def page(qtbot: QtBot, shop: Shop, shop_context: PageContext) -> JourneysPage:
    page = JourneysPage(shop_context)
    qtbot.addWidget(page)
    page.resize(1060, 740)
    page.show()
    page.show_site(shop.site, MONTH)
    qtbot.waitUntil(lambda: page.section.stack.state == "content")
    return page


def walk(qtbot: QtBot, page: JourneysPage, anchor: JourneyAnchor) -> None:
    page.section.walk_to(anchor)
    until(qtbot, page, anchor.value)


def until(qtbot: QtBot, page: JourneysPage, start: str) -> None:
    """Wait until the picture of a start is shown."""
    qtbot.waitUntil(lambda: anchor_of(page.section.view).node.value == start and page.section.stack.state == "content")


def anchor_of(view: FlowView) -> FlowBox:
    return next(box for box in view.picture_of_flow.boxes if not box.column)


# --- Layout


def test_every_box_can_be_read_and_bands_are_as_high_as_their_sessions() -> None:
    nodes = (
        FlowNode(0, "page", "/", 1000),
        FlowNode(1, "page", "/a", 900),
        FlowNode(1, "page", "/b", 1),
        FlowNode(1, "end", None, 99),
    )
    flow = Flow(nodes, tuple(FlowLink(0, at, nodes[at].sessions) for at in (1, 2, 3)))
    picture = arrange(flow, flow, 900, 500, 20)
    assert [box.column for box in picture.boxes] == [-1, -1, -1, 0, 1, 1, 1]
    assert min(box.area.height() for box in picture.boxes) == BOX_LOW
    assert max(box.area.bottom() for box in picture.boxes) <= 500 + 1
    heights = {band.sessions: band.height for band in picture.bands}
    assert heights[900] == pytest.approx(900 * heights[1])
    columns = [[box.area for box in picture.boxes if box.column == column] for column in (-1, 1)]
    assert all(one.bottom() < other.top() for areas in columns for one, other in zip(areas, areas[1:], strict=False))


# --- The page


def test_it_begins_with_the_most_visited_page(page: JourneysPage, shop: Shop, shop_context: PageContext) -> None:
    call = shop_context.client.metrics(shop.site.id, MONTH, "page", limit=1, sort="visitors")
    top = shop.loop.submit(call).result(5).data.rows[0].value
    assert page.section.start == JourneyAnchor("page", top)
    assert {box.column for box in page.section.view.picture_of_flow.boxes} == {-2, -1, 0, 1, 2}
    assert page.section.line.text().startswith(f"{anchor_of(page.section.view).node.sessions:,} sessions with {top}.")


def test_the_picture_shows_the_sessions_that_the_server_counts(
    qtbot: QtBot, page: JourneysPage, shop: Shop, shop_context: PageContext
) -> None:
    walk(qtbot, page, CART)
    query = JourneyQuery(CART, "next", 2, max_nodes=6)
    journey = shop.loop.submit(shop_context.client.journey(shop.site.id, MONTH, query)).result(5)
    assert isinstance(journey.flow, Flow)
    shown = [box.node for box in page.section.view.picture_of_flow.boxes if box.column >= 0]
    assert sorted(shown, key=str) == sorted(journey.flow.nodes, key=str)
    assert journey.total_anchor_sessions == anchor_of(page.section.view).node.sessions
    header, rows = page.section.view.table()
    assert sum(row[-1] for row in rows if row[:2] == ("after", 1)) == journey.total_anchor_sessions  # type: ignore[misc]
    assert header[0] == "side"


def test_a_click_on_a_node_walks_on_and_back_returns(qtbot: QtBot, page: JourneysPage) -> None:
    walk(qtbot, page, CART)
    view = page.section.view
    target = next(box for box in view.picture_of_flow.boxes if box.column == 1 and box.node.type == "page")
    place = target.area.center().toPoint() - view.offset()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(place))
    assert target.node.value is not None
    until(qtbot, page, target.node.value)
    back = page.findChild(QPushButton, "flow_back")
    assert isinstance(back, QPushButton)
    assert back.text() == "Back to /cart"
    back.click()
    until(qtbot, page, "/cart")
    assert page.section.start == CART


def test_the_keyboard_reads_nodes_and_walks(qtbot: QtBot, page: JourneysPage) -> None:
    walk(qtbot, page, CART)
    view = page.section.view
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.accessibleDescription().startswith("/cart ")
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.accessibleDescription().startswith("Right after: ")
    assert page.section.line.text() == view.accessibleDescription()
    for _ in range(20):
        qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.accessibleDescription().startswith("Right after: Session ended")
    for _ in range(20):
        qtbot.keyClick(view, Qt.Key.Key_Up)
    box = view.cursor_place
    assert isinstance(box, FlowBox)
    assert box.node.value is not None
    qtbot.keyClick(view, Qt.Key.Key_Return)
    until(qtbot, page, box.node.value)
    qtbot.keyClick(view, Qt.Key.Key_Backspace)
    until(qtbot, page, "/cart")


def test_an_event_that_exists_is_chosen_by_typing(qtbot: QtBot, page: JourneysPage) -> None:
    picker = page.section.anchor.picker
    page.section.open_search()
    qtbot.waitUntil(lambda: picker.list.count() > 5)
    picker.search.setText("newsl")
    qtbot.waitUntil(lambda: picker.list.count() > 0 and picker.list.item(0).text().startswith("newsletter"))
    qtbot.keyClick(picker.search, Qt.Key.Key_Return)
    until(qtbot, page, "newsletter_signup")
    assert page.section.start == JourneyAnchor("event", "newsletter_signup")
    walk(qtbot, page, JourneyAnchor("page", "/"))
    assert page.section.anchor.width() >= theme.current().sized(120)


def test_direction_steps_and_kinds_of_nodes_are_chosen(qtbot: QtBot, page: JourneysPage, tmp_path: Path) -> None:
    walk(qtbot, page, CART)
    view = page.section.view
    for name in ("flow_side_after", "flow_depth_4"):
        choice = page.findChild(QToolButton, name)
        assert isinstance(choice, QToolButton)
        choice.click()
    qtbot.waitUntil(lambda: {box.column for box in view.picture_of_flow.boxes} == {0, 1, 2, 3, 4})
    assert any(box.node.type == "event" for box in view.picture_of_flow.boxes)
    for name in ("flow_pages_only", "flow_merge"):
        box = page.findChild(QCheckBox, name)
        assert isinstance(box, QCheckBox)
        box.click()
    qtbot.waitUntil(lambda: all(box.node.type != "event" for box in view.picture_of_flow.boxes))
    with qtbot.waitSignal(page.notice, check_params_cb=lambda it: it == "Saved the table as flow.csv."):
        view.save_table(tmp_path / "flow.csv")
    assert (tmp_path / "flow.csv").read_text().startswith("side,step,from_type,from,to_type,to,sessions")


def test_a_start_that_nobody_had_says_so_and_another_can_be_chosen(qtbot: QtBot, page: JourneysPage) -> None:
    page.section.walk_to(JourneyAnchor("page", "/nowhere"))
    qtbot.waitUntil(lambda: page.section.stack.state == "empty")
    save_screen(page, "journeys-empty", (1060, 740))
    page.section.go_back()
    qtbot.waitUntil(lambda: page.section.stack.state == "content")


def test_pictures_of_journeys(qtbot: QtBot, page: JourneysPage) -> None:
    walk(qtbot, page, JourneyAnchor("page", "/products"))
    for size in ((680, 540), (1060, 740), (2340, 1300)) if IS_WRITTEN else ((680, 540),):
        save_screen(page, f"journeys-{size[0]}", size)
    page.section.view.setFocus()
    page.section.view.move_cursor(page.section.view.picture_of_flow.boxes[-3])
    save_screen(page, "journeys-cursor", (1060, 740), 2.0)
