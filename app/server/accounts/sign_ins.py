"""Who is signed in: tokens that name a sign-in, and the list of the sign-ins that still hold."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import jwt

SUBJECT = "admin"
ALGORITHM = "HS256"
LEEWAY = timedelta(seconds=60)
MAX_TOKEN_LENGTH = 2048
_OPTIONS: jwt.types.Options = {"require": ["sub", "iat", "exp", "jti"]}


@dataclass(frozen=True, slots=True)
class SignIn:
    """One sign-in. expires_at: aware, of whole seconds."""

    id: str
    expires_at: datetime


class SignIns:
    """The sign-ins of this server. secret: its text signs the tokens; known: the end of each sign-in, by id."""

    def __init__(self, secret: str, known: Mapping[str, datetime]) -> None:
        self._secret = secret
        self._known = dict(known)

    def token(self, sign_in: SignIn) -> str:
        """The token of a sign-in."""
        issued_at = datetime.now(UTC)
        claims = {"sub": SUBJECT, "iat": issued_at, "exp": sign_in.expires_at, "jti": sign_in.id}
        return jwt.encode(claims, self._secret, algorithm=ALGORITHM)

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
        expires_at = self._known.get(claims["jti"])
        return None if expires_at is None else SignIn(claims["jti"], expires_at)

    def add(self, sign_in: SignIn) -> None:
        self._known[sign_in.id] = sign_in.expires_at

    def end(self, sign_in_id: str) -> None:
        self._known.pop(sign_in_id, None)

    def end_all(self, secret: str) -> None:
        """Sign everybody out; tokens are signed with `secret` from now on."""
        self._secret = secret
        self._known.clear()

    def expire(self, before: datetime) -> None:
        """Forget what ended before `before`."""
        self._known = {id: ends_at for id, ends_at in self._known.items() if ends_at >= before}


def new_sign_in(now: datetime, days: int) -> SignIn:
    """A sign-in of `days` days."""
    return SignIn(secrets.token_urlsafe(18), now.replace(microsecond=0) + timedelta(days=days))
