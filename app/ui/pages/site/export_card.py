"""Card that saves the events of the range on screen to a file, with its progress."""

from __future__ import annotations

from collections.abc import AsyncIterator
from concurrent.futures import Future
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QPushButton, QWidget

from app.api.wire import WebsiteReply
from app.domain.errors import AppError
from app.domain.reports.exports import CONTENT_TYPES, ExportFormat
from app.domain.reports.request import ReportRequest
from app.ui import format
from app.ui.models.whole_file import save_parts
from app.ui.pages.page import WindowPage
from app.ui.style.tones import Tone
from app.ui.texts import sentence_of
from app.ui.translation import filled, translator
from app.ui.widgets.forms import FormError
from app.ui.widgets.parts import Card, button, column, label, paragraph, row, set_tone
from app.ui.widgets.save_dialog import ask_file
from app.ui.widgets.segmented import SegmentedControl

_tr = translator("ExportCard")

SHOWN_EVERY_MS = 100


class CountedParts:
    """Parts of a file that pass on to be written. size_bytes: of those so far, read by the GUI thread."""

    def __init__(self, parts: AsyncIterator[bytes]) -> None:
        self._parts = parts
        self.size_bytes = 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._parts:
            self.size_bytes += len(part)
            yield part


class ExportCard(Card):
    """Saves one file at a time, whole or not at all. It goes on when another website or page is shown."""

    def __init__(self, page: WindowPage) -> None:
        super().__init__("export_card")
        self._page = page
        self._export: Future[None] | None = None
        self._parts: CountedParts | None = None
        self._path = Path()
        about = paragraph(_tr("Every event of the days and filters at the top of the page, oldest first."), "muted")
        self._range = paragraph("", "", "export_range")
        kinds = (("csv", "CSV"), ("ndjson", _tr("JSON lines")), ("parquet", "Parquet"))
        self._format = SegmentedControl(kinds, "export_format", _tr("Format"))
        save = _tr("Save as file\N{HORIZONTAL ELLIPSIS}")
        self._save: QPushButton = button(save, "export_save", self._on_save, role="primary", icon_name="download")
        self._error = FormError("export_error")
        self._note = paragraph("", "caption", "export_note")
        self._busy = self._busy_part()
        parts = (label(_tr("Export"), "heading"), about, self._range, row(self._format, self._save, None))
        self.setLayout(column(*parts, self._busy, self._note, self._error, gap=3, margins=4))
        self._note.hide()
        self._timer = QTimer(self, interval=SHOWN_EVERY_MS)
        self._timer.timeout.connect(self._show_progress)

    def show_range(self, request: ReportRequest) -> None:
        """Say which events the file will have."""
        days = format.day_range(request.start, request.end)
        bots = _tr("with bots") if request.include_bots else _tr("without bots")
        texts = (days, bots, *map(format.filter_text, request.filters))
        self._range.setText(" \N{MIDDLE DOT} ".join(texts))

    def _busy_part(self) -> QWidget:
        self._progress = label("", "caption", "export_progress")
        bar = QProgressBar()
        bar.setObjectName("export_busy")
        bar.setAccessibleName(_tr("Saving the file"))
        bar.setTextVisible(False)
        bar.setRange(0, 0)  # the server does not say how many events there are before it has read them
        part = QWidget()
        part.setLayout(column(bar, row(self._progress, None, button(_tr("Cancel"), "export_cancel", self._on_cancel))))
        part.hide()
        return part

    def _on_save(self) -> None:
        site, request, kind = self._page.site, self._page.request, self._kind()
        if site is None or request is None or self._export is not None:
            return
        suggested = _file_name(site, request, kind)
        path = ask_file(self, _tr("Export events"), suggested, {f".{kind}": f"{kind.upper()} (*.{kind})"})
        if path is not None:
            self._start(site, request, kind, path)

    def _start(self, site: WebsiteReply, request: ReportRequest, kind: ExportFormat, path: Path) -> None:
        self._path = path
        self._parts = parts = CountedParts(self._page.client.export(site.id, request, kind))
        self._error.show_text("")
        self._note.hide()
        self._export = self._page.bridge.run(save_parts(aiter(parts), path), self._on_saved, self._on_failed)
        self._set_busy(True)

    def _on_saved(self, _: None) -> None:
        size = self._size()
        text = filled(_tr("Saved %1 to %2."), size, self._path.name)
        self._end(text, "up")
        self._page.notice.emit(text)

    def _on_failed(self, error: AppError) -> None:
        self._end()
        self._error.show_text(sentence_of(error))

    def _on_cancel(self) -> None:
        if self._export is not None:
            self._export.cancel()
            self._end(_tr("Cancelled. No unfinished file is left."))
            self._save.setFocus()

    def _end(self, text: str = "", tone: Tone = "") -> None:
        self._export = None
        self._set_busy(False)
        self._note.setText(text)
        self._note.setVisible(bool(text))
        set_tone(self._note, tone)

    def _set_busy(self, is_busy: bool) -> None:
        self._busy.setVisible(is_busy)
        self._save.setEnabled(not is_busy)
        self._format.setEnabled(not is_busy)
        if is_busy:
            self._show_progress()
            self._timer.start()
        else:
            self._timer.stop()

    def _show_progress(self) -> None:
        size = self._size()
        self._progress.setText(filled(_tr("%1: %2 so far"), self._path.name, size))

    def _size(self) -> str:
        return format.data_size(self._parts.size_bytes if self._parts is not None else 0)

    def _kind(self) -> ExportFormat:
        return next(kind for kind in CONTENT_TYPES if kind == self._format.value)


def _file_name(site: WebsiteReply, request: ReportRequest, kind: ExportFormat) -> str:
    return f"events-{site.domain.replace(':', '-')}-{request.start}-{request.end}.{kind}"
