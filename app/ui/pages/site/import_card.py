"""Card that imports old numbers of a site: a file is read and described, then stored, and undone on request."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QProgressBar, QPushButton, QWidget

from app.api.imports import ImportReply
from app.api.wire import WebsiteReply
from app.domain.errors import AppError
from app.domain.imports.jobs import ACTIVE
from app.ui import format
from app.ui.pages.page import WindowPage
from app.ui.pages.site.import_texts import import_text, preview_texts, reason_text
from app.ui.texts import sentence_of
from app.ui.translation import filled, translator
from app.ui.widgets.forms import FormError
from app.ui.widgets.parts import Card, button, column, label, paragraph, row
from app.ui.windows.confirm_dialog import Choice, ConfirmDialog

_tr = translator("ImportCard")

_STEPS = 1_000
_ASK_AGAIN_MS = 300
_ROWS = 5  # imports that are listed, the newest


class ImportCard(Card):
    """Imports one file at a time. It goes on at the server when another page is shown, and is found again here."""

    def __init__(self, page: WindowPage) -> None:
        super().__init__("import_card")
        self._page = page
        self._site: WebsiteReply | None = None
        self._job: ImportReply | None = None  # at work, or read and not stored yet
        self._call: Future[Any] | None = None  # Any: replies of two types
        self._sent_to: str | None = None  # the website whose file is being sent, whatever is shown meanwhile
        about = _tr(
            "Files of Umami, GoatCounter, an access log, or an export of this program. You see what a file has before "
            "anything is stored, and everything that is stored can be undone."
        )
        choose = _tr("Choose a file\N{HORIZONTAL ELLIPSIS}")
        self._choose: QPushButton = button(choose, "import_choose", self._on_choose)
        self._text = paragraph("", "", "import_text")
        self._error = FormError("import_error")
        self._store: QPushButton = button(_tr("Import"), "import_store", self._on_store, role="primary")
        self._discard: QPushButton = button(_tr("Discard"), "import_discard", self._on_discard)
        self._rows = [_ImportRow(number, self._on_undo) for number in range(_ROWS)]
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_ASK_AGAIN_MS)
        self._timer.timeout.connect(self._ask_again)
        head = label(_tr("Import"), "heading")
        parts = (head, paragraph(about, "muted"), row(self._choose, None), self._busy_part(), self._text)
        acts = row(self._store, self._discard, None)
        self.setLayout(column(*parts, acts, self._error, *self._rows, gap=3, margins=4))
        self._show_state()

    def _busy_part(self) -> QWidget:
        self._bar = QProgressBar()
        self._bar.setObjectName("import_progress")
        self._bar.setAccessibleName(_tr("Progress"))
        self._bar.setTextVisible(False)
        return self._bar

    def show_site(self, site: WebsiteReply) -> None:
        """Show the imports of a website."""
        if self._site is None or self._site.id != site.id:
            self._site, self._job = site, None
            if self._call is not None:
                self._call.cancel()
            self._timer.stop()
            self._error.show_text("")
            self._show_rows(())
            self._show_state()
        if self._call is None or self._call.done():  # what was asked for goes on
            self._list()

    def _list(self) -> None:
        if self._site is not None:
            self._ask(self._page.client.list_imports(self._site.id), self._on_list)

    def _ask(self, coro: Coroutine[Any, Any, Any], then: Callable[[Any], None]) -> None:
        """Run a call about the website that is shown."""
        self._call = self._page.bridge.run(coro, then, self._on_failed)

    def _on_choose(self) -> None:
        if self._site is None:
            return
        text, _ = QFileDialog.getOpenFileName(self, _tr("Import a file"))
        if text:
            self._error.show_text("")
            self._sent_to = self._site.id
            self._show_state()
            self._page.bridge.run(
                self._page.client.add_import(self._site.id, Path(text)), self._on_sent, self._on_not_sent
            )

    def _on_sent(self, job: ImportReply) -> None:
        self._sent_to = None
        if self._site is not None and job.website_id == self._site.id:
            self._on_job(job)
        else:
            self._show_state()

    def _on_not_sent(self, error: AppError) -> None:
        is_shown = self._site is not None and self._sent_to == self._site.id
        self._sent_to = None
        if is_shown:
            self._on_failed(error)
        else:
            self._show_state()

    def _on_store(self) -> None:
        if self._site is not None and self._job is not None:
            self._store.setEnabled(False)
            self._ask(self._page.client.start_import(self._site.id, self._job.id), self._on_job)

    def _on_discard(self) -> None:
        if self._site is not None and self._job is not None:
            self._discard.setEnabled(False)
            self._ask(self._page.client.undo_import(self._site.id, self._job.id), self._on_job)

    def _on_undo(self, job: ImportReply) -> None:
        question = _tr("Undo this import?")
        detail = filled(_tr("All its events are deleted: %1"), import_text(job))
        answers = (
            Choice("import_undo_cancel", _tr("Cancel"), is_default=True),
            Choice("import_undo_confirm", _tr("Undo"), lambda: self._undo(job), role="danger"),
        )
        server = self._page.link.place_name
        ConfirmDialog("import_undo", _tr("Undo"), question, detail, answers, self.window(), "warning", server).open()

    def _undo(self, job: ImportReply) -> None:
        if self._site is not None and job.website_id == self._site.id:
            self._error.show_text("")
            self._ask(self._page.client.undo_import(job.website_id, job.id), self._on_job)

    def _ask_again(self) -> None:
        if self._site is not None and self._job is not None:
            self._ask(self._page.client.import_of(self._site.id, self._job.id), self._on_job)

    def _on_job(self, job: ImportReply) -> None:
        self._job = job if job.status in (*ACTIVE, "ready") else None
        self._show_state()
        if self._job is None:
            self._list()

    def _on_list(self, jobs: tuple[ImportReply, ...]) -> None:
        current = next((job for job in jobs if job.status in (*ACTIVE, "ready")), None)
        if self._job is None and current is not None:
            self._job = current
        self._show_rows(tuple(job for job in jobs if self._job is None or job.id != self._job.id))
        self._show_state()

    def _on_failed(self, error: AppError) -> None:
        self._error.show_text(reason_text(sentence_of(error)))
        self._job = None
        self._show_state()

    def _show_rows(self, jobs: tuple[ImportReply, ...]) -> None:
        for line, job in zip(self._rows, (*jobs[:_ROWS], *[None] * _ROWS), strict=False):
            line.show_import(job)

    def _show_state(self) -> None:
        job = self._job
        is_sending = self._site is not None and self._sent_to == self._site.id
        is_active = is_sending or (job is not None and job.status in ACTIVE)
        is_ready = job is not None and job.status == "ready"
        self._choose.setEnabled(self._sent_to is None and not is_active and not is_ready)
        self._bar.setVisible(is_active)
        for act in (self._store, self._discard):
            act.setVisible(is_ready)
            act.setEnabled(True)
        if job is not None and is_active:
            self._show_progress(job)
            self._timer.start()
        elif is_sending:
            self._bar.setRange(0, 0)
            self._text.setText(_tr("Sending the file\N{HORIZONTAL ELLIPSIS}"))
        elif job is not None and job.preview is not None:
            self._text.setText("\n".join(preview_texts(job.preview)))
            self._store.setEnabled(job.preview.events > 0)
        else:
            self._text.setText("")
        self._text.setVisible(bool(self._text.text()))

    def _show_progress(self, job: ImportReply) -> None:
        total = 0 if job.status == "reading" or job.preview is None else job.preview.events
        self._bar.setRange(0, _STEPS if total else 0)
        self._bar.setValue(round(job.stored / total * _STEPS) if total else 0)
        if job.status == "reading":
            self._text.setText(filled(_tr("%1 lines are read", job.read), format.exact(job.read)))
        else:
            self._text.setText(filled(_tr("%1 events are stored", job.stored), format.exact(job.stored)))


class _ImportRow(QWidget):
    """A line of the list of imports."""

    def __init__(self, number: int, undo: Callable[[ImportReply], None]) -> None:
        super().__init__()
        self._undo = undo
        self._job: ImportReply | None = None
        self._text = paragraph("", "caption", f"import_row_{number}")
        self._act: QPushButton = button(_tr("Undo"), f"import_undo_{number}", self._on_undo)
        line = row(self._text, self._act)
        line.setStretch(0, 1)
        self.setLayout(line)
        self.hide()

    def show_import(self, job: ImportReply | None) -> None:
        """Show an import; None hides the line."""
        self._job = job
        self.setVisible(job is not None)
        if job is not None:
            self._text.setText(import_text(job))
            self._act.setVisible(job.status != "undone")
            self._act.setAccessibleName(filled(_tr("Undo %1"), job.file_name or job.id))

    def _on_undo(self) -> None:
        if self._job is not None:
            self._undo(self._job)
