"""Main window around the pages: start, failures, keyboard, restored state, automatic refresh."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.domain.errors import AppError
from app.domain.live import ArrivedEvents, EventsStored, WebsitesChanged
from app.domain.reports.request import Filter, ReportRequest
from app.domain.server_status import LogLine
from app.loop import LoopThread
from app.ui.pages.page import WindowPage
from app.ui.shell import auto_refresh
from app.ui.style import theme
from tests.ui.fakes import BLOG, SAMPLE, FakeControl, FrameClient, arrived, status
from tests.ui.frame import Frame
from tests.ui.samples import NOW, SITE
from tests.ui.screens import SMALLEST, save_screen

Make = Callable[..., Frame]


@pytest.fixture
def make(qtbot: QtBot, loop_thread: LoopThread, tmp_path: Path) -> Iterator[Make]:
    frames: list[Frame] = []

    def make_frame(*websites: object, control: FakeControl | None = None, client: FrameClient | None = None) -> Frame:
        frame = Frame(
            qtbot,
            loop_thread,
            client or FrameClient(*websites),  # type: ignore[arg-type]  # WebsiteReply
            tmp_path,
            control or FakeControl(),
        )
        frames.append(frame)
        return frame

    yield make_frame
    for frame in frames:
        frame.close()
    theme.current().set_mode("system")


@pytest.fixture
def frame(make: Make) -> Frame:
    frame = make(SITE, BLOG)
    frame.start()
    frame.until_pages()
    return frame


def last_request(frame: Frame) -> ReportRequest:
    overviews = [call for call in frame.client.calls if call[0] == "overview"]
    request = overviews[-1][2] if overviews else ReportRequest(NOW.date(), NOW.date())
    assert isinstance(request, ReportRequest)
    return request


def until_request(frame: Frame, check: Callable[[ReportRequest], bool]) -> None:
    frame.qtbot.waitUntil(lambda: check(last_request(frame)))


def test_the_window_opens_before_the_server_starts(make: Make) -> None:
    frame = make(SITE)
    frame.window.show()
    assert frame.part(QLabel, "start_text").text().startswith("Starting")
    save_screen(frame.window, "start")
    frame.link.start()
    frame.until_pages()
    assert frame.part(QLabel, "page_title").text() == "Overview"


class _Shown(QObject):
    """Event filter that collects every window that opens."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


def test_no_part_of_a_page_opens_as_a_window_of_its_own(make: Make) -> None:
    shown, app = _Shown(), QApplication.instance()
    assert app is not None
    app.installEventFilter(shown)
    frame = make(SITE, BLOG)
    frame.start()
    frame.until_pages()
    for page in ("realtime", "server", "overview"):
        frame.window.sidebar.page_chosen.emit(page)
    app.removeEventFilter(shown)
    assert shown.windows == ["MainWindow main_window"]
    assert frame.window.isActiveWindow()


def test_paints_the_frame(frame: Frame) -> None:
    frame.client.push(status())
    frame.qtbot.waitUntil(lambda: "9,120" in frame.part(QLabel, "status_today").text())
    for new in (Filter("country", "DE"), Filter("page", "/shop/green-tea"), Filter("browser", "Chrome", True)):
        frame.window.actions_of_view.add_filter(new)
    frame.window.actions_of_view.include_bots(True)
    frame.qtbot.waitUntil(lambda: len(last_request(frame).filters) == 3)
    save_screen(frame.window, "frame")
    save_screen(frame.window, "frame-small", SMALLEST)
    frame.window.show_failure(AppError("internal_server_error", "something went wrong"))
    save_screen(frame.window, "frame-toast", SMALLEST)


def test_changing_the_page_moves_the_focus_to_the_pages(make: Make) -> None:
    frame = make(SAMPLE)
    frame.start()
    frame.until_pages()
    frame.part(QToolButton, "refresh").setFocus()
    frame.key(Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert frame.window.focusWidget() is frame.window.pages
    assert frame.is_visible("sample_banner")
    frame.press("nav_server")
    assert not frame.is_visible("sample_banner")
    assert frame.window.windowTitle() == "Server"


def test_without_a_site_the_first_run_leads_to_the_pages(make: Make) -> None:
    frame = make()
    frame.start()
    frame.qtbot.waitUntil(lambda: frame.is_visible("first_run"))
    frame.press("first_run_sample")
    frame.qtbot.waitUntil(lambda: frame.is_visible("frame"))
    assert frame.is_visible("sample_badge")
    assert "invented" in frame.part(QLabel, "sample_banner_text").text()
    save_screen(frame.window, "frame-sample")


def test_the_sample_site_is_removed_from_its_banner(make: Make) -> None:
    frame = make(SAMPLE, BLOG)
    frame.start()
    frame.until_pages()
    frame.press("sample_banner_action")
    save_screen(frame.part(QWidget, "delete_dialog"), "delete-sample", (440, 180))
    frame.press("delete_confirm")
    frame.qtbot.waitUntil(lambda: frame.part(QLabel, "page_site").text().startswith("Blog"))
    assert not frame.is_visible("sample_banner")
    assert frame.client.websites == [BLOG]


def test_a_taken_port_offers_the_next_free_one(make: Make) -> None:
    control = FakeControl()
    control.fail = AppError("address_in_use", "Port 3000 is taken by grafana (process 812).")
    frame = make(SITE, control=control)
    frame.start()
    frame.qtbot.waitUntil(lambda: frame.is_visible("start_use_port"))
    assert "grafana" in frame.part(QLabel, "start_text").text()
    save_screen(frame.window, "start-port")
    save_screen(frame.window, "start-port-small", SMALLEST)
    frame.press("start_use_port")
    frame.until_pages()
    assert control.calls == ["start", "port=3001", "start"]


def test_a_taken_port_pinned_by_the_environment_offers_no_other(make: Make) -> None:
    control = FakeControl()
    control.fail = AppError("address_in_use", "Port 3000 is taken.")
    control.pinned["port"] = "environment"
    frame = make(SITE, control=control)
    frame.start()
    frame.qtbot.waitUntil(lambda: frame.is_visible("start_retry"))
    assert frame.window.server_page.is_pinned("port")
    assert not frame.is_visible("start_use_port")


def test_a_data_folder_in_use_offers_to_connect_to_its_server(make: Make) -> None:
    control = FakeControl()
    control.fail = AppError(
        "data_folder_in_use", "Sparklytics Desktop (process 812) already uses it. It answers at http://localhost:3000"
    )
    frame = make(SITE, control=control)
    frame.start()
    frame.qtbot.waitUntil(lambda: frame.is_visible("start_connect"))
    save_screen(frame.window, "start-in-use")
    frame.press("start_connect")
    frame.until_pages()
    assert frame.link.is_remote
    assert frame.link.address is not None
    assert frame.link.address.url == "http://localhost:3000"


def test_a_missing_database_is_a_question_with_two_answers(make: Make) -> None:
    control = FakeControl()
    control.fail = AppError("storage_unavailable", "The database is missing.", field="new_database")
    frame = make(SITE, control=control)
    frame.start()
    frame.qtbot.waitUntil(lambda: frame.is_visible("start_begin_anew"))
    assert frame.is_visible("start_retry")
    assert "set aside until the database" in frame.part(QLabel, "start_advice").text()
    save_screen(frame.window, "start-database-missing")
    frame.press("start_begin_anew")
    frame.until_pages()
    assert control.calls == ["start", "begin anew"]


@pytest.mark.parametrize("code", ["bad_settings", "storage_unavailable", "internal_server_error"])
def test_other_failed_starts_show_the_reason_and_can_be_retried(make: Make, code: str) -> None:
    control = FakeControl()
    control.fail = AppError(code, "retention_days must be a number, not “many”")  # type: ignore[arg-type]
    frame = make(SITE, control=control)
    frame.start()
    frame.qtbot.waitUntil(lambda: frame.is_visible("start_retry"))
    assert frame.part(QLabel, "start_text").text() == "Retention_days must be a number, not “many”."
    assert not frame.is_visible("start_use_port")
    assert not frame.is_visible("start_begin_anew")
    save_screen(frame.window, f"start-{code.replace('_', '-')}", tones=("dark",))
    frame.press("start_retry")
    frame.until_pages()


def test_a_failed_list_of_sites_at_the_start_can_be_retried(make: Make) -> None:
    client = FrameClient(SITE)
    client.error = AppError("unauthorized", "An API key is needed")
    frame = make(client=client)
    frame.start()
    frame.qtbot.waitUntil(lambda: frame.part(QLabel, "start_title").text() == "Sign-in required")
    client.error = None
    frame.press("start_retry")
    frame.until_pages()


def test_digits_choose_ranges_and_arrows_move_them(frame: Frame) -> None:
    frame.key("3")
    until_request(frame, lambda request: (request.end - request.start).days == 6)
    frame.key(Qt.Key.Key_Left)
    until_request(frame, lambda request: (NOW.date() - request.end).days == 7)
    frame.key(Qt.Key.Key_Right)
    until_request(frame, lambda request: request.end == NOW.date())
    frame.qtbot.waitUntil(lambda: not frame.bridge.has_open_calls)
    before = len(frame.client.calls)
    frame.key(Qt.Key.Key_Right)
    assert len(frame.client.calls) == before


def test_c_compares_and_slash_opens_the_search(frame: Frame) -> None:
    frame.key("c")
    until_request(frame, lambda request: request.compare == "previous_period")
    frame.key("/")
    focus = QGuiApplication.focusObject()
    assert isinstance(focus, QLineEdit)
    frame.key("c3?")
    assert focus.text() == "c3?"
    assert last_request(frame).compare == "previous_period"


def test_f_focuses_the_filters_and_delete_removes_one(frame: Frame) -> None:
    frame.key("f")
    assert "No filter" in frame.part(QLabel, "toast_text").text()
    frame.window.pages.filter_requested.emit(Filter("country", "DE"))
    until_request(frame, lambda request: request.filters == (Filter("country", "DE"),))
    frame.key("f")
    frame.key(Qt.Key.Key_Delete)
    until_request(frame, lambda request: request.filters == ())


def test_clear_all_removes_the_filters_and_resets_bots(frame: Frame) -> None:
    for new in (Filter("country", "DE"), Filter("os", "Linux")):
        frame.window.pages.filter_requested.emit(new)
    frame.window.header.bots_changed.emit(True)
    until_request(frame, lambda request: request.include_bots is True)
    frame.qtbot.waitUntil(lambda: frame.is_visible("filters_clear"))
    frame.press("filters_clear")
    until_request(frame, lambda request: not request.filters and request.include_bots is None)
    assert not frame.is_visible("filter_bar")


def test_the_question_mark_lists_the_keyboard_shortcuts(frame: Frame) -> None:
    frame.key("?")
    dialog = frame.part(QWidget, "shortcuts_dialog")
    texts = [text.text() for text in dialog.findChildren(QLabel)]
    assert {"Last 7 days", "Realtime", "Refresh", "Add site", "Keyboard shortcuts"} <= set(texts)
    save_screen(dialog, "shortcuts", (620, 560))
    frame.press("shortcuts_close")


def test_the_palette_opens_pages_and_sites(frame: Frame) -> None:
    frame.key(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    save_screen(frame.part(QWidget, "palette"), "palette", (560, 400))
    frame.qtbot.keyClicks(frame.part(QLineEdit, "palette_field"), "blog")
    assert frame.part(QListWidget, "palette_list").item(0).text() == "Blog (blog.example)"
    frame.qtbot.keyClick(frame.part(QLineEdit, "palette_field"), Qt.Key.Key_Return)
    frame.qtbot.waitUntil(lambda: frame.part(QLabel, "page_site").text().startswith("Blog"))
    frame.key(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    frame.qtbot.keyClicks(frame.part(QLineEdit, "palette_field"), "realt")
    frame.qtbot.keyClick(frame.part(QLineEdit, "palette_field"), Qt.Key.Key_Return)
    assert frame.part(QLabel, "page_title").text() == "Realtime"


def test_the_next_start_restores_site_page_filters_and_size(make: Make) -> None:
    first = make(SITE, BLOG)
    first.start()
    first.until_pages()
    first.window.sidebar.picker.website_chosen.emit(BLOG.id)
    first.key("3")
    first.key("c")
    first.window.pages.filter_requested.emit(Filter("country", "DE"))
    first.window.sidebar.page_chosen.emit("realtime")
    first.window.resize(900, 700)
    first.close()
    second = make(SITE, BLOG)
    second.start()
    second.until_pages()
    assert second.part(QLabel, "page_title").text() == "Realtime"
    assert second.part(QLabel, "page_site").text().startswith("Blog")
    assert second.window.workspace.view == first.window.workspace.view
    assert (second.window.width(), second.window.height()) == (900, 700)
    second.window.sidebar.page_chosen.emit("overview")
    until_request(second, lambda request: request.filters == (Filter("country", "DE"),) and request.compare != "none")


def test_the_theme_is_switched_at_once_and_remembered(frame: Frame) -> None:
    frame.window.menus.choose("theme_light")
    assert not theme.current().is_dark
    assert frame.window_state.theme == "light"


def test_stored_events_of_this_site_bring_new_numbers_at_most_every_two_seconds(
    frame: Frame, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame.qtbot.waitUntil(lambda: len(frame.client.calls) > 0 and not frame.bridge.has_open_calls)
    before = len(frame.client.calls)
    stored = EventsStored((SITE.id,))
    with frame.qtbot.waitSignal(frame.bridge.events_stored):
        frame.client.push(EventsStored(("somebody_else",)))
    assert len(frame.client.calls) == before
    for _ in range(5):
        with frame.qtbot.waitSignal(frame.bridge.events_stored):
            frame.client.push(stored)
    frame.qtbot.waitUntil(lambda: len(frame.client.calls) == before + 1)
    assert auto_refresh.STORED_EVERY_MS == 2_000


def test_a_question_that_takes_longer_than_the_pace_of_refreshes_gets_its_reply(
    frame: Frame, monkeypatch: pytest.MonkeyPatch, loop_thread: LoopThread
) -> None:
    frame.qtbot.waitUntil(lambda: len(frame.client.calls) > 0 and not frame.bridge.has_open_calls)
    asked: list[str] = []
    reports, gate = frame.client.reports, asyncio.Event()

    async def held(site_id: str, *rest: Any) -> Any:
        asked.append(site_id)
        await gate.wait()
        return await reports(site_id, *rest)

    async def let_go() -> None:
        gate.set()

    monkeypatch.setattr(frame.client, "reports", held)
    frame.window._refresh.stored()
    frame.qtbot.waitUntil(lambda: len(asked) == 1)
    frame.window._refresh.stop()
    frame.window._refresh.stored()
    assert frame.bridge.has_open_calls
    loop_thread.submit(let_go()).result()
    frame.qtbot.waitUntil(lambda: not frame.bridge.has_open_calls)
    assert len(asked) == 1


@pytest.mark.parametrize("news", [EventsStored((SITE.id,)), ArrivedEvents((arrived(),), 0)], ids=["stored", "arrived"])
def test_a_page_is_loaded_again_when_it_comes_back_after_events_it_has_missed(frame: Frame, news: object) -> None:
    def overviews() -> int:
        return len([call for call in frame.client.calls if call[0] == "overview"])

    frame.qtbot.waitUntil(lambda: overviews() > 0)
    frame.press("nav_realtime")
    before = overviews()
    signal = frame.bridge.events_stored if isinstance(news, EventsStored) else frame.bridge.events_arrived
    with frame.qtbot.waitSignal(signal):
        frame.client.push(news)
    assert overviews() == before
    frame.press("nav_overview")
    frame.qtbot.waitUntil(lambda: overviews() == before + 1)
    frame.press("nav_realtime")
    frame.press("nav_overview")
    assert overviews() == before + 1, "nothing new had come in"


def test_a_page_is_loaded_again_when_it_comes_back_after_a_deletion_elsewhere(frame: Frame) -> None:
    frame.qtbot.waitUntil(lambda: any(call[0] == "overview" for call in frame.client.calls))
    frame.press("nav_annotations")
    page = frame.window.pages.page
    assert page is not None
    frame.qtbot.waitUntil(lambda: not frame.bridge.has_open_calls)
    page.leaving.add("an_annotation")
    frame.client.calls.clear()
    frame.press("nav_overview")
    frame.qtbot.waitUntil(lambda: any(call[0] == "overview" for call in frame.client.calls))


def test_a_site_added_by_another_client_appears_in_the_list(frame: Frame) -> None:
    frame.client.websites.append(replace(BLOG, id="site_new", name="New one"))
    frame.client.push(WebsitesChanged())
    frame.qtbot.waitUntil(lambda: len(frame.window.workspace.websites) == 3)


def test_the_list_of_sites_is_searched_by_typing(make: Make) -> None:
    sites = [replace(BLOG, id=f"site_{at}", name=f"Site {at}", domain=f"{at}.example") for at in range(40)]
    frame = make(*sites)
    frame.start()
    frame.until_pages()
    frame.press("site_picker")
    search = frame.part(QLineEdit, "site_search")
    save_screen(frame.part(QWidget, "site_list_popup"), "site-list", (280, 420))
    frame.qtbot.keyClicks(search, "37.ex")
    frame.qtbot.keyClick(search, Qt.Key.Key_Return)
    frame.qtbot.waitUntil(lambda: frame.part(QLabel, "page_site").text().startswith("Site 37"))


def test_a_stopped_server_shows_a_banner_that_starts_it(frame: Frame) -> None:
    frame.link.stop()
    frame.qtbot.waitUntil(lambda: frame.is_visible("stopped_banner"))
    assert frame.part(QLabel, "status_state").text() == "Stopped"
    save_screen(frame.window, "frame-stopped")
    frame.press("stopped_banner_action")
    frame.qtbot.waitUntil(lambda: not frame.is_visible("stopped_banner"))


def test_the_address_is_copied_with_a_click(frame: Frame) -> None:
    frame.client.push(status())
    frame.qtbot.waitUntil(lambda: frame.part(QPushButton, "status_address").text() == "http://127.0.0.1:3000")
    frame.press("status_address")
    assert QGuiApplication.clipboard().text() == "http://127.0.0.1:3000"


def test_problems_in_the_status_bar_lead_to_the_server_page(frame: Frame) -> None:
    frame.client.push(status())
    frame.qtbot.waitUntil(lambda: frame.is_visible("status_problems"))
    frame.press("status_problems")
    assert frame.part(QLabel, "page_title").text() == "Server"


def test_an_internal_error_leads_to_the_log(frame: Frame) -> None:
    frame.client.push(LogLine(NOW, "ERROR", "app.server", "It fell over"))
    frame.window.show_failure(AppError("internal_server_error", "something went wrong"))
    assert frame.part(QLabel, "toast_text").text() == "Something went wrong."
    frame.press("toast_action")
    frame.qtbot.waitUntil(lambda: "It fell over" in frame.window.server_page.log.text)


def test_a_failure_of_a_page_is_shown_until_the_page_is_left(frame: Frame) -> None:
    page = frame.window.pages.currentWidget()
    assert isinstance(page, WindowPage)
    page.show_failure(AppError("query_timeout", "Query timed out, retry later"))
    assert frame.part(QLabel, "toast_text").text() == "The report took too long."
    assert frame.is_visible("toast")
    frame.client.push(status())
    frame.qtbot.waitUntil(lambda: frame.is_visible("status_problems"))
    frame.press("status_problems")
    assert not frame.is_visible("toast")


def test_closing_without_a_tray_quits(frame: Frame) -> None:
    assert frame.window.desktop.background.tray is None
    with frame.qtbot.waitSignal(frame.window.quit_requested):
        frame.window.close()


def test_control_p_asks_where_to_save_the_report_on_screen(frame: Frame, monkeypatch: pytest.MonkeyPatch) -> None:
    suggested: list[str] = []

    def dismissed(_: QWidget, title: str, path: str, filters: str) -> tuple[str, str]:
        suggested.append(Path(path).name)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", dismissed)
    frame.key(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert suggested == ["tea.example 2026-02-13 to 2026-03-14.pdf"]
