"""Sign-in to a remote server: API key, password, setup of the administrator, password change. Runs on the loop."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Literal

from app.api.client import ApiClient
from app.domain.access import AuthMode
from app.domain.errors import AppError
from app.domain.server_control import ServerAddress
from app.ui.bridge import SIGN_IN_ERRORS
from app.ui.servers.keyring_store import Credential
from app.ui.servers.server_link import ClientFor

Step = Literal["connected", "sign_in", "set_up", "new_password"]


@dataclass(frozen=True, slots=True)
class LoginState:
    """Server and the next step to use it. address: with the credential so far.

    mode: None for a server without accounts. is_ended: the saved credential of this server has expired. email: of the
    person who has just signed in, in cloud mode.
    """

    address: ServerAddress
    step: Step
    mode: AuthMode | None = None
    is_ended: bool = False
    email: str = ""


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
                return LoginState(tried, step, status.mode)
            if tried.token and await _is_accepted(client):
                return LoginState(tried, "connected", status.mode)
        return LoginState(bare, "sign_in", status.mode, is_ended=saved is not None)

    async def with_key(self, login: LoginState, key: str) -> LoginState:
        """Use an API key. Raises AppError when it is invalid, or has too few permissions for this window."""
        address = replace(login.address, token=key, session_token=None)
        async with self._client(address) as client:
            await client.list_websites()
        return replace(login, address=address, step="connected")

    async def with_password(
        self, login: LoginState, password: str, code: str | None = None, email: str = ""
    ) -> LoginState:
        """Sign in. Raises AppError when password or code are wrong; `second_factor_required` when a code is needed.

        email: in cloud mode, where people sign in.
        """
        async with self._client(replace(login.address, token=None, session_token=None)) as client:
            await client.log_in(password, code, email or None)
            return await self._signed_in(replace(login, email=email), client)

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

    async def _signed_in(self, login: LoginState, client: ApiClient) -> LoginState:
        status = await client.auth_status()
        address = replace(login.address, token=None, session_token=client.session_token)
        return replace(login, address=address, step="new_password" if status.password_change_required else "connected")

    @asynccontextmanager
    async def _client(self, address: ServerAddress) -> AsyncIterator[ApiClient]:
        client = self._client_for(address)
        try:
            yield client
        finally:
            await client.close()


async def _is_accepted(client: ApiClient) -> bool:
    """True when the key of the client has the permissions this window needs."""
    try:
        await client.list_websites()
    except AppError as error:
        if error.code in (*SIGN_IN_ERRORS, "forbidden"):
            return False
        raise
    return True
