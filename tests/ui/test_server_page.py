"""Server page: status, start and stop, settings, log, access, and its error states."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFileDialog,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QTableView,
    QTabWidget,
    QToolButton,
    QWidget,
)
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.api.client import ApiClient
from app.domain.errors import AppError
from app.domain.server_status import CityDownload, HealthCheck, LogLine, PlacesSource, PlacesStatus
from app.loop import LoopThread
from app.ui.bridge import Bridge
from app.ui.models.caches import CachesModel
from app.ui.models.settings import SettingsModel, setting_name
from app.ui.pages.server.server import ServerPage
from app.ui.pages.server.server_log import MAX_LINES
from app.ui.servers.server_link import ServerLink, remote_address
from app.ui.widgets.sparkline import LineHistory
from tests.ui.fakes import FakeControl, FrameClient, status
from tests.ui.samples import NOW
from tests.ui.screens import save_screen

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


def test_paints_every_tab_of_the_server_page(stage: Stage) -> None:
    stage.run()
    for at in range(40):
        queue = replace(status().queue, depth=at * 40, rate_per_s=at % 7 * 3.0, stored_rate_per_s=at % 5 * 4.0)
        stage.send_status(queue=queue)
        stage.bridge.log_line.emit(line(f"Stored {at} events", ("INFO", "WARNING", "ERROR", "DEBUG")[at % 4]))
    save_screen(stage.page, "server", (1064, 760))
    save_screen(stage.page, "server-small", (684, 500))
    stage.tab(1)
    save_screen(stage.page, "server-settings", (1064, 500))
    stage.tab(2)
    save_screen(stage.page, "server-log", (1064, 500))


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
    assert not remote.part(QSpinBox, "server_port").isVisible()
    remote.send_status()
    save_screen(remote.page, "server-remote", (1064, 500), tones=("dark",))
    assert "another computer" in remote.text("settings_note")


def test_a_lost_connection_shows_a_notice(remote: Stage) -> None:
    remote.bridge.connection_changed.emit(False, "the server closed the connection")
    assert "The server closed the connection." in remote.text("server_notice_text")
    remote.bridge.connection_changed.emit(True, "")
    assert not remote.part(QLabel, "server_notice_text").isVisible()


def test_a_changed_port_is_saved_and_offers_a_restart(stage: Stage) -> None:
    assert stage.control is not None
    stage.run()
    stage.part(QSpinBox, "server_port").setValue(4000)
    stage.press("server_port_apply")
    restart = stage.part(QPushButton, "settings_restart_action")
    stage.qtbot.waitUntil(restart.isVisible)
    assert stage.control.values["port"] == "4000"
    save_screen(stage.page, "server-settings-changed", (1064, 500), tones=("dark",))
    stage.press("settings_restart_action")
    stage.qtbot.waitUntil(lambda: stage.link.address is not None and stage.link.address.port == 4000)


def test_a_refused_setting_keeps_its_value_and_shows_the_reason(stage: Stage) -> None:
    assert stage.control is not None
    stage.run()
    stage.tab(1)
    model = stage.part(QTableView, "settings_table").model()
    assert model.setData(model.index(0, 1), "many")
    message = stage.part(QLabel, "settings_error_text")
    stage.qtbot.waitUntil(message.isVisible)
    assert message.text() == "Port must be a number from 0 to 65535."
    assert stage.control.values["port"] == "3000"


def test_a_setting_pinned_by_the_environment_cannot_be_changed(stage: Stage) -> None:
    assert stage.control is not None
    stage.control.pinned["port"] = "environment"
    stage.run()
    assert not stage.part(QSpinBox, "server_port").isEnabled()
    assert "Set by" in stage.text("server_port_note")
    model = stage.part(QTableView, "settings_table").model()
    assert not model.flags(model.index(0, 1)) & Qt.ItemFlag.ItemIsEditable
    assert model.index(0, 2).data() == "environment, pinned"
    assert not model.setData(model.index(0, 1), "4000")


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


def test_the_table_models_pass_the_checks_of_qt(qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    caches, settings = CachesModel(), SettingsModel()
    caches.set_rows(status().caches)
    settings.set_rows(FakeControl().settings())
    qtmodeltester.check(caches)
    qtmodeltester.check(settings)


def test_settings_have_display_names() -> None:
    assert [setting_name(name) for name in ("public_url", "cors_origins", "data_dir", "retention_days")] == [
        "Public URL",
        "CORS origins",
        "Data folder",
        "Retention days",
    ]


def access(stage: Stage) -> str:
    return stage.text("access_note")


def answer(stage: Stage, name: str) -> None:
    """Press a button of the dialog that is open."""
    (widget,) = [stage for stage in stage.page.findChildren(QPushButton, name) if stage.isVisible()]
    stage.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def choose_access(stage: Stage, key: str) -> None:
    stage.qtbot.mouseClick(stage.part(QToolButton, f"access_{key}"), Qt.MouseButton.LeftButton)


def test_opening_access_without_a_password_asks_first_and_shows_a_warning(stage: Stage) -> None:
    assert stage.control is not None
    stage.run()
    assert access(stage).startswith("Other devices cannot connect")
    choose_access(stage, "network")
    assert "anyone on your network" in stage.text("access_dialog_detail")
    assert "restarts" in stage.text("access_dialog_detail")
    save_screen(stage.part(QWidget, "access_dialog"), "server-access-question", (500, 220))
    answer(stage, "access_cancel")
    assert not stage.part(QToolButton, "access_network").isChecked()
    assert stage.control.calls == ["start"]
    choose_access(stage, "network")
    answer(stage, "access_open")
    stage.qtbot.waitUntil(lambda: "Anyone on your network" in access(stage))
    assert stage.control.calls == ["start", "host=all", "restart", "start"]
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
