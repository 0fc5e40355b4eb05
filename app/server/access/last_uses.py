"""Last uses of API keys or sign-in sessions, gathered in memory and stored together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from app.storage.cache import NONE
from app.storage.metadata import MetadataStore, Transaction


class LastUses:
    """Times of last use, by id, that are not stored yet. record: the statement that stores them."""

    def __init__(self, metadata: MetadataStore, record: Callable[[Transaction, dict[str, datetime]], None]) -> None:
        self._metadata = metadata
        self._record = record
        self._unsaved: dict[str, datetime] = {}

    def note(self, used_id: str, at: datetime) -> None:
        self._unsaved[used_id] = at

    def forget(self, used_id: str) -> None:
        self._unsaved.pop(used_id, None)

    async def save(self) -> None:
        """Store the last uses. A failed write is tried again next time."""
        if not self._unsaved:
            return
        uses, self._unsaved = self._unsaved, {}
        try:
            await self._metadata.write(self._record, uses, invalidates=NONE)
        except BaseException:  # cancelled as well: memory is put back, then it is raised again
            self._unsaved = uses | self._unsaved
            raise
