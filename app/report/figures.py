"""Key figures of a report, each with its change."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.reports.results import Stats
from app.report.content import Figure, Tone
from app.report.writing import ReportTexts, Writing, filled


def figures(stats: Stats, writing: Writing, texts: ReportTexts) -> tuple[Figure, ...]:
    """Return the six figures in the order of the window's cards."""
    had_sessions = stats.prev_sessions > 0
    pages = _per_session(stats.pageviews, stats.sessions)
    pages_before = _per_session(stats.prev_pageviews, stats.prev_sessions)

    def counted(title: str, current: int, previous: int) -> Figure:
        return _figure(title, writing.count, current, previous, writing, texts)

    def mean(title: str, write: Callable[[float], str], current: float, previous: float) -> Figure:
        if not had_sessions:  # a mean of nothing is nothing to compare with
            return Figure(title, write(current))
        return _figure(title, write, current, previous, writing, texts)

    return (
        counted(texts.pageviews, stats.pageviews, stats.prev_pageviews),
        counted(texts.visitors, stats.visitors, stats.prev_visitors),
        counted(texts.sessions, stats.sessions, stats.prev_sessions),
        _bounce_rate(stats, writing, texts),
        mean(texts.avg_duration_seconds, writing.duration, stats.avg_duration_seconds, stats.prev_avg_duration_seconds),
        mean(texts.pages_per_session, writing.decimal, pages, pages_before),
    )


def _figure(
    title: str,
    write: Callable[[float], str],
    current: float,
    previous: float,
    writing: Writing,
    texts: ReportTexts,
) -> Figure:
    """Return a figure. Numbers that are written alike have not changed."""
    text, before = write(current), write(previous)
    compared = previous if text == before else current
    tone: Tone = writing.direction(compared, previous)
    return Figure(
        title, text, _with_arrow(tone, writing.change(compared, previous)), tone, filled(texts.before, before)
    )


def _bounce_rate(stats: Stats, writing: Writing, texts: ReportTexts) -> Figure:
    """Return the bounce rate: it changes in points, and its growth is bad."""
    current, previous = stats.bounce_rate, stats.prev_bounce_rate
    if not stats.prev_sessions:
        return Figure(texts.bounce_rate, writing.share(current))
    way = writing.direction(writing.as_shown(current), writing.as_shown(previous))
    tone: Tone = {"up": "down", "down": "up", "flat": "flat"}[way]  # type: ignore[assignment]  # these three
    change = _with_arrow(way, writing.points(current, previous))
    return Figure(
        texts.bounce_rate, writing.share(current), change, tone, filled(texts.before, writing.share(previous))
    )


def _with_arrow(way: Tone, change: str) -> str:
    arrow = {"up": "\N{UPWARDS ARROW} ", "down": "\N{DOWNWARDS ARROW} ", "flat": ""}[way]
    return f"{arrow}{change}" if change else ""


def _per_session(pageviews: int, sessions: int) -> float:
    return pageviews / sessions if sessions else 0.0
