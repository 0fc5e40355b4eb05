"""Card of the ingest limits of a site: its own, or the defaults of the server."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any

from msgspec import UNSET
from PySide6.QtWidgets import QPushButton, QSpinBox

from app.api.wire import IngestLimitsChange, IngestLimitsReply, LimitSource
from app.domain.websites import MAX_INGEST_LIMIT
from app.ui.pages.page import WindowPage
from app.ui.pages.site.form_card import FormCard
from app.ui.translation import translator
from app.ui.widgets.form import Form
from app.ui.widgets.parts import button, padded

_tr = translator("LimitsCard")


class LimitsForm(Form):
    """Fields of the ingest limits that are in force."""

    def __init__(self) -> None:
        super().__init__("limits")
        self._peak = self._number("limits_peak", _tr("Events a second"))
        self._queue = self._number("limits_queue", _tr("Events that wait to be stored"))
        self.add("peak_events_per_sec", self._peak)
        self.add("queue_max_events", self._queue)

    def show_limits(self, limits: IngestLimitsReply) -> None:
        self._peak.setValue(limits.peak_events_per_sec)
        self._queue.setValue(limits.queue_max_events)
        over_a_minute = _tr("On average over a minute. %1").replace("%1", _source(limits.source.peak_events_per_sec))
        self.set_hint("peak_events_per_sec", over_a_minute)
        self.set_hint("queue_max_events", _source(limits.source.queue_max_events))

    def change(self, limits: IngestLimitsReply) -> IngestLimitsChange:
        """Return what differs from `limits`."""
        peak, queue = self._peak.value(), self._queue.value()
        return IngestLimitsChange(
            UNSET if peak == limits.peak_events_per_sec else peak, UNSET if queue == limits.queue_max_events else queue
        )

    def _number(self, name: str, title: str) -> QSpinBox:
        field = padded(QSpinBox())
        field.setObjectName(name)
        field.setAccessibleName(title)
        field.setRange(1, MAX_INGEST_LIMIT)
        field.setGroupSeparatorShown(True)
        field.lineEdit().returnPressed.connect(self.submitted)
        return field


class LimitsCard(FormCard[IngestLimitsReply]):
    """Changes the ingest limits of a website, and restores the defaults of the server."""

    def __init__(self, page: WindowPage) -> None:
        self._limits = LimitsForm()
        about = _tr("They protect the server from a flood of events of one site. Events above a limit are refused.")
        super().__init__(page, self._limits, "limits", _tr("Ingest limits"), about)
        self._reset: QPushButton = button(_tr("Use the defaults"), "limits_reset", self._on_reset, icon_name="undo")
        self.buttons.addWidget(self._reset)

    def id_of(self, record: IngestLimitsReply) -> str:
        return record.website_id

    def fill(self, record: IngestLimitsReply) -> None:
        self._limits.show_limits(record)
        self._reset.setEnabled("custom" in (record.source.peak_events_per_sec, record.source.queue_max_events))

    def is_changed(self, record: IngestLimitsReply) -> bool:
        return self._limits.change(record) != IngestLimitsChange()

    def call(self, record: IngestLimitsReply) -> Coroutine[Any, Any, IngestLimitsReply]:
        return self._page.client.change_ingest_limits(record.website_id, self._limits.change(record))

    def _on_reset(self) -> None:
        if (record := self.record) is not None:
            self.send(record, self._page.client.change_ingest_limits(record.website_id, IngestLimitsChange(None, None)))


def _source(source: LimitSource) -> str:
    return _tr("This site has a limit of its own.") if source == "custom" else _tr("This is the default of the server.")
