"""Tenants, plans and usage. Written with the store of all tenants; that of one reads its own and changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from app.domain.errors import BadRequest, NotFound
from app.domain.tenants import (
    LimitOverride,
    Limits,
    Tenant,
    TenantId,
    Usage,
    User,
    month_of,
)
from app.domain.websites import Website
from app.storage import websites
from app.storage.connection import from_db, one, rows, statement, to_db
from app.storage.metadata import Transaction
from app.storage.postgres import members


def all_tenants(con: Transaction) -> tuple[Tenant, ...]:
    """Return the tenants that the transaction sees, in the order they were added."""
    return tuple(map(_tenant, rows(con, "tenants/all")))


def all_websites(con: Transaction) -> tuple[Website, ...]:
    """Return the websites that the transaction sees, each with its tenant, in the order they were added."""
    owners = {key: TenantId(tenant) for key, tenant in rows(con, "tenants/of_websites")}
    return tuple(replace(website, tenant=owners[website.key]) for website in websites.all_websites(con))


def add(con: Transaction, tenant: TenantId, name: str, owner: User, now: datetime) -> Tenant:
    """Add a tenant with its owner, who may be a user already: then with the password that user has. now: aware."""
    con.execute(statement("tenants/add"), {"id": tenant, "name": name, "at": to_db(now)})
    members.join(con, tenant, owner, "owner", now)
    return require(con, tenant)


def remove(con: Transaction, tenant: TenantId) -> None:
    """Remove a tenant with its websites, items and keys, and users who belong to no other. Raises NotFound.

    Its events are in another database.
    """
    for name in ("delete_items", "delete_share_options", "delete_websites", "delete_users"):
        con.execute(statement(f"tenants/{name}"), {"tenant": tenant})
    if one(con, "tenants/delete", {"tenant": tenant}) is None:
        raise NotFound("Tenant not found")


def set_override(con: Transaction, tenant: TenantId, override: LimitOverride) -> Tenant:
    """Set limits of a tenant in place of its plan's. override: who and when included. Raises NotFound."""
    values = {
        "tenant": tenant,
        "peak": override.peak_events_per_s,
        "monthly": override.monthly_events,
        "by": override.by,
        "at": None if override.at is None else to_db(override.at),
    }
    con.execute(statement("tenants/set_override"), values)
    return require(con, tenant)


def choose_plan(con: Transaction, tenant: TenantId, plan: str) -> Tenant:
    """Give a tenant another plan. Raises NotFound for an unknown tenant, BadRequest for an unknown plan."""
    known = plans(con)
    if plan not in known:
        raise BadRequest(f"There is no plan {plan}. Plans are: {', '.join(sorted(known))}.", field="plan")
    con.execute(statement("tenants/choose_plan"), {"tenant": tenant, "plan": plan})
    return require(con, tenant)


def plans(con: Transaction) -> dict[str, Limits]:
    """Return the limits of every plan, by its name."""
    return {plan: Limits(peak, monthly) for plan, peak, monthly in rows(con, "tenants/plans")}


def set_plan(con: Transaction, plan: str, limits: Limits) -> None:
    """Set the limits of a plan. Raises NotFound."""
    values = {"plan": plan, "peak": limits.peak_events_per_s, "monthly": limits.monthly_events}
    if one(con, "tenants/set_plan", values) is None:
        raise NotFound("Plan not found")


def usage(con: Transaction, tenant: TenantId, month: date) -> Usage:
    """Return what a tenant had stored in a month. month: any of its days."""
    row = one(con, "tenants/usage", {"tenant": tenant, "month": month_of(month)})
    return Usage(month_of(month), 0 if row is None else row[0])


def usage_of_all(con: Transaction, month: date) -> dict[TenantId, int]:
    """Return what every tenant had stored in a month. month: any of its days."""
    return {
        TenantId(tenant): events for tenant, events in rows(con, "tenants/usage_of_all", {"month": month_of(month)})
    }


def counts(con: Transaction) -> dict[TenantId, tuple[int, int]]:
    """Return the number of members and of websites of every tenant."""
    return {TenantId(tenant): (people, sites) for tenant, people, sites in rows(con, "tenants/counts")}


def add_usage(con: Transaction, events: dict[TenantId, int], day: date) -> None:
    """Count events that were stored. day: today in UTC."""
    for tenant, number in events.items():
        values = {"tenant": tenant, "month": month_of(day), "events": number}
        con.execute(statement("tenants/add_usage"), values)


def require(con: Transaction, tenant: TenantId) -> Tenant:
    """Return a tenant. Raises NotFound."""
    for known in all_tenants(con):
        if known.id == tenant:
            return known
    raise NotFound("Tenant not found")


def _tenant(row: tuple[Any, ...]) -> Tenant:  # Any: the columns of a row
    tenant, name, plan, plan_peak, plan_monthly, peak, monthly, by, at, created_at = row
    limits = Limits(plan_peak if peak is None else peak, plan_monthly if monthly is None else monthly)
    override = LimitOverride(peak, monthly, by, None if at is None else from_db(at))
    return Tenant(TenantId(tenant), name, plan, limits, override, from_db(created_at))
