"""The status of a server as the window gets it."""

from __future__ import annotations

from contextlib import aclosing

from app.api.client import ApiClient
from app.domain.server_status import ServerStatus


async def status_of(client: ApiClient) -> ServerStatus:
    """Return the status of a server, the first message of its live stream."""
    async with aclosing(client.live(None)) as messages:
        first = await anext(messages)
    assert isinstance(first, ServerStatus)
    return first
