"""Places page: a map of the world, and tables of countries, regions, cities and languages."""

from __future__ import annotations

from functools import partial

from app.ui.charts.maps.world import WorldMap
from app.ui.pages.page import PageContext
from app.ui.pages.reports.report_page import ReportPage
from app.ui.pages.reports.sections.breakdown import BreakdownSection
from app.ui.pages.reports.sections.facts import Fact, FactsSection
from app.ui.pages.reports.sections.world import MapSection
from app.ui.translation import translator

_tr = translator("places")


class PlacesPage(ReportPage):
    """Places of the visitors."""

    def __init__(self, context: PageContext) -> None:
        countries = partial(BreakdownSection, _tr("Countries"), ("country",), "countries_panel")
        regions = partial(BreakdownSection, _tr("Regions and cities"), ("region", "city"), "regions_panel")
        languages = partial(BreakdownSection, _tr("Languages"), ("language",), "languages_panel")
        facts = (
            Fact("country", lambda: _tr("Top country")),
            Fact("region", lambda: _tr("Top region")),
            Fact("city", lambda: _tr("Top city")),
            Fact("language", lambda: _tr("Top language")),
        )
        super().__init__(
            context, "places", (partial(FactsSection, facts), (MapSection, countries), (regions, languages))
        )

    @property
    def map(self) -> WorldMap:
        return self.section_of(MapSection).map
