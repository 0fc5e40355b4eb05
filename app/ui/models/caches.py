"""Caches model: the caches of the ingest path as table rows."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.server_status import CacheStatus
from app.ui import format
from app.ui.models.columns import RowsPage, TableColumn
from app.ui.models.rows import RowsModel


def _tr(text: str) -> str:
    return QCoreApplication.translate("CachesModel", text)


class CachesModel(RowsModel[CacheStatus]):
    """One row per cache: name, entries of its capacity, hit rate."""

    def __init__(self) -> None:
        columns: tuple[TableColumn[CacheStatus], ...] = (
            TableColumn("name", lambda: _tr("Cache"), lambda cache: cache.name.replace("_", " ").capitalize()),
            TableColumn("entries", lambda: _tr("Entries"), _entries, align="right"),
            TableColumn("hit_rate", lambda: _tr("Hit rate"), _hit_rate, align="right"),
        )
        super().__init__(columns, lambda cache: cache.name)

    def set_rows(self, rows: tuple[CacheStatus, ...]) -> None:
        """Show the newest numbers."""
        self.show_first(RowsPage(rows, total=len(rows)))


def _entries(cache: CacheStatus) -> str:
    return f"{format.count(cache.size)} / {format.count(cache.capacity)}"


def _hit_rate(cache: CacheStatus) -> str:
    lookups = cache.hits + cache.misses
    return format.share(cache.hits / lookups, 1) if lookups else format.NOTHING
