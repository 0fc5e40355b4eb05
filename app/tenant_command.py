"""The command `tenant`: adds, lists and removes tenants of cloud mode in PostgreSQL. Running servers hear of it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from app.config import Settings
from app.domain.access import check_new_password
from app.domain.clock import utc_now
from app.domain.errors import WrongSetting
from app.domain.tenants import TenantId, User, checked_email, checked_tenant_name, new_tenant_id, new_user_id
from app.server.access.password_hashing import PasswordHashing
from app.storage.metadata import Transaction
from app.storage.postgres import members, tenants
from app.storage.postgres.database import PostgresDatabase, check_url, open_postgres


async def run_tenant(settings: Settings, options: Namespace, ask_password: Callable[[], str]) -> str:
    """Do what the command line says, and return the text to print. Raises AppError."""
    if options.action == "add":
        return await add_tenant(settings, options.name, options.owner, ask_password)
    return await (list_tenants(settings) if options.action == "list" else remove_tenant(settings, options.id))


async def add_tenant(settings: Settings, name: str, owner: str, ask_password: Callable[[], str]) -> str:
    """Add a tenant and return what to tell its owner.

    ask_password: called for an owner who has no account yet. Raises AppError.
    """
    name, email = checked_tenant_name(name), checked_email(owner)
    async with _open(settings) as store:
        known = await store.read(members.user_of, email)
        user = known or User(new_user_id(), email, await _hashed(settings, ask_password()), utc_now())
        tenant = await store.write(tenants.add, new_tenant_id(), name, user, utc_now())
    password = "the password of that account" if known else "the new password"
    return f"Added {tenant.name} with the id {tenant.id}. {email} signs in with {password}."


async def list_tenants(settings: Settings) -> str:
    """Return a line for each tenant: id, plan, members, websites, events of this month and their limit, name."""
    async with _open(settings) as store:
        lines = await store.read(_lines)
    return "\n".join(lines) or "There are no tenants yet. Add one with: sparklytics tenant add NAME --owner MAIL"


async def remove_tenant(settings: Settings, tenant_id: str) -> str:
    """Remove a tenant and return what was removed. Raises NotFound."""
    async with _open(settings) as store:
        await store.write(tenants.remove, TenantId(tenant_id))
    return (
        f"Removed {tenant_id} with its websites, its keys, and the members who belong to no other tenant. The"
        " servers that run now delete its events."
    )


def _lines(con: Transaction) -> list[str]:
    month = utc_now().date()
    events, counts = tenants.usage_of_all(con, month), tenants.counts(con)
    rows = [("id", "plan", "members", "websites", "events this month", "limit", "name")]
    for tenant in tenants.all_tenants(con):
        people, websites = counts.get(tenant.id, (0, 0))
        used, limit = events.get(tenant.id, 0), tenant.limits.monthly_events
        rows.append((tenant.id, tenant.plan, str(people), str(websites), f"{used:,}", f"{limit:,}", tenant.name))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return lines if len(lines) > 1 else []


async def _hashed(settings: Settings, password: str) -> str:
    hashing = PasswordHashing(settings.argon2_memory_kb)
    try:
        return await hashing.hash(check_new_password(password, "password"))
    finally:
        await hashing.close()


@asynccontextmanager
async def _open(settings: Settings) -> AsyncIterator[PostgresDatabase]:
    """Yield the store of all tenants. Raises WrongSetting, KnownStorageError."""
    if settings.mode == "selfhosted":
        raise WrongSetting("Tenants exist in cloud mode only: set SPARKLYTICS_MODE=cloud.", field="mode")
    try:
        check_url(settings.postgres_url)
    except ValueError as error:
        sentence = f"SPARKLYTICS_POSTGRES_URL is no address of a PostgreSQL database: {error}."
        raise WrongSetting(sentence, field="postgres_url") from None  # its text may have a password
    store = await open_postgres(settings.postgres_url, lambda _: None)
    try:
        yield store
    finally:
        await store.close()
