"""Sources page: where visits came from."""

from __future__ import annotations

from functools import partial

from app.ui.pages.page import PageContext
from app.ui.pages.reports.report_page import ReportPage
from app.ui.pages.reports.sections.breakdown import BreakdownSection
from app.ui.pages.reports.sections.course import CourseSection
from app.ui.pages.reports.sections.facts import Fact, FactsSection
from app.ui.translation import translator

_tr = translator("breakdown_pages")


class SourcesPage(ReportPage):
    """Origins of visits, by name, by address, by group, and by campaign."""

    def __init__(self, context: PageContext) -> None:
        sources = partial(BreakdownSection, _tr("Sources"), ("source", "referrer"), "visits_panel")
        channels = partial(BreakdownSection, _tr("Channels"), ("channel",), "channels_panel")
        tags = ("utm_campaign", "utm_source", "utm_medium", "utm_term", "utm_content")
        campaigns = partial(BreakdownSection, _tr("Campaigns"), tags, "campaigns_panel")
        facts = (
            Fact("source", lambda: _tr("Top source")),
            Fact("channel", lambda: _tr("Top channel")),
            Fact("utm_campaign", lambda: _tr("Top campaign")),
            Fact("source", lambda: _tr("Without a known source"), "(direct)"),
        )
        course = partial(CourseSection, context.now, is_low=True)
        super().__init__(context, "sources", (partial(FactsSection, facts), course, (sources, channels, campaigns)))
