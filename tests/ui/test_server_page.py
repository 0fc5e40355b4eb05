"""Server page: status, start and stop, settings, log, access, and its error states."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar, cast

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QFocusEvent, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QTableView,
    QTabWidget,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.api.client import ApiClient
from app.config import ROWS, Settings, setting_views
from app.domain.errors import AppError
from app.domain.server_status import CityDownload, HealthCheck, LogLine, PlacesSource, PlacesStatus
from app.loop import LoopThread
from app.ui.bridge import Bridge
from app.ui.models.settings import SETTING_TEXTS
from app.ui.pages.server.server import ServerPage
from app.ui.pages.server.server_headline import headline_of_status
from app.ui.pages.server.server_log import MAX_LINES
from app.ui.pages.server.server_settings import SettingsPanel
from app.ui.pages.server.server_status import StatusPanel
from app.ui.pages.server.setting_editors import editor_of
from app.ui.pages.server.setting_row import OutsideRow, SettingRow
from app.ui.servers.server_link import ServerLink, remote_address
from app.ui.widgets.sparkline import LineHistory
from app.ui.widgets.state_stack import Veil
from tests.ui.fakes import FakeControl, FrameClient, status
from tests.ui.samples import NOW
from tests.ui.screens import SIZE, save_screen

W = TypeVar("W", bound=QWidget)


class Stage:
    """Server page on a fake server."""

    def __init__(self, qtbot: QtBot, loop: LoopThread, control: FakeControl | None) -> None:
        self.qtbot, self.control = qtbot, control
        self.clock_s = 0.0
        self.bridge = Bridge(loop)
        self.link = ServerLink(self.bridge, control, lambda address: cast(ApiClient, FrameClient()))
        self.page = ServerPage(self.bridge, self.link, lambda: self.clock_s)
        qtbot.addWidget(self.page)
        self.page.resize(1064, 700)
        self.page.show()

    def run(self) -> None:
        self.link.start()
        self.qtbot.waitUntil(lambda: self.link.state == "running")

    def send_status(self, **changes: object) -> None:
        self.clock_s += 1
        self.bridge.server_status.emit(status(**changes))

    def part(self, kind: type[W], name: str) -> W:
        widget = self.page.findChild(kind, name)
        assert isinstance(widget, kind), name
        return widget

    def text(self, name: str) -> str:
        return self.part(QLabel, name).text()

    def press(self, name: str) -> None:
        self.qtbot.mouseClick(self.part(QPushButton, name), Qt.MouseButton.LeftButton)

    def tab(self, at: int) -> None:
        self.part(QTabWidget, "server_tabs").setCurrentIndex(at)


@pytest.fixture
def stage(qtbot: QtBot, loop_thread: LoopThread) -> Iterator[Stage]:
    stage = Stage(qtbot, loop_thread, FakeControl())
    yield stage
    stage.bridge.stop()


@pytest.fixture
def remote(qtbot: QtBot, loop_thread: LoopThread) -> Iterator[Stage]:
    stage = Stage(qtbot, loop_thread, None)
    stage.link.connect_to(remote_address("http://192.168.1.20:3000"))
    yield stage
    stage.bridge.stop()


def line(text: str, level: str = "INFO") -> LogLine:
    return LogLine(NOW, level, "app.server", text)  # type: ignore[arg-type]


def test_health_checks_are_drawn_only_on_screen(stage: Stage) -> None:
    stage.run()
    stage.tab(2)
    for at in range(3):
        stage.send_status(checks=(HealthCheck("queue", "ok", f"{at} events are waiting."),))
        assert stage.page.findChild(QLabel, "check_queue") is None
    stage.tab(0)
    assert stage.text("check_queue") == "2 events are waiting."
    stage.send_status(checks=(HealthCheck("queue", "ok", "No event is waiting."),))
    stage.qtbot.waitUntil(lambda: stage.text("check_queue") == "No event is waiting.")


def test_paints_every_tab_of_the_server_page(stage: Stage) -> None:
    stage.run()
    for at in range(40):
        queue = replace(status().queue, depth=at * 40, rate_per_s=at % 7 * 3.0, stored_rate_per_s=at % 5 * 4.0)
        stage.send_status(queue=queue)
        stage.bridge.log_line.emit(line(f"Stored {at} events", ("INFO", "WARNING", "ERROR", "DEBUG")[at % 4]))
    save_screen(stage.page, "server", (1064, 760))
    save_screen(stage.page, "server-small", (684, 500))
    show_settings(stage)
    save_screen(stage.page, "server-settings", (1064, 760))
    save_screen(stage.page, "server-settings-small", (684, 500))
    stage.tab(2)
    save_screen(stage.page, "server-log", (1064, 500))
    stage.tab(3)
    save_screen(stage.page, "server-more", (1064, 500))


def test_the_page_shows_the_numbers_of_the_status(stage: Stage) -> None:
    stage.run()
    stage.send_status()
    assert stage.text("server_facts").startswith("Version 1.0.0")
    assert "1 d 2 h" in stage.text("server_facts")
    assert stage.text("server_accepted") == "12/s"
    assert stage.text("server_flush_sum") == "took 34 ms"
    assert stage.text("server_refused") == "3"
    assert stage.part(QLabel, "server_refused").property("tone") == "warning"
    assert stage.text("server_stored_today") == "9,120"
    assert stage.part(QProgressBar, "queue_gauge_bar").value() == 12
    assert stage.text("check_disk") == "Only 400 MB are free on the disk."
    assert stage.part(QTableView, "caches").model().index(0, 2).data() == "90.3%"
    assert stage.text("server_address_1") == "http://192.168.1.20:3000"


def test_the_button_that_confirms_the_clock_is_there_while_it_is_in_doubt(stage: Stage) -> None:
    stage.run()
    stage.send_status()
    button = stage.part(QPushButton, "confirm_clock")
    assert not button.isVisible()
    stage.send_status(is_clock_in_doubt=True)
    assert button.isVisible()
    stage.press("confirm_clock")
    stage.qtbot.waitUntil(lambda: not button.isVisible())


def test_a_confirmation_of_the_clock_that_fails_is_said(stage: Stage) -> None:
    stage.run()
    client = cast(FrameClient, stage.link.client)
    client.refuse = AppError("storage_unavailable", "The disk is full.")
    stage.send_status(is_clock_in_doubt=True)
    stage.press("confirm_clock")
    stage.qtbot.waitUntil(lambda: "The disk is full." in stage.text("server_notice_text"))
    assert stage.part(QPushButton, "confirm_clock").isVisible()


def test_events_set_aside_are_taken_in_again_with_a_button_that_names_their_number(stage: Stage) -> None:
    stage.run()
    stage.send_status()
    button = stage.part(QPushButton, "requeue")
    assert not button.isVisible()
    sentence = "50 events of unknown websites are set aside in the folder journal/quarantine."
    stage.send_status(set_aside=50, checks=(HealthCheck("quarantine", "degraded", sentence),))
    assert button.text() == "Take in 50 events again"
    stage.page.resize(900, 600)
    area = stage.part(QScrollArea, "server_scroll")
    area.ensureWidgetVisible(button, 0, 80)
    save_screen(stage.page, "server-set-aside", (900, 600))
    stage.press("requeue")
    assert not button.isEnabled()
    stage.qtbot.waitUntil(lambda: stage.text("requeued") == "40 events were taken in. 10 stay set aside.")
    assert (button.isEnabled(), button.text()) == (True, "Take in 10 events again")
    save_screen(stage.page, "server-taken-in", (900, 600), tones=("dark",))
    stage.send_status(set_aside=0)
    assert not button.isVisible()


def test_events_that_cannot_be_taken_in_again_are_reported(stage: Stage) -> None:
    stage.run()
    cast(FrameClient, stage.link.client).refuse = AppError("storage_unavailable", "The disk is full.")
    stage.send_status(set_aside=1)
    assert stage.part(QPushButton, "requeue").text() == "Take in 1 event again"
    stage.press("requeue")
    stage.qtbot.waitUntil(lambda: "The disk is full." in stage.text("server_notice_text"))
    assert stage.part(QPushButton, "requeue").isEnabled()


def test_a_reply_of_a_server_that_the_window_has_left_is_not_shown(stage: Stage) -> None:
    stage.run()
    stage.send_status(set_aside=50)
    stage.press("requeue")
    stage.link.connect_to(remote_address("http://192.168.1.20:3000"))
    stage.send_status(set_aside=7)
    stage.qtbot.waitUntil(lambda: not stage.bridge.has_open_calls)
    assert not stage.part(QLabel, "requeued").isVisible()
    button = stage.part(QPushButton, "requeue")
    assert (button.isEnabled(), button.text()) == (True, "Take in 7 events again")


def places(stage: Stage, **changes: object) -> None:
    stage.send_status(places=PlacesStatus(**changes))  # type: ignore[arg-type]  # fields by name


DB_IP = PlacesSource("DBIP-City-Lite", NOW.date(), "IP Geolocation by DB-IP", "https://db-ip.com")


def test_the_city_database_of_db_ip_is_fetched_on_a_click_with_its_progress(stage: Stage) -> None:
    stage.run()
    places(stage)
    assert "Countries are known" in stage.text("places_source")
    stage.press("places_fetch")
    assert not stage.part(QPushButton, "places_choose").isEnabled()
    places(stage, download=CityDownload("running", 15 * 1024**2, 60 * 1024**2))
    bar = stage.part(QProgressBar, "places_progress")
    assert (bar.value(), bar.maximum()) == (250, 1_000)
    assert stage.text("places_progress_text") == "15.0 MB of 60.0 MB"
    stage.page.resize(900, 600)
    stage.part(QScrollArea, "server_scroll").ensureWidgetVisible(stage.part(QWidget, "places_card"), 0, 8)
    save_screen(stage.page, "server-places-fetching", (900, 600))
    stage.press("places_stop")
    client = cast(FrameClient, stage.link.client)
    stage.qtbot.waitUntil(lambda: ("stop_fetching_city_database",) in client.calls)
    assert ("fetch_city_database",) in client.calls
    places(stage, download=CityDownload("checking"))
    assert "Checking" in stage.text("places_progress_text")
    places(stage, source=DB_IP, download=CityDownload("done"))
    assert not bar.isVisible()
    assert stage.text("places_source") == "Regions and cities come from DBIP-City-Lite of Mar 14, 2026."
    assert stage.part(QPushButton, "places_attribution").text() == "IP Geolocation by DB-IP"
    save_screen(stage.page, "server-places", (900, 600))


def test_a_fetch_that_fails_says_why_and_can_be_tried_again(stage: Stage) -> None:
    stage.run()
    problem = "DB-IP cannot be reached: is this computer connected to the internet?"
    places(stage, download=CityDownload("failed", problem=problem))
    assert stage.text("places_error") == problem
    stage.press("places_fetch")
    assert not stage.part(QLabel, "places_error").isVisible()


def test_a_city_database_is_chosen_from_this_computer(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.run()
    places(stage)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("/tmp/own.mmdb", ""))
    stage.press("places_choose")
    stage.qtbot.waitUntil(lambda: "Own-City" in stage.text("places_source"))
    client = cast(FrameClient, stage.link.client)
    client.refuse = AppError("validation_error", "the file is damaged")
    stage.press("places_choose")
    stage.qtbot.waitUntil(lambda: stage.text("places_error") == "The file is damaged.")
    places(stage)
    assert stage.text("places_error") == "The file is damaged."


def test_line_histories_keep_five_minutes(stage: Stage) -> None:
    stage.run()
    for _ in range(400):
        stage.send_status()
    points = stage.part(LineHistory, "accepted_history").points
    assert points[-1][0] - points[0][0] == 300


def test_an_address_is_copied(stage: Stage) -> None:
    stage.run()
    stage.send_status()
    stage.press("server_address_copy_1")
    assert QGuiApplication.clipboard().text() == "http://192.168.1.20:3000"


def test_the_server_is_stopped_started_and_restarted(stage: Stage) -> None:
    assert stage.control is not None
    stage.press("server_start")
    stage.qtbot.waitUntil(lambda: stage.text("server_state") == "Running")
    stage.press("server_restart")
    stage.qtbot.waitUntil(lambda: stage.control is not None and stage.control.calls == ["start", "restart", "start"])
    stage.qtbot.waitUntil(lambda: stage.text("server_state") == "Running")
    stage.press("server_stop")
    stage.qtbot.waitUntil(lambda: stage.text("server_state") == "Stopped")
    assert stage.text("server_stored_today") == "\N{EN DASH}"


def test_a_remote_server_cannot_be_stopped_and_shows_the_reason(remote: Stage) -> None:
    assert remote.text("server_state") == "Running"
    assert not remote.part(QPushButton, "server_stop").isEnabled()
    assert not remote.part(QPushButton, "server_restart").isEnabled()
    assert "another computer" in remote.text("server_why")
    remote.send_status()
    save_screen(remote.page, "server-remote", (1064, 500), tones=("dark",))
    assert "another computer" in remote.text("settings_note")


def test_a_lost_connection_shows_a_notice(remote: Stage) -> None:
    remote.bridge.connection_changed.emit(False, "the server closed the connection")
    assert "The server closed the connection." in remote.text("server_notice_text")
    assert remote.text("server_state") == "Not connected, trying again"
    assert remote.text("server_headline") not in remote.text("server_notice_text")
    old = remote.part(Veil, "veil")
    assert old.isVisible()
    assert old.parentWidget() is remote.part(StatusPanel, "server_numbers")
    save_screen(remote.page, "server-lost", SIZE)
    remote.bridge.connection_changed.emit(True, "")
    remote.send_status()
    assert not old.isVisible()
    assert remote.text("server_state") == "Running"
    assert not remote.part(QLabel, "server_notice_text").isVisible()


def show_settings(stage: Stage) -> SettingsPanel:
    """Show the settings and wait until each has its row."""
    stage.tab(1)
    panel = stage.part(SettingsPanel, "server_settings")
    stage.qtbot.waitUntil(lambda: panel.is_complete)
    return panel


def enter(stage: Stage, field: QWidget, text: str) -> None:
    """Replace the text of a field and press Enter."""
    field.setFocus()
    stage.qtbot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    stage.qtbot.keyClicks(field, f"{text}\r")


def rows_on_screen(stage: Stage) -> set[str]:
    rows = [*stage.page.findChildren(SettingRow), *stage.page.findChildren(OutsideRow)]
    return {row.objectName().removeprefix("setting_row_") for row in rows if row.isVisible()}


def test_a_changed_setting_is_saved_marked_and_takes_effect_with_a_restart(stage: Stage) -> None:
    assert stage.control is not None
    stage.run()
    show_settings(stage)
    badge, reset = stage.part(QLabel, "setting_port_badge"), stage.part(QToolButton, "setting_port_reset")
    assert not badge.isVisible()
    assert not reset.isVisible()
    enter(stage, stage.part(QSpinBox, "setting_port"), "4000")
    restart = stage.part(QPushButton, "settings_restart_action")
    stage.qtbot.waitUntil(restart.isVisible)
    assert stage.control.values["port"] == "4000"
    assert (badge.text(), stage.text("setting_port_default")) == ("After a restart", "Default: 3000")
    sentence = QCoreApplication.translate("SettingsPanel", "%1 changes take effect when the server restarts.", None, 1)
    assert stage.text("settings_restart_text") == sentence.replace("%1", "1")
    save_screen(stage.page, "server-settings-changed", (1064, 500), tones=("dark",))
    stage.press("settings_restart_action")
    stage.qtbot.waitUntil(lambda: stage.link.address is not None and stage.link.address.port == 4000)
    assert badge.text() == "Changed"
    assert not restart.isVisible()
    stage.qtbot.mouseClick(reset, Qt.MouseButton.LeftButton)
    stage.qtbot.waitUntil(lambda: badge.text() == "After a restart")
    assert (stage.control.values["port"], stage.part(QSpinBox, "setting_port").value()) == ("3000", 3000)


def test_a_change_still_waits_for_a_restart_after_another_server_was_shown(stage: Stage) -> None:
    stage.run()
    show_settings(stage)
    enter(stage, stage.part(QSpinBox, "setting_port"), "4000")
    restart = stage.part(QPushButton, "settings_restart_action")
    stage.qtbot.waitUntil(restart.isVisible)
    stage.link.connect_to(remote_address("http://192.168.1.20:3000"))
    assert not restart.isVisible()
    stage.link.use_own()
    stage.qtbot.waitUntil(lambda: stage.link.state == "running")
    assert restart.isVisible()
    assert stage.text("setting_port_badge") == "After a restart"


def test_each_setting_has_the_editor_of_its_kind(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    control = stage.control
    assert control is not None
    stage.run()
    show_settings(stage)
    days = stage.part(QSpinBox, "setting_retention_days")
    assert (days.text(), stage.text("setting_retention_days_default")) == ("365 days", "Default: 365 days")
    enter(stage, days, "0")
    assert days.text() == "Never"
    fast = stage.part(QCheckBox, "setting_fast_lane")
    stage.qtbot.keyClick(fast, Qt.Key.Key_Space)
    level = stage.part(QComboBox, "setting_log_level")
    level.setFocus()
    stage.qtbot.keyClick(level, Qt.Key.Key_Down)
    hosts = stage.part(QPlainTextEdit, "setting_allowed_hosts")
    hosts.setFocus()
    stage.qtbot.keyClicks(hosts, "nas\rstats.example")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("/etc/tea.pem", ""))
    stage.qtbot.mouseClick(stage.part(QToolButton, "setting_tls_cert_choose"), Qt.MouseButton.LeftButton)
    stage.part(QLineEdit, "setting_public_url").setFocus()  # leaving the list is what saves it
    wanted = {"retention_days": "0", "fast_lane": "false", "log_level": "WARNING", "tls_cert": "/etc/tea.pem"}
    wanted["allowed_hosts"] = "nas, stats.example"
    stage.qtbot.waitUntil(lambda: control.values.items() >= wanted.items())
    assert stage.part(QLineEdit, "setting_public_url").placeholderText() == "http://localhost:3000"
    stage.qtbot.waitUntil(lambda: stage.text("settings_restart_text").startswith("5 changes"))


def test_a_list_is_handed_over_when_it_is_left_and_not_by_its_menu_or_another_window(qtbot: QtBot) -> None:
    (view,) = (view for view in setting_views(Settings()) if view.name == "allowed_hosts")
    editor = editor_of(view)
    qtbot.addWidget(editor)
    handed_over: list[str] = []
    editor.committed.connect(handed_over.append)
    field = cast(QPlainTextEdit, editor.field)
    qtbot.keyClicks(field, "nas\rtea.example")
    for reason in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
        QApplication.sendEvent(field, QFocusEvent(QEvent.Type.FocusOut, reason))
    assert handed_over == []
    QApplication.sendEvent(field, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason))
    assert handed_over == ["nas, tea.example"]
    editor.show_setting(replace(view, value="nas, tea.example", source="file"))
    assert field.textCursor().position() == len("nas\ntea.example"), "the cursor stays"


def test_settings_are_searched_and_limited_to_the_changed_ones(stage: Stage) -> None:
    assert stage.control is not None
    stage.control.values["retention_days"] = "30"
    stage.run()
    show_settings(stage)
    assert rows_on_screen(stage) == set(ROWS)
    search = stage.part(QLineEdit, "settings_search")
    stage.qtbot.keyClicks(search, "DELETE event")
    assert rows_on_screen(stage) == {"retention_days"}
    stage.qtbot.keyClicks(search, " xyz")
    assert (rows_on_screen(stage), stage.part(QLabel, "settings_nothing").isVisible()) == (set(), True)
    search.clear()
    stage.qtbot.mouseClick(stage.part(QToolButton, "settings_which_changed"), Qt.MouseButton.LeftButton)
    assert rows_on_screen(stage) == {"retention_days", "cors_origins"}  # one of them is pinned


def test_a_refused_setting_stays_as_typed_and_shows_the_reason_at_its_row(stage: Stage) -> None:
    assert stage.control is not None
    stage.run()
    show_settings(stage)
    field, reason = stage.part(QLineEdit, "setting_public_url"), stage.part(QLabel, "setting_public_url_error")
    enter(stage, field, "many")
    stage.qtbot.waitUntil(reason.isVisible)
    assert reason.text() == "Must be a URL such as https://analytics.example.com, not 'many'."
    assert (field.text(), "public_url" in stage.control.values) == ("many", False)
    stage.qtbot.keyClicks(field, "x")
    assert not reason.isVisible()


def test_a_setting_pinned_by_the_environment_cannot_be_changed(stage: Stage) -> None:
    assert stage.control is not None
    stage.control.pinned["port"] = "environment"
    stage.run()
    show_settings(stage)
    assert not stage.part(QSpinBox, "setting_port").isEnabled()
    assert not stage.part(QToolButton, "setting_port_reset").isVisible()
    assert stage.text("setting_port_badge") == "Pinned"
    assert "Set by SPARKLYTICS_PORT" in stage.text("setting_port_default")
    assert stage.text("setting_password") == "Not set"


def test_every_setting_has_words_of_its_own_and_every_choice_a_name() -> None:
    assert set(SETTING_TEXTS) == set(ROWS)
    for view in setting_views(Settings()):
        assert set(SETTING_TEXTS[view.name].choices or {}) == set(view.shape.choices), view.name
    titles = [text.title() for text in SETTING_TEXTS.values()]
    assert len(set(titles)) == len(titles)


WELL = (HealthCheck("database", "ok", "The database is available."),)
TLS = HealthCheck("tls", "degraded", "The certificate expires on 2026-12-01. Renew it.")
CLOCK = HealthCheck("clock", "degraded", "The clock is 90 days ahead.")
ASIDE = HealthCheck("quarantine", "degraded", "2 events are set aside.")


@pytest.mark.parametrize(
    ("changes", "queue", "sentence", "remedy"),
    [
        ({"stored_today": 341}, {"depth": 0}, "All is well: 341 events stored today.", ""),
        ({"stored_today": 0}, {"depth": 12}, "well: 0 events stored today. 12 events are waiting to be stored.", ""),
        ({}, {"refused": 3}, "3 events were refused since the start.", "settings"),
        ({}, {"depth": 99_000}, "The server can hardly keep up: 99,000 events are waiting", "log"),
        ({"pause_left_s": 60.0}, {}, "Collecting is paused: visits are not counted.", ""),
        ({"checks": (*WELL, TLS)}, {}, "The certificate expires on 2026-12-01. Renew it.", "settings"),
        ({"checks": (CLOCK, TLS, ASIDE), "is_clock_in_doubt": True}, {}, "ahead. There are 2 other problems", "clock"),
        ({"checks": (ASIDE,), "set_aside": 2}, {}, "2 events are set aside.", "requeue"),
    ],
)
def test_the_headline_says_how_the_server_is_and_what_to_click(
    changes: dict[str, object], queue: dict[str, int], sentence: str, remedy: str
) -> None:
    numbers = replace(status().queue, **({"refused": 0} | queue))
    headline = headline_of_status(status(**({"checks": WELL, "queue": numbers} | changes)))
    assert sentence in headline.text
    assert headline.remedy == remedy
    assert (headline.tone == "up") == headline.text.startswith("All is well")


def test_the_button_of_the_headline_starts_the_server_and_opens_what_helps(stage: Stage) -> None:
    assert stage.control is not None
    assert stage.text("server_headline") == "The server is stopped: no visits are counted."
    save_screen(stage.page, "server-stopped", (900, 600))
    stage.press("server_remedy")
    stage.qtbot.waitUntil(lambda: stage.link.state == "running")
    stage.send_status(checks=WELL)
    stage.press("server_remedy")  # events were refused
    assert stage.part(QTabWidget, "server_tabs").currentIndex() == 1
    stage.bridge.connection_changed.emit(False, "the server closed the connection")
    assert stage.text("server_headline") == "The server is not responding."


def test_the_log_is_filtered_by_level_and_search(stage: Stage) -> None:
    log = stage.page.log
    for level in ("DEBUG", "INFO", "WARNING", "ERROR"):
        log.add(line(f"a {level.lower()} line", level))
    assert [text.split()[-2] for text in log.text.splitlines()] == ["info", "warning", "error"]
    stage.tab(2)
    stage.qtbot.mouseClick(stage.part(QWidget, "log_level_ERROR"), Qt.MouseButton.LeftButton)
    assert log.text.endswith("an error line") or log.text.endswith("a error line")
    assert len(log.text.splitlines()) == 1
    stage.qtbot.mouseClick(stage.part(QWidget, "log_level_DEBUG"), Qt.MouseButton.LeftButton)
    assert len(log.text.splitlines()) == 4
    stage.qtbot.keyClicks(stage.part(QWidget, "log_search"), "warn\r")
    assert len(log.text.splitlines()) == 1
    stage.press("log_copy")
    assert QGuiApplication.clipboard().text() == log.text


def test_the_log_is_bounded_and_cleared_by_a_new_connection(stage: Stage) -> None:
    for at in range(MAX_LINES + 50):
        stage.page.log.add(line(f"line {at}"))
    assert len(stage.page.log.text.splitlines()) == MAX_LINES
    stage.bridge.connection_changed.emit(True, "")
    assert stage.page.log.text == ""


def access(stage: Stage) -> str:
    return stage.text("access_note")


def answer(stage: Stage, name: str) -> None:
    """Press a button of the dialog that is open."""
    (widget,) = [stage for stage in stage.page.findChildren(QPushButton, name) if stage.isVisible()]
    stage.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def choose_access(stage: Stage, key: str) -> None:
    stage.qtbot.mouseClick(stage.part(QToolButton, f"access_{key}"), Qt.MouseButton.LeftButton)


def test_opening_access_without_a_password_asks_first_and_shows_a_warning(stage: Stage) -> None:
    control = stage.control
    assert control is not None
    stage.run()
    assert access(stage).startswith("Other devices cannot connect")
    choose_access(stage, "network")
    assert "anyone on your network" in stage.text("access_dialog_detail")
    assert "restarts" in stage.text("access_dialog_detail")
    save_screen(stage.part(QWidget, "access_dialog"), "server-access-question", (500, 220))
    answer(stage, "access_cancel")
    assert not stage.part(QToolButton, "access_network").isChecked()
    assert control.calls == ["start"]
    choose_access(stage, "network")
    answer(stage, "access_open")
    stage.qtbot.waitUntil(lambda: control.calls == ["start", "host=all", "restart", "start"])
    stage.qtbot.waitUntil(lambda: stage.link.state == "running" and "Anyone on your network" in access(stage))
    assert stage.part(QLabel, "access_note").property("tone") == "warning"
    stage.send_status()
    save_screen(stage.page, "server-open", (1064, 760))
    pages: list[str] = []
    stage.page.page_requested.connect(pages.append)
    stage.press("access_secure")
    assert pages == ["security"]


def test_access_is_opened_together_with_sign_in_and_closed_again(stage: Stage) -> None:
    control = stage.control
    assert control is not None
    stage.run()
    pages: list[str] = []
    stage.page.page_requested.connect(pages.append)
    choose_access(stage, "network")
    answer(stage, "access_open_locked")
    stage.qtbot.waitUntil(lambda: access(stage) == "Devices on your network, after signing in.")
    assert control.values["auth"] == "local"
    assert pages == ["security"]
    choose_access(stage, "here")
    answer(stage, "access_close")
    stage.qtbot.waitUntil(lambda: access(stage).startswith("Other devices cannot connect"))
    assert control.values["host"] == "localhost"
    choose_access(stage, "network")
    answer(stage, "access_open")  # with sign-in there is no warning
    stage.qtbot.waitUntil(lambda: access(stage) == "Devices on your network, after signing in.")


def test_access_can_be_changed_while_the_server_is_stopped(stage: Stage) -> None:
    assert stage.control is not None
    stage.control.values["auth"] = "local"
    stage.link.state_changed.emit("stopped")
    choose_access(stage, "network")
    answer(stage, "access_open")
    stage.qtbot.waitUntil(lambda: access(stage) == "Devices on your network, after signing in.")
    assert stage.control.calls == ["host=all"]


def test_a_pinned_address_cannot_be_changed_and_shows_the_reason(stage: Stage) -> None:
    assert stage.control is not None
    stage.control.pinned["host"] = "flag"
    stage.control.values |= {"host": "192.168.1.20", "auth": "local"}
    stage.run()
    assert not stage.part(QToolButton, "access_here").isEnabled()
    assert access(stage) == (
        "Devices that can reach the address 192.168.1.20, after signing in."
        " This is set by the environment or the command line."
    )


def test_an_address_for_other_devices_is_shown_as_a_qr_code(stage: Stage) -> None:
    stage.run()
    stage.send_status()
    assert stage.page.findChild(QPushButton, "server_address_qr_0") is None  # an address of this computer only
    stage.press("server_address_qr_1")
    dialog = stage.part(QWidget, "qr_dialog")
    assert stage.text("qr_text") == "http://192.168.1.20:3000"
    code = stage.part(QWidget, "qr_code")
    assert code.accessibleName() == "QR code of http://192.168.1.20:3000"
    assert code.height() == code.width() >= 100
    save_screen(dialog, "qr", (dialog.width(), dialog.height()))
    answer(stage, "qr_close")


def test_access_to_a_remote_server_cannot_be_changed(remote: Stage) -> None:
    assert access(remote) == "This server runs on another computer. Access is set there."
    assert not remote.part(QWidget, "access").isVisible()
