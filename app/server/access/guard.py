"""Authorization: checks whether a request may use an endpoint.

In the mode `none` every request may. In the other modes a caller needs a session cookie or an API key, whose scope
limits it; in cloud mode a role limits the session. The owner's token is accepted in every mode.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass

from aiohttp import web

from app.api.connection import COOKIE
from app.domain.access import ApiKey, AuthSession
from app.domain.errors import AppError, NotFound
from app.domain.tenants import TenantId
from app.server.access.account_service import AccountService
from app.server.access.accounts import setup_required
from app.server.access.endpoints import Access, Endpoint
from app.server.access.grants import SCOPES_OF_KEY, SESSION_ONLY
from app.setting_values import Auth

WEBSITE_PATHS = "/api/websites/{id}"

# Stays available while a password change is required.
DURING_PASSWORD_CHANGE = frozenset({Access.SESSION, Access.SIGN_OUT})


@dataclass(frozen=True, slots=True)
class Caller:
    """The caller of a request. session: from the cookie; key: the API key; is_owner: by its token. None: anonymous."""

    session: AuthSession | None = None
    key: ApiKey | None = None
    is_owner: bool = False

    @property
    def tenant(self) -> TenantId | None:
        """The tenant on whose behalf the caller acts, None where there are none or the caller is anonymous."""
        signed_in = self.session or self.key
        return None if signed_in is None else signed_in.tenant


CALLER = web.RequestKey("caller", Caller)


class Authorizer:
    """Checks each request against the access its endpoint needs. owner_token: None when there is none.

    accounts: None in the mode `none`; in other modes only the owner gets in without them. With them nobody else does,
    whatever the mode.
    """

    def __init__(self, mode: Auth, owner_token: str | None, accounts: AccountService | None = None) -> None:
        if owner_token is not None and not owner_token:
            raise ValueError("an empty owner token would authorize every request")
        self._mode = mode
        self._owner_token = owner_token
        self._accounts = accounts

    @property
    def needs_key(self) -> bool:
        """True when requests without credentials are refused."""
        return self._mode != "none" or self._accounts is not None

    def check(self, request: web.Request, endpoint: Endpoint) -> Caller:
        """Return the caller of an authorized request. Raises NotFound for an endpoint that is not for tenants.

        Raises AppError: `unauthorized`, `forbidden`, `setup_required`, `password_change_required`. A wrong key is
        refused even where no credentials are needed, so that the mistake shows.
        """
        access = endpoint.needs
        if access is Access.PUBLIC:
            return Caller()
        token = bearer_of(request)
        if token is not None and self._is_owner(token):
            return Caller(is_owner=True)
        if self._accounts is None:
            if token is not None:
                raise AppError("unauthorized", "Not authenticated: the API key is not valid.")
            if self.needs_key:
                raise _not_authenticated()
            return Caller()
        if self._accounts.setup_required:
            raise setup_required()
        if token is not None:
            caller = self._with_key(self._accounts, request, endpoint, token)
        else:
            caller = self._with_cookie(self._accounts, request, access)
        if endpoint.is_of_server and caller.tenant is not None:
            raise NotFound("Nothing was found at this address.")
        return caller

    def allows(self, request: web.Request, endpoint: Endpoint) -> bool:
        """Return whether the request is still authorized, for replies that last."""
        try:
            self.check(request, endpoint)
        except AppError:
            return False
        return True

    def _with_key(self, accounts: AccountService, request: web.Request, endpoint: Endpoint, token: str) -> Caller:
        access = endpoint.needs
        if access in SESSION_ONLY:
            raise AppError("forbidden", "API keys cannot manage auth resources")
        key = accounts.keys.use(token)
        if key is None:
            raise _not_authenticated()
        _check_password_change(accounts, access)
        if access not in SCOPES_OF_KEY[key.scope]:
            raise AppError("forbidden", f"The scope of this API key, {key.scope}, does not allow this.")
        if key.website_id is not None and not _is_for_site_key(request, endpoint, key.website_id):
            raise AppError("forbidden", "This API key is limited to one website.")
        return Caller(key=key)

    def _with_cookie(self, accounts: AccountService, request: web.Request, access: Access) -> Caller:
        session = accounts.session_of(request.cookies.get(COOKIE))
        if session is None and access is not Access.SIGN_OUT:
            raise _not_authenticated()
        _check_password_change(accounts, access)
        if session is not None and not accounts.allows(session, access):
            raise AppError("forbidden", "Your role does not allow this.")
        return Caller(session)

    def _is_owner(self, token: str) -> bool:
        known = self._owner_token
        return known is not None and hmac.compare_digest(token.encode("utf-8", "surrogateescape"), known.encode())


def is_about_website(endpoint: Endpoint) -> bool:
    """Return whether the path of the endpoint names a website."""
    return endpoint.path == WEBSITE_PATHS or endpoint.path.startswith(WEBSITE_PATHS + "/")


def bearer_of(request: web.Request) -> str | None:
    """Return the token of an `Authorization: Bearer` header, None when there is none."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


def _check_password_change(accounts: AccountService, access: Access) -> None:
    if accounts.password_change_required and access not in DURING_PASSWORD_CHANGE:
        raise AppError("password_change_required", "Password change required before continuing")


def _is_for_site_key(request: web.Request, endpoint: Endpoint, website_id: str) -> bool:
    """Return whether a key limited to one website may call the endpoint."""
    if endpoint.for_site_keys is not None:
        return endpoint.for_site_keys
    return is_about_website(endpoint) and request.match_info["id"] == website_id


def _not_authenticated() -> AppError:
    return AppError("unauthorized", "Not authenticated")
