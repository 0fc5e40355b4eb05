"""Share link limiter: a sliding window of requests for each address that reads shared websites."""

from __future__ import annotations

from app.server.limits.request_windows import SlidingWindowLimiter, rate_limited

REQUESTS = 30  # in any 60 s, from one address


class ShareLinkLimiter:
    """The share link limit of one server. max_addresses: how many it remembers."""

    def __init__(self, max_addresses: int) -> None:
        self._windows = SlidingWindowLimiter(REQUESTS, max_addresses)

    def hit(self, address: str, now_s: float) -> None:
        """Count a request. now_s: monotonic clock, seconds. Raises AppError `rate_limited` past the limit."""
        state = self._windows.hit(address, now_s)
        if not state.is_granted:
            raise rate_limited(state)
