"""A clock set by hand, for tests of what a clock that jumps may do."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.domain.ingest.events import unix_us
from app.server.ingest.clocks import Clocks


class HandClock:
    """The computer's clock, which anyone may set, and a steady one. now: aware."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self._steady = timedelta(0)

    def __call__(self) -> datetime:
        return self.now

    def steady_s(self) -> float:
        return self._steady.total_seconds()

    def advance(self, by: timedelta) -> None:
        """Let time pass."""
        self.now += by
        self._steady += by

    def jump(self, by: timedelta) -> None:
        """Set the clock, without any time passing."""
        self.now += by

    def clocks(self) -> Clocks:
        """Return the same clock for ingest."""
        return Clocks(lambda: unix_us(self.now), self.steady_s)
