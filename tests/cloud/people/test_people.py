"""People sign in by e-mail and password, work in one tenant at a time, and may do what their role allows."""

from __future__ import annotations

import re
from datetime import timedelta

import pyotp
import pytest

from app.api.members import MemberCalls
from app.api.tenants import TenantCalls
from app.domain.tenants import Role, User, UserId
from app.server.access.endpoints import Access, EndpointTable
from app.server.access.grants import ACCESS_OF_ROLE
from app.server.routes import SIGN_IN_TABLES, TABLES, TENANT_TABLES
from app.storage.postgres import members
from app.storage.postgres.database import PostgresDatabase
from tests.cloud.conftest import NOW, OURS, THEIRS
from tests.cloud.people.conftest import (
    ADMIN,
    BOTH,
    OTHER_OWNER,
    OWNER,
    PASSWORD,
    VIEWER,
    Processes,
    cookie_of,
    log_in,
)
from tests.server.conftest import Running
from tests.server.sign_in import ask

ENDPOINTS = EndpointTable(*TABLES, *SIGN_IN_TABLES, *TENANT_TABLES).endpoints
NEW = "new@example.com"
NEW_PASSWORD = "staple and something else"


async def test_a_sign_in_needs_the_address_the_password_and_a_membership(cloud: Running) -> None:
    assert (await log_in(cloud, "  Owner@Example.COM ")).status == 200
    for email in (OWNER, "unknown@example.com"):
        assert (await log_in(cloud, email, "wrong")).refusal == (401, "unauthorized")
    assert (await ask(cloud, "POST", "/api/auth/login", {"password": PASSWORD})).refusal == (400, "bad_request")
    assert (await log_in(cloud, OWNER, tenant_id=THEIRS)).refusal == (404, "not_found")
    assert (await ask(cloud, "GET", "/api/websites")).refusal == (401, "unauthorized")
    status = (await ask(cloud, "GET", "/api/auth/status", cookie=await cookie_of(cloud, OWNER))).body
    assert (status["mode"], status["setup_required"], status["authenticated"]) == ("cloud", False, True)


async def test_a_sign_in_leads_to_the_tenant_joined_first(cloud: Running, store: PostgresDatabase) -> None:
    await store.write(members.join, OURS, User(UserId("x"), OTHER_OWNER, "", NOW), "viewer", NOW + timedelta(days=1))
    tenants = (await ask(cloud, "GET", "/api/tenants", cookie=await cookie_of(cloud, OTHER_OWNER))).body["data"]
    assert [(tenant["id"], tenant["is_current"]) for tenant in tenants] == [(THEIRS, True), (OURS, False)]


@pytest.mark.parametrize(("email", "role"), [(OWNER, "owner"), (ADMIN, "admin"), (VIEWER, "viewer")])
async def test_a_role_opens_what_the_table_says_and_nothing_else(cloud: Running, email: str, role: Role) -> None:
    cookie = await cookie_of(cloud, email)
    refused = set()
    for endpoint in ENDPOINTS:
        path = re.sub(r"{\w+}", "x", endpoint.path)
        if endpoint.needs in ACCESS_OF_ROLE[role] and (endpoint.needs is Access.SIGN_OUT or path == "/api/live"):
            continue  # ends the session; does not end
        answer = await ask(cloud, endpoint.method, path, cookie=cookie)
        assert answer.status < 500, (path, answer.body)
        if endpoint.is_of_server:
            assert answer.status in (403, 404), path
        elif answer.status == 403:
            refused.add(endpoint.path)
    expected = {e.path for e in ENDPOINTS if e.needs not in ACCESS_OF_ROLE[role] and not e.is_of_server}
    assert refused == expected


async def test_an_invitation_makes_a_member_once(cloud: Running) -> None:
    owner = await cookie_of(cloud, OWNER)
    answer = await ask(cloud, "POST", "/api/invitations", {"email": NEW, "role": "admin"}, cookie=owner)
    token = answer.body["data"]["token"]
    assert [i["email"] for i in (await ask(cloud, "GET", "/api/invitations", cookie=owner)).body["data"]] == [NEW]
    opened = (await ask(cloud, "POST", "/api/auth/invitation/open", {"token": token})).body["data"]
    assert opened == {"tenant": OURS, "email": NEW, "role": "admin", "has_account": False}
    body = {"token": token, "password": "too short"}
    assert (await ask(cloud, "POST", "/api/auth/invitation", body)).refusal == (400, "bad_request")
    joined = await ask(cloud, "POST", "/api/auth/invitation", body | {"password": NEW_PASSWORD})
    assert joined.status == 200
    assert (await ask(cloud, "GET", "/api/websites", cookie=joined.cookie)).status == 200
    assert (await ask(cloud, "POST", "/api/auth/invitation", body)).refusal == (404, "not_found")
    members = (await ask(cloud, "GET", "/api/members", cookie=joined.cookie)).body["data"]
    assert [(m["role"], m["is_self"]) for m in members if m["email"] == NEW] == [("admin", True)]
    assert (await log_in(cloud, NEW, NEW_PASSWORD)).status == 200


async def test_an_invited_account_is_opened_by_its_own_password_alone(cloud: Running) -> None:
    invited = {"email": OTHER_OWNER, "role": "viewer"}
    answer = await ask(cloud, "POST", "/api/invitations", invited, cookie=await cookie_of(cloud, ADMIN))
    body = {"token": answer.body["data"]["token"], "password": NEW_PASSWORD}
    assert (await ask(cloud, "POST", "/api/auth/invitation", body)).refusal == (401, "unauthorized")
    joined = await ask(cloud, "POST", "/api/auth/invitation", body | {"password": PASSWORD})
    tenants = (await ask(cloud, "GET", "/api/tenants", cookie=joined.cookie)).body["data"]
    assert {(t["id"], t["role"], t["is_current"]) for t in tenants} == {
        (OURS, "viewer", True),
        (THEIRS, "owner", False),
    }


async def test_roles_are_given_and_taken_by_those_above(cloud: Running) -> None:
    owner, admin = await cookie_of(cloud, OWNER), await cookie_of(cloud, ADMIN)
    viewer = await cookie_of(cloud, VIEWER)
    to_owner, to_admin = {"role": "owner"}, {"role": "admin"}
    for path, body in (("user_viewer", to_owner), ("user_owner", {"role": "viewer"})):
        assert (await ask(cloud, "PUT", f"/api/members/{path}", body, cookie=admin)).refusal == (403, "forbidden")
    assert (await ask(cloud, "POST", "/api/invitations", {"email": NEW} | to_owner, cookie=admin)).status == 403
    assert (await ask(cloud, "DELETE", "/api/members/user_admin", cookie=viewer)).refusal == (403, "forbidden")
    assert (await ask(cloud, "PUT", "/api/members/user_viewer", to_admin, cookie=admin)).status == 200
    assert (await ask(cloud, "GET", "/api/auth/keys", cookie=viewer)).status == 200
    assert (await ask(cloud, "PUT", "/api/members/user_other", to_admin, cookie=owner)).refusal == (404, "not_found")
    assert (await ask(cloud, "DELETE", "/api/members/user_viewer", cookie=owner)).status == 204
    assert (await ask(cloud, "GET", "/api/websites", cookie=viewer)).refusal == (401, "unauthorized")
    await ask(cloud, "DELETE", f"/api/members/user_{OURS}", cookie=owner)
    assert (await ask(cloud, "DELETE", "/api/members/user_owner", cookie=owner)).refusal == (409, "conflict")
    kinds = [entry["kind"] for entry in (await ask(cloud, "GET", "/api/auth/audit", cookie=owner)).body["data"]]
    assert kinds[:3] == ["member_removed", "member_removed", "member_role_changed"]


class Both(MemberCalls, TenantCalls):
    """A client for all of it."""


async def test_a_member_of_two_tenants_switches(cloud: Running) -> None:
    cookie = await cookie_of(cloud, BOTH)
    client = TenantCalls(cloud.url, None, cookie)
    try:
        await client.switch_tenant(THEIRS)
        assert [tenant.id for tenant in await client.list_tenants() if tenant.is_current] == [THEIRS]
        assert (await ask(cloud, "GET", "/api/tenants", cookie=cookie)).refusal == (401, "unauthorized")
        owner = await cookie_of(cloud, OWNER)
        refused = await ask(cloud, "POST", "/api/auth/tenant", {"tenant_id": THEIRS}, cookie=owner)
        assert refused.refusal == (404, "not_found")
    finally:
        await client.close()


async def test_the_client_has_a_call_for_each_of_it(cloud: Running) -> None:
    owner, new = Both(cloud.url, None, await cookie_of(cloud, OWNER)), Both(cloud.url)
    try:
        await owner.invite("Someone@Example.com")
        await owner.withdraw_invitation("someone@example.com")
        token = (await owner.invite(NEW, "admin")).token
        assert [invitation.email for invitation in await owner.list_invitations()] == [NEW]
        assert (await new.invitation(token)).tenant == OURS
        await new.accept_invitation(token, NEW_PASSWORD)
        (member,) = [member for member in await new.list_members() if member.is_self]
        await owner.set_role(member.user_id, "viewer")
        assert [tenant.role for tenant in await new.list_tenants()] == ["viewer"]
        assert (await new.usage()).event_count == 0
        await new.remove_member(member.user_id)
        assert NEW not in [member.email for member in await owner.list_members()]
    finally:
        await owner.close()
        await new.close()


async def test_a_changed_password_ends_the_sessions_of_its_user_alone(cloud: Running) -> None:
    owner, elsewhere, admin = [await cookie_of(cloud, email) for email in (OWNER, OWNER, ADMIN)]
    body = {"current_password": PASSWORD, "new_password": NEW_PASSWORD}
    changed = await ask(cloud, "PUT", "/api/auth/password", body, cookie=owner)
    statuses = [(await ask(cloud, "GET", "/api/auth/session", cookie=c)).status for c in (owner, elsewhere)]
    assert statuses == [401, 401]
    for cookie in (changed.cookie, admin):
        assert (await ask(cloud, "GET", "/api/auth/session", cookie=cookie)).status == 200
    assert (await log_in(cloud, OWNER)).status == 401
    assert (await log_in(cloud, OWNER, NEW_PASSWORD)).status == 200


async def test_a_second_factor_is_shared_by_processes_and_takes_a_code_once(processes: Processes) -> None:
    here, there = await processes(), await processes()
    cookie, other = await cookie_of(here, OWNER), await cookie_of(here, OWNER)
    secret = (await ask(here, "POST", "/api/auth/second-factor", {"password": PASSWORD}, cookie=cookie)).body["data"]
    codes = pyotp.TOTP(secret["secret"])
    answer = await ask(there, "POST", "/api/auth/second-factor/confirm", {"code": codes.now()}, cookie=cookie)
    recovery = answer.body["data"]["recovery_codes"]
    assert (await ask(there, "GET", "/api/auth/session", cookie=other)).status == 401
    assert (await log_in(here, OWNER)).refusal == (401, "second_factor_required")
    assert (await log_in(here, OWNER, code=codes.now())).refusal == (401, "unauthorized")  # confirmed by it
    assert (await log_in(here, OWNER, code=recovery[0])).status == 200
    assert (await log_in(there, OWNER, code=recovery[0])).refusal == (401, "unauthorized")
    state = (await ask(there, "GET", "/api/auth/second-factor", cookie=cookie)).body["data"]
    assert (state["enabled"], state["recovery_codes_left"]) == (True, 9)
    body = {"password": PASSWORD, "code": recovery[1]}
    assert (await ask(there, "POST", "/api/auth/second-factor/disable", body, cookie=cookie)).status == 200
    assert (await log_in(here, OWNER)).status == 200
    assert (await log_in(here, ADMIN)).status == 200
