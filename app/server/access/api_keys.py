"""The API keys of this server, held in memory: every request looks one up, so no request waits for the database."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from app.domain.access import KEY_START, PREFIX_LENGTH, ApiKey, NewApiKey, key_hash, new_key_id, new_key_text
from app.domain.errors import AppError, NotFound
from app.domain.tenants import TenantId
from app.server.access.last_uses import LastUses
from app.storage.access import api_keys
from app.storage.access.accounts import AuditEntry
from app.storage.metadata import MetadataStore

MAX_KEYS = 1000  # valid ones of a tenant; all keys are held in memory


class ApiKeys:
    """Every API key, revoked ones included. keys: as stored; start: of the texts of new ones.

    tenant: whose keys, None where there are no tenants.
    """

    def __init__(
        self, metadata: MetadataStore, clock: Callable[[], datetime], keys: Iterable[ApiKey], start: str = KEY_START
    ) -> None:
        self._metadata = metadata
        self._clock = clock
        self._start = start
        self._by_hash = {key.key_hash: key for key in keys}
        self.uses = LastUses(metadata, api_keys.record_uses)

    def use(self, text: str) -> ApiKey | None:
        """Return the key of `text` and record its use; None when it is unknown, revoked or expired."""
        key, now = self._by_hash.get(key_hash(text)), self._clock()
        if key is None or not key.is_valid_at(now):
            return None
        key = self._by_hash[key.key_hash] = replace(key, last_used_at=now)
        self.uses.note(key.id, now)
        return key

    def newest_first(self, tenant: TenantId | None) -> list[ApiKey]:
        return sorted(self._of(tenant), key=lambda key: (key.created_at, key.id), reverse=True)

    def replace(self, keys: Iterable[ApiKey], tenant: TenantId | None = None) -> None:
        """Hold `keys` in place of the tenant's, None: of all. They have been read from the database."""
        for key in [key for key in self._by_hash.values() if tenant in (None, key.tenant)]:
            del self._by_hash[key.key_hash]
        self._by_hash.update((key.key_hash, key) for key in keys)

    async def create(self, new_key: NewApiKey, tenant: TenantId | None, caller: str | None) -> tuple[ApiKey, str]:
        """Create a key. Returns it with its text, which is not stored. Raises AppError `limit_exceeded`."""
        text, now = new_key_text(self._start), self._clock()
        if sum(key.is_valid_at(now) for key in self._of(tenant)) >= MAX_KEYS:
            raise AppError("limit_exceeded", f"There are already {MAX_KEYS:,} valid API keys. Revoke some first.")
        prefix = text[:PREFIX_LENGTH]
        key = ApiKey(
            new_key_id(),
            new_key.name,
            key_hash(text),
            prefix,
            new_key.scope,
            new_key.website_id,
            now,
            expires_at=new_key.expires_at,
            tenant=tenant,
        )
        await self._metadata.of_tenant(tenant).write_durably(
            api_keys.add, key, AuditEntry("key_created", now, caller, key.id)
        )
        self._by_hash[key.key_hash] = key
        return key, text

    async def revoke(self, key_id: str, tenant: TenantId | None, caller: str | None) -> None:
        """Revoke a key at once. Raises NotFound when there is no key of that id that is not revoked yet."""
        key = next((key for key in self._of(tenant) if key.id == key_id), None)
        if key is None or key.revoked_at is not None:
            raise NotFound("API key not found")
        now = self._clock()
        self._by_hash[key.key_hash] = replace(key, revoked_at=now)
        try:
            entry = AuditEntry("key_revoked", now, caller, key_id)
            await self._metadata.of_tenant(tenant).write_durably(api_keys.revoke, key_id, entry)
        except BaseException:  # cancelled as well: memory is put back, then it is raised again
            self._by_hash[key.key_hash] = key
            raise

    async def revoke_of_website(self, website_id: str, caller: str | None) -> None:
        """Revoke the keys of a website that was deleted."""
        for key in list(self._by_hash.values()):
            if key.website_id == website_id and key.revoked_at is None:
                await self.revoke(key.id, key.tenant, caller)

    def _of(self, tenant: TenantId | None) -> list[ApiKey]:
        return [key for key in self._by_hash.values() if key.tenant == tenant]
