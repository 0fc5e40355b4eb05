"""Who may call what. In mode `none` everybody may; the owner's token is accepted in every mode."""

from __future__ import annotations

import hmac

from aiohttp import web

from app.domain.errors import AppError
from app.server.endpoints import Scope
from app.setting_values import Auth


class Guard:
    """Checks each request against the scope its endpoint needs. owner_token: None when there is none."""

    def __init__(self, mode: Auth, owner_token: str | None) -> None:
        if owner_token is not None and not owner_token:
            raise ValueError("an empty token would let everybody in")
        self._mode = mode
        self._owner_token = owner_token

    @property
    def needs_key(self) -> bool:
        """Say whether calls without credentials are refused."""
        return self._mode != "none"

    def check(self, request: web.Request, scope: Scope) -> None:
        """Return when the caller may do what `scope` says, raise AppError `unauthorized` otherwise.

        Credentials that are given must be right, also where none are needed: a wrong key is a mistake worth hearing of.
        """
        if scope is Scope.PUBLIC:
            return
        token = bearer_of(request)
        if token is None:
            if self.needs_key:
                raise AppError("unauthorized", "Not authenticated")
        elif not self._is_owner(token):
            raise AppError("unauthorized", "Not authenticated: the key is not valid.")

    def _is_owner(self, token: str) -> bool:
        known = self._owner_token
        return known is not None and hmac.compare_digest(token.encode("utf-8", "surrogateescape"), known.encode())


def bearer_of(request: web.Request) -> str | None:
    """The token of an `Authorization: Bearer` header, None when there is no such header."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None
