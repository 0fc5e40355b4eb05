"""Banners below the header: sample data, a stopped server, and a pause of collecting."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.ui.style.dress import dress
from app.ui.widgets.parts import column
from app.ui.widgets.toast import Banner


class Banners(QWidget):
    """Takes no room while there is nothing to show. sample, stopped, paused: the banners with their buttons."""

    def __init__(self) -> None:
        super().__init__()
        dress(self)
        self.sample = Banner("sample_banner")
        self.stopped = Banner("stopped_banner", "warning")
        self.paused = Banner("paused_banner", "warning")
        self.setLayout(column(self.sample, self.stopped, self.paused, gap=2, margins=(4, 3, 4, 0)))
        self._update_visible()

    def show_sample(self, is_sample: bool) -> None:
        text = self.tr("Sample data: these visits are invented, so that you can look around.")
        self._show(self.sample, is_sample, text, self.tr("Remove"))

    def show_stopped(self, is_stopped: bool) -> None:
        text = self.tr("The server is stopped. Visits are not counted until it runs again.")
        self._show(self.stopped, is_stopped, text, self.tr("Start"))

    def show_paused(self, text: str) -> None:
        """Show that collecting is paused. text: a sentence, blank while it is not."""
        self._show(self.paused, bool(text), text, self.tr("Resume"))

    def _show(self, banner: Banner, is_shown: bool, text: str, action: str) -> None:
        if is_shown:
            banner.show_text(text, action)
        else:
            banner.hide()
        self._update_visible()

    def _update_visible(self) -> None:
        self.setVisible(not all(part.isHidden() for part in (self.sample, self.stopped, self.paused)))
