"""Who is signed in: tokens that name a sign-in, and the list of the sign-ins that still hold."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import jwt

from app.domain.access import AuthMode, SignIn, session_id
from app.storage.access import accounts as stored
from app.storage.access.accounts import AuditEntry
from app.storage.cache import NONE
from app.storage.database import Database

SUBJECT = "admin"
ALGORITHM = "HS256"
LEEWAY = timedelta(seconds=60)
MAX_TOKEN_LENGTH = 2048
SECRET_BYTES = 18  # of what a token names its sign-in by
MOST_SIGN_INS = 1000  # one more ends the one that was used longest ago
_OPTIONS: jwt.types.Options = {"require": ["sub", "iat", "exp", "jti"]}


@dataclass(frozen=True, slots=True)
class NewSession:
    """What somebody who signed in gets. token: what the cookie holds; it is kept nowhere."""

    token: str = field(repr=False)
    expires_at: datetime


class SignIns:
    """The sign-ins of this server. secret: its text signs the tokens; known: those of the auth mode, as stored.

    Their ids are hashes of what the tokens say: with the ids and the secret together nobody makes a token.
    """

    def __init__(
        self, database: Database, clock: Callable[[], datetime], mode: AuthMode, secret: str, known: Iterable[SignIn]
    ) -> None:
        self._database = database
        self._clock = clock
        self._mode = mode
        self._secret = secret
        self._known = {sign_in.id: sign_in for sign_in in known}
        self._unsaved_uses: dict[str, datetime] = {}

    def find(self, token: str) -> SignIn | None:
        """The sign-in that `token` stands for; None for any token that is wrong, too old or of an ended sign-in."""
        if len(token) > MAX_TOKEN_LENGTH:
            return None
        try:
            claims = jwt.decode(
                token, self._secret, algorithms=[ALGORITHM], leeway=LEEWAY, options=_OPTIONS, subject=SUBJECT
            )
        except jwt.PyJWTError:
            return None
        return self._known.get(session_id(claims["jti"]))

    def use(self, token: str) -> SignIn | None:
        """`find`, noting the use."""
        found = self.find(token)
        if found is not None:
            self._unsaved_uses[found.id] = now = self._clock()
            found = self._known[found.id] = replace(found, last_seen_at=now)
        return found

    def newest_first(self) -> list[SignIn]:
        return sorted(self._known.values(), key=lambda sign_in: (sign_in.created_at, sign_in.id), reverse=True)

    async def start(self, days: int, client: str | None, what: AuditEntry | None) -> NewSession:
        """Make a sign-in of `days` days."""
        now, secret = self._clock(), secrets.token_urlsafe(SECRET_BYTES)
        expires_at = now.replace(microsecond=0) + timedelta(days=days)
        sign_in = SignIn(session_id(secret), now, expires_at, client=client)
        ended = self._to_make_room()
        await self._database.write(stored.add_sign_in, sign_in, self._mode, ended, what)
        self.forget(ended)
        self._known[sign_in.id] = sign_in
        claims = {"sub": SUBJECT, "iat": datetime.now(UTC), "exp": expires_at, "jti": secret}
        return NewSession(jwt.encode(claims, self._secret, algorithm=ALGORITHM), expires_at)

    async def end(self, ids: Iterable[str], what: AuditEntry) -> None:
        """End sign-ins: their tokens open nothing any more."""
        ended = [id for id in ids if id in self._known]
        await self._database.write_durably(stored.end_sign_ins, ended, what)
        self.forget(ended)

    def others(self, kept: SignIn | None) -> list[str]:
        """The ids of all sign-ins but one."""
        return [id for id in self._known if kept is None or id != kept.id]

    def has(self, sign_in_id: str) -> bool:
        return sign_in_id in self._known

    def end_all(self, secret: str) -> None:
        """Everybody is signed out, as the database says already; tokens are signed with `secret` from now on."""
        self._secret = secret
        self.forget(list(self._known))

    def forget(self, ended: Iterable[str]) -> None:
        """These were ended, as the database says already."""
        for sign_in_id in ended:
            self._known.pop(sign_in_id, None)
            self._unsaved_uses.pop(sign_in_id, None)

    def expire(self, before: datetime) -> None:
        """Forget what ended before `before`."""
        self.forget([sign_in.id for sign_in in self._known.values() if sign_in.expires_at < before])

    async def save_uses(self) -> None:
        """Store when sign-ins were last used. What cannot be stored now is tried again."""
        if not self._unsaved_uses:
            return
        uses, self._unsaved_uses = self._unsaved_uses, {}
        try:
            await self._database.write(stored.note_seen, uses, invalidates=NONE)
        except BaseException:
            self._unsaved_uses = uses | self._unsaved_uses
            raise

    def _to_make_room(self) -> list[str]:
        by_use = sorted(self._known.values(), key=lambda sign_in: sign_in.last_seen_at or sign_in.created_at)
        return [sign_in.id for sign_in in by_use[: max(0, len(by_use) + 1 - MOST_SIGN_INS)]]
