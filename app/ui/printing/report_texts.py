"""Fixed texts of a report in the language of the window."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from app.report.writing import ReportTexts
from app.ui.translation import translator

_tr = translator("report")


def report_texts() -> ReportTexts:
    """Return the texts in the language of the window."""
    return ReportTexts(
        language=_language(),
        pageviews=_tr("Pageviews"),
        visitors=_tr("Visitors"),
        sessions=_tr("Sessions"),
        bounce_rate=_tr("Bounce rate"),
        avg_duration_seconds=_tr("Avg. duration"),
        pages_per_session=_tr("Pages / session"),
        before=_tr("before: %1"),
        compared=_tr("compared with %1"),
        nothing_before=_tr("nothing was counted in %1"),
        course=_tr("Visitors and pageviews"),
        course_numbers=_tr("The numbers of this chart"),
        period=_tr("Period"),
        share=_tr("Share"),
        change=_tr("Change"),
        entry_pages=_tr("Entry pages"),
        exit_pages=_tr("Exit pages"),
        campaigns=_tr("Campaigns"),
        events=_tr("Events"),
        occurrences=_tr("Count"),
        goals=_tr("Goals"),
        conversions=_tr("Conversions"),
        rate=_tr("Rate"),
        revenue=_tr("Revenue"),
        more=_tr("%1 of %2 shown"),
        filter_is=_tr("%1 is %2"),
        filter_is_not=_tr("%1 is not %2"),
        only=_tr("Only visits where %1"),
        with_bots=_tr("Bots are counted."),
        still_growing=_tr("The last day is not over: its numbers still grow."),
        nothing=_tr("Nobody visited in these days."),
        days_in=_tr("Days of the time zone %1"),
        written=_tr("Written by Sparklytics Desktop on %1"),
        page_of=_tr("Page %1 of %2"),
    )


def _language() -> str:
    """Return the language that the texts are in: English, where no translation is loaded."""
    return QLocale().name().partition("_")[0] if _tr("Pageviews") != "Pageviews" else "en"
