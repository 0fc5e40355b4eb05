"""Suggestions: the pages and events that a website has had, asked of the server while one types."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import replace
from datetime import timedelta
from typing import Any

from PySide6.QtCore import QObject

from app.api.client import ApiClient
from app.api.reports.question import Question
from app.domain.errors import AppError
from app.domain.reports.matching import MatchType
from app.domain.reports.request import ReportRequest
from app.domain.reports.results import MetricsReport
from app.ui.bridge import Bridge
from app.ui.texts import sentence_of
from app.ui.widgets.pickers.rule_picker import RulePicker, Seen

DAYS = 90  # before the end of the range: what was rare in it is known still
ROWS = 25  # of each kind; the search reaches the others
_DIMENSIONS: Mapping[str, MatchType] = {"page": "page_view", "event_name": "event"}


class Suggestions(QObject):
    """Answers what a rule picker needs. request: its range ends the days that are searched."""

    def __init__(
        self, bridge: Bridge, client: ApiClient, website_id: str, request: ReportRequest, picker: RulePicker
    ) -> None:
        super().__init__(picker)
        self._bridge, self._client, self._website_id, self._picker = bridge, client, website_id, picker
        start = min(request.start, request.end - timedelta(days=DAYS - 1))
        self._request = replace(ReportRequest(start, request.end), include_bots=request.include_bots)
        self._call: Future[Any] | None = None
        picker.needed.connect(self._ask)
        self._ask("")

    def _ask(self, text: str) -> None:
        if self._call is not None:
            self._call.cancel()
        questions = {
            dimension: Question(
                ApiClient.metrics,
                {"type": dimension, "limit": str(ROWS), "sort": "visitors"} | ({"search": text} if text else {}),
            )
            for dimension in _DIMENSIONS
        }
        call = self._client.reports(self._website_id, self._request, questions)
        self._call = self._bridge.run(call, self._on_reply, self._on_failed)

    def _on_reply(self, replies: Mapping[str, MetricsReport | AppError]) -> None:
        seen = []
        for dimension, reply in replies.items():
            if isinstance(reply, AppError):
                self._on_failed(reply)
                return
            seen += [Seen(_DIMENSIONS[dimension], row.value, row.visitors) for row in reply.data.rows]
        self._picker.show_seen(sorted(seen, key=lambda one: (-one.visitors, one.value)))

    def _on_failed(self, error: AppError) -> None:
        self._picker.show_failure(sentence_of(error))
