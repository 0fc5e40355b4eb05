"""Table of pages: one row a page, in the order of the sidebar, the menu and the keys Ctrl+1 to 9."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, get_args

from app.ui.translation import translator

_tr = translator("pages")

Control = Literal["range", "compare", "filters", "steps", "bots"]
COURSE_CONTROLS: frozenset[Control] = frozenset(get_args(Control))  # of a page that has a course over time
RANGE_CONTROLS: frozenset[Control] = frozenset(("range", "filters", "bots"))  # of a page without course and comparison
TABLE_CONTROLS: frozenset[Control] = RANGE_CONTROLS | {"compare"}  # of a page of compared numbers without course


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """Section of a page that has a key of its own, by which it is chosen and kept between starts."""

    key: str
    title: Callable[[], str]
    icon_name: str


@dataclass(frozen=True, slots=True)
class PageSpec:
    """Page of the window. key: its name in code and settings; title: written wherever it is chosen.

    group: key of the heading above it. maker: "module:class" of its widget below `app.ui.pages`, imported when the page
    is first shown; blank for the Server page, which is there before a server is. controls: those of the header that
    apply to it. needs_site: it is about the website that is shown. sections: those that can be chosen by a key.
    """

    key: str
    title: Callable[[], str]
    icon_name: str
    group: str
    maker: str
    controls: frozenset[Control] = frozenset()
    needs_site: bool = True
    sections: tuple[SectionSpec, ...] = ()

    @property
    def has_range(self) -> bool:
        """True when the range of the header applies to the page."""
        return "range" in self.controls


PAGES: tuple[PageSpec, ...] = (
    PageSpec("sites", lambda: _tr("All sites"), "sites", "analytics", "sites.all_sites:AllSitesPage", needs_site=False),
    PageSpec(
        "overview", lambda: _tr("Overview"), "overview", "analytics", "reports.overview:OverviewPage", COURSE_CONTROLS
    ),
    PageSpec("pages", lambda: _tr("Pages"), "page", "analytics", "reports.pages:PagesPage", COURSE_CONTROLS),
    PageSpec("sources", lambda: _tr("Sources"), "source", "analytics", "reports.sources:SourcesPage", COURSE_CONTROLS),
    PageSpec("places", lambda: _tr("Places"), "globe", "analytics", "reports.places:PlacesPage", TABLE_CONTROLS),
    PageSpec(
        "systems",
        lambda: _tr("Systems"),
        "desktop",
        "analytics",
        "reports.systems:SystemsPage",
        COURSE_CONTROLS,
    ),
    PageSpec("events", lambda: _tr("Events"), "event", "analytics", "events.events:EventsPage", TABLE_CONTROLS),
    PageSpec(
        "sessions", lambda: _tr("Sessions"), "session", "visitors", "sessions.sessions:SessionsPage", RANGE_CONTROLS
    ),
    PageSpec("realtime", lambda: _tr("Realtime"), "realtime", "visitors", "reports.realtime:RealtimePage"),
    PageSpec(
        "retention",
        lambda: _tr("Retention"),
        "retention",
        "visitors",
        "reports.retention:RetentionPage",
        RANGE_CONTROLS,
    ),
    PageSpec(
        "heat_map", lambda: _tr("Heat map"), "heat-map", "visitors", "reports.heat_map:HeatMapPage", RANGE_CONTROLS
    ),
    PageSpec(
        "journeys", lambda: _tr("Journeys"), "journey", "visitors", "reports.journeys:JourneysPage", RANGE_CONTROLS
    ),
    PageSpec("goals", lambda: _tr("Goals"), "goal", "conversions", "records.goals:GoalsPage", COURSE_CONTROLS),
    PageSpec("funnels", lambda: _tr("Funnels"), "funnel", "conversions", "records.funnels:FunnelsPage", RANGE_CONTROLS),
    PageSpec(
        "attribution",
        lambda: _tr("Attribution"),
        "attribution",
        "conversions",
        "reports.attribution:AttributionPage",
        TABLE_CONTROLS,
    ),
    PageSpec("links", lambda: _tr("Links"), "link", "conversions", "links.links:LinksPage"),
    PageSpec("pixels", lambda: _tr("Pixels"), "pixel", "conversions", "links.pixels:PixelsPage"),
    PageSpec(
        "segments", lambda: _tr("Segments"), "segment", "settings", "records.segments:SegmentsPage", RANGE_CONTROLS
    ),
    PageSpec("annotations", lambda: _tr("Annotations"), "note", "settings", "records.annotations:AnnotationsPage"),
    PageSpec(
        "saved_reports",
        lambda: _tr("Saved reports"),
        "report",
        "settings",
        "records.saved_reports:SavedReportsPage",
        RANGE_CONTROLS,
    ),
    PageSpec(
        "subscriptions",
        lambda: _tr("Subscriptions"),
        "mail",
        "settings",
        "notifications.subscriptions:SubscriptionsPage",
    ),
    PageSpec("alerts", lambda: _tr("Alerts"), "bell", "settings", "notifications.alerts:AlertsPage"),
    PageSpec("bots", lambda: _tr("Bots"), "bot", "settings", "bots.rules:BotRulesPage"),
    PageSpec("sharing", lambda: _tr("Sharing"), "share", "settings", "sharing.sharing:SharingPage"),
    PageSpec("site", lambda: _tr("Site settings"), "settings", "settings", "site.site:SitePage", RANGE_CONTROLS),
    PageSpec("server", lambda: _tr("Server"), "server", "system", "", needs_site=False),
    PageSpec("sql", lambda: _tr("SQL"), "database", "system", "sql.sql:SqlPage", needs_site=False),
    PageSpec(
        "access",
        lambda: _tr("Access"),
        "shield",
        "system",
        "access.access:AccessPage",
        needs_site=False,
        sections=(
            SectionSpec("security", lambda: _tr("Security"), "shield"),
            SectionSpec("api_keys", lambda: _tr("API keys"), "key"),
        ),
    ),
)


_BY_KEY = {key: page for page in PAGES for key in (page.key, *(section.key for section in page.sections))}


def page_of(key: str) -> PageSpec | None:
    """Return the page of a key, which may be that of a section; None when there is no such page any more."""
    return _BY_KEY.get(key)


def group_name(key: str) -> str:
    """Return the heading above a group of pages."""
    names = {
        "analytics": _tr("Analytics"),
        "visitors": _tr("Visitors"),
        "conversions": _tr("Conversions"),
        "settings": _tr("Settings"),
        "system": _tr("System"),
    }
    return names[key]
