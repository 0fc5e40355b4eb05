"""Details of a custom event: the values of its properties with their shares, each a filter."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from app.domain.reports.custom_events import EventNameRow, EventProperties
from app.ui import format
from app.ui.models.columns import RowsPage
from app.ui.pages.events.columns import PropertyRow, before, property_columns, property_rows
from app.ui.translation import filled
from app.ui.widgets.parts import column, paragraph
from app.ui.widgets.tables.table_panel import TablePanel

_SHOWN_ROWS = 2


class EventDetails(QWidget):
    """Content of the drawer. filter_requested carries the Filter of a value that was clicked."""

    filter_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("event_details")
        self.shown: EventNameRow | None = None
        self._figures: QLabel = paragraph("", "muted", "event_figures")
        self._sample = paragraph("", "caption", "event_sample")
        self._sample.hide()
        self.panel: TablePanel[PropertyRow] = TablePanel(
            self.tr("Properties"),
            "event_properties",
            property_columns(),
            lambda shown: (shown.key.property_key, shown.value),
            shown_rows=_SHOWN_ROWS,
        )
        self.panel.lay_bare()
        self.panel.empty_text = self._empty_text
        self.panel.filter_requested.connect(self.filter_requested)
        self.panel.clicks_filter = True
        head = column(self._figures, self._sample, gap=1, margins=(4, 3, 4, 1))
        whole = column(head, self.panel, gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def show_event(self, event: EventNameRow) -> None:
        """Show the numbers of an event; its properties follow."""
        if self.shown is None or self.shown.event_name != event.event_name:
            self._sample.hide()
            self.panel.forget()
        self.shown = event
        count = self.tr("%1 occurrences", n=event.count)
        visitors = self.tr("%1 visitors", n=event.visitors)
        change = self.tr("%1 before").replace("%1", format.exact(before(event)))
        facts = [count.replace("%1", format.exact(event.count)), visitors.replace("%1", format.exact(event.visitors))]
        self._figures.setText("  \N{MIDDLE DOT}  ".join([*facts, change]))

    def show_properties(self, properties: EventProperties) -> None:
        """Show the values, and of how many occurrences they are."""
        text = self.tr("From the newest %1 of %2 occurrences.")
        counts = format.exact(properties.sample_size), format.exact(properties.total_occurrences)
        self._sample.setText(filled(text, *counts))
        self._sample.setVisible(properties.sample_size < properties.total_occurrences)

    def _empty_text(self) -> tuple[str, str]:
        return self.tr("No properties"), self.tr(
            "This event was sent without any: they are the second argument of track."
        )


def properties_page(properties: EventProperties) -> RowsPage[PropertyRow]:
    """Return the values as one page of rows."""
    rows = property_rows(properties)
    return RowsPage(rows, total=len(rows))
