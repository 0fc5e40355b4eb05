"""Sessions, the security log and the second factor."""

from __future__ import annotations

from urllib.parse import quote

from app.api.access import (
    ConfirmSecondFactorBody,
    DoneReply,
    EnrolmentReply,
    RecoveryCodesReply,
    SecondFactorReply,
    SecurityLog,
    SessionItem,
    SessionList,
    StartSecondFactorBody,
    StopSecondFactorBody,
)
from app.api.connection import PAGE_SIZE, ApiConnection


class SecurityCalls(ApiConnection):
    """Who is signed in, what happened, and what signing in takes beside the password."""

    async def list_sessions(self) -> tuple[SessionItem, ...]:
        """Every session, newest first."""
        found: list[SessionItem] = []
        while True:
            params = {"limit": str(PAGE_SIZE), "offset": str(len(found))}
            page = await self._ask("GET", "/api/auth/sessions", SessionList, params)
            found += page.data
            if not page.pagination.has_more:
                return tuple(found)

    async def revoke_session(self, session_id: str) -> None:
        await self._send("DELETE", f"/api/auth/sessions/{quote(session_id, safe='')}")

    async def revoke_other_sessions(self) -> None:
        """End every session but the one of this client."""
        await self._send("DELETE", "/api/auth/sessions")

    async def security_log(self, cursor: str | None = None, limit: int = 20) -> SecurityLog:
        """One page of what happened to accounts and keys. cursor: `next_cursor` of the page before."""
        params = {"limit": str(limit)} | ({} if cursor is None else {"cursor": cursor})
        return await self._ask("GET", "/api/auth/audit", SecurityLog, params)

    async def second_factor(self) -> SecondFactorReply:
        """Whether the second factor is on."""
        return await self._data("GET", "/api/auth/second-factor", SecondFactorReply)

    async def start_second_factor(self, password: str) -> EnrolmentReply:
        """Get a secret for an authenticator. The second factor is on once `confirm_second_factor` took its code."""
        body = StartSecondFactorBody(password)
        return await self._data("POST", "/api/auth/second-factor", EnrolmentReply, body=body)

    async def confirm_second_factor(self, code: str) -> RecoveryCodesReply:
        """Switch the second factor on; every other session ends. Only this reply has the recovery codes."""
        body = ConfirmSecondFactorBody(code)
        return await self._data("POST", "/api/auth/second-factor/confirm", RecoveryCodesReply, body=body)

    async def stop_second_factor(self, password: str, code: str) -> None:
        """Switch the second factor off. code: of the authenticator, or a recovery code."""
        body = StopSecondFactorBody(password, code)
        await self._data("POST", "/api/auth/second-factor/disable", DoneReply, body=body)
