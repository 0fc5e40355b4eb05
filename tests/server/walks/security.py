"""Sign-in sessions, the audit log and the second factor."""

from __future__ import annotations

import pyotp

from app.api.client import ApiClient
from app.api.wire import WebsiteReply
from tests.server.conftest import Running
from tests.server.walks import Call

PASSWORD = "another password"


async def walk(call: Call, running: Running, website: WebsiteReply) -> None:
    """The administrator is set up with PASSWORD."""
    clients = [ApiClient(running.api.base_url) for _ in range(3)]
    try:
        for client in clients:
            await client.log_in(PASSWORD)
        mine = clients[0]
        await call(mine.revoke_session, next(item.id for item in await mine.list_sessions() if not item.is_current))
        await call(mine.revoke_other_sessions)
        assert [item.is_current for item in await call(mine.list_sessions)] == [True]
        assert not (await call(mine.second_factor)).enabled
        secret = (await call(mine.start_second_factor, PASSWORD)).secret
        codes = (await call(mine.confirm_second_factor, pyotp.TOTP(secret).now())).recovery_codes
        await clients[1].log_in(PASSWORD, codes[0])
        await call(mine.stop_second_factor, PASSWORD, codes[1])
        newest = await call(mine.audit_log, limit=2)
        older = await mine.audit_log(newest.pagination.next_cursor, limit=2)
        kinds = [item.kind for page in (newest, older) for item in page.data]
        assert kinds == ["second_factor_off", "recovery_code_used", "login", "recovery_code_used"]
    finally:
        for client in clients:
            await client.close()
