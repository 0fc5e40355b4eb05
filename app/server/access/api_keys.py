"""The API keys of this server, in memory: asked at every request, so nothing waits for the database."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from app.domain.access import PREFIX_LENGTH, ApiKey, WantedApiKey, key_hash, new_key, new_key_id
from app.domain.errors import AppError, NotFound
from app.storage.access import api_keys
from app.storage.access.accounts import AuditEntry
from app.storage.cache import NONE
from app.storage.database import Database

MOST_KEYS = 1000  # that work; each is asked for in memory


class ApiKeys:
    """Every key, revoked ones too. keys: as stored."""

    def __init__(self, database: Database, clock: Callable[[], datetime], keys: Iterable[ApiKey]) -> None:
        self._database = database
        self._clock = clock
        self._by_hash = {key.key_hash: key for key in keys}
        self._unsaved_uses: dict[str, datetime] = {}

    def use(self, text: str) -> ApiKey | None:
        """The key that `text` is, noting its use; None when it is unknown, revoked or past its end."""
        found, now = self._by_hash.get(key_hash(text)), self._clock()
        if found is None or not found.works_at(now):
            return None
        used = self._by_hash[found.key_hash] = replace(found, last_used_at=now)
        self._unsaved_uses[found.id] = now
        return used

    def newest_first(self) -> list[ApiKey]:
        return sorted(self._by_hash.values(), key=lambda key: (key.created_at, key.id), reverse=True)

    async def create(self, wanted: WantedApiKey, caller: str | None) -> tuple[ApiKey, str]:
        """Make a key. Returns it with its text, which is not kept. Raises AppError `limit_exceeded`."""
        text, now = new_key(), self._clock()
        if sum(key.works_at(now) for key in self._by_hash.values()) >= MOST_KEYS:
            raise AppError("limit_exceeded", f"There are {MOST_KEYS:,} API keys that work. Revoke some first.")
        prefix = text[:PREFIX_LENGTH]
        key = ApiKey(
            new_key_id(),
            wanted.name,
            key_hash(text),
            prefix,
            wanted.scope,
            wanted.website_id,
            now,
            expires_at=wanted.expires_at,
        )
        await self._database.write_durably(api_keys.add, key, AuditEntry("key_created", now, caller, key.id))
        self._by_hash[key.key_hash] = key
        return key, text

    async def revoke(self, key_id: str, caller: str | None) -> None:
        """End a key at once. Raises NotFound when there is none of that id that could be ended."""
        found = next((key for key in self._by_hash.values() if key.id == key_id), None)
        if found is None or found.revoked_at is not None:
            raise NotFound("API key not found")
        now = self._clock()
        self._by_hash[found.key_hash] = replace(found, revoked_at=now)
        try:
            await self._database.write_durably(api_keys.revoke, key_id, AuditEntry("key_revoked", now, caller, key_id))
        except BaseException:
            self._by_hash[found.key_hash] = found
            raise

    async def revoke_of_website(self, website_id: str, caller: str | None) -> None:
        """End the keys that were good for this website only: it is gone."""
        for key in self.newest_first():
            if key.website_id == website_id and key.revoked_at is None:
                await self.revoke(key.id, caller)

    async def save_uses(self) -> None:
        """Store when keys were last used. What cannot be stored now is tried again."""
        if not self._unsaved_uses:
            return
        uses, self._unsaved_uses = self._unsaved_uses, {}
        try:
            await self._database.write(api_keys.note_uses, uses, invalidates=NONE)
        except BaseException:
            self._unsaved_uses = uses | self._unsaved_uses
            raise
