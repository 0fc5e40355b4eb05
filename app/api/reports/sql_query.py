"""SQL of a server's owner: body of a request and client methods."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from app.api.connection import ApiConnection
from app.domain.sql_query import DEFAULT_ROWS, LONGEST_SQL, MOST_ROWS, SqlResult, SqlView


class SqlBody(msgspec.Struct, frozen=True):
    """One SELECT, and how many rows of its result are wanted."""

    sql: Annotated[str, Meta(min_length=1, max_length=LONGEST_SQL, description="one SELECT in the dialect of DuckDB")]
    rows: Annotated[int, Meta(ge=1, le=MOST_ROWS, description="most rows of the reply")] = DEFAULT_ROWS


class SqlCalls(ApiConnection):
    """Calls for the SQL of a server's owner."""

    async def sql_views(self) -> tuple[SqlView, ...]:
        """Return the views that SQL may read."""
        return await self._data("GET", "/api/server/sql", tuple[SqlView, ...])

    async def run_sql(self, sql: str, rows: int = DEFAULT_ROWS) -> SqlResult:
        """Run one SELECT. Cancelling ends it on the server too. Raises AppError `bad_request` with its fault."""
        return await self._data("POST", "/api/server/sql", SqlResult, body=SqlBody(sql, rows))
