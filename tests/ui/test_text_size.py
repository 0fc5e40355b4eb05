"""The size of the text: it follows the system's and the zoom of the window, and everything has room for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QLocale, QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.reports.matching import MatchRule
from app.domain.reports.request import Filter
from app.loop import LoopThread
from app.ui.charts.cells import CellsView, Grid, GridCell
from app.ui.charts.ramp_legend import RampLegend
from app.ui.pages.records.goal_form import GoalForm
from app.ui.pages.records.steps_editor import StepsEditor
from app.ui.process.language import Catalogue
from app.ui.style import theme
from app.ui.style.theme import Theme, scale_of
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.widgets.tables.table import DataTable
from app.ui.window_state import WindowState
from app.ui.windows.snippet_view import SnippetView
from tests.ui.fake_accounts import api_key
from tests.ui.fake_sharing import shared
from tests.ui.fakes import BLOG, FakeControl, FrameClient, busy, status
from tests.ui.frame import Frame
from tests.ui.samples import SITE
from tests.ui.screens import SIZE, SMALLEST, save_screen

PARTS = {  # of each page, on screen once the page has its data
    "overview": "traffic",
    "realtime": "realtime_events",
    "sharing": "share_url",
    "site": "site_name",
    "server": "server_page",
    "api_keys": "keys_table",
    "security": "sign_in_card",
}


@pytest.fixture
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[None]:
    """Speak the language that a test names as the parameter of its window, English without one."""
    name = getattr(request.node, "callspec", None) and request.node.callspec.params.get("frame")
    catalogue, before = Catalogue(name or "en"), QLocale()
    qapp.installTranslator(catalogue)
    QLocale.setDefault(QLocale(name if name and name != "en" else "en_US"))
    yield
    QLocale.setDefault(before)
    qapp.removeTranslator(catalogue)
    qapp.sendPostedEvents(None, QEvent.Type.LanguageChange)


@pytest.fixture
def frame(
    language: None, qtbot: QtBot, loop_thread: LoopThread, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Frame]:
    """Window of a server with something on every page."""
    client = FrameClient(SITE, BLOG)
    client.now_active, client.shared_as, client.mode = busy(), shared(embedding="anywhere"), "local"
    client.api_keys = [api_key("key_1", "Monthly report")]
    frame = Frame(qtbot, loop_thread, client, tmp_path, FakeControl())
    frame.start()
    frame.until_pages()
    client.push(status())
    yield frame
    frame.close()
    monkeypatch.undo()
    theme.current().follow_system()
    theme.current().set_zoom(100)


def cut(window: QWidget) -> list[str]:
    """The texts on screen that have less room than they need, or lie beyond the edge of the window."""
    texts = []
    for kind in (QLabel, QPushButton, QToolButton):
        for part in window.findChildren(kind):
            if isinstance(part, QLabel) and part.wordWrap() and part.isVisible():
                if part.height() < part.heightForWidth(part.width()):
                    texts.append(f"{part.objectName()} {part.text()!r} has {part.size().toTuple()}")
                continue
            is_fitted = isinstance(part, ElidedLabel)
            if isinstance(part, QToolButton) and part.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly:
                continue
            if not part.isVisible() or not part.text() or is_fitted or "\n" in part.text():
                continue
            need = part.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, part.text())
            right = part.mapTo(window, part.rect().topRight()).x()
            if part.width() < need.width() or part.height() < need.height() or right > window.width():
                texts.append(f"{part.objectName()} {part.text()!r} has {part.size().toTuple()}")
    for table in window.findChildren(DataTable):
        head, font = table.horizontalHeader(), QFontMetrics(theme.current().font("caption"))
        for at, column in enumerate(table.rows.columns):
            is_shown = table.isVisible() and not table.isColumnHidden(at)
            if is_shown and head.sectionSize(at) < font.horizontalAdvance(column.title()):
                texts.append(f"{table.objectName()} heading {column.title()!r} has {head.sectionSize(at)}")
    return texts


def off_the_lines(window: QWidget) -> list[str]:
    """The outermost cards of the page that begin or end elsewhere than what is in the header."""
    header, pages = window.findChild(QWidget, "header"), window.findChild(QWidget, "pages")
    assert header is not None
    assert pages is not None
    margins, left = header.layout().contentsMargins(), header.mapTo(window, QPoint()).x()
    lines = left + margins.left(), left + header.width() - margins.right()
    cards = [
        card for card in pages.findChildren(QFrame) if card.isVisible() and card.property("role") in ("card", "panel")
    ]
    outer = [card for card in cards if not any(other.isAncestorOf(card) for other in cards)]
    edges = [(card.mapTo(window, QPoint()).x(), card.objectName()) for card in outer]
    ends = [(at + card.width(), name) for card, (at, name) in zip(outer, edges, strict=True)]
    out = [name for at, name in edges if at < lines[0]] + [name for at, name in ends if at > lines[1]]
    if edges and (min(edges)[0], max(ends)[0]) != lines:
        out.append(f"{min(edges)} to {max(ends)} are not {lines}")
    return out


def assert_whole(window: QWidget) -> None:
    assert cut(window) == []
    assert off_the_lines(window) == []


@pytest.mark.parametrize(
    ("frame", "size", "zoom"),
    [("en", SMALLEST, 100), ("en", SMALLEST, 150), ("en", SIZE, 150), ("de", SMALLEST, 100), ("ja", SMALLEST, 100)],
    indirect=["frame"],
)
def test_no_text_is_cut_on_any_page(frame: Frame, size: tuple[int, int], zoom: int) -> None:
    """Cards stand on the lines of the header on all of them."""
    theme.current().set_zoom(zoom)
    frame.window.pages.filter_requested.emit(Filter("country", "DE"))
    frame.window.resize(*size)
    for page, part in PARTS.items():
        frame.window.actions_of_view.show_page(page)
        frame.qtbot.waitUntil(lambda part=part: frame.is_visible(part))
        save_screen(frame.window, f"text-{QLocale().name()}-{zoom}-{size[0]}-{page}", size, tones=("dark",))
        frame.qtbot.waitUntil(lambda: assert_whole(frame.window))  # numbers that have just come are laid out first
    assert (frame.window.width(), frame.window.height()) == size


def text_height(frame: Frame, name: str) -> int:
    return frame.part(QLabel, name).font().pixelSize()


def test_the_keys_for_larger_text_zoom_the_window_and_are_remembered(frame: Frame) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    before = text_height(frame, "page_title")
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Plus, Qt.Key.Key_Plus):
        frame.key(key, control)
    assert (text_height(frame, "page_title"), frame.window_state.zoom) == (before * 7 // 4, 175)
    frame.key(Qt.Key.Key_Minus, control)
    assert (text_height(frame, "page_title"), frame.window_state.zoom) == (before * 3 // 2, 150)
    frame.key(Qt.Key.Key_0, control)
    assert (text_height(frame, "page_title"), frame.window_state.zoom) == (before, 100)


def test_the_zoom_ends_at_its_least_and_largest_step(frame: Frame) -> None:
    for name, last in (("zoom_in", 200), ("zoom_out", 80)):
        for _ in range(len(theme.ZOOMS) + 1):
            frame.window.menus.choose(name)
        assert theme.current().zoom == last


def test_the_next_start_has_the_size_of_the_text_that_was_chosen(tmp_path: Path) -> None:
    state = WindowState(tmp_path / "window.ini")
    state.zoom = 125
    state.save()
    assert WindowState(tmp_path / "window.ini").zoom == 125
    look = Theme("dark")
    look.start("dark", 125)
    assert look.font().pixelSize() == round(14 * 1.25)
    theme.current().apply()


def test_a_size_of_text_that_nobody_can_choose_counts_as_normal(tmp_path: Path) -> None:
    (tmp_path / "window.ini").write_text("[General]\nzoom=5000\n", encoding="utf-8")
    assert WindowState(tmp_path / "window.ini").zoom == 100


def test_the_menu_and_the_list_of_shortcuts_name_the_keys_for_the_size_of_the_text(frame: Frame) -> None:
    entries = [action.text() for action in frame.window.menuBar().actions()[1].menu().actions()]
    frame.key("?")
    listed = [text.text() for text in frame.part(QWidget, "shortcuts_dialog").findChildren(QLabel)]
    for name in ("Larger text", "Smaller text", "Normal text size"):
        assert name in entries
        assert name in listed


@pytest.mark.parametrize(
    ("pixels", "platform", "scale"),
    [
        (12, "win32", 1), (18, "win32", 1.5), (13, "darwin", 1), (19.5, "darwin", 1.5), (40 / 3, "linux", 1),
        (44 / 3, "linux", 1), (21, "linux", 1.5), (12, "linux", 1), (10, "win32", 10 / 12),
    ],
)  # fmt: skip
def test_the_scale_is_1_on_a_system_that_nobody_has_changed(pixels: float, platform: str, scale: float) -> None:
    assert scale_of(pixels, platform) == pytest.approx(scale)


@pytest.mark.parametrize("size", theme.TEXT_SIZES)
def test_every_text_size_follows_the_system(size: theme.TextSize, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(theme, "system_text_scale", lambda: 1.5)
    look = Theme("dark")
    assert look.font(size).pixelSize() == round(theme.TEXT_SIZES[size] * 1.5)
    assert f"font-size: {round(theme.TEXT_SIZES['caption'] * 1.5)}px" in look.stylesheet()
    theme.current().apply()  # it has its marks at the same search path


def test_rows_and_controls_follow_the_system_while_the_window_is_open(
    frame: Frame, monkeypatch: pytest.MonkeyPatch
) -> None:
    def heights() -> list[int]:
        tables = frame.window.findChildren(DataTable)
        controls = [frame.part(QWidget, name) for name in ("range_picker_back", "view_options", "range_picker_button")]
        return [table.verticalHeader().defaultSectionSize() for table in tables] + [part.height() for part in controls]

    before = heights()
    monkeypatch.setattr(theme, "system_text_scale", lambda: 1.5)
    QApplication.sendEvent(frame.window, QEvent(QEvent.Type.ThemeChange))
    frame.qtbot.waitUntil(lambda: heights() != before and frame.part(QWidget, "range_picker_button").height() > 40)
    assert heights() == pytest.approx([height * 1.5 for height in before], abs=2)
    monkeypatch.setattr(theme, "system_text_scale", lambda: 1.0)
    QApplication.sendEvent(frame.window, QEvent(QEvent.Type.ThemeChange))
    frame.qtbot.waitUntil(lambda: heights() == before)


def test_the_snippet_and_the_picture_on_its_button_grow_with_the_text(qtbot: QtBot) -> None:
    view = SnippetView()
    qtbot.addWidget(view)
    box, copy = view.findChild(QWidget, "snippet_box"), view.findChild(QPushButton, "snippet_copy")
    assert box is not None
    assert copy is not None
    before, side = box.minimumHeight(), copy.iconSize().width()
    theme.current().set_zoom(200)
    try:
        assert box.minimumHeight() > 1.5 * before
        assert copy.iconSize().width() == 2 * side
    finally:
        theme.current().set_zoom(100)
    assert box.minimumHeight() == before


def test_lists_cells_and_legends_grow_with_the_text(qtbot: QtBot) -> None:
    """As many rows are in view at twice the size of the text, and a legend has room for its texts."""
    steps, goal, cells, legend = StepsEditor("steps", "Steps"), GoalForm(None), CellsView("cells", "Cells"), legend_of()
    for widget in (steps, goal, cells, legend):
        qtbot.addWidget(widget)
    steps.add(MatchRule("page_view", "/tea"))
    lists = steps.list, goal.picker.list
    cells.show_grid(Grid("", ("a", "b"), ("x",), lambda *_: 1.0, lambda *_: GridCell("1", str), ("1",)))
    before = [part.height() for part in lists]
    row, legend_height = cells.rect_of((0, 0)).height(), legend.sizeHint().height()
    theme.current().set_zoom(200)
    try:
        assert [part.height() for part in lists] == pytest.approx([2 * height for height in before], abs=4)
        assert steps.list.visualItemRect(steps.list.item(0)).height() == 2 * theme.ROW_HEIGHT
        assert cells.rect_of((0, 0)).height() > 1.8 * row
        assert (
            legend.sizeHint().height() >= QFontMetrics(theme.current().font("caption")).height() > 1.2 * legend_height
        )
    finally:
        theme.current().set_zoom(100)


def legend_of() -> RampLegend:
    legend = RampLegend("legend")
    legend.show_ends("0", "12")
    return legend


@pytest.mark.parametrize(("zoom", "height"), [(100, 600), (150, 720)])
def test_the_list_of_shortcuts_fits_on_a_low_screen(frame: Frame, zoom: int, height: int) -> None:
    theme.current().set_zoom(zoom)
    frame.key("?")
    dialog = frame.part(QWidget, "shortcuts_dialog")
    assert dialog.height() <= height
    save_screen(dialog, f"shortcuts-{zoom}", (dialog.width(), dialog.height()), tones=("dark",))
