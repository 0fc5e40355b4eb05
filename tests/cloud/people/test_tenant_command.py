"""`sparklytics tenant` adds, lists and removes tenants while servers run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.commands.tenant import NewLimits, add_tenant, change_limits, list_tenants, remove_tenant
from app.domain.errors import AppError, BadRequest, NotFound
from app.domain.tenants import Limits, TenantId
from tests.cloud.people.conftest import OTHER_OWNER, PASSWORD, Processes, cookie_of, log_in
from tests.server.conftest import settings_for
from tests.server.sign_in import CHEAP, ask

ADA = "ada@example.com"


def never_asked() -> str:
    raise AssertionError("the owner has a password")


async def test_tenants_are_added_listed_and_removed(processes: Processes, store_url: str, tmp_path: Path) -> None:
    settings = settings_for(
        tmp_path, mode="cloud", clickhouse_url="http://localhost:8123", postgres_url=store_url, **CHEAP
    )
    running = await processes()
    with pytest.raises(AppError) as refused:
        await add_tenant(settings, "Corner Shop", ADA, lambda: "too short")
    assert refused.value.code == "bad_request"
    told = await add_tenant(settings, "Corner Shop", "Ada@Example.com", lambda: PASSWORD)
    await add_tenant(settings, "Second Shop", OTHER_OWNER, never_asked)
    tenant_id = re.findall(r"ten_\w+", told)[0]
    cookie = await cookie_of(running, ADA)
    assert (await ask(running, "GET", "/api/websites", cookie=cookie)).body["data"] == []
    lines = (await list_tenants(settings)).splitlines()
    assert [re.split(r"\s{2,}", line) for line in lines if "Corner" in line] == [
        [tenant_id, "free", "1", "0", "0", "100,000", "Corner Shop"]
    ]
    said = await change_limits(settings, tenant_id, NewLimits("pro", monthly=50_000_000))
    assert said == "Corner Shop has the plan pro and may send 50,000,000 events a month, 1,000 a second."
    assert running.context.quotas is not None
    await running.context.quotas.share()
    assert (await running.context.quotas.usage_of(TenantId(tenant_id))).tenant.limits == Limits(1_000, 50_000_000)
    assert "10,000,000 events a month" in await change_limits(settings, tenant_id, NewLimits(is_reset=True))
    for wrong in (NewLimits(), NewLimits("gold"), NewLimits(monthly=0), NewLimits(peak=2**31)):
        with pytest.raises(BadRequest):
            await change_limits(settings, tenant_id, wrong)
    with pytest.raises(NotFound):
        await change_limits(settings, "ten_unknown", NewLimits("pro"))
    await remove_tenant(settings, tenant_id)
    assert "Corner Shop" not in await list_tenants(settings)
    assert "Second Shop" in await list_tenants(settings)
    assert (await log_in(running, ADA)).refusal == (401, "unauthorized")
    with pytest.raises(AppError) as missing:
        await remove_tenant(settings, tenant_id)
    assert missing.value.code == "not_found"
