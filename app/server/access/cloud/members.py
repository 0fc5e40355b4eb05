"""Members of a tenant: their roles, invitations, and the tenants of a user."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVarTuple

from app.domain.access import AuditKind, AuthSession, check_new_password
from app.domain.errors import AppError, NotFound
from app.domain.tenants import (
    INVITATION_LIFE,
    MANAGED_ROLES,
    Invitation,
    Member,
    Role,
    Tenant,
    TenantId,
    User,
    UserId,
    checked_email,
    new_invitation_token,
    new_user_id,
    token_hash,
)
from app.server.access.auth_sessions import NewAuthSession
from app.server.access.cloud.people import People, user_of
from app.storage.access import accounts
from app.storage.access.accounts import AuditEntry
from app.storage.cache import NONE
from app.storage.metadata import MetadataStore, Transaction
from app.storage.postgres import members as stored
from app.storage.postgres import sign_ins, tenants

Ts = TypeVarTuple("Ts")

MAX_INVITATIONS = 200  # open ones of a tenant


class Members:
    """Membership of all tenants; each call concerns the tenant of the caller's session. metadata: of all tenants."""

    def __init__(self, people: People, metadata: MetadataStore, clock: Callable[[], datetime]) -> None:
        self._people = people
        self._metadata = metadata
        self._clock = clock

    async def tenants(self, session: AuthSession) -> list[tuple[Tenant, Role]]:
        """Return the caller's tenants with the caller's role in each, the first one joined first."""
        return await self._metadata.read(_tenants_of, user_of(session))

    async def switch(self, session: AuthSession, tenant_id: str, address: str) -> NewAuthSession:
        """Go on in another tenant of the caller, with a new session in place of this one. Raises NotFound."""
        return await self._people.switch(session, tenant_id, address)

    async def all(self, session: AuthSession) -> tuple[Member, ...]:
        """Return the members of the tenant, the first to join first."""
        return await self._metadata.of_tenant(session.tenant).read(stored.all_members)

    async def set_role(self, session: AuthSession, user_id: str, role: Role, address: str) -> None:
        """Give a member another role. Raises AppError: `not_found`, `forbidden`, `conflict` for the last owner."""
        managed, user = MANAGED_ROLES[self._people.role_of(session)], UserId(user_id)
        await self._change(session, _role_set, user, role, managed, self._entry("member_role_changed", address, user))

    async def remove(self, session: AuthSession, user_id: str, address: str) -> None:
        """End a membership, which everybody may do with one's own.

        Raises AppError: `not_found`, `forbidden`, `conflict` for the last owner.
        """
        managed, user = MANAGED_ROLES[self._people.role_of(session)], UserId(user_id)
        if user == session.user:
            managed = frozenset(MANAGED_ROLES)
        await self._change(session, _removed, user, managed, self._entry("member_removed", address, user))

    async def invitations(self, session: AuthSession) -> tuple[Invitation, ...]:
        """Return the open invitations, newest first."""
        return await self._metadata.of_tenant(session.tenant).read(stored.invitations, self._clock())

    async def invite(self, session: AuthSession, email: str, role: Role, address: str) -> tuple[Invitation, str]:
        """Invite an address. Returns the invitation and its secret, which is not stored.

        Raises AppError: `bad_request`, `forbidden`, `conflict` for a member, `limit_exceeded`.
        """
        if role not in MANAGED_ROLES[self._people.role_of(session)]:
            raise _not_allowed()
        now, token = self._clock(), new_invitation_token()
        invitation = Invitation(checked_email(email), role, now, now + INVITATION_LIFE)
        entry = self._entry("member_invited", address, None)
        store = self._metadata.of_tenant(session.tenant)
        await store.write(_invited, token_hash(token), invitation, entry, invalidates=NONE)
        return invitation, token

    async def withdraw(self, session: AuthSession, email: str) -> None:
        """Withdraw an invitation. Raises NotFound."""
        store = self._metadata.of_tenant(session.tenant)
        await store.write(stored.withdraw, email.strip().lower(), invalidates=NONE)

    async def open_invitation(self, token: str) -> tuple[Tenant, Invitation, bool]:
        """Return the tenant and the invitation of a secret, and whether its address has an account. Raises NotFound."""
        return await self._metadata.read(_opened, token_hash(token), self._clock())

    async def accept(
        self, token: str, password: str, code: str | None, address: str, client: str | None
    ) -> NewAuthSession:
        """Make the invited address a member, with a new account unless it has one, and sign in.

        Raises AppError: `not_found`, `rate_limited`, `unauthorized`, `second_factor_required`, `bad_request`.
        """
        _, invitation, has_account = await self.open_invitation(token)
        now = self._clock()
        if has_account:
            _, user = await self._people.checked(invitation.email, password, code, address)
        else:
            check_new_password(password, "password")
            user = User(new_user_id(), invitation.email, await self._people.hashing.hash(password), now)
        entry = self._entry("member_joined", address, user.id)
        tenant = await self._metadata.write(_accepted, token_hash(token), user, entry, invalidates=NONE)
        entry = self._entry("login", address, user.id)
        return await self._people.begin(user.id, tenant, client, entry, user.password_hash)

    async def _change(self, session: AuthSession, fn: Callable[[Transaction, *Ts], None], *args: *Ts) -> None:
        assert session.tenant is not None
        await self._metadata.of_tenant(session.tenant).write(fn, *args, invalidates=NONE)
        # Before the answer, so that it holds for the next request in this process; the others hear of it.
        await self._people.refresh_roles(session.tenant)

    def _entry(self, kind: AuditKind, address: str, user: UserId | None) -> AuditEntry:
        return AuditEntry(kind, self._clock(), self._people.caller_of(address), user)


def _tenants_of(con: Transaction, user: UserId) -> list[tuple[Tenant, Role]]:
    roles = stored.tenants_of(con, user)
    known = {tenant.id: tenant for tenant in tenants.all_tenants(con)}
    return [(known[tenant], role) for tenant, role in roles.items()]


def _role_set(con: Transaction, user: UserId, role: Role, managed: frozenset[Role], entry: AuditEntry) -> None:
    if {_role_of(con, user), role} - managed:
        raise _not_allowed()
    stored.set_role(con, user, role)
    accounts.append_audit(con, entry)


def _removed(con: Transaction, user: UserId, managed: frozenset[Role], entry: AuditEntry) -> None:
    if _role_of(con, user) not in managed:
        raise _not_allowed()
    stored.leave(con, user)
    accounts.append_audit(con, entry)


def _role_of(con: Transaction, user: UserId) -> Role:
    for member in stored.all_members(con):
        if member.user == user:
            return member.role
    raise NotFound("Member not found")


def _invited(con: Transaction, token: str, invitation: Invitation, entry: AuditEntry) -> None:
    if len(stored.invitations(con, invitation.created_at)) >= MAX_INVITATIONS:
        raise AppError("limit_exceeded", f"There are already {MAX_INVITATIONS} open invitations. Withdraw some first.")
    stored.invite(con, token, invitation)
    accounts.append_audit(con, entry)


def _opened(con: Transaction, token: str, now: datetime) -> tuple[Tenant, Invitation, bool]:
    invited = stored.invited(con, token, now)
    if invited is None:
        raise NotFound("Invitation not found")
    tenant_id, invitation = invited
    tenant = next(tenant for tenant in tenants.all_tenants(con) if tenant.id == tenant_id)
    return tenant, invitation, stored.user_of(con, invitation.email) is not None


def _accepted(con: Transaction, token: str, user: User, entry: AuditEntry) -> TenantId:
    tenant = stored.accept(con, token, user, entry.at)
    sign_ins.audit(con, [tenant], entry)
    return tenant


def _not_allowed() -> AppError:
    return AppError("forbidden", "Your role does not allow this.")
