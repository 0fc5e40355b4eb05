"""Sign-in sessions: the tokens that identify them, and the list of active sessions in memory."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from app.domain.access import AuthMode, AuthSession, auth_session_id
from app.server.access.last_uses import LastUses
from app.server.access.tokens import SECRET_BYTES, claims_of, is_current, load_library, signed
from app.storage.access import accounts as stored
from app.storage.access.accounts import AuditEntry
from app.storage.metadata import MetadataStore

SUBJECT = "admin"
MAX_SESSIONS = 1000  # one more ends the least recently used one


@dataclass(frozen=True, slots=True)
class NewAuthSession:
    """Result of a sign-in. token: value of the session cookie; it is not stored."""

    token: str = field(repr=False)
    expires_at: datetime


class AuthSessions:
    """Active sessions of this server. clock: the trusted time, aware; secret: signs the tokens; sessions: as stored.

    Session ids are hashes of the tokens' random part, so ids and signing secret together do not make a token.
    """

    def __init__(
        self,
        metadata: MetadataStore,
        clock: Callable[[], datetime],
        mode: AuthMode,
        secret: str,
        sessions: Iterable[AuthSession],
    ) -> None:
        self._metadata = metadata
        self._clock = clock
        self._mode = mode
        self._secret = secret
        self._sessions = {session.id: session for session in sessions}
        self.uses = LastUses(metadata, stored.record_session_uses)

    async def prepare(self) -> None:
        """Load the library of the tokens on a thread, if there are sessions that need it."""
        if self._sessions:
            await load_library()

    def find(self, token: str) -> AuthSession | None:
        """Return the session of `token`; None when the token is invalid or expired, or its session has ended."""
        if not self._sessions:  # then the library is not loaded either
            return None
        claims = claims_of(token, self._secret)
        if claims is None or claims["sub"] != SUBJECT:
            return None
        session = self._sessions.get(auth_session_id(claims["jti"]))
        return session if session is not None and is_current(session, claims, self._clock()) else None

    def use(self, token: str) -> AuthSession | None:
        """Return the session of `token` as `find` does, and record its use."""
        session = self.find(token)
        if session is not None:
            now = self._clock()
            self.uses.note(session.id, now)
            session = self._sessions[session.id] = replace(session, last_seen_at=now)
        return session

    def newest_first(self) -> list[AuthSession]:
        return sorted(self._sessions.values(), key=lambda session: (session.created_at, session.id), reverse=True)

    async def start(self, days: int, client: str | None, entry: AuditEntry | None) -> NewAuthSession:
        """Start a session of `days` days. client: browser and system; entry: for the audit log."""
        await load_library()
        now, secret = self._clock(), secrets.token_urlsafe(SECRET_BYTES)
        expires_at = now.replace(microsecond=0) + timedelta(days=days)
        session = AuthSession(auth_session_id(secret), now, expires_at, client=client)
        ended = self._least_recently_used()
        await self._metadata.write(stored.add_auth_session, session, self._mode, ended, entry)
        self.forget(ended)
        self._sessions[session.id] = session
        claims = {"sub": SUBJECT, "iat": now, "exp": expires_at, "jti": secret}
        return NewAuthSession(signed(claims, self._secret), expires_at)

    async def end(self, ids: Iterable[str], entry: AuditEntry) -> None:
        """End sessions; their tokens become invalid at once. entry: for the audit log."""
        ended = [id for id in ids if id in self._sessions]
        await self._metadata.write_durably(stored.end_auth_sessions, ended, entry)
        self.forget(ended)

    def others(self, kept: AuthSession | None) -> list[str]:
        """Return the ids of all sessions except `kept`."""
        return [id for id in self._sessions if kept is None or id != kept.id]

    def has(self, session_id: str) -> bool:
        return session_id in self._sessions

    def end_all(self, secret: str) -> None:
        """Drop every session, already ended in the database, and sign tokens with `secret` from now on."""
        self._secret = secret
        self.forget(list(self._sessions))

    def forget(self, ended: Iterable[str]) -> None:
        """Drop sessions that were already ended in the database."""
        for session_id in ended:
            self._sessions.pop(session_id, None)
            self.uses.forget(session_id)

    def expire(self, before: datetime) -> None:
        """Drop sessions that expired before `before`."""
        self.forget([session.id for session in self._sessions.values() if session.expires_at < before])

    def _least_recently_used(self) -> list[str]:
        """Return the ids of the sessions that must end to make room for one more."""
        by_use = sorted(self._sessions.values(), key=lambda session: session.last_seen_at or session.created_at)
        return [session.id for session in by_use[: max(0, len(by_use) + 1 - MAX_SESSIONS)]]
