"""Pages of lists that are in memory, asked for by offset."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, TypeVar

from aiohttp import web
from msgspec import Meta, Struct

from app.domain.reports.results import OffsetPage
from app.server.http.replies import read_query

T = TypeVar("T")

DEFAULT_PAGE, LARGEST_PAGE = 20, 100


class PageQuery(Struct):
    """Values outside what is possible count as the nearest that is."""

    limit: Annotated[int, Meta(description="entries a page, 1 to 100")] = DEFAULT_PAGE
    offset: Annotated[int, Meta(description="entries to pass over")] = 0


def page_of(found: Sequence[T], request: web.Request) -> tuple[Sequence[T], OffsetPage]:
    """The entries that the query of `request` asks for, and where they stand."""
    query = read_query(request, PageQuery)
    limit, offset = min(max(query.limit, 1), LARGEST_PAGE), max(query.offset, 0)
    return found[offset : offset + limit], OffsetPage(len(found), limit, offset, offset + limit < len(found))
