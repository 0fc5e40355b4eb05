"""Accounts as routes and access checks use them, the same for one administrator and for the people of tenants."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from app.domain.access import AuthMode, AuthSession, Credentials, SecondFactor
from app.server.access.api_keys import ApiKeys
from app.server.access.auth_sessions import NewAuthSession
from app.server.access.endpoints import Access
from app.server.access.second_factor import Enrolment

if TYPE_CHECKING:
    from app.server.access.cloud.members import Members
    from app.server.limits.tenant_quotas import TenantQuotas


class AccountService(Protocol):
    """Sign-in, sessions, passwords and second factors. Used on the event loop only.

    session: that of the caller, None for the owner of a self-hosted server; address: of the caller; client: browser and
    system of the caller, None when unknown.
    """

    @property
    def mode(self) -> AuthMode: ...
    @property
    def keys(self) -> ApiKeys: ...
    @property
    def setup_required(self) -> bool:
        """True while there is nobody who could sign in."""
        ...

    @property
    def password_change_required(self) -> bool:
        """True while the password must be changed before anything else is allowed."""
        ...

    @property
    def bootstrap_password(self) -> str | None:
        """The generated bootstrap password, to show to the owner; None when there is none."""
        ...

    async def recognise(self, token: str | None) -> None:
        """Learn of the session of a token that another process has just begun; then `session_of` knows it."""
        ...

    def session_of(self, token: str | None) -> AuthSession | None:
        """Return the session of a token, None when the token is missing or not valid."""
        ...

    def allows(self, session: AuthSession, access: Access) -> bool:
        """Return whether the caller of a session has this access."""
        ...

    def caller_of(self, address: str) -> str:
        """Return the keyed hash that stands for an address in the audit log."""
        ...

    async def set_up(self, bootstrap_password: str, password: str, address: str) -> None:
        """Create the administrator. Raises AppError: `bad_request`, `gone`, `unauthorized`, `rate_limited`."""
        ...

    async def sign_in(self, credentials: Credentials, address: str, client: str | None) -> NewAuthSession:
        """Check the password, and the code if the second factor is on.

        Raises AppError: `bad_request`, `rate_limited`, `setup_required`, `unauthorized`, `second_factor_required`.
        """
        ...

    async def sign_out(self, session: AuthSession, address: str) -> None:
        """End a session; its token becomes invalid at once."""
        ...

    async def change_password(
        self, session: AuthSession | None, current: str, new: str, address: str, client: str | None
    ) -> NewAuthSession:
        """Change the caller's password and end all sessions by it. Returns a new session for the caller.

        Raises AppError: `method_not_allowed`, `rate_limited`, `unauthorized`, `bad_request`.
        """
        ...

    def sessions(self, session: AuthSession | None) -> list[AuthSession]:
        """Return every active session of the caller, newest first."""
        ...

    async def revoke_session(self, session_id: str, session: AuthSession | None, address: str) -> None:
        """End one of the caller's sessions. Raises NotFound."""
        ...

    async def revoke_other_sessions(self, session: AuthSession | None, address: str) -> None:
        """End every session of the caller except this one."""
        ...

    async def second_factor_of(self, session: AuthSession | None) -> tuple[SecondFactor | None, bool]:
        """Return the caller's second factor, None while it is off, and whether its secret is there."""
        ...

    async def start_second_factor(
        self, session: AuthSession | None, password: str, account: str, address: str
    ) -> Enrolment:
        """Return a secret for an authenticator app. account: the server's name there.

        Raises AppError: `rate_limited`, `unauthorized`, `conflict`.
        """
        ...

    async def confirm_second_factor(self, session: AuthSession | None, code: str, address: str) -> tuple[str, ...]:
        """Switch the second factor on and end all other sessions of the caller. Returns the recovery codes.

        Raises AppError: `conflict`, `bad_request`.
        """
        ...

    async def stop_second_factor(self, session: AuthSession | None, password: str, code: str, address: str) -> None:
        """Switch the second factor off. Raises AppError: `rate_limited`, `unauthorized`, `conflict`."""
        ...

    async def forget_old(self, as_of: datetime) -> None:
        """Delete what is too old to be kept. as_of: the time by which age is measured."""
        ...

    async def save_uses(self) -> None:
        """Store the last use of each API key and session."""
        ...


@dataclass(frozen=True, slots=True)
class OpenAccounts:
    """The accounts of a server. accounts: None where nobody has to sign in; the others: in cloud mode alone."""

    accounts: AccountService | None
    tenants: Members | None = None
    quotas: TenantQuotas | None = None
