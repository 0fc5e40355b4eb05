"""Pixel form: name, and the page that views count for."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QCheckBox

from app.api.items.pixels import NewPixel, PixelChange, PixelReply
from app.domain.items.targets import MAX_URL_LENGTH
from app.domain.websites import MAX_NAME_LENGTH
from app.ui.pages.links.link_form import page_problem
from app.ui.translation import translator
from app.ui.widgets.form import Form
from app.ui.widgets.forms import line

_tr = translator("PixelForm")


class PixelForm(Form):
    """Fields of a tracking pixel. domain: of the website; pixel: shown at first, None for a new one."""

    def __init__(self, domain: str, pixel: PixelReply | None) -> None:
        super().__init__("pixel")
        self._domain = domain
        self._kept = None if pixel is None else pixel.default_url
        self._pixel_name = line("pixel_name", _tr("Name"), _tr("Invoice mail"))
        self._pixel_name.setMaxLength(MAX_NAME_LENGTH)
        self._url = line("pixel_page", _tr("Page"), f"https://{domain}/")
        self._url.setMaxLength(MAX_URL_LENGTH)
        self._is_active = QCheckBox(_tr("The pixel counts"))
        self._is_active.setObjectName("pixel_active")
        self._is_active.setChecked(True)
        self.add("name", self._pixel_name)
        self.add("default_url", self._url, _tr("Its views appear among those of this page. May stay empty."))
        self.add_below(self._is_active)
        self._is_active.setVisible(pixel is not None)
        if pixel is not None:
            self._pixel_name.setText(pixel.name)
            self._url.setText(pixel.default_url or "")
            self._is_active.setChecked(pixel.is_active)

    def problems(self) -> Mapping[str, str]:
        missing = {
            "name": "" if self._pixel_name.text().strip() else _tr("Enter a name."),
            "default_url": page_problem(url, self._domain, self._kept) if (url := self._page()) is not None else "",
        }
        return {key: text for key, text in missing.items() if text}

    def new_pixel(self) -> NewPixel:
        return NewPixel(name=self._pixel_name.text().strip(), default_url=self._page())

    def change(self) -> PixelChange:
        name = self._pixel_name.text().strip()
        return PixelChange(name=name, default_url=self._page(), is_active=self._is_active.isChecked())

    def _page(self) -> str | None:
        return self._url.text().strip() or None
