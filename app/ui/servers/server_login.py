"""How a server elsewhere lets people in, and the ways through: key, password, set-up, a new password. On the loop."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Literal

from app.api.client import ApiClient
from app.domain.access import AuthMode
from app.domain.errors import AppError
from app.domain.server_control import ServerAddress
from app.ui.bridge import NOT_LET_IN
from app.ui.servers.keyring_store import Credential
from app.ui.servers.server_link import ClientFor

Step = Literal["inside", "sign_in", "set_up", "new_password"]


@dataclass(frozen=True, slots=True)
class LoginState:
    """A server and what is to be done next to use it. mode: None where nobody signs in.

    address: with what was shown to get so far. is_ended: what opened this server before opens it no more.
    """

    address: ServerAddress
    step: Step
    mode: AuthMode | None = None
    is_ended: bool = False


class ServerLogin:
    """client_for: makes the client of each try."""

    def __init__(self, client_for: ClientFor) -> None:
        self._client_for = client_for

    async def look(self, address: ServerAddress, kept: Credential | None) -> LoginState:
        """Ask a server how people sign in, and try what is kept for it. Raises AppError when it does not answer."""
        bare = replace(address, token=None, session_token=None)
        tried = bare if kept is None else replace(bare, token=kept.key, session_token=kept.sign_in)
        async with self._client(tried) as client:
            try:
                status = await client.auth_status()
            except AppError as error:
                if error.code == "not_found":
                    return LoginState(bare, "inside")
                raise
            if status.setup_required:
                return LoginState(bare, "set_up", status.mode)
            if tried.session_token and status.authenticated:
                step: Step = "new_password" if status.password_change_required else "inside"
                return LoginState(tried, step, status.mode)
            if tried.token and await _opens(client):
                return LoginState(tried, "inside", status.mode)
        return LoginState(bare, "sign_in", status.mode, is_ended=kept is not None)

    async def with_key(self, door: LoginState, key: str) -> LoginState:
        """Go in with an API key. Raises AppError when it opens nothing, or too little for this window."""
        address = replace(door.address, token=key, session_token=None)
        async with self._client(address) as client:
            await client.list_websites()
        return replace(door, address=address, step="inside")

    async def with_password(self, door: LoginState, password: str, code: str | None = None) -> LoginState:
        """Sign in. Raises AppError when password or code are wrong; `second_factor_required` where a code is due."""
        async with self._client(replace(door.address, token=None, session_token=None)) as client:
            await client.log_in(password, code)
            return await self._signed_in(door, client)

    async def set_up(self, door: LoginState, bootstrap_password: str, password: str) -> LoginState:
        """Make the administrator of a fresh server and sign in as such."""
        async with self._client(door.address) as client:
            await client.set_up_admin(bootstrap_password, password)
        return await self.with_password(door, password)

    async def renew(self, door: LoginState, current: str, new: str) -> LoginState:
        """Change the password, which is due, with the sign-in of the door."""
        async with self._client(door.address) as client:
            await client.change_password(current, new)
            return await self._signed_in(door, client)

    async def _signed_in(self, door: LoginState, client: ApiClient) -> LoginState:
        status = await client.auth_status()
        address = replace(door.address, token=None, session_token=client.session_token)
        return replace(door, address=address, step="new_password" if status.password_change_required else "inside")

    @asynccontextmanager
    async def _client(self, address: ServerAddress) -> AsyncIterator[ApiClient]:
        client = self._client_for(address)
        try:
            yield client
        finally:
            await client.close()


async def _opens(client: ApiClient) -> bool:
    """Say whether the client's key opens what this window needs."""
    try:
        await client.list_websites()
    except AppError as error:
        if error.code in (*NOT_LET_IN, "forbidden"):
            return False
        raise
    return True
