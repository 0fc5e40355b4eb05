"""Card of the backups: the newest one, where they are, and one more at the press of a button."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from app.domain.backups import BackupList, BackupsStatus
from app.domain.errors import AppError
from app.ui import format
from app.ui.texts import as_sentence, sentence_of
from app.ui.translation import filled
from app.ui.widgets.forms import FormError
from app.ui.widgets.parts import Card, button, column, label, paragraph, row


class BackupsCard(Card):
    """Shows the backups of a server that makes some."""

    start_requested = Signal()

    def __init__(self) -> None:
        super().__init__("backups_card")
        self.is_running = False
        self._newest = paragraph("", "muted", "backups_newest")
        self._when = paragraph("", "caption", "backups_when")
        self._start: QPushButton = button(
            self.tr("Back up now"), "backups_start", self.start_requested.emit, icon_name="database"
        )
        self._error = FormError("backups_error")
        head = row(label(self.tr("Backups"), "heading"), None, self._start)
        self.setLayout(column(head, self._newest, self._when, self._error, gap=2, margins=4))
        self.hide()

    def forget(self) -> None:
        """Forget the backups of a server that the window leaves."""
        self.is_running = False
        self.hide()

    def show_list(self, backups: BackupList) -> None:
        """Show what there is."""
        newest = backups.status.newest
        if newest is None:
            text = self.tr("There is no backup yet.")
        else:
            text = self.tr("%1 backups, the newest of %2: %3.", n=len(backups.backups))
            moment, size = format.moment(newest.at), format.data_size(newest.size_bytes)
            text = filled(text, format.exact(len(backups.backups)), moment, size)
        self._newest.setText(text)
        self.show_status(backups.status)

    def show_status(self, status: BackupsStatus) -> None:
        """Show what goes on."""
        self.is_running = status.is_running
        self._start.setEnabled(not status.is_running)
        if status.is_running:
            self._when.setText(self.tr("A backup is being made and checked\N{HORIZONTAL ELLIPSIS}"))
        elif status.every_hours:
            text = self.tr("Every %1 h one is made, in %2.")
            self._when.setText(filled(text, format.exact(status.every_hours), status.folder))
        else:
            text = self.tr("They are in %1. Choose a folder in the settings to have them made by themselves.")
            self._when.setText(filled(text, status.folder))
        self._error.show_text("" if status.is_running else as_sentence(status.problem) if status.problem else "")
        self.show()

    def show_failed(self, error: AppError) -> None:
        """Show why nothing is known, or hide where no backups are made or this window may not see them."""
        self.is_running = False
        if error.code in ("not_found", "forbidden"):
            self.hide()
        else:
            self._error.show_text(sentence_of(error))
            self.show()
