"""Card of other programs' trackers: pages that still have their snippet are counted without a change."""

from __future__ import annotations

from collections.abc import Coroutine, Mapping
from typing import Any

from PySide6.QtWidgets import QLineEdit

from app.api.items.trackers import OtherTrackersBody, OtherTrackersReply
from app.domain.items.trackers import MAX_DOMAIN_LENGTH, MAX_ID_LENGTH
from app.ui.pages.page import WindowPage
from app.ui.pages.site.form_card import FormCard
from app.ui.translation import translator
from app.ui.widgets.form import Form
from app.ui.widgets.forms import line

_tr = translator("TrackersCard")

_FIELDS: Mapping[str, int] = {
    "umami_website_id": MAX_ID_LENGTH,
    "plausible_domain": MAX_DOMAIN_LENGTH,
    "goatcounter_host": MAX_DOMAIN_LENGTH,
}


class TrackersForm(Form):
    """A field for each program; an empty one takes no events of it."""

    def __init__(self) -> None:
        super().__init__("trackers")
        texts = {
            "umami_website_id": (_tr("Umami"), _tr("Website ID, the data-website-id of its snippet")),
            "plausible_domain": (_tr("Plausible"), _tr("Domain, the data-domain of its snippet")),
            "goatcounter_host": (_tr("GoatCounter"), _tr("Host of the pages, such as www.example.com")),
        }
        self._lines: dict[str, QLineEdit] = {}
        for key, length in _FIELDS.items():
            title, hint = texts[key]
            self._lines[key] = field = line(f"trackers_{key}", title)
            field.setMaxLength(length)
            self.add(key, field, hint)

    def show_trackers(self, trackers: OtherTrackersReply) -> None:
        for key, field in self._lines.items():
            field.setText(getattr(trackers, key) or "")

    def body(self) -> OtherTrackersBody:
        return OtherTrackersBody(**{key: field.text().strip() or None for key, field in self._lines.items()})


class TrackersCard(FormCard[OtherTrackersReply]):
    """Changes which trackers of other programs a website takes events of."""

    def __init__(self, page: WindowPage) -> None:
        self._trackers = TrackersForm()
        about = _tr(
            "Pages that still have the snippet of another program are counted as soon as its requests arrive at this "
            "server: point its address here. Leave a field empty to take nothing of that program."
        )
        super().__init__(page, self._trackers, "trackers", _tr("Trackers of other programs"), about)

    def id_of(self, record: OtherTrackersReply) -> str:
        return record.website_id

    def fill(self, record: OtherTrackersReply) -> None:
        self._trackers.show_trackers(record)

    def is_changed(self, record: OtherTrackersReply) -> bool:
        return self._trackers.body() != OtherTrackersBody(**{key: getattr(record, key) for key in _FIELDS})

    def call(self, record: OtherTrackersReply) -> Coroutine[Any, Any, OtherTrackersReply]:
        return self._page.client.set_other_trackers(record.website_id, self._trackers.body())
