"""Several reports in one request: client method."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

import msgspec

from app.api.connection import ApiConnection, of_website
from app.api.reports.overview import request_params
from app.api.reports.question import Question
from app.api.wire import ErrorReply
from app.domain.errors import AppError, ErrorCode
from app.domain.reports.request import ReportRequest

T = TypeVar("T")


class BatchCalls(ApiConnection):
    """Client method of batches."""

    async def reports(
        self, website_id: str, request: ReportRequest, questions: Mapping[str, Question]
    ) -> dict[str, Any]:
        """Get several reports of one state of the data: by name, its reply, or an AppError where that one failed."""
        params = batch_params(request, questions)
        replies = await self._data("GET", of_website(website_id, "/query"), dict[str, msgspec.Raw], params)
        try:
            return read_replies(replies, questions)
        except (ValueError, KeyError) as error:
            raise self._not_ours("its reply cannot be read") from error


def batch_params(request: ReportRequest, questions: Mapping[str, Question]) -> dict[str, str]:
    """Return the query parameters that ask for several reports."""
    asked = {name: {"report": question.report, **question.params} for name, question in questions.items()}
    return request_params(request) | {"questions": msgspec.json.encode(asked).decode()}


def read_replies(replies: Mapping[str, msgspec.Raw], questions: Mapping[str, Question]) -> dict[str, Any]:
    """Return the replies by name, or the AppError where one failed. Raises ValueError, KeyError for other JSON."""
    return {name: _read(replies[name], question.reply) for name, question in questions.items()}


def _read(text: msgspec.Raw, reply: type[T]) -> T | AppError:
    if bytes(text).startswith(b'{"error":'):
        body = msgspec.json.decode(text, type=ErrorReply).error
        return AppError(cast(ErrorCode, body.code), body.message, field=body.field)
    return msgspec.json.decode(text, type=reply)
