"""Clocks of the ingest pipeline, which tests set."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clocks:
    """wall_us: Unix time in microseconds. steady_s: seconds of a monotonic clock."""

    wall_us: Callable[[], int] = lambda: time.time_ns() // 1000
    steady_s: Callable[[], float] = time.monotonic
