"""Command palette: what is typed finds pages, sites, ranges and values, also misspelt, and several of them together."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QLineEdit, QListWidget, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from app.domain.reports.request import Filter
from app.ui.commands import COMMANDS
from app.ui.pages.page import PageContext
from app.ui.servers.server_link import ServerLink
from app.ui.shell.page_actions import page_actions
from app.ui.shell.palette_opener import PaletteOpener
from app.ui.shell.view_actions import ViewActions
from app.ui.view import View, with_page
from app.ui.widgets.parts import button, column, icon_button
from app.ui.window_context import WindowContext
from app.ui.window_state import WindowState
from app.ui.windows.command_palette import CommandPalette
from app.ui.windows.palette_search import PaletteEntry, Part, combination, matching
from app.ui.workspace import Workspace
from tests.ui.real_server import Shop
from tests.ui.samples import NOW
from tests.ui.screens import save_screen

W = TypeVar("W", bound=QWidget)


def entry(text: str, part: Part = "", kind: str = "Page") -> PaletteEntry:
    return PaletteEntry(text, kind, "page", lambda: None, part=part, change=lambda view: view)


ENTRIES = (
    entry("Overview", "page"),
    entry("Pages", "page"),
    entry("Tea shop (tea.example)", "site", "Site"),
    entry("Last month", "range", "Range"),
    entry("This month", "range", "Range"),
    entry("Last 30 days", "range", "Range"),
    entry("/pricing", "filter", "Page"),
    entry("/pricing/teams", "filter", "Page"),
    entry("Germany", "filter", "Country"),
    entry("Chrome", "filter", "Browser"),
    PaletteEntry("Clear all filters", "Action", "page", lambda: None),
)


def part(whole: QWidget, kind: type[W], name: str) -> W:
    widget = whole.findChild(kind, name)
    assert isinstance(widget, kind)
    return widget


def together(typed: str) -> list[str]:
    return [entry.text for entry in combination(ENTRIES, typed)]


@pytest.mark.parametrize(
    ("typed", "texts"),
    [
        ("pricing germany last month", ["Last month", "/pricing", "Germany"]),
        ("germany last 30 days", ["Last 30 days", "Germany"]),
        ("tea overview this month chrome", ["Tea shop (tea.example)", "This month", "Overview", "Chrome"]),
        ("germny pricng", ["Germany", "/pricing"]),
        ("germany", []),
        ("germany nonsense", []),
        ("", []),
    ],
)
def test_words_that_name_several_things_are_taken_together(typed: str, texts: list[str]) -> None:
    assert sorted(together(typed)) == sorted(texts)
    assert [entry.part for entry in combination(ENTRIES, typed)] == sorted(
        (entry.part for entry in combination(ENTRIES, typed)), key=("site", "range", "page", "filter").index
    )


def test_a_misspelt_word_is_understood_and_comes_after_exact_ones() -> None:
    assert [entry.text for entry in matching(ENTRIES, "germny")] == ["Germany"]
    assert [entry.text for entry in matching(ENTRIES, "last")][:2] == ["Last month", "Last 30 days"]
    assert [entry.text for entry in matching((entry("Mouth"), entry("Last month")), "month")] == [
        "Last month",
        "Mouth",
    ]
    assert matching(ENTRIES, "xyzzy") == []


def test_a_pasted_text_is_not_taken_apart() -> None:
    assert combination(ENTRIES, "germany " * 400) == ()


@pytest.fixture
def workspace(qtbot: QtBot, shop: Shop, shop_context: PageContext, tmp_path: Path) -> Workspace:
    workspace = Workspace(shop_context.bridge, WindowState(tmp_path / "window.ini"), lambda: NOW)
    with qtbot.waitSignal(workspace.loaded):
        workspace.load(shop_context.client)
    workspace.choose(shop.site)
    return workspace


def test_values_of_the_site_are_offered_and_applied_with_a_range_in_one_step(
    qtbot: QtBot, workspace: Workspace, shop_context: PageContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 700)
    window.show()
    monkeypatch.setattr(ServerLink, "client", property(lambda _: shop_context.client))
    actions = ViewActions(workspace, window)
    handlers: dict[str, Callable[[], object]] = {command.name: lambda: None for command in COMMANDS}
    state = WindowState(tmp_path / "window.ini")
    context = WindowContext(shop_context.bridge, shop_context.link, workspace, state, window)
    opener = PaletteOpener(context, actions, handlers, lambda _: True, QStackedWidget())
    opener.open()
    palette = part(window, CommandPalette, "palette")
    field, shown = part(palette, QLineEdit, "palette_field"), part(palette, QListWidget, "palette_list")
    field.setText("pages germany last month")
    qtbot.waitUntil(lambda: shown.count() > 0)
    assert shown.item(0).text() == "Last month · Pages · Germany"
    save_screen(palette, "palette-together", (560, 420))
    changes: list[View] = []
    workspace.changed.connect(lambda: changes.append(workspace.view))
    shown.itemClicked.emit(shown.item(0))
    assert len(changes) == 1
    assert (changes[0].page, changes[0].preset, changes[0].filters) == (
        "pages",
        "last_month",
        (Filter("country", "DE"),),
    )


def test_another_site_drops_the_filters_that_named_values_of_the_first(workspace: Workspace) -> None:
    view = View(website_id="a", filters=(Filter("country", "DE"),))
    assert partial(View.with_site, website_id="b")(with_page(view, "pages")).filters == ()


def test_values_that_arrive_late_leave_the_marked_entry_marked(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    palette = CommandPalette(ENTRIES, lambda parts: parts[0], window)
    shown = part(palette, QListWidget, "palette_list")
    part(palette, QLineEdit, "palette_field").setText("last")
    shown.setCurrentRow(1)
    marked = shown.currentItem().text()
    palette.add_entries((entry("/last", "filter"), entry("last", "filter")))
    assert shown.count() == 4
    assert shown.currentItem().text() == marked


def test_the_buttons_of_the_page_are_offered_by_name_and_pressed(qtbot: QtBot) -> None:
    page, pressed = QWidget(), list[str]()
    hidden, disabled = button("Hidden", "hidden"), button("Disabled", "disabled")
    save = icon_button("download", "Save as CSV", "save", lambda: pressed.append("save"))
    add = button("Add goal && step", "add", lambda: pressed.append("add"))
    page.setLayout(column(add, save, button("Add goal && step", "twin"), hidden, disabled))
    hidden.hide()
    disabled.setEnabled(False)
    qtbot.addWidget(page)
    page.show()
    entries = {entry.text: entry for entry in page_actions(page)}
    assert list(entries) == ["Add goal & step", "Save as CSV"]
    entries["Save as CSV"].act()
    add.setEnabled(False)  # meanwhile
    entries["Add goal & step"].act()
    assert pressed == ["save"]
    assert list(page_actions(None)) == []
