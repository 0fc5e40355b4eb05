"""The command `tenant`: manages the tenants of cloud mode in PostgreSQL. Running servers hear of it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from app.config import Settings
from app.domain.access import check_new_password
from app.domain.clock import utc_now
from app.domain.errors import BadRequest, WrongSetting
from app.domain.files.aligned import aligned
from app.domain.tenants import (
    MANUAL,
    MAX_MONTHLY,
    MAX_PEAK,
    LimitOverride,
    Tenant,
    TenantId,
    User,
    checked_email,
    checked_limit,
    checked_tenant_name,
    new_tenant_id,
    new_user_id,
)
from app.server.access.password_hashing import PasswordHashing
from app.storage.metadata import Transaction
from app.storage.postgres import members, tenants
from app.storage.postgres.database import PostgresDatabase, check_url, open_postgres


async def run_tenant(settings: Settings, options: Namespace, ask_password: Callable[[], str]) -> str:
    """Do what the command line says, and return the text to print. Raises AppError."""
    if options.action == "add":
        return await add_tenant(settings, options.name, options.owner, ask_password)
    if options.action == "limits":
        chosen = NewLimits(options.plan, options.monthly, options.peak, is_reset=options.reset)
        return await change_limits(settings, options.id, chosen)
    return await (list_tenants(settings) if options.action == "list" else remove_tenant(settings, options.id))


@dataclass(frozen=True, slots=True)
class NewLimits:
    """Change of the limits of a tenant; None keeps one. is_reset: those of the plan hold first."""

    plan: str | None = None
    monthly: int | None = None
    peak: int | None = None
    is_reset: bool = False


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


async def change_limits(settings: Settings, tenant_id: str, chosen: NewLimits) -> str:
    """Change what a tenant may send, and return the limits that hold now. Raises NotFound, BadRequest."""
    if chosen == NewLimits():
        raise BadRequest("Say what to change: --plan, --monthly, --peak or --reset.")
    checked_limit(chosen.monthly, "monthly", MAX_MONTHLY)
    checked_limit(chosen.peak, "peak", MAX_PEAK)
    async with _open(settings) as store:
        tenant = await store.write(_limited, TenantId(tenant_id), chosen)
    limits = tenant.limits
    return (
        f"{tenant.name} has the plan {tenant.plan} and may send {limits.monthly_events:,} events a month,"
        f" {limits.peak_events_per_s:,} a second."
    )


def _limited(con: Transaction, tenant_id: TenantId, chosen: NewLimits) -> Tenant:
    tenant = tenants.require(con, tenant_id)
    if chosen.plan is not None:
        tenant = tenants.choose_plan(con, tenant_id, chosen.plan)
    old = LimitOverride(None, None) if chosen.is_reset else tenant.override
    peak = old.peak_events_per_s if chosen.peak is None else chosen.peak
    monthly = old.monthly_events if chosen.monthly is None else chosen.monthly
    return tenants.set_override(con, tenant_id, LimitOverride(peak, monthly, MANUAL, utc_now()))


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
    return aligned(rows) if len(rows) > 1 else []


async def _hashed(settings: Settings, password: str) -> str:
    hashing = PasswordHashing(settings.argon2_memory_kb)
    try:
        return await hashing.hash(check_new_password(password, "password"))
    finally:
        await hashing.close()


@asynccontextmanager
async def _open(settings: Settings) -> AsyncIterator[PostgresDatabase]:
    """Yield the store of all tenants. Raises WrongSetting, KnownStorageError."""
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
