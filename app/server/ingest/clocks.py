"""Clocks of the ingest pipeline, which tests set."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clocks:
    """wall_us: Unix time in microseconds. steady_s: seconds of a monotonic clock.

    trusted_us: `wall_us` while the clock is trusted, else where it should be; None for a clock that never jumps.
    idle_us: by which sessions are idle, so that none ends because the clock was set ahead; None for one that never is.
    """

    wall_us: Callable[[], int] = lambda: time.time_ns() // 1000
    steady_s: Callable[[], float] = time.monotonic
    trusted_us: Callable[[], int] | None = None
    idle_us: Callable[[], int] | None = None

    def settled_us(self) -> int:
        """Return the Unix time in microseconds by which salts are deleted."""
        return self.wall_us() if self.trusted_us is None else self.trusted_us()

    def sessions_us(self) -> int:
        """Return the Unix time in microseconds by which sessions end."""
        return self.wall_us() if self.idle_us is None else self.idle_us()
