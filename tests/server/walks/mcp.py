"""Model Context Protocol: a call of a tool through the client."""

from __future__ import annotations

import pytest

from app.api.wire import WebsiteReply
from app.domain.errors import AppError
from tests.server.conftest import Running
from tests.server.walks import Call


async def walk(call: Call, running: Running, website: WebsiteReply) -> None:
    result = await call(running.api.call_tool, "breakdown", {"website": website.id, "dimension": "page"})
    assert result["structuredContent"]["rows"][0]["untrusted_value"] == "/pricing"
    with pytest.raises(AppError, match="There is no tool sessions"):
        await running.api.call_tool("sessions", {})
