"""Offset pages of lists that are in memory."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, TypeVar

from aiohttp import web
from msgspec import Meta, Struct

from app.domain.reports.results import OffsetPage
from app.server.http.replies import read_query

T = TypeVar("T")

DEFAULT_PAGE, MAX_PAGE = 20, 100


class PageQuery(Struct):
    """Limit and offset of a page. Values out of range are replaced by the nearest valid ones."""

    limit: Annotated[int, Meta(description="entries per page, 1 to 100")] = DEFAULT_PAGE
    offset: Annotated[int, Meta(description="entries to skip")] = 0


def page_of(entries: Sequence[T], request: web.Request) -> tuple[Sequence[T], OffsetPage]:
    """Return the page of `entries` that a request asks for, and its position."""
    query = read_query(request, PageQuery)
    limit, offset = min(max(query.limit, 1), MAX_PAGE), max(query.offset, 0)
    return entries[offset : offset + limit], OffsetPage(len(entries), limit, offset, offset + limit < len(entries))
