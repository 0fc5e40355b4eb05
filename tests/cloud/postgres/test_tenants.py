"""Tenants in PostgreSQL: none sees, counts or changes what belongs to another; members, invitations and usage."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import psycopg
import pytest

from app.domain.access import ApiKey, AuthSession
from app.domain.errors import AppError, NotFound
from app.domain.items.goals import GOALS, GoalChange, new_goal
from app.domain.sharing import ShareOptions
from app.domain.tenants import (
    Invitation,
    LimitOverride,
    Limits,
    TenantId,
    User,
    UserId,
    new_invitation_token,
    remaining,
    token_hash,
)
from app.domain.websites import IngestLimits, NewWebsite, Website, WebsiteChange, WebsiteId
from app.storage import items, sharing, websites
from app.storage.access import accounts, api_keys
from app.storage.access.accounts import AuditEntry
from app.storage.metadata import Transaction
from app.storage.postgres import members, tenants
from app.storage.postgres.database import PostgresDatabase
from tests.cloud.postgres.conftest import NOW, OURS, THEIRS

JUNE = date(2026, 6, 17)


def fill(con: Transaction, website_id: str) -> Website:
    """Add a website with a goal, choices, an API key and an audit record."""
    website = websites.add(con, NewWebsite("Shop", "example.com"), WebsiteId(website_id), NOW)
    items.add(con, website.key, GOALS, new_goal(f"goal_{website_id}", website_id, "event", GoalChange("a", "b"), NOW))
    sharing.set_options(con, website.key, ShareOptions("anywhere"))
    websites.set_share_id(con, website_id, f"share_{website_id}", NOW)
    key = ApiKey(f"key_{website_id}", "script", f"hash_{website_id}", "spk_live_", "read", website_id, NOW)
    api_keys.add(con, key, AuditEntry("key_created", NOW, subject=key.id))
    return website


@pytest.fixture
async def theirs(store: PostgresDatabase) -> Website:
    await store.of_tenant(OURS).write(fill, "site_ours")
    return await store.of_tenant(THEIRS).write(fill, "site_theirs")


READS: tuple[Callable[[Transaction, Website], object], ...] = (
    lambda con, _: [site.id for site in websites.all_websites(con)] == ["site_ours"],
    lambda con, site: items.all_items(con, site.key, GOALS) == (),
    lambda con, site: site.key not in items.by_website(con, GOALS),
    lambda con, site: sharing.options_of(con, site.key) == ShareOptions(),
    lambda con, _: [key.id for key in api_keys.all_keys(con)] == ["key_site_ours"],
    lambda con, _: [record.subject for record in accounts.audit_records(con, None, 9)] == ["key_site_ours"],
    lambda con, _: [tenant.id for tenant in tenants.all_tenants(con)] == [OURS],
    lambda con, _: [member.email for member in members.all_members(con)] == ["ours@example.com"],
    lambda con, _: tenants.usage(con, THEIRS, JUNE).events == 0,
)


async def test_a_tenant_sees_no_row_of_another(store: PostgresDatabase, theirs: Website) -> None:
    await store.write(tenants.add_usage, {THEIRS: 5}, JUNE)
    ours = store.of_tenant(OURS)
    assert [await ours.read(sees_only_its_own, theirs) for sees_only_its_own in READS] == [True] * len(READS)


WRITES: tuple[Callable[[Transaction, Website], object], ...] = (
    lambda con, site: websites.change(con, site.id, WebsiteChange(name="taken"), NOW),
    lambda con, site: websites.set_share_id(con, site.id, None, NOW),
    lambda con, site: websites.set_ingest_limits(con, site.id, IngestLimits(1, 1), NOW),
    lambda con, site: websites.delete(con, site.key),
    lambda con, site: items.delete(con, site.key, GOALS, f"goal_{site.id}", missing_ok=True),
    lambda con, site: api_keys.revoke(con, f"key_{site.id}", AuditEntry("key_revoked", NOW)),
    lambda con, site: api_keys.record_uses(con, {f"key_{site.id}": NOW}),
    lambda con, _: tenants.set_override(con, THEIRS, LimitOverride(1, 1)),
    lambda con, _: members.set_role(con, UserId(f"user_{THEIRS}"), "viewer"),
    lambda con, _: members.leave(con, UserId(f"user_{THEIRS}")),
    lambda con, _: tenants.add_usage(con, {THEIRS: 1_000_000}, JUNE),
    lambda con, site: sharing.set_options(con, site.key, ShareOptions("nowhere")),
    lambda con, site: items.add(con, site.key, GOALS, new_goal("goal_x", site.id, "event", GoalChange("x", "b"), NOW)),
    lambda con, _: con.execute("DELETE FROM audit_entries"),
)


async def everything_of(store: PostgresDatabase) -> list[object]:
    """All rows of a tenant's tables."""

    def all_rows(con: Transaction) -> list[object]:
        tables = ("websites", "items", "share_options", "api_keys", "audit_entries", "members", "tenants", "usage")
        return [con.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in tables]  # noqa: S608

    return await store.read(all_rows)


async def test_a_tenant_changes_no_row_of_another(store: PostgresDatabase, theirs: Website) -> None:
    before = await everything_of(store.of_tenant(THEIRS))
    refused = (NotFound, psycopg.errors.InsufficientPrivilege, psycopg.errors.ForeignKeyViolation)
    for number, write in enumerate(WRITES):
        with contextlib.suppress(*refused):  # or nothing happened; any other error is one of the test
            await store.of_tenant(OURS).write(write, theirs)
        assert await everything_of(store.of_tenant(THEIRS)) == before, number


TABLES = ("tenants", "users", "members", "websites", "usage", "settings", "auth_sessions", "login_failures")


def counts(con: Transaction) -> list[int]:
    """Number of rows that a transaction sees, of TABLES."""
    return [con.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0] for table in TABLES]  # noqa: S608


async def test_a_transaction_without_a_tenant_sees_nothing(store: PostgresDatabase, theirs: Website) -> None:
    await store.write(keep_server_rows)
    assert all(await store.read(counts))
    assert not any(await store.of_tenant(TenantId("")).read(counts))
    with pytest.raises(psycopg.errors.IntegrityError):
        await store.write(tenants.add, TenantId(""), "No id", User(UserId("user_x"), "x@example.com", "", NOW), NOW)


def keep_server_rows(con: Transaction) -> None:
    """Add a sign-in, a failed one, secrets and usage."""
    accounts.load_secrets(con)
    accounts.add_failure(con, ["somebody"], NOW)
    accounts.add_auth_session(con, AuthSession("s", NOW, NOW), "local", [], None)
    tenants.add_usage(con, {OURS: 5}, JUNE)


async def test_a_tenant_knows_its_own_people_and_nothing_of_the_server(
    store: PostgresDatabase, theirs: Website
) -> None:
    await store.write(keep_server_rows)
    ours = store.of_tenant(OURS)
    assert await ours.read(members.user_of, "theirs@example.com") is None
    assert dict(zip(TABLES, await ours.read(counts), strict=True)) == {
        **dict.fromkeys(("tenants", "users", "members", "websites", "usage"), 1),
        **dict.fromkeys(("settings", "auth_sessions", "login_failures"), 0),
    }


async def test_the_numbers_of_audit_entries_do_not_count_those_of_others(
    store: PostgresDatabase, theirs: Website
) -> None:
    entries = [AuditEntry("login", NOW), AuditEntry("key_created", NOW)]
    for scope in (store, store.of_tenant(THEIRS), store.of_tenant(OURS)):
        await scope.write(lambda con: [accounts.append_audit(con, entry) for entry in entries])
    records = await store.of_tenant(OURS).read(accounts.audit_records, None, 9)
    assert [record.number for record in records] == [3, 2, 1]  # the first one is of the website's key


async def test_a_tenant_sets_neither_its_limits_nor_its_usage_nor_a_password(store: PostgresDatabase) -> None:
    await store.write(keep_server_rows)
    ours, before = store.of_tenant(OURS), await store.read(tenants.all_tenants)
    await ours.write(tenants.set_override, OURS, LimitOverride(None, 10**9))
    with pytest.raises(NotFound):
        await ours.write(tenants.set_plan, "free", Limits(10**6, 10**9))
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        await ours.write(tenants.add_usage, {OURS: -5}, JUNE)
    with pytest.raises(NotFound):
        await ours.write(tenants.remove, OURS)
    await ours.write(lambda con: con.execute("UPDATE users SET password_hash = 'x'"))
    assert await store.read(tenants.all_tenants) == before
    assert (await store.read(tenants.usage, OURS, JUNE)).events == 5
    owner = await store.read(members.user_of, "ours@example.com")
    assert owner is not None
    assert owner.password_hash == "hash"


async def test_removing_a_tenant_removes_its_rows_and_its_people_alone(
    store: PostgresDatabase, theirs: Website
) -> None:
    before = await everything_of(store.of_tenant(OURS))
    alone = User(UserId("user_alone"), "alone@example.com", "hash", NOW)  # of no tenant yet
    await store.write(members.add_user, alone)
    await store.write(tenants.remove, THEIRS)
    assert await store.read(members.user_of, alone.email) == alone
    assert [len(rows) for rows in await everything_of(store.of_tenant(THEIRS))] == [0] * 8
    assert await everything_of(store.of_tenant(OURS)) == before
    assert await store.read(members.user_of, "theirs@example.com") is None
    assert await store.read(members.user_of, "ours@example.com") is not None
    with pytest.raises(NotFound):
        await store.write(tenants.remove, THEIRS)


async def test_an_invitation_opens_once_until_it_expires_for_its_address(store: PostgresDatabase) -> None:
    ours, token = store.of_tenant(OURS), new_invitation_token()
    invitation = Invitation("new@example.com", "viewer", NOW, NOW + timedelta(days=7))
    await ours.write(members.invite, token_hash("an older link"), invitation)
    await ours.write(members.invite, token_hash(token), invitation)
    assert await ours.read(members.invitations, NOW) == (invitation,)
    person = User(UserId("user_new"), "new@example.com", "hash", NOW)
    for hashed, user, now in (
        (token_hash("an older link"), person, NOW),
        (token_hash(token), replace(person, email="other@example.com"), NOW),
        (token_hash(token), person, invitation.expires_at),
    ):
        with pytest.raises(NotFound):
            await store.write(members.accept, hashed, user, now)
    assert await store.write(members.accept, token_hash(token), person, NOW) == OURS
    assert await store.read(members.tenants_of, person.id) == {OURS: "viewer"}
    with pytest.raises(NotFound):
        await store.write(members.accept, token_hash(token), person, NOW)
    with pytest.raises(AppError, match="member already"):
        await ours.write(members.invite, token_hash("again"), invitation)


async def test_someone_may_belong_to_several_tenants_with_one_password(store: PostgresDatabase) -> None:
    invitation = Invitation("theirs@example.com", "admin", NOW, NOW + timedelta(days=7))
    await store.of_tenant(OURS).write(members.invite, token_hash("x"), invitation)
    stranger = User(UserId("user_x"), "theirs@example.com", "another hash", NOW)
    await store.write(members.accept, token_hash("x"), stranger, NOW)
    known = await store.read(members.user_of, "theirs@example.com")
    assert known is not None
    assert known.password_hash == "hash"
    assert await store.read(members.tenants_of, known.id) == {THEIRS: "owner", OURS: "admin"}
    await store.of_tenant(OURS).write(members.leave, known.id)
    assert await store.read(members.tenants_of, known.id) == {THEIRS: "owner"}


async def test_the_last_owner_stays_owner(store: PostgresDatabase) -> None:
    ours, owner = store.of_tenant(OURS), UserId(f"user_{OURS}")
    for attempt in (lambda con: members.leave(con, owner), lambda con: members.set_role(con, owner, "viewer")):
        with pytest.raises(AppError, match="at least one owner"):
            await ours.write(attempt)
    assert [member.role for member in await ours.read(members.all_members)] == ["owner"]


async def test_own_limits_stand_in_place_of_the_plans_until_they_are_cleared(store: PostgresDatabase) -> None:
    free = (await store.read(tenants.plans))["free"]
    limited = await store.write(tenants.set_override, OURS, LimitOverride(None, 50, "admin", NOW))
    assert limited.limits == Limits(free.peak_events_per_s, 50)
    assert limited.override == LimitOverride(None, 50, "admin", NOW)
    await store.write(tenants.set_plan, "free", Limits(7, 70))
    cleared = await store.write(tenants.set_override, OURS, LimitOverride(None, None))
    assert cleared.limits == Limits(7, 70)
    with pytest.raises(NotFound):
        await store.write(tenants.set_plan, "none", Limits(1, 1))


async def test_usage_is_counted_by_month_and_two_processes_add_up(store: PostgresDatabase) -> None:
    for day in (date(2026, 5, 31), date(2026, 6, 1), date(2026, 6, 30)):
        await store.write(tenants.add_usage, {OURS: 40, THEIRS: 1}, day)
    may = await store.read(tenants.usage, OURS, date(2026, 5, 9))
    june = await store.read(tenants.usage, OURS, date(2026, 6, 9))
    assert (may.events, june.events) == (40, 80)
    assert remaining(Limits(1, 100), june) == 20
    assert remaining(Limits(1, 50), june) == 0
