"""Events page: the custom events of the range, the course of the chosen one, and its properties in a drawer."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from app.api.client import ApiClient
from app.domain.reports.custom_events import EventNameRow, EventNamesReport, EventProperties
from app.domain.reports.request import ReportRequest
from app.ui.models.columns import RowsPage, RowsQuery
from app.ui.models.row_files import Fetch
from app.ui.pages.events.columns import PropertyRow, name_columns
from app.ui.pages.events.course import EventCourse
from app.ui.pages.events.details import EventDetails, properties_page
from app.ui.pages.page import PageContext
from app.ui.pages.reports.report_page import ReportPage
from app.ui.pages.reports.sections.rows import RowsSection
from app.ui.pages.rows_feed import save_panel
from app.ui.widgets.drawer import Drawer
from app.ui.widgets.tables.table_panel import TablePanel

PAGE_ROWS = 100
_SHOWN_ROWS = 5


class EventsPage(ReportPage):
    """Names with their numbers. Choosing one shows its course and opens the drawer."""

    def __init__(self, context: PageContext) -> None:
        self.panel: TablePanel[EventNameRow] = TablePanel(
            self.tr("Custom events"),
            "events",
            name_columns(),
            lambda event: event.event_name,
            search=self.tr("Search names"),
            shown_rows=_SHOWN_ROWS,
        )
        self.panel.query = RowsQuery(sort="count")
        self.panel.empty_text = self._empty_text
        rows = RowsSection(self.panel, ApiClient.event_names, names_page, PAGE_ROWS)
        super().__init__(context, "events_page", (partial(EventCourse, context.now), (rows,)))
        self.details = EventDetails()
        self.drawer = Drawer(self, "event_drawer", self.details, context.drawer_width())
        self.drawer.resized.connect(context.keep_drawer_width)
        self.drawer.follow(self.panel, self._show)
        self.drawer.closed.connect(lambda: self.withdraw("properties"))
        self.panel.current_changed.connect(self._on_current)
        self.panel.shown.connect(self._on_rows)
        self.details.filter_requested.connect(self.filter_requested)
        self.details.panel.needed.connect(self._ask_properties)
        self.details.panel.saving.connect(self._on_saving)
        self.details.panel.file_saving.connect(self.save_file)

    @property
    def course(self) -> EventCourse:
        return self.section_of(EventCourse)

    def forget(self) -> None:
        super().forget()
        self.drawer.close_drawer()
        self.details.shown = None

    def _on_current(self, event: EventNameRow) -> None:
        self.course.choose(event.event_name)

    def _on_rows(self) -> None:
        """Show the course of the most frequent event until one is chosen, and newer numbers in the drawer."""
        rows = {row.event_name: row for row in self.panel.model.rows}
        if rows and self.course.event_name not in rows and not self.panel.query.search:
            self.course.choose(next(iter(rows)))
        shown = self.details.shown
        if self.drawer.is_open and shown is not None and shown.event_name in rows:
            self.details.show_event(rows[shown.event_name])
            self.details.panel.reload()

    def _show(self, event: EventNameRow, takes_focus: bool) -> None:
        is_other = self.details.shown is None or self.details.shown.event_name != event.event_name
        is_opening = not self.drawer.is_open
        self.drawer.open(event.event_name, self.tr("Custom event"), takes_focus=takes_focus)
        self.course.choose(event.event_name)
        if is_other or is_opening:
            self.details.show_event(event)
            self.details.panel.reload()

    def _ask_properties(self) -> None:
        shown = self.details.shown
        if self.site is not None and self.request is not None and shown is not None:
            call = self.client.event_properties(self.site.id, self.request, shown.event_name)
            self.ask("properties", call, self._on_properties, self.details.panel.show_error)

    def _on_properties(self, properties: EventProperties) -> None:
        self.details.show_properties(properties)
        self.details.panel.show_page(properties_page(properties))

    def _on_saving(self, path: Path) -> None:
        shown = self.details.shown
        if self.site is not None and self.request is not None and shown is not None:
            fetch: Fetch[PropertyRow] = partial(_read, self.client, self.site.id, self.request, shown.event_name)
            save_panel(self, self.details.panel, fetch, path)

    def _empty_text(self) -> tuple[str, str]:
        advice = self.tr("Send one from a page to count what matters, such as %1.")
        return self.tr("No custom events"), advice.replace("%1", 'window.sparklytics?.track("signup", {plan: "pro"})')


def names_page(report: EventNamesReport) -> RowsPage[EventNameRow]:
    """Return the rows of a report."""
    return RowsPage.by_offset(report.data.rows, report.pagination)


async def _read(
    client: ApiClient, site_id: str, request: ReportRequest, name: str, query: RowsQuery
) -> RowsPage[PropertyRow]:
    return properties_page(await client.event_properties(site_id, request, name))
