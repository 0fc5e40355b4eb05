"""Tokens of sign-in sessions: JWTs (HS256 only) that name a session, signed with a secret of the server."""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from app.domain.access import AuthSession

if TYPE_CHECKING:
    import jwt

ALGORITHM = "HS256"
LEEWAY = timedelta(seconds=60)
MAX_TOKEN_LENGTH = 2048
SECRET_BYTES = 18  # of the random text by which a token identifies its session
# The library would compare with the computer's clock; `is_current` compares with the trusted one.
_OPTIONS: jwt.types.Options = {"require": ["sub", "iat", "exp", "jti"], "verify_exp": False, "verify_iat": False}


def claims_of(token: str, secret: str) -> Mapping[str, Any] | None:  # Any: JSON
    """Return the claims of a token, None unless this server has signed it. The library has been loaded."""
    if len(token) > MAX_TOKEN_LENGTH:
        return None
    import jwt

    try:
        claims: Mapping[str, Any] = jwt.decode(token, secret, algorithms=[ALGORITHM], options=_OPTIONS)
    except jwt.PyJWTError:
        return None
    return claims


def signed(claims: dict[str, Any], secret: str) -> str:  # Any: JSON, and times
    """Return a token of these claims. The library has been loaded."""
    import jwt

    return jwt.encode(claims, secret, algorithm=ALGORITHM)


def is_current(session: AuthSession, claims: Mapping[str, object], now: datetime) -> bool:
    """Return whether a token has not expired and is no newer than its session."""
    issued_s, expires_s = claims["iat"], claims["exp"]
    if not isinstance(issued_s, int) or not isinstance(expires_s, int):
        return False
    is_issued = issued_s <= (session.created_at + LEEWAY).timestamp()
    return is_issued and expires_s > (now - LEEWAY).timestamp()


async def load_library() -> None:
    """Load the library of the tokens. It takes 0.1 s and 9 MB where its optional `cryptography` is installed, so that a
    server without sessions goes without it, and the loop does not wait for it.
    """
    await asyncio.to_thread(importlib.import_module, "jwt")
