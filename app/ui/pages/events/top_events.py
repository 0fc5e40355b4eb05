"""Custom events of a range in short, for the overview."""

from __future__ import annotations

from app.api.client import ApiClient
from app.domain.reports.custom_events import EventNameRow
from app.domain.reports.request import Filter
from app.ui.models.columns import RowsQuery
from app.ui.pages.events.columns import name_columns
from app.ui.pages.events.events import PAGE_ROWS, names_page
from app.ui.pages.reports.sections.rows import RowsSection
from app.ui.translation import translator
from app.ui.widgets.tables.table_panel import TablePanel

_tr = translator("overview")


def top_events_section() -> RowsSection[EventNameRow]:
    """Return the section of the custom events, the most frequent first. Clicking a row filters by its name."""
    panel: TablePanel[EventNameRow] = TablePanel(
        _tr("Events"), "events_panel", name_columns(), lambda event: event.event_name, search=_tr("Search names")
    )
    panel.query = RowsQuery(sort="count")
    panel.empty_text = lambda: (_tr("No custom events"), _tr("Clicks and sign-ups that your pages send appear here."))
    section = RowsSection(panel, ApiClient.event_names, names_page, PAGE_ROWS)
    panel.chosen.connect(lambda row: section.filter_requested.emit(Filter("event_name", row.event_name)))
    return section
