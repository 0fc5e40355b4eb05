"""Columns of the caches of the ingest path."""

from __future__ import annotations

from app.domain.server_status import CacheStatus
from app.ui import format
from app.ui.models.columns import TableColumn
from app.ui.translation import translator

_tr = translator("CachesModel")


def cache_columns() -> tuple[TableColumn[CacheStatus], ...]:
    """Return the columns: name, entries of its capacity, hit rate."""
    return (
        TableColumn("name", lambda: _tr("Cache"), lambda cache: cache.name.replace("_", " ").capitalize()),
        TableColumn("entries", lambda: _tr("Entries"), _entries, align="right"),
        TableColumn("hit_rate", lambda: _tr("Hit rate"), _hit_rate, align="right"),
    )


def _entries(cache: CacheStatus) -> str:
    return f"{format.count(cache.size)} / {format.count(cache.capacity)}"


def _hit_rate(cache: CacheStatus) -> str:
    lookups = cache.hits + cache.misses
    return format.share(cache.hits / lookups, 1) if lookups else format.NOTHING
