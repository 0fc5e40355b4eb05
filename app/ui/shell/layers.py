"""Layers of the window, one on top at a time: start page, first run, and the frame around the pages."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.api.client import ApiClient
from app.api.wire import WebsiteReply
from app.ui.bridge import Bridge
from app.ui.shell.start_page import StartPage
from app.ui.windows.first_run import FirstRun


class Layers(QStackedWidget):
    """frame: sidebar, header, banners and pages.

    first_run_finished carries the new WebsiteReply; first_run_left: the user would rather see the other websites.
    """

    first_run_finished = Signal(object)
    first_run_left = Signal()

    def __init__(self, bridge: Bridge, frame: QWidget) -> None:
        super().__init__()
        self.setObjectName("layers")
        self.start_page = StartPage()
        self._bridge, self._frame = bridge, frame
        self._first_run: FirstRun | None = None
        self.addWidget(self.start_page)
        self.addWidget(frame)

    @property
    def has_frame_on_top(self) -> bool:
        return self.currentWidget() is self._frame

    @property
    def has_start_page_on_top(self) -> bool:
        return self.currentWidget() is self.start_page

    @property
    def is_in_first_run(self) -> bool:
        return self._first_run is not None

    def show_frame(self) -> None:
        self.setCurrentWidget(self._frame)

    def show_start_page(self) -> None:
        self.setCurrentWidget(self.start_page)

    def show_without_sites(self, place: str) -> None:
        """Show that there is no website, to someone who may not add one. place: the tenant and its server."""
        self.start_page.show_without_sites(place)
        self.show_start_page()

    def start_first_run(self, client: ApiClient, url: str) -> None:
        """Guide the user to the first site of a server, or go on with it. url: its address."""
        if self._first_run is None:
            self._first_run = FirstRun(self._bridge, client, url)
            self._first_run.finished.connect(self._on_finished)
            self._first_run.left.connect(self._on_left)
            self.addWidget(self._first_run)
        self.setCurrentWidget(self._first_run)

    def show_way_out(self, has_sites: bool) -> None:
        """Let the user leave the first run while there are websites."""
        if self._first_run is not None:
            self._first_run.show_way_out(has_sites)

    def end_first_run(self) -> None:
        """Drop the first run, if there is one."""
        if self._first_run is not None:
            self.removeWidget(self._first_run)
            self._first_run.deleteLater()
            self._first_run = None

    @Slot()
    def _on_left(self) -> None:
        self.end_first_run()
        self.first_run_left.emit()

    @Slot(object)
    def _on_finished(self, website: WebsiteReply) -> None:
        self.end_first_run()
        self.first_run_finished.emit(website)
