"""Ends queries whose callers have left, on a thread of its own: the server has to be asked, which may take long."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from app.domain.errors import AppError
from app.storage.clickhouse.address import ClickHouseAddress
from app.storage.clickhouse.connection import ClickHouse
from app.storage.connection import statement

log = logging.getLogger(__name__)


class StoppableConnection(ClickHouse):
    """A connection that reads, whose query another thread can end. stop: called with the mark of the query."""

    def __init__(self, address: ClickHouseAddress, stop: Callable[[str], None]) -> None:
        super().__init__(address)
        self._stop = stop

    def interrupt(self) -> None:
        """End the query that runs, soon."""
        if mark := self.running:
            self._stop(mark)


class QueryStopper:
    """The thread that ends queries, with its connection."""

    def __init__(self, address: ClickHouseAddress) -> None:
        self._con = ClickHouse(address)
        self._thread = ThreadPoolExecutor(1, "db-stopper")
        self._under_way: set[str] = set()

    def stop(self, mark: str) -> None:
        """End a query soon. It may not have reached the server yet, so this is repeated while it runs."""
        if mark not in self._under_way:
            self._under_way.add(mark)
            self._thread.submit(self._end, mark)

    def close(self) -> None:
        self._thread.shutdown(wait=True, cancel_futures=True)
        self._con.close()

    def _end(self, mark: str) -> None:
        try:
            self._con.command(statement("clickhouse/stop_query"), {"mark": mark})
        except AppError as error:  # the query ends at its own limit
            log.debug("A query could not be ended: %s", error.message)
        finally:
            self._under_way.discard(mark)
