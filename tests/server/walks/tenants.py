"""Tenants: every call of the client. A self-hosted server has none of them; tests/cloud has a server that does."""

from __future__ import annotations

import pytest

from app.api.wire import WebsiteReply
from app.domain.errors import AppError
from tests.server.conftest import Running
from tests.server.walks import Call


async def walk(call: Call, running: Running, website: WebsiteReply) -> None:
    api = running.api
    for method, *arguments in (
        (api.list_tenants,),
        (api.switch_tenant, "ten_0123456789"),
        (api.list_members,),
        (api.set_role, "user_1", "viewer"),
        (api.remove_member, "user_1"),
        (api.list_invitations,),
        (api.invite, "ada@example.com"),
        (api.withdraw_invitation, "ada@example.com"),
        (api.invitation, "secret"),
        (api.accept_invitation, "secret", "a long password"),
        (api.usage,),
    ):
        with pytest.raises(AppError) as refused:
            await call(method, *arguments)
        assert refused.value.code == "not_found", method.__name__
