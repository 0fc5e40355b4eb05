"""Columns of custom events and of the properties of one of them."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.reports.custom_events import EventKey, EventNameRow, EventProperties
from app.domain.reports.filters import PROPERTY
from app.domain.reports.request import Filter
from app.ui import format
from app.ui.models.columns import TableColumn
from app.ui.models.number_columns import change_column, number_column
from app.ui.translation import filled, translator

_tr = translator("events")


@dataclass(frozen=True, slots=True)
class PropertyRow:
    """A value of a property. key: of the property with its totals; is_first: the first value listed of this key."""

    key: EventKey
    value: str
    count: int
    is_first: bool

    @property
    def share(self) -> float:
        """Share of the occurrences that have the key, 0 to 1."""
        return self.count / self.key.count if self.key.count else 0.0


def name_columns() -> tuple[TableColumn[EventNameRow], ...]:
    """Return the columns of the names."""
    return (
        TableColumn(
            "event_name",
            lambda: _tr("Event"),
            lambda row: row.event_name,
            look="icon",
            sort="event_name",
            mark=lambda row: ("event", "accent"),
            filter=lambda row: Filter("event_name", row.event_name),
        ),
        number_column("count", lambda: _tr("Occurrences"), width=136, sort="count", look="bar"),
        number_column("visitors", lambda: _tr("Visitors"), width=96, sort="visitors", hide_below=420, is_quiet=True),
        number_column(
            "prev_count",
            lambda: _tr("Before"),
            before,
            width=88,
            hide_below=620,
            hint=lambda: _tr("Occurrences in the range of the same length just before"),
            is_quiet=True,
        ),
        change_column(lambda: _tr("Change"), lambda row: row.count, before, width=88),
    )


def property_columns() -> tuple[TableColumn[PropertyRow], ...]:
    """Return the columns of the properties."""
    return (
        TableColumn(
            "property",
            lambda: _tr("Property"),
            lambda row: row.key.property_key,
            look="plain",
            width=104,
            is_quiet=True,
            tip=lambda row: f"{row.key.property_key}\n{key_facts(row.key)}",
            is_shown=lambda row: row.is_first,
        ),
        TableColumn(
            "value",
            lambda: _tr("Value"),
            lambda row: row.value,
            lambda text: text or _tr("(empty)"),
            filter=lambda row: Filter(f"{PROPERTY}{row.key.property_key}", row.value),
        ),
        number_column("count", lambda: _tr("Count"), width=64, is_quiet=True),
        number_column(
            "share",
            lambda: _tr("Share"),
            None,
            format.share,
            width=80,
            look="bar",
            hint=lambda: _tr("Of the occurrences that have the property"),
        ),
    )


def property_rows(properties: EventProperties) -> tuple[PropertyRow, ...]:
    """Return the values by key, in the order of the server."""
    keys = {key.property_key: key for key in properties.keys}
    rows: list[PropertyRow] = []
    for one in properties.properties:
        key = keys[one.property_key]
        rows.append(PropertyRow(key, one.property_value, one.count, not rows or rows[-1].key is not key))
    return tuple(rows)


def key_facts(key: EventKey) -> str:
    """Return a key's totals in a line: number of occurrences, of values, and the range of its numbers."""
    facts = [
        _tr("in %1 occurrences", key.count).replace("%1", format.exact(key.count)),
        _tr("%1 values", key.distinct_values).replace("%1", format.exact(key.distinct_values)),
    ]
    if key.numbers is not None:
        numbers = key.numbers.min, key.numbers.max, key.numbers.mean
        texts = (format.decimal(number, 0 if number == int(number) else 2) for number in numbers)
        facts.append(filled(_tr("%1 to %2, %3 on average"), *texts))
    return " \N{MIDDLE DOT} ".join(facts)


def before(row: EventNameRow) -> int:
    """Return the occurrences in the range before."""
    return row.prev_count if isinstance(row.prev_count, int) else 0
