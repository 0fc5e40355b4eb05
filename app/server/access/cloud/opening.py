"""Opens the accounts of people, keeps them fresh while other processes change them, and runs their maintenance."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from typing import Any

from app.config import Settings
from app.domain.access import CLOUD_KEY_START
from app.domain.errors import AppError
from app.domain.tenants import TenantId
from app.loop import spawn
from app.server.access.api_keys import ApiKeys
from app.server.access.cloud.attempts import SignInAttempts
from app.server.access.cloud.people import People, PeopleRules
from app.server.access.cloud.signed_in import SignedIn
from app.server.access.cloud.user_factor import UserFactorCheck
from app.server.access.last_uses import LastUses
from app.server.access.open_accounts import forget_old, maintain, save_uses
from app.server.access.password_hashing import PasswordHashing
from app.server.access.tokens import load_library
from app.server.trusted_clock import TrustedClock
from app.storage.access import accounts as stored
from app.storage.access import api_keys
from app.storage.metadata import MetadataStore
from app.storage.postgres import sign_ins
from app.storage.postgres.changes import listen_to

log = logging.getLogger(__name__)

RETRY_S = 1.0


@asynccontextmanager
async def open_people(
    settings: Settings, metadata: MetadataStore, clock: TrustedClock, url: str
) -> AsyncIterator[People]:
    """Yield the accounts of all tenants. metadata: the store of all tenants, which is PostgreSQL at `url`."""
    hashing = PasswordHashing(settings.argon2_memory_kb)
    try:
        people = await _opened(settings, metadata, clock, hashing)
        changes: asyncio.Queue[str | None] = asyncio.Queue()
        await forget_old(people, clock)
        async with (
            _running("people-changes", listen_to(url, "people", changes.put_nowait)),
            _running("people-fresh", _keep_fresh(people, metadata, changes)),
            _running("accounts", maintain(people, clock)),
        ):
            yield people
        await save_uses(people)
    finally:
        await hashing.close()


async def _opened(settings: Settings, metadata: MetadataStore, clock: TrustedClock, hashing: PasswordHashing) -> People:
    await load_library()
    shared = await metadata.write(stored.load_secrets)
    sessions, roles = await metadata.read(sign_ins.sessions), await metadata.read(sign_ins.roles)
    uses = LastUses(metadata, stored.record_session_uses)
    unknown_hash = await hashing.hash(secrets.token_urlsafe())
    return People(
        PeopleRules(settings.session_days, clock.now, unknown_hash),
        metadata,
        hashing,
        SignedIn(shared.signing, clock.now, uses, sessions, roles),
        uses,
        SignInAttempts(metadata, shared.caller_key, clock.now),
        ApiKeys(metadata, clock.now, await metadata.read(sign_ins.keys), CLOUD_KEY_START),
        UserFactorCheck(metadata, clock.wall),
    )


async def _keep_fresh(people: People, metadata: MetadataStore, changes: asyncio.Queue[str | None]) -> None:
    """Read again what has changed, in the order in which it is heard."""
    while True:
        change = await changes.get()
        try:
            await _read_again(people, metadata, change)
        except AppError as error:
            log.info("Sign-ins could not be read again: %s", error.message)
            await asyncio.sleep(RETRY_S)
            changes.put_nowait(None)


async def _read_again(people: People, metadata: MetadataStore, change: str | None) -> None:
    """change: as `listen_to` passes it on."""
    kind, _, changed_id = (change or "").partition(" ")
    if kind == "session":
        sessions = await metadata.read(sign_ins.sessions, changed_id)
        if sessions:
            people.memory.put(sessions[0])
        else:
            people.memory.drop([changed_id])
    elif kind == "tenant":
        tenant = TenantId(changed_id)
        await people.refresh_roles(tenant)
        keys = await metadata.of_tenant(tenant).read(api_keys.all_keys)
        people.keys.replace((replace(key, tenant=tenant) for key in keys), tenant)
    else:
        await people.refresh_all()
        people.keys.replace(await metadata.read(sign_ins.keys))


@asynccontextmanager
async def _running(name: str, work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Run `work` as a task while the context is open."""
    task = spawn(name, work)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
