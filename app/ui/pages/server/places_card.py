"""Card of the city database: what places come from, a file to choose, and the current one of DB-IP to fetch."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QProgressBar, QPushButton, QWidget

from app.domain.server_status import CityDownload, PlacesSource, PlacesStatus
from app.ui import format
from app.ui.widgets.attribution import AttributionLink
from app.ui.widgets.forms import FormError
from app.ui.widgets.parts import Card, button, column, label, paragraph, row

_STEPS = 1_000


class PlacesCard(Card):
    """Shows the source of places. chosen carries the Path of a file on this computer."""

    chosen = Signal(object)
    fetch_requested = Signal()
    stop_requested = Signal()

    def __init__(self) -> None:
        super().__init__("places_card")
        self._is_uploading = False
        self._download: CityDownload | None = None
        self._source = paragraph("", "muted", "places_source")
        self._attribution = AttributionLink("places_attribution")
        dots = "\N{HORIZONTAL ELLIPSIS}"
        self._fetch: QPushButton = button(
            self.tr("Get DB-IP City Lite"), "places_fetch", self._on_fetch, icon_name="download"
        )
        self._choose: QPushButton = button(self.tr("Choose a file") + dots, "places_choose", self._on_choose)
        about = self.tr(
            "The server downloads some 60 MB from db-ip.com, once; nothing about your visitors is sent. Licence: "
            "CC BY 4.0, which asks to name DB-IP beside the places."
        )
        self._bar = QProgressBar()
        self._bar.setObjectName("places_progress")
        self._bar.setAccessibleName(self.tr("Progress"))
        self._bar.setTextVisible(False)
        self._progress = label("", "caption", "places_progress_text")
        self._stop: QPushButton = button(self.tr("Cancel"), "places_stop", self.stop_requested.emit)
        self._busy = QWidget()
        busy = row(self._bar, self._progress, self._stop)
        busy.setStretch(0, 1)
        self._busy.setLayout(busy)
        self._busy.hide()
        self._error = FormError("places_error")
        head = row(label(self.tr("Places"), "heading"), None, self._choose, self._fetch)
        note = paragraph(about, "caption", "places_about")
        source = row(self._source, self._attribution)
        source.setStretch(0, 1)
        self.setLayout(column(head, source, note, self._busy, self._error, gap=2, margins=4))

    def show_status(self, status: PlacesStatus) -> None:
        """Show what is in use, and the download."""
        self._show_source(status.source)
        if not self._is_uploading and status.download != self._download:
            self._download = status.download
            self._show_download(status.download)

    def show_fetching(self, download: CityDownload) -> None:
        """Show a download that has just begun. It may end like the one before it, which `show_status` then notices."""
        self._download = download
        self._show_download(download)

    def forget(self) -> None:
        """Forget what goes on at a server that the window leaves."""
        self._is_uploading, self._download = False, None
        self._show_busy("", None, is_busy=False)
        self._error.show_text("")

    def show_uploading(self) -> None:
        """Show that a file is sent and checked. `show_uploaded` or `show_failed` follows."""
        self._is_uploading = True
        self._error.show_text("")
        self._show_busy(self.tr("Checking the file\N{HORIZONTAL ELLIPSIS}"), None, can_stop=False)

    def show_uploaded(self, source: PlacesSource) -> None:
        self._is_uploading = False
        self._show_busy("", None, is_busy=False)
        self._show_source(source)

    def show_failed(self, sentence: str) -> None:
        """Show why the database was not replaced."""
        self._is_uploading = False
        self._show_busy("", None, is_busy=False)
        self._error.show_text(sentence)

    def _show_source(self, source: PlacesSource) -> None:
        if source.database:
            text = self.tr("Regions and cities come from %1.")
            if source.built is not None:
                text = self.tr("Regions and cities come from %1 of %2.").replace("%2", format.day(source.built))
            text = text.replace("%1", source.database)
        else:
            text = self.tr("Countries are known. A city database adds regions and cities.")
        self._source.setText(text)
        self._attribution.show_source(source)

    def _show_download(self, download: CityDownload | None) -> None:
        if download is None or not download.is_going_on:
            self._show_busy("", None, is_busy=False)
            self._error.show_text("" if download is None else download.problem)
            return
        if download.state == "checking":
            self._show_busy(self.tr("Checking the file\N{HORIZONTAL ELLIPSIS}"), None)
            return
        received = format.data_size(download.received_bytes)
        if download.total_bytes:
            whole = self.tr("%1 of %2").replace("%2", format.data_size(download.total_bytes))
            self._show_busy(whole.replace("%1", received), download.received_bytes / download.total_bytes)
        else:
            self._show_busy(received, None)

    def _show_busy(self, text: str, fraction: float | None, *, is_busy: bool = True, can_stop: bool = True) -> None:
        """Show a progress bar. fraction: None while it is unknown."""
        self._progress.setText(text)
        self._bar.setRange(0, 0 if fraction is None else _STEPS)
        if fraction is not None:
            self._bar.setValue(round(fraction * _STEPS))
        self._busy.setVisible(is_busy)
        self._stop.setVisible(can_stop)
        for push in (self._fetch, self._choose):
            push.setEnabled(not is_busy)

    def _on_fetch(self) -> None:
        self._error.show_text("")
        self._show_busy("", None)
        self.fetch_requested.emit()

    def _on_choose(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, self.tr("Choose a city database"), "", self.tr("City databases (*.mmdb *.mmdb.gz);;All files (*)")
        )
        if path:
            self.chosen.emit(Path(path))
