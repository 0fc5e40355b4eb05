"""All sites page: every website with its visitors now, today against yesterday, and the health of its tracker."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from app.api.client import ApiClient
from app.domain.errors import AppError
from app.domain.live import ArrivedEvents
from app.domain.reports.summary import SummaryReport, WebsiteSummary
from app.ui import format
from app.ui.models.columns import RowsPage, RowsQuery
from app.ui.pages.page import PageContext, WindowPage
from app.ui.pages.rows_feed import save_panel
from app.ui.pages.sites.columns import site_columns
from app.ui.texts import no_site, outdated
from app.ui.widgets.grid import ResponsiveGrid, readable
from app.ui.widgets.parts import column, scroll_area
from app.ui.widgets.stat_card import StatCard
from app.ui.widgets.state_stack import StateStack
from app.ui.widgets.tables.table import TWO_LINES
from app.ui.widgets.tables.table_panel import TablePanel
from app.ui.widgets.toast import Banner

PAGE_ROWS = 100
RELOAD_MS = 30_000  # visitors who leave send nothing
SOON_MS = 5_000  # after events have arrived, however many
_SHOWN_ROWS = 4
_CARD_WIDTH = 150
_ALL = 100  # stretch of the list, to one of the room below a short one


class AllSitesPage(WindowPage):
    """A row a website and the sums of all. A click opens the overview of a website."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.setObjectName("all_sites")
        self.panel: TablePanel[WebsiteSummary] = TablePanel(
            self.tr("Sites"),
            "sites",
            site_columns(context.now),
            lambda site: site.website_id,
            search=self.tr("Search names and domains"),
            row_height=TWO_LINES,
            shown_rows=_SHOWN_ROWS,
        )
        self.panel.query = RowsQuery(sort="visitors")
        self.panel.chosen.connect(self._on_chosen)
        self.panel.needed.connect(self._on_needed)
        self.panel.saving.connect(self._on_saving)
        self.panel.file_saving.connect(self.save_file)
        self.stale = Banner("all_sites_stale", "warning")
        self.stale.acted.connect(self.refresh)
        self._cards = {
            name: StatCard(title, f"all_sites_{name}", has_spark=False)
            for name, title in (
                ("now", self.tr("Visitors now")),
                ("visitors", self.tr("Visitors today")),
                ("pageviews", self.tr("Pageviews today")),
            )
        }
        self.stack = StateStack(self._body(), "all_sites_state")
        self.stack.retry.connect(self.refresh)
        self.stack.action.connect(self.add_site_requested)
        self.setLayout(column(self.stack))
        self._reload, self._soon = QTimer(self, interval=RELOAD_MS), QTimer(self, interval=SOON_MS, singleShot=True)
        for timer in (self._reload, self._soon):
            timer.timeout.connect(self.refresh)

    def load(self, *, is_other_site: bool) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Load the sites on screen again, whichever website the window shows."""
        self.stack.show_loading()
        self._on_needed(self.panel.ask())

    def focus_search(self) -> bool:
        return self.panel.open_search()

    def live_events(self, arrived: ArrivedEvents) -> None:
        """Count again soon: an event of any website is news here."""
        if self.isVisible() and not self._soon.isActive():
            self._soon.start()

    def showEvent(self, event: QShowEvent) -> None:
        self._reload.start()
        if self.stack.state != "first_loading":
            self.refresh()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._reload.stop()
        self._soon.stop()
        super().hideEvent(event)

    def _body(self) -> QWidget:
        body = QWidget()
        cards = ResponsiveGrid(tuple(self._cards.values()), _CARD_WIDTH, (3, 1), "all_sites_cards")
        sites = ResponsiveGrid((self.panel,), _CARD_WIDTH, (1,), "all_sites_list", grows=True)
        self.panel.shown.connect(sites.limit_soon)
        layout = column(self.stale, cards, sites, gap=2)
        layout.setStretch(2, _ALL)
        layout.addStretch(1)
        body.setLayout(layout)
        return scroll_area(readable(body), "all_sites_scroll")

    def _on_needed(self, query: RowsQuery) -> None:
        self.ask("summary", _report(self.client, query), self._on_report, self._on_failed)

    def _on_report(self, report: SummaryReport) -> None:
        self.stale.hide()
        if not report.pagination.total and not self.panel.query.search:
            self.stack.show_empty(*no_site(can_add=self.link.can_manage), icon_name="sites")
            return
        self._show_totals(report)
        self.panel.show_page(_page(report))
        self.stack.show_content()

    def _on_failed(self, error: AppError) -> None:
        """Show why nothing came. Numbers loaded before stay, marked as such."""
        if self.panel.model.rows:
            self.stale.show_text(outdated(error), self.tr("Try again"))
            self.panel.show_error(error)
            self.stack.show_content()
        else:
            self.stack.show_error(error)

    def _show_totals(self, report: SummaryReport) -> None:
        totals, cards = report.totals, self._cards
        cards["now"].set_plain(format.count(totals.active_visitors), self.tr("in the last 5 minutes"))
        for name in ("visitors", "pageviews"):
            now, before = getattr(totals.today, name), getattr(totals.yesterday, name)
            exact = format.exact(now)
            cards[name].set_value(format.count(now), now, before, format.count(before), exact=exact)

    def _on_chosen(self, site: WebsiteSummary) -> None:
        self.site_requested.emit(site.website_id)

    def _on_saving(self, path: Path) -> None:
        save_panel(self, self.panel, partial(_read, self.client), path)


def _page(report: SummaryReport) -> RowsPage[WebsiteSummary]:
    return RowsPage.by_offset(report.data, report.pagination)


async def _report(client: ApiClient, query: RowsQuery) -> SummaryReport:
    offset = int(query.position or 0)
    return await client.summary(PAGE_ROWS, offset, search=query.search, sort=query.sort, order=query.order)


async def _read(client: ApiClient, query: RowsQuery) -> RowsPage[WebsiteSummary]:
    return _page(await _report(client, query))
