"""Server page: start and stop the server, watch its state, change its settings, read its log."""

from __future__ import annotations

import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QTabWidget, QWidget

from app.api.client import ApiClient
from app.domain.errors import AppError
from app.domain.server_status import Requeued, ServerStatus
from app.ui import format
from app.ui.bridge import Bridge
from app.ui.models.settings import is_pinned as is_set_outside
from app.ui.pages.server.backups_card import BackupsCard
from app.ui.pages.server.places_card import PlacesCard
from app.ui.pages.server.server_access import AccessCard
from app.ui.pages.server.server_headline import (
    HeadlineCard,
    headline_of_silence,
    headline_of_state,
    headline_of_status,
)
from app.ui.pages.server.server_log import LogView
from app.ui.pages.server.server_more import MorePanel
from app.ui.pages.server.server_settings import SettingsPanel
from app.ui.pages.server.server_status import StatusPanel
from app.ui.servers.server_link import ServerLink
from app.ui.style.dress import dress
from app.ui.style.tones import STATE_TONES, Tone
from app.ui.texts import as_sentence, lost_name, sentence_of, state_name
from app.ui.widgets.parts import (
    button,
    column,
    frame,
    label,
    paragraph,
    row,
    scroll_area,
    set_tone,
)
from app.ui.widgets.toast import Banner

T = TypeVar("T")


class ServerPage(QWidget):
    """Page that follows the link and the live stream by itself. now_s: monotonic clock, seconds."""

    page_requested = Signal(str)

    def __init__(self, bridge: Bridge, link: ServerLink, now_s: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        dress(self)
        self.setObjectName("server_page")
        self.setProperty("role", "page")
        self._bridge, self._link, self._now_s = bridge, link, now_s
        self._access = AccessCard(link)
        self._access.page_requested.connect(self.page_requested)
        self._status = StatusPanel()
        self._status.clock_confirmed.connect(self._on_clock_confirmed)
        self._status.requeue_requested.connect(self._on_requeue)
        self._places = PlacesCard()
        self._places.chosen.connect(self._on_city_file)
        self._places.fetch_requested.connect(self._on_city_fetch)
        self._places.stop_requested.connect(self._on_city_stop)
        self._backups = BackupsCard()
        self._backups.start_requested.connect(self._on_backup)
        self._more = MorePanel()
        self._headline = HeadlineCard()
        self._headline.remedy_chosen.connect(self._on_remedy)
        self._settings = SettingsPanel(bridge)
        self._settings.restart_requested.connect(link.restart)
        self._settings.changed.connect(self._show_settings)
        self.log = LogView()
        self._notice = Banner("server_notice", "warning")
        self._tabs = QTabWidget()
        self._tabs.setObjectName("server_tabs")
        self._tabs.setAccessibleName(self.tr("Sections of the Server page"))
        self._tabs.addTab(self._status_tab(), self.tr("Status"))
        self._tabs.addTab(self._settings, self.tr("Settings"))
        self._tabs.addTab(self.log, self.tr("Log"))
        self._tabs.addTab(self._more, self.tr("More"))
        self.setLayout(column(row(self._headline, margins=(4, 4, 4, 0)), self._tabs))
        link.state_changed.connect(self._on_state)
        link.start_failed.connect(self._on_failed)
        bridge.server_status.connect(self._on_status)
        bridge.connection_changed.connect(self._on_connection)
        bridge.refused.connect(self._on_refused)
        bridge.log_line.connect(self.log.add)
        self._on_state(link.state)

    def is_pinned(self, name: str) -> bool:
        """Return whether a setting is set where this window cannot change it."""
        setting = self._settings.setting(name)
        return setting is not None and is_set_outside(setting)

    def show_log(self) -> None:
        self._tabs.setCurrentWidget(self.log)

    def show_status(self) -> None:
        self._tabs.setCurrentIndex(0)

    def show_settings(self) -> None:
        self._tabs.setCurrentWidget(self._settings)

    @Slot(str)
    def _on_remedy(self, remedy: str) -> None:
        """Do what the button beside the headline says."""
        acts: dict[str, Callable[[], object]] = {
            "start": self._link.start,
            "log": self.show_log,
            "settings": self.show_settings,
            "clock": self._on_clock_confirmed,
            "requeue": self._on_requeue,
        }
        if remedy in ("clock", "requeue"):  # their result is shown there
            self.show_status()
        acts[remedy]()

    def _status_tab(self) -> QWidget:
        page = QWidget()
        cards = (self._control_card(), self._access, self._status, self._backups, self._places)
        page.setLayout(column(self._notice, *cards, None, gap=4, margins=4))
        return scroll_area(page, "server_scroll")

    def _control_card(self) -> QFrame:
        self._dot: QLabel = label("\N{BLACK CIRCLE}", "", "server_dot")
        self._state: QLabel = label("", "title", "server_state")
        self._facts: QLabel = paragraph("", "muted", "server_facts")
        self._start: QPushButton = button(
            self.tr("Start"), "server_start", self._link.start, role="primary", icon_name="play"
        )
        self._restart: QPushButton = button(
            self.tr("Restart"), "server_restart", self._link.restart, icon_name="refresh"
        )
        self._stop: QPushButton = button(self.tr("Stop"), "server_stop", self._link.stop, icon_name="stop")
        self._why: QLabel = paragraph("", "caption", "server_why")
        top = row(self._dot, self._state, None, self._start, self._restart, self._stop, gap=2)
        layout = column(top, self._facts, self._why, gap=2, margins=4)
        return frame("card", "server_card", layout)

    @Slot(str)
    def _on_state(self, state: str) -> None:
        link = self._link
        self._show_state(state_name(link.state, is_remote=link.is_remote), STATE_TONES.get(link.state, "flat"))
        can_control = link.control is not None
        self._start.setVisible(can_control and link.state in ("stopped", "failed"))
        has_tenants = link.tenants is not None  # none of them may do what concerns all
        for control in (self._restart, self._stop):
            control.setVisible(link.state not in ("stopped", "failed") and not has_tenants)
        for part in (self._facts, self._status):
            part.setVisible(not has_tenants)
        for at in range(1, self._tabs.count()):
            self._tabs.setTabVisible(at, not has_tenants)
        for control in (self._restart, self._stop):
            control.setEnabled(can_control and link.state == "running")
        elsewhere = self.tr("This server runs on another computer. Start and stop it there.")
        shared = self.tr("Several tenants share this server. Its state, settings and log are for those who run it.")
        self._why.setText(shared if has_tenants else elsewhere)
        self._why.setVisible(not can_control)
        self._headline.show_headline(headline_of_state(link.state, is_remote=link.is_remote))
        if state != "running":
            self._status.clear()
            self._more.clear()
            self._places.forget()
            self._backups.forget()
            self._places.hide()
            self._facts.setText("")
            self._access.show_addresses(())
        elif link.address is not None:
            self._access.show_addresses((link.address.url,))
            self._notice.hide()
            if not has_tenants:
                self._look_at_backups()
        self._settings.show_control(link.control, is_running=link.state == "running")
        self._show_settings()

    def _show_state(self, text: str, tone: Tone) -> None:
        self._state.setText(text)
        set_tone(self._dot, tone)

    @Slot()
    def _show_settings(self) -> None:
        """Show the settings of access, and why the window cannot change them."""
        self._access.show_settings(self._settings.setting("host"), self._settings.setting("auth"))

    @Slot(object)
    def _on_status(self, status: ServerStatus) -> None:
        facts = (
            self.tr("Version %1").replace("%1", status.version),
            self.tr("up for %1").replace("%1", format.span(status.uptime_s)),
            status.data_dir,
        )
        self._facts.setText(" \N{MIDDLE DOT} ".join(facts))
        if not self._link.is_remote:  # that server's own addresses may mean another computer here
            self._access.show_addresses(status.addresses)
        self._headline.show_headline(headline_of_status(status))
        self._status.show_status(status, self._now_s())
        self._more.show_status(status)
        if self._backups.is_running:
            self._look_at_backups()
        self._places.show_status(status.places)
        self._places.show()

    def _ask(
        self,
        call: Callable[[ApiClient], Coroutine[Any, Any, T]],
        then: Callable[[T], None],
        failed: Callable[[AppError], None],
    ) -> None:
        """Ask the server on screen, if there is one. Its reply is dropped when the window has left it by then."""
        link, asked = self._link, self._link.client

        def is_left() -> bool:
            return link.client is not asked or link.state != "running"

        if asked is not None:
            self._bridge.run(
                call(asked),
                lambda reply: None if is_left() else then(reply),
                lambda error: None if is_left() else failed(error),
            )

    @Slot()
    def _on_clock_confirmed(self) -> None:
        self._ask(lambda client: client.confirm_clock(), self._on_clock_settled, self._on_failed)

    def _on_clock_settled(self, status: ServerStatus) -> None:
        self._notice.hide()
        self._on_status(status)

    @Slot()
    def _on_requeue(self) -> None:
        self._status.show_requeueing()
        self._ask(lambda client: client.requeue(), self._on_requeued, self._on_requeue_failed)

    def _on_requeued(self, requeued: Requeued) -> None:
        self._notice.hide()
        self._status.show_requeued(requeued)

    def _on_requeue_failed(self, error: AppError) -> None:
        self._status.show_requeue_failed()
        self._on_failed(error)

    @Slot(bool, str)
    def _on_connection(self, is_connected: bool, reason: str) -> None:
        if is_connected:
            self.log.clear()  # the stream begins with recent lines
            self._notice.hide()
            if self._link.state == "running":
                self._show_state(state_name("running"), STATE_TONES["running"])
        elif self._link.state == "running":
            self._show_state(lost_name(), "warning")
            text = self.tr("These figures are out of date. %1").replace("%1", as_sentence(reason))
            self._notice.show_text(text)
            self._status.show_old(True)
            self._headline.show_headline(headline_of_silence(has_log=self._link.tenants is None))

    @Slot(object)
    def _on_refused(self, error: AppError) -> None:
        """Show why there are no figures: fewer keys may read the state of the server than its reports."""
        if error.code == "forbidden" and self._link.tenants is None:
            text = self.tr(
                "Only the administrator, or an API key with the scope admin, can see the state and log of this server."
            )
            self._notice.show_text(text)

    @Slot(object)
    def _on_failed(self, error: AppError) -> None:
        self._notice.show_text(sentence_of(error))

    @Slot(object)
    def _on_city_file(self, path: Path) -> None:
        self._places.show_uploading()
        self._ask(lambda client: client.replace_city_database(path), self._places.show_uploaded, self._on_places_failed)

    @Slot()
    def _on_city_fetch(self) -> None:
        self._ask(lambda client: client.fetch_city_database(), self._places.show_fetching, self._on_places_failed)

    @Slot()
    def _on_backup(self) -> None:
        self._ask(lambda client: client.start_backup(), self._backups.show_status, self._backups.show_failed)

    def _look_at_backups(self) -> None:
        """Ask for the backups at the start, and every second while one is being made."""
        self._ask(lambda client: client.list_backups(), self._backups.show_list, self._backups.show_failed)

    @Slot()
    def _on_city_stop(self) -> None:
        self._ask(lambda client: client.stop_fetching_city_database(), _ignore, self._on_places_failed)

    def _on_places_failed(self, error: AppError) -> None:
        self._places.show_failed(sentence_of(error))


def _ignore(_: object) -> None:
    """Ignore the reply: the next status, within a second, shows the download."""
