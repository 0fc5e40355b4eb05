"""Tenants of a person, and invitations to one, in cloud mode: wire types and client methods."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from app.api.access import SignedInReply
from app.api.connection import ApiConnection
from app.api.wire import Data
from app.domain.tenants import Role


class TenantItem(msgspec.Struct, frozen=True):
    """A tenant of the caller. role: of the caller in it; is_current: the session works in it."""

    id: str
    name: str
    role: Role
    is_current: bool


class SwitchBody(msgspec.Struct, frozen=True):
    """The tenant to go on in."""

    tenant_id: Annotated[str, Meta(description="one of the caller's tenants")]


class InvitedReply(msgspec.Struct, frozen=True):
    """An invitation as the invited person sees it. has_account: the address has a password already."""

    tenant: str
    email: str
    role: Role
    has_account: bool


class InvitationTokenBody(msgspec.Struct, frozen=True):
    """The secret of an invitation."""

    token: Annotated[str, Meta(description="from the invitation")]


class AcceptInvitationBody(msgspec.Struct, frozen=True):
    """Acceptance of an invitation. password: the one of the account, or a new one where there is no account."""

    token: Annotated[str, Meta(description="from the invitation")]
    password: Annotated[str, Meta(description="of the account; without one at least 12 characters, which makes it")]
    code: Annotated[str | None, Meta(description="one-time or recovery code", examples=["123456"])] = None


class TenantCalls(ApiConnection):
    """Calls of a person about tenants. A self-hosted server has none: `not_found`."""

    async def list_tenants(self) -> tuple[TenantItem, ...]:
        """List the tenants of the caller, the first one joined first."""
        return await self._data("GET", "/api/tenants", tuple[TenantItem, ...])

    async def switch_tenant(self, tenant_id: str) -> SignedInReply:
        """Go on in another tenant, with a new session in place of this client's."""
        return await self._data("POST", "/api/auth/tenant", SignedInReply, body=SwitchBody(tenant_id))

    async def invitation(self, token: str) -> InvitedReply:
        """Get an invitation by its secret."""
        return await self._data("POST", "/api/auth/invitation/open", InvitedReply, body=InvitationTokenBody(token))

    async def accept_invitation(self, token: str, password: str, code: str | None = None) -> SignedInReply:
        """Accept an invitation and use the new session from now on."""
        body = AcceptInvitationBody(token, password, code)
        return await self._data("POST", "/api/auth/invitation", SignedInReply, body=body)


TenantList = Data[tuple[TenantItem, ...]]
