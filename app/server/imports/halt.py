"""Halt of work on a thread: it ends between two steps, and a query that runs is interrupted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from app.storage.connection import Connection


class Stopped(Exception):
    """The work was told to stop."""


class Halt:
    """A request to stop, which any thread may make."""

    def __init__(self) -> None:
        self.is_requested = False
        self._con: Connection | None = None

    def request(self) -> None:
        """Have the work stop soon."""
        self.is_requested = True
        if (con := self._con) is not None:
            con.interrupt()

    def check(self) -> None:
        """Raise Stopped when a stop was requested."""
        if self.is_requested:
            raise Stopped

    @contextmanager
    def over(self, con: Connection) -> Iterator[None]:
        """Interrupt the queries on a connection too, within the context."""
        self._con = con
        try:
            self.check()
            yield
        finally:
            self._con = None
