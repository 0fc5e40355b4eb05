"""Attribution link: the name and the page of who made the place database, as its licence asks."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton

from app.domain.server_status import PlacesSource
from app.ui.texts import plain_tip


class AttributionLink(QPushButton):
    """Shown while a database is in use whose licence asks for it. A click opens the page of its publisher."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("role", "link")
        self._url = ""
        self.clicked.connect(self._on_clicked)
        self.hide()

    def show_source(self, source: PlacesSource) -> None:
        self._url = source.attribution_url
        self.setText(source.attribution)
        self.setToolTip(plain_tip(source.attribution_url))
        self.setVisible(bool(source.attribution))

    def _on_clicked(self) -> None:
        QDesktopServices.openUrl(QUrl(self._url))
