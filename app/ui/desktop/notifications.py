"""Native notifications: troubles of the server, a server that is gone, alerts, and the first visitor of a site.

A cause is reported once, when it has begun; again only when it was gone meanwhile, and not within QUIET_S.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.api.client import ApiClient
from app.domain.errors import AppError
from app.domain.live import AlertFired, ArrivedEvents
from app.domain.reports.summary import SummaryReport
from app.domain.server_status import ServerStatus
from app.ui.servers.health_texts import check_text
from app.ui.servers.server_mark import on_server
from app.ui.translation import filled
from app.ui.window_context import WindowContext

QUIET_S = 3600.0  # between two messages about the same cause
GONE_MS = 60_000  # without a connection, until it is reported
NEW_DAYS = 30  # age of a site up to which its first visitor is waited for
_NEWEST = 100  # sites whose first visitor is waited for
_GONE = "gone"
_STATUSES = 2  # in a row that have a trouble, until it is reported: one may be the moment of a restart


class Notifications(QObject):
    """Decides what is reported. message: a sentence for the desktop; first_visit: the same, about something pleasant.

    now_s: steady clock. gone_ms: see GONE_MS.
    """

    message = Signal(str)
    first_visit = Signal(str)

    def __init__(
        self,
        context: WindowContext,
        parent: QObject,
        now_s: Callable[[], float] = time.monotonic,
        gone_ms: int = GONE_MS,
    ) -> None:
        super().__init__(parent)
        bridge, link, workspace = context.bridge, context.link, context.workspace
        self._bridge, self._link, self._workspace, self._now_s = bridge, link, workspace, now_s
        self._lasting: dict[str, int] = {}  # statuses in a row that had a trouble, by the name of its check
        self._last_s: dict[str, float] = {}  # of a message, by its cause
        self._known: set[str] | None = None  # ids of websites, None until they are loaded
        self._silent: dict[str, str] = {}  # names of websites without a visitor so far, by id
        self._gone = QTimer(self, singleShot=True, interval=gone_ms)
        self._gone.timeout.connect(self._on_gone)
        bridge.server_status.connect(self._on_status)
        bridge.connection_changed.connect(self._on_connection)
        bridge.events_arrived.connect(self._on_arrived)
        bridge.alert_fired.connect(self._on_alert)
        link.state_changed.connect(self._on_state)
        link.client_changed.connect(self._on_client)
        workspace.loaded.connect(self._on_loaded)

    def stop(self) -> None:
        self._gone.stop()

    # Troubles

    @Slot(object)
    def _on_status(self, status: ServerStatus) -> None:
        """Tell a trouble that lasts."""
        troubles = {check.name: check_text(check) for check in status.checks if check.is_serious}
        self._lasting = {name: self._lasting.get(name, 0) + 1 for name in troubles}
        for name, message in troubles.items():
            if self._lasting[name] == _STATUSES:
                server = self._link.server_name
                self._tell(name, f"{server}: {message}" if server else message)

    @Slot(bool, str)
    def _on_connection(self, is_connected: bool, reason: str) -> None:
        if is_connected:
            self._gone.stop()
        elif self._link.state == "running" and not self._gone.isActive():
            self._gone.start()

    @Slot(str)
    def _on_state(self, state: str) -> None:
        if state != "running":  # stopped on purpose, or being connected to
            self._gone.stop()

    def _on_gone(self) -> None:
        if self._link.server_name:
            text = filled(self.tr("The server %1 has not answered for a minute."), self._link.server_name)
        else:
            text = self.tr("The server of this computer has not answered for a minute.")
        self._tell(_GONE, text)

    def _tell(self, cause: str, text: str) -> None:
        now_s = self._now_s()
        if now_s - self._last_s.get(cause, -math.inf) >= QUIET_S:
            self._last_s[cause] = now_s
            self.message.emit(text)

    # Alerts

    @Slot(object)
    def _on_alert(self, alert: AlertFired) -> None:
        """Show an alert: the server tells each cause once."""
        self.message.emit(f"{on_server(alert.title, self._link.server_name)}\n{alert.text}")

    # First visitors

    @Slot(object)
    def _on_client(self, client: ApiClient) -> None:
        self._lasting, self._last_s, self._known, self._silent = {}, {}, None, {}
        self._gone.stop()

    @Slot()
    def _on_loaded(self) -> None:
        """Find the new sites without a visitor. A site that is added while the window is open has none."""
        websites = {site.id: site for site in self._workspace.websites if not site.is_sample}
        known, self._known = self._known, set(websites)
        now, client = self._workspace.now(), self._link.client
        if known is not None:
            self._silent |= {site.id: site.name for site in websites.values() if site.id not in known}
        elif client is not None and any((now - site.created_at).days < NEW_DAYS for site in websites.values()):
            offset = max(0, len(self._workspace.websites) - _NEWEST)
            self._bridge.run(client.summary(_NEWEST, offset), self._on_summary, self._on_summary_failed)

    def _on_summary(self, report: SummaryReport) -> None:
        known = self._known or ()
        silent = (row for row in report.data if row.last_event_at is None and row.website_id in known)
        self._silent |= {row.website_id: row.name for row in silent}

    def _on_summary_failed(self, error: AppError) -> None:
        """Leave first visitors out: the pages show why the server does not answer."""

    @Slot(object)
    def _on_arrived(self, arrived: ArrivedEvents) -> None:
        for event in arrived.events:
            if event.website_id in self._silent and not event.is_bot:
                name = on_server(self._silent.pop(event.website_id), self._link.place_name)
                self.first_visit.emit(filled(self.tr("%1 has its first visitor."), name))
