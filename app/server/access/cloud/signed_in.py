"""Sign-in sessions and roles of all tenants in memory, so that the check of a request waits for nothing."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from app.domain.access import AuthSession, auth_session_id
from app.domain.tenants import Role, TenantId, UserId
from app.server.access.last_uses import LastUses
from app.server.access.tokens import SECRET_BYTES, claims_of, is_current, signed
from app.storage.postgres.sign_ins import Roles

ENDED_KEPT = 10_000  # ids of ended sessions, whose tokens need no look into the database


class SignedIn:
    """Sessions by id, and roles by tenant and user. Used on the event loop only.

    secret: signs the tokens, the same in all processes; clock: the trusted time, aware; uses: of the sessions.
    """

    def __init__(
        self,
        secret: str,
        clock: Callable[[], datetime],
        uses: LastUses,
        sessions: Iterable[AuthSession],
        roles: Roles,
    ) -> None:
        self._secret = secret
        self._clock = clock
        self._uses = uses
        self._sessions: dict[str, AuthSession] = {}
        self._ended: OrderedDict[str, None] = OrderedDict()
        self._roles: dict[TenantId, Mapping[UserId, Role]] = {}
        self.replace(sessions, roles)

    def new(self, user: UserId, tenant: TenantId, expires_at: datetime, client: str | None) -> tuple[AuthSession, str]:
        """Return a session that is not stored yet, and its token."""
        now, secret = self._clock(), secrets.token_urlsafe(SECRET_BYTES)
        session = AuthSession(auth_session_id(secret), now, expires_at, client=client, user=user, tenant=tenant)
        claims = {"sub": user, "tenant": tenant, "iat": now, "exp": expires_at, "jti": secret}
        return session, signed(claims, self._secret)

    def use(self, token: str) -> AuthSession | None:
        """Return the session of a token and record its use. None when it has ended, and when the user has left."""
        claims = claims_of(token, self._secret)
        if claims is None:
            return None
        session, now = self._sessions.get(auth_session_id(claims["jti"])), self._clock()
        if session is None or not is_current(session, claims, now):
            return None
        if (session.user, session.tenant) != (claims["sub"], claims.get("tenant")) or self.role_of(session) is None:
            return None
        self._uses.note(session.id, now)
        session = self._sessions[session.id] = replace(session, last_seen_at=now)
        return session

    def unknown_id(self, token: str) -> str | None:
        """Return the session id of a token that a process of this server has signed, if this one has not seen it."""
        claims = claims_of(token, self._secret)
        if claims is None:
            return None
        session_id = auth_session_id(claims["jti"])
        return None if session_id in self._sessions or session_id in self._ended else session_id

    def role_of(self, session: AuthSession) -> Role | None:
        """Return the role of a session's user in its tenant, None when the user is no member."""
        if session.tenant is None or session.user is None:
            return None
        return self._roles.get(session.tenant, {}).get(session.user)

    def tenants_of(self, user: UserId) -> list[TenantId]:
        """Return the tenants of a user."""
        return [tenant for tenant, roles in self._roles.items() if user in roles]

    def sessions_of(self, user: UserId) -> list[AuthSession]:
        """Return the sessions of a user, newest first."""
        own = [session for session in self._sessions.values() if session.user == user]
        return sorted(own, key=lambda session: (session.created_at, session.id), reverse=True)

    def put(self, session: AuthSession) -> None:
        """Hold a session that is stored, unless it has ended meanwhile."""
        if session.id not in self._ended:
            self._sessions[session.id] = session

    def drop(self, ids: Iterable[str]) -> None:
        """Let go of sessions that have ended; they do not come back."""
        for session_id in ids:
            self._sessions.pop(session_id, None)
            self._uses.forget(session_id)
            self._ended[session_id] = None
        while len(self._ended) > ENDED_KEPT:
            self._ended.popitem(last=False)

    def put_roles(self, tenant: TenantId, roles: Roles) -> None:
        """Hold the roles of a tenant as they were read."""
        if tenant in roles:
            self._roles[tenant] = roles[tenant]
        else:
            self._roles.pop(tenant, None)

    def replace(self, sessions: Iterable[AuthSession], roles: Roles) -> None:
        """Hold all sessions and roles as they were read."""
        self._sessions = {session.id: session for session in sessions if session.id not in self._ended}
        self._roles = dict(roles)

    def expire(self, before: datetime) -> None:
        """Let go of sessions that expired before `before`."""
        self.drop([session.id for session in self._sessions.values() if session.expires_at < before])
