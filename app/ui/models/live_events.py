"""Live events model: the newest events of a website, pushed ones above those stored earlier."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.domain.live import ArrivedEvent
from app.domain.reports.results import RealtimeEvent
from app.ui import format
from app.ui.style.icons import icon
from app.ui.texts import plain_tip

MAX_ROWS = 200
Column = Literal["page", "source", "place", "browser", "age"]
COLUMNS: tuple[Column, ...] = ("page", "source", "place", "browser", "age")
AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class LiveRow:
    """One event. text: its name or title, with the path; source: referrer domain; place: city and country."""

    event_type: str
    text: str
    url: str
    source: str | None
    place: str
    browser: str
    ts: datetime

    @property
    def key(self) -> tuple[datetime, str, str]:
        """Identity of an event, the same whether pushed or stored."""
        return self.ts, self.event_type, self.url


def row_of(event: ArrivedEvent | RealtimeEvent) -> LiveRow:
    """Return the row of an event. A custom event shows its name, a page its title or else its path."""
    if event.event_type == "event" and event.event_name:
        text = f"{event.event_name} \N{MIDDLE DOT} {event.path}"
    elif event.title:
        text = f"{event.title} \N{MIDDLE DOT} {event.path}"
    else:
        text = event.path
    country = format.country_name(event.country) if event.country else ""
    city = event.city if isinstance(event, ArrivedEvent) and event.city else ""
    return LiveRow(
        event.event_type,
        text,
        event.url,
        event.referrer_domain,
        ", ".join(filter(None, (city, country))),
        event.browser or "",
        event.ts,
    )


class LiveEventsModel(QAbstractTableModel):
    """At most MAX_ROWS events, newest first, without duplicates. now: returns the aware time, for the ages."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._now = now
        self._rows: list[LiveRow] = []

    @property
    def rows(self) -> tuple[LiveRow, ...]:
        return tuple(self._rows)

    def set_rows(self, rows: Iterable[LiveRow]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._rows = sorted(rows, key=lambda row: row.ts, reverse=True)[:MAX_ROWS]
        self.endResetModel()

    def add(self, rows: Iterable[LiveRow]) -> None:
        """Add rows that are not shown yet. In the common case, all newer than the first, no other row moves."""
        known = {row.key for row in self._rows}
        fresh = sorted((row for row in rows if row.key not in known), key=lambda row: row.ts, reverse=True)[:MAX_ROWS]
        if not fresh:
            return
        if self._rows and fresh[-1].ts < self._rows[0].ts:
            self.set_rows([*fresh, *self._rows])
            return
        self.beginInsertRows(QModelIndex(), 0, len(fresh) - 1)
        self._rows[:0] = fresh
        self.endInsertRows()
        if len(self._rows) > MAX_ROWS:
            self.beginRemoveRows(QModelIndex(), MAX_ROWS, len(self._rows) - 1)
            del self._rows[MAX_ROWS:]
            self.endRemoveRows()

    def drop_before(self, moment: datetime) -> None:
        """Remove rows older than `moment`."""
        kept = sum(row.ts > moment for row in self._rows)
        if kept < len(self._rows):
            self.beginRemoveRows(QModelIndex(), kept, len(self._rows) - 1)
            del self._rows[kept:]
            self.endRemoveRows()

    def tick(self) -> None:
        """Let views read the ages again."""
        if self._rows:
            at = COLUMNS.index("age")
            roles = [Qt.ItemDataRole.DisplayRole]
            self.dataChanged.emit(self.index(0, at), self.index(len(self._rows) - 1, at), roles)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # Any: Qt's QVariant
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.DecorationRole and column == "page":
            return icon(
                "event" if row.event_type == "event" else "page", "accent" if row.event_type == "event" else "muted"
            )
        if role == Qt.ItemDataRole.ToolTipRole:
            return format.moment(row.ts) if column == "age" else plain_tip(row.url) if column == "page" else None
        if role == Qt.ItemDataRole.AccessibleTextRole and column == "page":
            kind = self.tr("Event") if row.event_type == "event" else self.tr("Pageview")
            return f"{kind}: {row.text}"
        if role == Qt.ItemDataRole.TextAlignmentRole and column == "age":
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            is_last = COLUMNS[section] == "age"
            return (
                Qt.AlignmentFlag.AlignRight if is_last else Qt.AlignmentFlag.AlignLeft
            ) | Qt.AlignmentFlag.AlignVCenter
        return self._titles()[COLUMNS[section]] if role == Qt.ItemDataRole.DisplayRole else None

    def _text(self, row: LiveRow, column: Column) -> str:
        if column == "age":
            return format.age((self._now() - row.ts).total_seconds())
        if column == "source":
            return row.source or self.tr("Direct")
        return {"page": row.text, "place": row.place, "browser": row.browser}[column] or format.NOTHING

    def _titles(self) -> dict[Column, str]:
        return {
            "page": self.tr("Page or event"),
            "source": self.tr("From"),
            "place": self.tr("Place"),
            "browser": self.tr("Browser"),
            "age": self.tr("When"),
        }
