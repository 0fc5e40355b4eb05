"""The question of a report page for the figures of its range."""

from __future__ import annotations

from collections.abc import Sequence

from app.api.client import ApiClient
from app.api.reports.question import Question
from app.ui.pages.reports.sections.section import Section
from app.ui.widgets.tables.breakdown import PAGE_ROWS

FIGURES = "figures"  # name of the question


def figures_of(sections: Sequence[Section]) -> dict[str, Question]:
    """Return the question for all figures that these sections take, none where they take none."""
    if not any(section.takes_figures for section in sections):
        return {}
    dimensions = dict.fromkeys(name for section in sections for name in section.dimensions)
    courses = dict.fromkeys(name for section in sections for name in section.courses)
    params = {"metrics": ",".join(dimensions), "limit": str(PAGE_ROWS), "courses": ",".join(courses)}
    return {FIGURES: Question(ApiClient.overview, params)}
