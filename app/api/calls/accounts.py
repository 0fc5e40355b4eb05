"""Signing in and API keys."""

from __future__ import annotations

from urllib.parse import quote

from app.api.access import (
    ApiKeyList,
    ApiKeyReply,
    AuthStatusReply,
    DoneReply,
    LoginBody,
    NewApiKeyBody,
    NewApiKeyReply,
    PasswordBody,
    SetupBody,
    SignedInReply,
)
from app.api.connection import PAGE_SIZE, ApiConnection


class AccountCalls(ApiConnection):
    """The administrator and the keys."""

    async def auth_status(self) -> AuthStatusReply:
        """How people sign in. Raises AppError `not_found` where nobody has to."""
        return await self._ask("GET", "/api/auth/status", AuthStatusReply)

    async def set_up_admin(self, bootstrap_password: str, password: str) -> None:
        """Set up the administrator of a fresh server."""
        await self._data("POST", "/api/auth/setup", DoneReply, body=SetupBody(bootstrap_password, password))

    async def log_in(self, password: str, code: str | None = None) -> SignedInReply:
        """Sign in: from now on this client is who signed in, see `sign_in`.

        code: of the authenticator or a recovery code. Raises AppError `second_factor_required` when it is missing.
        """
        return await self._data("POST", "/api/auth/login", SignedInReply, body=LoginBody(password, code))

    async def log_out(self) -> None:
        """End the session of this client."""
        await self._data("POST", "/api/auth/logout", DoneReply)

    async def change_password(self, current: str, new: str) -> None:
        """Change the administrator's password; everybody else is signed out."""
        await self._data("PUT", "/api/auth/password", DoneReply, body=PasswordBody(current, new))

    async def list_api_keys(self) -> tuple[ApiKeyReply, ...]:
        """Every API key, newest first, revoked ones too."""
        found: list[ApiKeyReply] = []
        while True:
            params = {"limit": str(PAGE_SIZE), "offset": str(len(found))}
            page = await self._ask("GET", "/api/auth/keys", ApiKeyList, params)
            found += page.data
            if not page.pagination.has_more:
                return tuple(found)

    async def add_api_key(self, wanted: NewApiKeyBody) -> NewApiKeyReply:
        """Make an API key. The reply is the only place that has all of it."""
        return await self._data("POST", "/api/auth/keys", NewApiKeyReply, body=wanted)

    async def revoke_api_key(self, key_id: str) -> None:
        await self._send("DELETE", f"/api/auth/keys/{quote(key_id, safe='')}")
