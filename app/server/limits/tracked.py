"""Limits of links and pixels: so many events of one address are taken. Beyond them only the event is left out."""

from __future__ import annotations

from dataclasses import dataclass

from app.server.limits.request_windows import SlidingWindowLimiter

CLICKS, VIEWS = 120, 240  # in any 60 s, of one address


@dataclass(frozen=True, slots=True)
class TrackedLimits:
    """The windows of one server."""

    links: SlidingWindowLimiter
    pixels: SlidingWindowLimiter


def tracked_limits(max_addresses: int) -> TrackedLimits:
    """Return fresh windows. max_addresses: how many each remembers."""
    return TrackedLimits(SlidingWindowLimiter(CLICKS, max_addresses), SlidingWindowLimiter(VIEWS, max_addresses))
