"""Records that were deleted a moment ago, and that the server has until the time to undo it has passed.

No page of the window shows them meanwhile, whichever of them they were deleted on.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Signal


class OwnedRecord(Protocol):
    """Something that a website owns. id: unique among its kind."""

    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=OwnedRecord)


class Leaving(QObject):
    """Ids of the records. changed: pages that show such records have one less, or one that was brought back."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._ids: set[str] = set()

    def __contains__(self, record_id: object) -> bool:
        return record_id in self._ids

    def add(self, record_id: str) -> None:
        self._ids.add(record_id)
        self.changed.emit()

    def discard(self, record_id: str) -> None:
        """Let a record be shown again."""
        if record_id in self._ids:
            self._ids.discard(record_id)
            self.changed.emit()

    def clear(self) -> None:
        """Forget all of them: no page shows such records any more."""
        self._ids.clear()

    def without(self, records: Iterable[T]) -> tuple[T, ...]:
        """Return the records that stay."""
        return tuple(record for record in records if record.id not in self._ids)
