"""People: users, their membership of tenants, and invitations.

`user_of`, `add_user`, `tenants_of`, `invited`, `accept` and `join` run with the store of all tenants, the others
with that of one.
"""

from __future__ import annotations

from datetime import datetime

from app.domain.errors import AppError, NotFound
from app.domain.tenants import Invitation, Member, Role, TenantId, User, UserId
from app.storage.connection import from_db, one, rows, statement, to_db
from app.storage.metadata import Transaction


def user_of(con: Transaction, email: str) -> User | None:
    """Return the user with this address. email: in lower case."""
    row = one(con, "members/user", {"email": email})
    return None if row is None else User(UserId(row[0]), row[1], row[2], from_db(row[3]))


def add_user(con: Transaction, user: User) -> None:
    """Add a user. Raises AppError `duplicate_name` when the address has one."""
    if user_of(con, user.email) is not None:
        raise AppError("duplicate_name", "a user with this e-mail address exists already", field="email")
    values = {"id": user.id, "email": user.email, "hash": user.password_hash, "at": to_db(user.created_at)}
    con.execute(statement("members/user_add"), values)


def tenants_of(con: Transaction, user: UserId) -> dict[TenantId, Role]:
    """Return the role of a user in each of his tenants, the first he joined first."""
    return {TenantId(tenant): role for tenant, role in rows(con, "members/of_user", {"user": user})}


def all_members(con: Transaction) -> tuple[Member, ...]:
    """Return the members of the tenant, the first to join first."""
    return tuple(
        Member(UserId(user), email, role, from_db(joined_at))
        for user, email, role, joined_at in rows(con, "members/all")
    )


def set_role(con: Transaction, user: UserId, role: Role) -> None:
    """Give a member another role. Raises NotFound, AppError `conflict` for the last owner."""
    _check_owner_remains(con, user, role)
    if one(con, "members/set_role", {"user": user, "role": role}) is None:
        raise NotFound("Member not found")


def leave(con: Transaction, user: UserId) -> None:
    """End a membership. Raises NotFound, AppError `conflict` for the last owner."""
    _check_owner_remains(con, user, None)
    if one(con, "members/leave", {"user": user}) is None:
        raise NotFound("Member not found")


def invite(con: Transaction, token_hash: str, invitation: Invitation) -> None:
    """Store an invitation in place of an earlier one for the same address. Raises AppError `conflict` for a member."""
    if any(member.email == invitation.email for member in all_members(con)):
        raise AppError("conflict", "this address is a member already", field="email")
    values = {
        "token_hash": token_hash,
        "email": invitation.email,
        "role": invitation.role,
        "at": to_db(invitation.created_at),
        "expires_at": to_db(invitation.expires_at),
    }
    con.execute(statement("members/invite"), values)


def invitations(con: Transaction, now: datetime) -> tuple[Invitation, ...]:
    """Return the open invitations of the tenant, newest first. now: aware."""
    records = rows(con, "members/invitations", {"now": to_db(now)})
    return tuple(Invitation(email, role, from_db(at), from_db(until)) for email, role, at, until in records)


def withdraw(con: Transaction, email: str) -> None:
    """Withdraw an invitation. Raises NotFound."""
    if one(con, "members/uninvite", {"email": email}) is None:
        raise NotFound("Invitation not found")


def invited(con: Transaction, token_hash: str, now: datetime) -> tuple[TenantId, Invitation] | None:
    """Return the tenant and the invitation of a link, None when it is used or has expired. now: aware."""
    row = one(con, "members/invited", {"token_hash": token_hash, "now": to_db(now)})
    if row is None:
        return None
    tenant, email, role, at, until = row
    return TenantId(tenant), Invitation(email, role, from_db(at), from_db(until))


def accept(con: Transaction, token_hash: str, user: User, now: datetime) -> TenantId:
    """Use up an invitation: its address becomes a member of the tenant that is returned. now: aware.

    user: as whom to add the address if it is no user yet. Raises NotFound for a link that is used, has expired or is of
    another address.
    """
    row = one(con, "members/accept", {"token_hash": token_hash, "email": user.email, "now": to_db(now)})
    if row is None:
        raise NotFound("Invitation not found")
    tenant = TenantId(row[0])
    join(con, tenant, user, row[1], now)
    return tenant


def join(con: Transaction, tenant: TenantId, user: User, role: Role, now: datetime) -> None:
    """Make a user a member, unless he is one. user: added if the address is no user yet."""
    known = user_of(con, user.email)
    if known is None:
        add_user(con, user)
    values = {"tenant": tenant, "user": (known or user).id, "role": role, "at": to_db(now)}
    con.execute(statement("members/join"), values)


def _check_owner_remains(con: Transaction, user: UserId, role: Role | None) -> None:
    owners = {member.user for member in all_members(con) if member.role == "owner"}
    if owners == {user} and role != "owner":
        raise AppError("conflict", "a tenant has at least one owner")
