"""Sign-in and sign-out, and a client that continues an earlier session."""

from __future__ import annotations

import pytest

from app.api.client import ApiClient
from app.api.wire import WebsiteReply
from app.domain.errors import AppError
from tests.server.conftest import Running
from tests.server.walks import Call

PASSWORD = "another password"


async def walk(call: Call, running: Running, website: WebsiteReply) -> None:
    """The administrator is set up with PASSWORD."""
    first = ApiClient(running.api.base_url)
    try:
        with pytest.raises(AppError, match="Unauthorized"):
            await call(first.log_in, "a wrong password")
        assert first.session_token is None
        assert (await call(first.log_in, PASSWORD)).expires_at
        assert website in await first.list_websites()
        second = ApiClient(running.api.base_url, session_token=first.session_token)
        try:
            before = second.session_token
            await second.change_password(PASSWORD, "one password more")
            assert second.session_token not in (None, before)
            assert website in await second.list_websites()
            await second.change_password("one password more", PASSWORD)
            await call(second.log_out)
            assert second.session_token is None
            with pytest.raises(AppError, match="Not authenticated"):
                await second.list_websites()
        finally:
            await second.close()
    finally:
        await first.close()
