"""Sign-in to a remote server: API key, password, set-up, password change, invitation, tenants. Runs on the loop."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Literal

from msgspec import structs

from app.api.client import ApiClient
from app.api.tenants import InvitedReply, TenantItem
from app.domain.access import AuthMode
from app.domain.errors import AppError
from app.domain.server_control import ServerAddress
from app.ui.bridge import SIGN_IN_ERRORS
from app.ui.servers.keyring_store import Credential
from app.ui.servers.server_link import ClientFor

Step = Literal["connected", "sign_in", "set_up", "new_password", "join"]


@dataclass(frozen=True, slots=True)
class LoginState:
    """Server and the next step to use it. address: with the credential so far.

    mode: None for a server without accounts. is_ended: the saved credential of this server has expired. email: of the
    person who has just signed in, in cloud mode. tenants: as of ServerLink. invitation, invited: secret and content of
    the invitation to accept. tenant_id: to go on in after the sign-in, blank for the first one.
    """

    address: ServerAddress
    step: Step
    mode: AuthMode | None = None
    is_ended: bool = False
    email: str = ""
    tenants: tuple[TenantItem, ...] | None = None
    tenant_id: str = ""
    invitation: str = field(default="", repr=False)
    invited: InvitedReply | None = None


class ServerLogin:
    """Steps of a sign-in. client_for: returns a client for each attempt."""

    def __init__(self, client_for: ClientFor) -> None:
        self._client_for = client_for

    async def probe(self, address: ServerAddress, saved: Credential | None) -> LoginState:
        """Get the sign-in mode of a server and try the saved credential. Raises AppError when it cannot be reached."""
        bare = replace(address, token=None, session_token=None)
        tried = bare if saved is None else replace(bare, token=saved.key, session_token=saved.session_token)
        async with self._client(tried) as client:
            try:
                status = await client.auth_status()
            except AppError as error:
                if error.code == "not_found":
                    return LoginState(bare, "connected")
                raise
            if status.setup_required:
                return LoginState(bare, "set_up", status.mode)
            if tried.session_token and status.authenticated:
                step: Step = "new_password" if status.password_change_required else "connected"
                return LoginState(tried, step, status.mode, tenants=await _tenants(client, status.mode))
            if tried.token and await _is_accepted(client):
                return LoginState(tried, "connected", status.mode, tenants=await _tenants(client, status.mode))
        return LoginState(bare, "sign_in", status.mode, is_ended=saved is not None)

    async def with_key(self, login: LoginState, key: str) -> LoginState:
        """Use an API key. Raises AppError when it is invalid, or has too few permissions for this window."""
        address = replace(login.address, token=key, session_token=None)
        async with self._client(address) as client:
            await client.list_websites()
            tenants = await _tenants(client, login.mode)
        return replace(login, address=address, step="connected", tenants=tenants)

    async def with_password(
        self, login: LoginState, password: str, code: str | None = None, email: str = ""
    ) -> LoginState:
        """Sign in. Raises AppError when password or code are wrong; `second_factor_required` when a code is needed.

        email: in cloud mode, where people sign in.
        """
        async with self._client(replace(login.address, token=None, session_token=None)) as client:
            await client.log_in(password, code, email or None)
            signed_in = await self._signed_in(replace(login, email=email), client)
        is_elsewhere = any(known.id == login.tenant_id and not known.is_current for known in signed_in.tenants or ())
        return await self.switch(signed_in, login.tenant_id) if is_elsewhere else signed_in

    async def set_up(self, login: LoginState, bootstrap_password: str, password: str) -> LoginState:
        """Set up the administrator of a new server and sign in."""
        async with self._client(login.address) as client:
            await client.set_up_admin(bootstrap_password, password)
        return await self.with_password(login, password)

    async def renew(self, login: LoginState, current: str, new: str) -> LoginState:
        """Change a password that must be changed, in the session of `login`."""
        async with self._client(login.address) as client:
            await client.change_password(current, new)
            return await self._signed_in(login, client)

    async def open_invitation(self, login: LoginState, secret: str) -> LoginState:
        """Show an invitation to a tenant of the server. Raises AppError `not_found` when it is not open."""
        async with self._client(replace(login.address, token=None, session_token=None)) as client:
            return replace(login, step="join", invitation=secret, invited=await client.invitation(secret))

    async def join(self, login: LoginState, password: str, code: str | None = None) -> LoginState:
        """Accept the invitation and sign in, as `with_password` does. Raises AppError, also `not_found`."""
        assert login.invited is not None
        async with self._client(replace(login.address, token=None, session_token=None)) as client:
            await client.accept_invitation(login.invitation, password, code)
            return await self._signed_in(replace(login, email=login.invited.email), client)

    async def switch(self, login: LoginState, tenant_id: str) -> LoginState:
        """Go on in another tenant, with a new session in place of the one of `login`.

        Raises AppError: `not_found` when the person does not belong to it any more. Nothing is asked after the switch:
        the new session would be lost when that failed.
        """
        async with self._client(login.address) as client:
            await client.switch_tenant(tenant_id)
        tenants = tuple(structs.replace(known, is_current=known.id == tenant_id) for known in login.tenants or ())
        return replace(login, address=replace(login.address, session_token=client.session_token), tenants=tenants)

    async def _signed_in(self, login: LoginState, client: ApiClient) -> LoginState:
        status = await client.auth_status()
        address = replace(login.address, token=None, session_token=client.session_token)
        step: Step = "new_password" if status.password_change_required else "connected"
        return replace(login, address=address, step=step, tenants=await _tenants(client, status.mode))

    @asynccontextmanager
    async def _client(self, address: ServerAddress) -> AsyncIterator[ApiClient]:
        client = self._client_for(address)
        try:
            yield client
        finally:
            await client.close()


async def _tenants(client: ApiClient, mode: AuthMode | None) -> tuple[TenantItem, ...] | None:
    """Return the tenants of `LoginState`."""
    if mode != "cloud":
        return None
    return await client.list_tenants() if client.session_token is not None else ()


async def _is_accepted(client: ApiClient) -> bool:
    """True when the key of the client has the permissions this window needs."""
    try:
        await client.list_websites()
    except AppError as error:
        if error.code in (*SIGN_IN_ERRORS, "forbidden"):
            return False
        raise
    return True
