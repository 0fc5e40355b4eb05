"""Overview page: six key figures, the traffic chart, and breakdowns by page, source, place and system."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QStackedLayout, QWidget

from app.api.client import ApiClient
from app.domain.clock import utc_now
from app.domain.errors import AppError
from app.domain.live import ArrivedEvents
from app.domain.reports.request import ReportRequest
from app.domain.reports.results import Overview, Stats
from app.domain.server_status import PlacesSource
from app.ui import format
from app.ui.bridge import Bridge
from app.ui.charts.legend import Legend
from app.ui.charts.traffic import TrafficChart
from app.ui.pages.page import WindowPage
from app.ui.pages.reports.overview_cards import StatCards
from app.ui.ranges import PRESETS, CompareChoice, DateRange, compared_days
from app.ui.snippets import for_visitors
from app.ui.texts import no_site
from app.ui.widgets.first_visit import FirstVisit
from app.ui.widgets.grid import ResponsiveGrid
from app.ui.widgets.parts import button, column, frame, label, row
from app.ui.widgets.segmented import SegmentedControl
from app.ui.widgets.state_stack import StateStack
from app.ui.widgets.tables.breakdown import PAGE_ROWS, BreakdownPanel, BreakdownRequest
from app.ui.widgets.toast import Banner

FIRST_DAY = date(2000, 1, 1)  # before any event: finds out whether the website was ever visited
CHECK_AGAIN_MS = 1_000  # an event is visible at most one flush after it arrived
_PANEL_WIDTH = 400
_CHART_HEIGHT = 260


def _tr(text: str) -> str:
    return QCoreApplication.translate("overview", text)


_PANELS: tuple[tuple[str, Callable[[], str], tuple[str, ...]], ...] = (
    ("pages_panel", lambda: _tr("Pages"), ("page", "entry_page", "exit_page", "title")),
    (
        "sources_panel",
        lambda: _tr("Sources"),
        ("referrer", "channel", "utm_source", "utm_medium", "utm_campaign"),
    ),
    ("places_panel", lambda: _tr("Places"), ("country", "region", "city", "language")),
    ("systems_panel", lambda: _tr("Systems"), ("browser", "os", "device", "screen")),
)


class OverviewPage(WindowPage):
    """All figures of a range, loaded in one request. clock: aware and UTC."""

    def __init__(self, bridge: Bridge, client: ApiClient, clock: Callable[[], datetime] = utc_now) -> None:
        super().__init__(bridge, client)
        self.setObjectName("overview")
        self._clock = clock
        self._zoomed_from: list[DateRange] = []  # ranges to go back to, the newest last
        self._zoomed_to: DateRange | None = None
        self._requested: tuple[BreakdownPanel, ...] = ()  # panels with rows in the open overview call
        self._is_refresh = False
        self._has_arrived = False  # an event of this site came in while the page was open
        self.stale = Banner("overview_stale", "warning")
        self.stale.acted.connect(self.refresh)
        self.cards = StatCards()
        self.chart = self._make_chart()
        self.panels = tuple(self._make_panel(*panel) for panel in _PANELS)
        self.first_visit = FirstVisit("first_visit")
        self.stack = StateStack(self._make_body(), "overview_state")
        self.stack.retry.connect(self.refresh)
        self.stack.action.connect(self._on_action)
        self._layers = QStackedLayout(self)
        self._layers.addWidget(self.stack)
        self._layers.addWidget(self.first_visit)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(CHECK_AGAIN_MS)
        self._again.timeout.connect(self.refresh)

    def load(self, *, is_other_site: bool) -> None:
        if is_other_site:
            self._forget()
        if self.site is None or self.request is None:
            self._layers.setCurrentWidget(self.stack)
            self.stack.show_empty(*no_site(), icon_name="sites")
            return
        if self._zoomed_to != (self.request.start, self.request.end):
            self._zoomed_from.clear()  # the range was changed elsewhere, so there is no way back
        self._show_way_back()
        self._is_refresh = False
        self._load(self.panels)

    def refresh(self) -> None:
        """Load again, except for panels in which the user has scrolled on: their rows would be lost."""
        if self.site is not None:
            self._is_refresh = self.stack.state in ("content", "loading")
            self._load(tuple(panel for panel in self.panels if not panel.has_more_than_first))

    def live_events(self, arrived: ArrivedEvents) -> None:
        """Show on the waiting page that the first event of this website has arrived."""
        if self.site is None or all(event.website_id != self.site.id for event in arrived.events):
            return
        self._has_arrived = True
        if self._layers.currentWidget() is self.first_visit:
            self.first_visit.show_arrived()
            self._again.start()

    def focus_search(self) -> bool:
        """Open the search of the focused panel, or of the first one."""
        if self._layers.currentWidget() is not self.stack or self.stack.state not in ("content", "loading"):
            return False
        focused = [panel for panel in self.panels if panel.isAncestorOf(self.focusWidget() or self)]
        (focused or self.panels)[0].open_search()
        return True

    def _make_chart(self) -> TrafficChart:
        chart = TrafficChart("traffic", _tr("Visitors and pageviews over time"), self._clock)
        chart.setMinimumHeight(_CHART_HEIGHT)
        chart.range_selected.connect(self._on_zoomed)
        chart.reset_requested.connect(self._on_zoom_reset)
        chart.saved.connect(self.notice)
        chart.failed.connect(self.notice)
        return chart

    def _make_panel(self, name: str, title: Callable[[], str], types: tuple[str, ...]) -> BreakdownPanel:
        panel = BreakdownPanel(title(), types, name)
        panel.filter_requested.connect(self.filter_requested)
        panel.needed.connect(partial(self._on_needed, panel))
        panel.exported.connect(self.notice)
        panel.failed.connect(self.notice)
        return panel

    def _make_body(self) -> QWidget:
        body = QWidget()
        body.setProperty("role", "page")
        grid = ResponsiveGrid(self.panels, _PANEL_WIDTH, (4, 2, 1), "panels", grows=True)
        layout = column(self.stale, self.cards, self._make_traffic(), grid, gap=2, margins=4)
        layout.setStretch(2, 2)
        layout.setStretch(3, 3)
        body.setLayout(layout)
        area = QScrollArea()
        area.setObjectName("overview_scroll")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(body)
        return area

    def _make_traffic(self) -> QFrame:
        self._legend = Legend()
        self._way_back: QPushButton = button("", "zoom_back", self._on_zoom_reset, role="link")
        choices = (("all", _tr("All")), ("visitors", _tr("Visitors")), ("pageviews", _tr("Pageviews")))
        measures = SegmentedControl(choices, "traffic_measures", _tr("Lines"))
        measures.chosen.connect(self.chart.show_measures)
        head = row(label(_tr("Traffic"), "heading"), 2, self._legend, None, self._way_back, measures, gap=2)
        return frame("panel", "traffic_panel", column(head, self.chart, gap=2, margins=3))

    def _load(self, panels: tuple[BreakdownPanel, ...]) -> None:
        """Load the figures and, in the same request, the rows of the panels with default sorting and no search."""
        site, request = self.site, self.request
        assert site is not None
        assert request is not None
        self.stack.show_loading()
        self._requested = tuple(panel for panel in panels if panel.request.is_plain)
        types = [panel.request.type for panel in self._requested]
        call = self.client.overview(site.id, request, types, PAGE_ROWS)
        self.ask("overview", call, self._on_overview, self._on_failed)
        self.ask("places", self.client.places_source(), self._on_places, self._on_no_places)
        for panel in panels:
            if panel not in self._requested:
                self._on_needed(panel, panel.request)

    def _forget(self) -> None:
        self._has_arrived = False
        self.stack.forget()
        self.stale.hide()
        self.cards.clear()
        self._again.stop()
        self._layers.setCurrentWidget(self.stack)
        self._zoomed_from.clear()

    def _on_overview(self, overview: Overview) -> None:
        if overview.stats.visitors == 0:
            self._on_nothing()
            return
        assert self.request is not None
        self.cards.show_overview(overview, self._clock())
        self.chart.offer(overview.series)
        self._legend.set_compared(_compared(self.request))
        for panel, report in zip(self._requested, overview.breakdowns, strict=True):
            panel.set_all_visitors(overview.stats.visitors)
            if panel.request.is_plain and panel.request.type == report.data.type:  # its tab may have changed
                panel.show_rows(report)
        self._layers.setCurrentWidget(self.stack)
        self.stale.hide()
        self.stack.show_content()

    def _on_places(self, source: PlacesSource) -> None:
        for panel, (name, _, _) in zip(self.panels, _PANELS, strict=True):
            if name == "places_panel":
                panel.attribution.show_source(source)

    def _on_no_places(self, error: AppError) -> None:
        """Name nobody: the overview, asked of the same server, shows why it cannot be reached."""
        self._on_places(PlacesSource())

    def _on_nothing(self) -> None:
        """Find out whether the website was never visited, or just not in this range."""
        assert self.request is not None
        assert self.site is not None
        if self.request.filters:
            self._show_empty(_tr("Nothing matches the filters"), _tr("Remove a filter or choose different days."))
            return
        always = ReportRequest(FIRST_DAY, self._today(), self.request.timezone, include_bots=True)
        self.ask("ever", self.client.stats(self.site.id, always), self._on_ever, self._on_failed)

    def _on_ever(self, stats: Stats) -> None:
        if stats.visitors and self._has_arrived:
            self._has_arrived = False
            self.refresh()  # the first visit was stored between the two questions
            return
        if stats.visitors:
            advice = _tr("The visits were on other days, or came from bots, which are not included.")
            self._show_empty(_tr("No visits in this range"), advice)
            return
        assert self.site is not None
        snippet = for_visitors(self.site.tracking_snippet, self.client.base_url)
        self.first_visit.show_snippet(snippet, self.site.domain)
        if self._has_arrived:
            self.first_visit.show_arrived()
            self._again.start()  # it is not stored yet
        self._layers.setCurrentWidget(self.first_visit)

    def _show_empty(self, title: str, advice: str) -> None:
        self._layers.setCurrentWidget(self.stack)
        name = _tr("Show the last 12 months") if self._other_preset() == "12m" else _tr("Show the last 30 days")
        self.stack.show_empty(title, advice, name, "calendar")

    def _on_failed(self, error: AppError) -> None:
        """Show why the figures cannot be loaded. Older ones of the same request stay, marked as such."""
        self._layers.setCurrentWidget(self.stack)
        if self._is_refresh:
            text = _tr("%1 These figures may be out of date.").replace("%1", error.message)
            self.stale.show_text(text, _tr("Try again"))
            self.stack.show_content()
        else:
            self.stack.show_error(error)

    def _on_needed(self, panel: BreakdownPanel, rows: BreakdownRequest) -> None:
        if self.site is None or self.request is None:
            return
        call = self.client.metrics(
            self.site.id,
            self.request,
            rows.type,
            limit=rows.limit,
            offset=rows.offset,
            search=rows.search,
            sort=rows.sort,
            order=rows.order,
        )
        self.ask(panel.objectName(), call, panel.show_rows, panel.show_error)

    def _on_zoomed(self, days: DateRange) -> None:
        if self.request is None:
            return
        whole = (self.request.start, self.request.end)
        zoomed = (max(days[0], whole[0]), min(days[1], whole[1]))
        if zoomed != whole:
            self._zoomed_from.append(whole)
            self._zoomed_to = zoomed
            self.range_requested.emit(zoomed)

    def _on_zoom_reset(self) -> None:
        if self._zoomed_from:
            self._zoomed_to = self._zoomed_from.pop()
            self.range_requested.emit(self._zoomed_to)

    def _show_way_back(self) -> None:
        self._way_back.setVisible(bool(self._zoomed_from))
        if self._zoomed_from:
            self._way_back.setText(_tr("Back to %1").replace("%1", format.day_range(*self._zoomed_from[-1])))

    def _today(self) -> date:
        assert self.request is not None
        assert self.site is not None
        return self._clock().astimezone(ZoneInfo(self.request.timezone or self.site.timezone)).date()

    def _other_preset(self) -> str:
        """Return the preset to offer for an empty range: 30 days, or a year when the range is those 30 days."""
        assert self.request is not None
        return "12m" if PRESETS["30d"](self._today()) == (self.request.start, self.request.end) else "30d"

    def _on_action(self) -> None:
        if self.site is None:
            self.add_site_requested.emit()
        else:
            self._on_other_days()

    def _on_other_days(self) -> None:
        self.range_requested.emit(PRESETS[self._other_preset()](self._today()))


def _compared(request: ReportRequest) -> DateRange | None:
    choice = CompareChoice(request.compare, request.compare_start, request.compare_end)
    return compared_days((request.start, request.end), choice)
