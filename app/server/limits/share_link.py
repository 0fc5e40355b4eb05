"""How much strangers may ask of shared websites: so many requests each, and few reports at a time for all of them."""

from __future__ import annotations

import asyncio
import math

from app.domain.errors import AppError
from app.server.limits.request_windows import SlidingWindowLimiter

REQUESTS = 30  # in any 60 s, of one address
REPORTS_AT_ONCE = 2  # of the database's readers; the others stay free for the owner


class SharedReads:
    """The limits of one server. max_addresses: how many are remembered."""

    def __init__(self, max_addresses: int) -> None:
        self.slots = asyncio.Semaphore(REPORTS_AT_ONCE)
        self._windows = SlidingWindowLimiter(REQUESTS, max_addresses)

    def take(self, address: str, now_s: float) -> None:
        """Count a request. now_s: a clock that never goes back. Raises AppError `rate_limited` past the limit."""
        state = self._windows.hit(address, now_s)
        if not state.is_granted:
            wait_s = max(1, math.ceil(state.reset_s))
            raise AppError("rate_limited", "Rate limit exceeded", retry_after_s=wait_s)
