"""Members and invitations of a tenant, and its usage, in cloud mode: wire types and client methods."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from urllib.parse import quote

import msgspec
from msgspec import Meta

from app.api.access import DoneReply
from app.api.connection import ApiConnection
from app.api.wire import Data
from app.domain.tenants import Role

TheirRole = Annotated[Role, Meta(description="what the member may do")]


class MemberItem(msgspec.Struct, frozen=True):
    """A member of the tenant. is_self: it is the caller."""

    user_id: str
    email: str
    role: Role
    joined_at: datetime
    is_self: bool


class RoleBody(msgspec.Struct, frozen=True):
    """A new role of a member."""

    role: TheirRole


class InvitationItem(msgspec.Struct, frozen=True):
    """An open invitation."""

    email: str
    role: Role
    created_at: datetime
    expires_at: datetime


class NewInvitationBody(msgspec.Struct, frozen=True):
    """An invitation to the tenant, in place of an earlier one of the same address."""

    email: Annotated[str, Meta(description="whom to invite", examples=["ada@example.com"])]
    role: TheirRole = "viewer"


class NewInvitationReply(InvitationItem, frozen=True, kw_only=True):
    """A new invitation. token: for `POST /api/auth/invitation`, once; only shown in this reply."""

    token: str


class UsageReply(msgspec.Struct, frozen=True):
    """Events of the tenant in a month of UTC. percent_used: of event_limit, with one decimal."""

    month: str
    event_count: int
    event_limit: int
    percent_used: float
    plan: str


class MemberCalls(ApiConnection):
    """Calls of an owner or admin about the members of the tenant. A self-hosted server has none: `not_found`."""

    async def list_members(self) -> tuple[MemberItem, ...]:
        """List the members of the tenant, the first to join first."""
        return await self._data("GET", "/api/members", tuple[MemberItem, ...])

    async def set_role(self, user_id: str, role: Role) -> None:
        """Give a member another role."""
        await self._data("PUT", f"/api/members/{quote(user_id, safe='')}", DoneReply, body=RoleBody(role))

    async def remove_member(self, user_id: str) -> None:
        """End a membership; one's own: leave."""
        await self._send("DELETE", f"/api/members/{quote(user_id, safe='')}")

    async def list_invitations(self) -> tuple[InvitationItem, ...]:
        """List the open invitations of the tenant, newest first."""
        return await self._data("GET", "/api/invitations", tuple[InvitationItem, ...])

    async def invite(self, email: str, role: Role = "viewer") -> NewInvitationReply:
        """Invite someone to the tenant. The secret of the invitation is only in this reply."""
        return await self._data("POST", "/api/invitations", NewInvitationReply, body=NewInvitationBody(email, role))

    async def withdraw_invitation(self, email: str) -> None:
        await self._send("DELETE", f"/api/invitations/{quote(email, safe='')}")

    async def usage(self) -> UsageReply:
        """Get the events of the tenant in this month."""
        return await self._data("GET", "/api/usage", UsageReply)


MemberList = Data[tuple[MemberItem, ...]]
InvitationList = Data[tuple[InvitationItem, ...]]
