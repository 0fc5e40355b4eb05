"""Segment form: filters under a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from datetime import timedelta
from typing import Any

from PySide6.QtCore import QObject

from app.api.client import ApiClient
from app.domain.errors import AppError
from app.domain.items.segments import NewSegment, Segment, SegmentChange
from app.domain.reports.filters import filter_params, filters_of
from app.domain.reports.request import Filter, ReportRequest
from app.domain.reports.results import MetricsReport
from app.domain.websites import MAX_NAME_LENGTH
from app.ui.bridge import Bridge
from app.ui.pages.records.filters_editor import FiltersEditor
from app.ui.translation import translator
from app.ui.widgets.form import Form
from app.ui.widgets.forms import line

_tr = translator("SegmentForm")

EDITOR_WIDTH = 640
_DAYS = 90  # before the end of the range: values that are rare in it are offered still
_VALUES = 100  # of a dimension; others can be typed


class SegmentForm(Form):
    """Fields of a segment. filters: shown at first for a new one."""

    def __init__(self, filters: Sequence[Filter], segment: Segment | None = None) -> None:
        super().__init__("segment")
        self._segment_name = line("segment_name", _tr("Name"), _tr("Readers from Germany"))
        self._segment_name.setMaxLength(MAX_NAME_LENGTH)
        self.editor = FiltersEditor("segment_filters", _tr("Filters"))
        self.editor.changed.connect(lambda: self.clear_error("filters"))
        self._before = filters_of(segment.filters) if segment is not None else ()
        self.add("name", self._segment_name)
        hint = _tr("Filters of one property are alternatives; those of different ones all have to fit.")
        self.add("filters", self.editor, hint)
        self.editor.show_filters(filters if segment is None else self._before)
        if segment is not None:
            self._segment_name.setText(segment.name)

    def problems(self) -> Mapping[str, str]:
        self.editor.add_typed()  # a value that was typed is meant
        problems = {}
        if not self._segment_name.text().strip():
            problems["name"] = _tr("Enter a name.")
        if not self.editor.filters:
            problems["filters"] = _tr("Add at least one filter.")
        return problems

    def new_segment(self) -> NewSegment:
        return NewSegment(self._segment_name.text().strip(), filter_params(self.editor.filters))

    def change(self) -> SegmentChange:
        """Return the new values; filters that were not touched keep their writing."""
        filters = self.editor.filters
        name = self._segment_name.text().strip()
        return SegmentChange(name, None if filters == self._before else filter_params(filters))


class ValueSuggestions(QObject):
    """Offers the values of the chosen dimension. request: its range ends the days whose values are offered."""

    def __init__(
        self, bridge: Bridge, client: ApiClient, website_id: str, request: ReportRequest, editor: FiltersEditor
    ) -> None:
        super().__init__(editor)
        self._bridge, self._client, self._website_id, self._editor = bridge, client, website_id, editor
        start = min(request.start, request.end - timedelta(days=_DAYS - 1))
        self._request = ReportRequest(start, request.end, include_bots=request.include_bots)
        self._call: Future[Any] | None = None
        editor.values_needed.connect(self._ask)
        self._ask(editor.dimension)

    def _ask(self, dimension: str) -> None:
        if self._call is not None:
            self._call.cancel()
        call = self._client.metrics(self._website_id, self._request, dimension, limit=_VALUES)
        self._call = self._bridge.run(call, self._on_values, self._on_no_values)

    def _on_values(self, report: MetricsReport) -> None:
        self._editor.show_values(report.data.type, [row.value for row in report.data.rows])

    def _on_no_values(self, error: AppError) -> None:
        """Offer nothing: any value can be typed, and saving shows why the server cannot be reached."""
        self._editor.show_values(self._editor.dimension, ())
