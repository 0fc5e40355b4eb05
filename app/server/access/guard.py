"""Who may call what. In mode `none` everybody may; the owner's token is accepted in every mode.

In the other modes a caller shows a session cookie or an API key, and what a key may do is in its scope.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass

from aiohttp import web

from app.api.connection import COOKIE
from app.domain.access import ApiKey, SignIn
from app.domain.errors import AppError
from app.server.access.accounts import Accounts, setup_required
from app.server.access.endpoints import Access, Endpoint
from app.setting_values import Auth

WEBSITE_PATHS = "/api/websites/{id}"

# What each kind of key opens. The scopes that are missing here are for people, never for keys.
SCOPES_OF_KEY = {
    "read": frozenset({Access.READ}),
    "write": frozenset({Access.READ, Access.WRITE}),
    "admin": frozenset({Access.READ, Access.WRITE, Access.ADMIN}),
}
SESSION_ONLY = frozenset({Access.ACCOUNT, Access.SESSION, Access.SIGN_OUT})
# What stays usable while a new password is due.
WHILE_PASSWORD_IS_DUE = frozenset({Access.SESSION, Access.SIGN_OUT})


@dataclass(frozen=True, slots=True)
class Caller:
    """Who called. sign_in: of the session cookie; key: the API key. Neither: the owner, or somebody unknown."""

    sign_in: SignIn | None = None
    key: ApiKey | None = None


CALLER = web.RequestKey("caller", Caller)


class Authorizer:
    """Checks each request against the scope its endpoint needs. owner_token: None when there is none.

    accounts: who may sign in; without them a mode that asks for credentials lets only the owner in.
    """

    def __init__(self, mode: Auth, owner_token: str | None, accounts: Accounts | None = None) -> None:
        if owner_token is not None and not owner_token:
            raise ValueError("an empty token would let everybody in")
        self._mode = mode
        self._owner_token = owner_token
        self._accounts = accounts if mode != "none" else None

    @property
    def needs_key(self) -> bool:
        """Say whether calls without credentials are refused."""
        return self._mode != "none"

    def check(self, request: web.Request, endpoint: Endpoint) -> Caller:
        """Return the caller when he may do what `endpoint` needs, raise AppError otherwise.

        Codes: `unauthorized`, `forbidden`, `setup_required`, `password_change_required`. Credentials that are given
        must be right, also where none are needed: a wrong key is a mistake worth hearing of.
        """
        scope = endpoint.needs
        if scope is Access.PUBLIC:
            return Caller()
        token = bearer_of(request)
        if token is not None and self._is_owner(token):
            return Caller()
        if self._accounts is None:
            if token is not None:
                raise AppError("unauthorized", "Not authenticated: the key is not valid.")
            if self.needs_key:
                raise _not_authenticated()
            return Caller()
        if self._accounts.setup_required:
            raise setup_required()
        if token is not None:
            return self._with_key(self._accounts, request, endpoint, token)
        return self._with_cookie(self._accounts, request, scope)

    def allows(self, request: web.Request, endpoint: Endpoint) -> bool:
        """Say whether the caller may still do what he was let in for."""
        try:
            self.check(request, endpoint)
        except AppError:
            return False
        return True

    def _with_key(self, accounts: Accounts, request: web.Request, endpoint: Endpoint, token: str) -> Caller:
        scope = endpoint.needs
        if scope in SESSION_ONLY:
            raise AppError("forbidden", "API keys cannot manage auth resources")
        key = accounts.keys.use(token)
        if key is None:
            raise _not_authenticated()
        _check_password_is_kept(accounts, scope)
        if scope not in SCOPES_OF_KEY[key.scope]:
            raise AppError("forbidden", f"This API key may not do that: its scope is {key.scope}.")
        if key.website_id is not None and not _is_for_site_key(request, endpoint, key.website_id):
            raise AppError("forbidden", "This API key is good for what is in one website only.")
        return Caller(key=key)

    def _with_cookie(self, accounts: Accounts, request: web.Request, scope: Access) -> Caller:
        sign_in = accounts.signed_in(request.cookies.get(COOKIE))
        if sign_in is None and scope is not Access.SIGN_OUT:
            raise _not_authenticated()
        _check_password_is_kept(accounts, scope)
        return Caller(sign_in)

    def _is_owner(self, token: str) -> bool:
        known = self._owner_token
        return known is not None and hmac.compare_digest(token.encode("utf-8", "surrogateescape"), known.encode())


def bearer_of(request: web.Request) -> str | None:
    """The token of an `Authorization: Bearer` header, None when there is no such header."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


def _check_password_is_kept(accounts: Accounts, scope: Access) -> None:
    if accounts.password_change_required and scope not in WHILE_PASSWORD_IS_DUE:
        raise AppError("password_change_required", "Password change required before continuing")


def _is_for_site_key(request: web.Request, endpoint: Endpoint, website_id: str) -> bool:
    """Say whether a key for this website only may do this."""
    if endpoint.for_site_keys is not None:
        return endpoint.for_site_keys
    is_below = endpoint.path == WEBSITE_PATHS or endpoint.path.startswith(WEBSITE_PATHS + "/")
    return is_below and request.match_info["id"] == website_id


def _not_authenticated() -> AppError:
    return AppError("unauthorized", "Not authenticated")
