"""Events of a website as a file."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp

from app.api.connection import CONNECT_LIMIT_S, ApiConnection, of_website
from app.api.reports.overview import question_params
from app.domain.reports.exports import ExportFormat
from app.domain.reports.request import ReportRequest

PAUSE_LIMIT_S = 30.0  # between two parts of a file


class ExportCalls(ApiConnection):
    """Downloading events."""

    async def export(
        self, website_id: str, question: ReportRequest, format: ExportFormat = "csv"
    ) -> AsyncIterator[bytes]:
        """The events of the question's days, oldest first, as the bytes of a file; its comparison is not looked at.

        Raises AppError `unreachable` when the file breaks off: what came of it is not whole.
        """
        params = question_params(question) | {"format": format}
        limits = aiohttp.ClientTimeout(total=None, connect=CONNECT_LIMIT_S, sock_read=PAUSE_LIMIT_S)
        async with self._request("GET", of_website(website_id, "/export"), params, limits=limits) as response:
            async for chunk in response.content.iter_any():
                yield chunk
