"""Exports: client methods."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp

from app.api.bounded import parts
from app.api.connection import CONNECT_LIMIT_S, ApiConnection, of_website
from app.api.reports.overview import request_params
from app.domain.reports.exports import ExportFormat, TableFormat
from app.domain.reports.request import ReportRequest

PAUSE_LIMIT_S = 60.0  # between two parts of a file; the server may wait and read 20 s each


class ExportCalls(ApiConnection):
    """Client methods of exports."""

    async def export(
        self, website_id: str, request: ReportRequest, format: ExportFormat = "csv"
    ) -> AsyncIterator[bytes]:
        """Yield an export of the request's range, oldest event first. The comparison is ignored.

        Raises AppError `unreachable` when the download breaks off; the bytes so far are incomplete.
        """
        params = request_params(request) | {"format": format}
        async for chunk in self._file(of_website(website_id, "/export"), params):
            yield chunk

    async def breakdown_file(
        self,
        website_id: str,
        request: ReportRequest,
        type: str,
        format: TableFormat = "csv",
        *,
        search: str = "",
        sort: str = "",
        order: str = "",
    ) -> AsyncIterator[bytes]:
        """Yield the file of all rows of a breakdown. search, sort, order: as for `metrics`.

        Raises AppError `unreachable` when the download breaks off; the bytes so far are incomplete.
        """
        params = request_params(request) | {"type": type, "format": format}
        params |= {name: text for name, text in (("search", search), ("sort", sort), ("order", order)) if text}
        async for chunk in self._file(of_website(website_id, "/metrics/export"), params):
            yield chunk

    async def _file(self, path: str, params: dict[str, str]) -> AsyncIterator[bytes]:
        limits = aiohttp.ClientTimeout(total=None, connect=CONNECT_LIMIT_S, sock_read=PAUSE_LIMIT_S)
        async with self._request("GET", path, params, limits=limits) as response:
            async for chunk in parts(response):
                yield chunk
