"""Card of the second factor: its state, and the dialogs that turn it on and off."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy

from app.api.access import SecondFactorReply
from app.ui import format
from app.ui.pages.page import WindowPage
from app.ui.widgets.parts import Card, button, column, label, paragraph, row, set_tone
from app.ui.windows.second_factor_dialogs import StartSecondFactorDialog, StopSecondFactorDialog

FEW_CODES = 3


class SecondFactorCard(Card):
    """changed: it was turned on or off."""

    changed = Signal()

    def __init__(self, page: WindowPage) -> None:
        super().__init__("second_factor_card")
        self._page = page
        self._badge = label("", "badge", "second_factor_badge")
        self._badge.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._text: QLabel = paragraph("", "muted", "second_factor_text")
        self._warning: QLabel = paragraph("", "", "second_factor_warning")
        set_tone(self._warning, "warning")
        dots = "\N{HORIZONTAL ELLIPSIS}"
        self._on: QPushButton = button(self.tr("Turn on") + dots, "second_factor_on", self._open_start)
        self._off: QPushButton = button(self.tr("Turn off") + dots, "second_factor_off", self._open_stop)
        head = row(label(self.tr("Second factor"), "heading"), self._badge, None, self._on, self._off)
        self.setLayout(column(head, self._text, self._warning, gap=3, margins=4))

    def show_state(self, state: SecondFactorReply) -> None:
        self._badge.setText(self.tr("On") if state.enabled else self.tr("Off"))
        set_tone(self._badge, "up" if state.enabled else "flat")
        self._on.setVisible(not state.enabled)
        self._off.setVisible(state.enabled)
        left = state.recovery_codes_left
        if not state.enabled or state.enabled_at is None:
            text = self.tr(
                "Only the password is required. With a second factor, signing in also takes a code from your phone."
            )
            self._text.setText(text)
        else:
            codes = self.tr("%1 recovery codes left.", n=left)
            since = self.tr("On since %1.").replace("%1", format.day(state.enabled_at.astimezone().date()))
            self._text.setText(f"{since} {codes.replace('%1', str(left))}")
        self._show_warning(state)

    def _show_warning(self, state: SecondFactorReply) -> None:
        text = ""
        if state.enabled and not state.has_secret:
            text = self.tr(
                "Its secret is missing from the data folder, so only recovery codes work. Turn it off with one of them "
                "and then on again."
            )
        elif state.enabled and state.recovery_codes_left < FEW_CODES:
            text = self.tr("You have few recovery codes left. Turn the second factor off and on again to get new ones.")
        self._warning.setText(text)
        self._warning.setVisible(bool(text))

    def _open_start(self) -> None:
        dialog = StartSecondFactorDialog(self._page.bridge, self._page.client, self.window())
        dialog.changed.connect(self.changed)
        dialog.open()

    def _open_stop(self) -> None:
        dialog = StopSecondFactorDialog(self._page.bridge, self._page.client, self.window())
        dialog.changed.connect(self.changed)
        dialog.open()
