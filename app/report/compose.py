"""Composition of a report: the answers of a server in the words of its reader."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import UNSET

from app.domain.reports.axes import bucket_ticks, count_ticks, is_open, reached, texts_fit
from app.domain.reports.request import Filter
from app.domain.reports.results import SeriesPoint
from app.report.content import Colour, CourseLine, ReportCourse, SiteReport
from app.report.figures import figures
from app.report.gather import Answers
from app.report.tables import tables
from app.report.writing import ReportTexts, Writing, filled

_COURSE_WIDTH = 640  # units in which a letter of an axis is as wide as here
_LETTER_WIDTH = 6.5
_ENGLISH = ReportTexts()


def compose(answers: Answers, writing: Writing, texts: ReportTexts = _ENGLISH) -> SiteReport:
    """Return the report of some answers, in the language of `writing` and `texts`."""
    overview, request = answers.overview, answers.request
    zone = overview.series.timezone
    before = writing.day_range(*answers.compare.comparison_range)
    compared = filled(texts.compared if answers.has_before else texts.nothing_before, before)
    return SiteReport(
        language=texts.language,
        site=answers.site.name,
        domain=answers.site.domain,
        period=writing.day_range(request.start, request.end),
        compared=compared,
        notes=_notes(answers, writing, texts),
        figures=figures(overview.stats, writing, texts),
        course=_course(answers, writing, texts),
        course_title=texts.course,
        course_numbers=texts.course_numbers,
        course_period=texts.period,
        course_compared=compared if answers.has_before else "",
        tables=tables(answers, writing, texts),
        nothing="" if overview.stats.visitors else texts.nothing,
        footer=(
            filled(texts.written, writing.moment(answers.asked_at, zone)),
            filled(texts.days_in, zone),
        ),
        page_of=texts.page_of,
    )


def _notes(answers: Answers, writing: Writing, texts: ReportTexts) -> tuple[str, ...]:
    request, series = answers.request, answers.overview.series
    notes = []
    if request.filters:
        named = writing.listed([_filter_text(one, writing, texts) for one in request.filters])
        notes.append(f"{filled(texts.only, named)}.")
    if request.include_bots:
        notes.append(texts.with_bots)
    begun = reached(series, answers.asked_at)
    if begun and is_open(series, begun - 1, answers.asked_at):
        notes.append(texts.still_growing)
    return tuple(notes)


def _filter_text(one: Filter, writing: Writing, texts: ReportTexts) -> str:
    text = texts.filter_is_not if one.is_excluded else texts.filter_is
    return filled(text, writing.dimension_name(one.dimension), writing.value_name(one.dimension, one.value))


def _course(answers: Answers, writing: Writing, texts: ReportTexts) -> ReportCourse:
    series = answers.overview.series
    size, zone = series.granularity, series.timezone
    begun = reached(series, answers.asked_at)
    labels = [point.date for point in series.series]
    spacing = _COURSE_WIDTH / max(1, len(labels) - 1)
    others = (series.compare_series or ()) if answers.has_before else ()
    lines = (
        _line("visitors", texts.visitors, "accent", series.series[:begun], others, writing),
        _line("pageviews", texts.pageviews, "second", series.series[:begun], others, writing),
    )
    highest = max((value for line in lines for value in (*line.values, *line.others) if value), default=0)
    return ReportCourse(
        lines,
        tuple(writing.bucket_name(label, size, zone) for label in labels),
        tuple(
            bucket_ticks(
                labels,
                size,
                zone,
                lambda label, names_day: writing.bucket_tick(label, size, zone, names_day=names_day),
                lambda ticks: texts_fit(ticks, spacing, lambda text: _LETTER_WIDTH * len(text)),
            )
        ),
        tuple((tick, writing.count(tick)) for tick in count_ticks(highest)),
        is_filling=begun > 0 and is_open(series, begun - 1, answers.asked_at),
    )


def _line(
    name: str,
    title: str,
    colour: Colour,
    begun: Sequence[SeriesPoint],
    before: Sequence[SeriesPoint],
    writing: Writing,
) -> CourseLine:
    values = tuple(getattr(point, name) for point in begun)
    others = tuple(getattr(point, name) if _has_day(point) else None for point in before)
    return CourseLine(title, colour, values, others, tuple(map(writing.exact, values)))


def _has_day(point: SeriesPoint) -> bool:
    return point.compare_date is not None and point.compare_date is not UNSET
