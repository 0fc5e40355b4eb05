"""Pages of lists, by offset or by cursor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, TypeAlias, TypeVar

from aiohttp import web
from msgspec import Meta, Struct

from app.domain.reports.results import OffsetPage
from app.server.http.replies import read_query

T = TypeVar("T")

DEFAULT_PAGE, MAX_PAGE = 20, 100


Limit: TypeAlias = Annotated[int, Meta(description="entries per page, 1 to 100")]


class PageQuery(Struct):
    """Limit and offset of a page. Values out of range are replaced by the nearest valid ones."""

    limit: Limit = DEFAULT_PAGE
    offset: Annotated[int, Meta(description="entries to skip")] = 0


class CursorQuery(Struct):
    """Limit and cursor of a page. A limit out of range is replaced by the nearest valid one."""

    limit: Limit = DEFAULT_PAGE
    cursor: Annotated[str | None, Meta(description="next_cursor of the previous page")] = None


def valid_limit(limit: int) -> int:
    """Return the valid limit of a page that is nearest to `limit`."""
    return min(max(limit, 1), MAX_PAGE)


def page_of(entries: Sequence[T], request: web.Request) -> tuple[Sequence[T], OffsetPage]:
    """Return the page of `entries` that a request asks for, and its position."""
    query = read_query(request, PageQuery)
    limit, offset = valid_limit(query.limit), max(query.offset, 0)
    return entries[offset : offset + limit], OffsetPage.of(len(entries), limit, offset)
