"""Tables of a report: breakdowns, custom events and goals. Empty ones are left out."""

from __future__ import annotations

from dataclasses import replace

from msgspec import UNSET, UnsetType

from app.domain.items.goals import Goal, GoalStats
from app.domain.reports.results import MetricsReport, MetricsRow
from app.report.content import ReportRow, ReportTable
from app.report.gather import BREAKDOWNS, Answers
from app.report.writing import ReportTexts, Writing, filled

NOTHING = "\N{EN DASH}"
_BY_PAGEVIEWS = ("page",)
_BY_ENTRIES = ("entry_page",)


def tables(answers: Answers, writing: Writing, texts: ReportTexts) -> tuple[ReportTable, ...]:
    """Return the tables that have rows, those with the most to say first."""
    visitors = answers.overview.stats.visitors
    breakdowns = answers.breakdowns
    everything = [_breakdown(name, breakdowns[name], visitors, writing, texts) for name in BREAKDOWNS]
    everything.append(_events(answers, writing, texts))
    if not answers.has_before:
        everything = [_without_last_column(table) for table in everything]
    if visitors:  # else every goal has zero conversions
        everything.append(_goals(answers, writing, texts))
    return tuple(table for table in everything if table.rows)


def _breakdown(name: str, breakdown: MetricsReport, visitors: int, writing: Writing, texts: ReportTexts) -> ReportTable:
    rows = breakdown.data.rows
    numbers = [row.pageviews if name in _BY_PAGEVIEWS else row.visitors for row in rows]
    if name in _BY_PAGEVIEWS:
        columns: tuple[str, ...] = (texts.pageviews, texts.visitors, texts.change)
    else:
        columns = (texts.visitors, texts.bounce_rate if name in _BY_ENTRIES else texts.share, texts.change)

    def cells(row: MetricsRow) -> tuple[str, ...]:
        if name in _BY_PAGEVIEWS:
            counts = writing.count(row.pageviews), writing.count(row.visitors)
            return (*counts, _change(row.pageviews, row.prev_pageviews, writing))
        second = row.bounce_rate / 100 if name in _BY_ENTRIES else row.visitors / max(1, visitors)
        return writing.count(row.visitors), writing.share(second), _change(row.visitors, row.prev_visitors, writing)

    titles = {"entry_page": texts.entry_pages, "exit_page": texts.exit_pages, "utm_campaign": texts.campaigns}
    return ReportTable(
        titles.get(name) or writing.tab_name(name),
        columns,
        tuple(
            ReportRow(writing.value_name(name, row.value), cells(row), _bar(number, numbers))
            for row, number in zip(rows, numbers, strict=True)
        ),
        _more(len(rows), breakdown.pagination.total, writing, texts),
    )


def _events(answers: Answers, writing: Writing, texts: ReportTexts) -> ReportTable:
    rows = answers.events.data.rows
    numbers = [row.count for row in rows]
    return ReportTable(
        texts.events,
        (texts.occurrences, texts.visitors, texts.change),
        tuple(
            ReportRow(
                row.event_name,
                (
                    writing.count(row.count),
                    writing.count(row.visitors),
                    _change(row.count, 0 if row.prev_count is UNSET else row.prev_count, writing),
                ),
                _bar(row.count, numbers),
            )
            for row in rows
        ),
        _more(len(rows), answers.events.data.total, writing, texts),
    )


def _goals(answers: Answers, writing: Writing, texts: ReportTexts) -> ReportTable:
    numbers = [stats.conversions for _, stats in answers.goals]
    return ReportTable(
        texts.goals,
        (texts.conversions, texts.rate, texts.revenue),
        tuple(
            ReportRow(
                goal.name,
                (
                    writing.count(stats.conversions),
                    writing.share(stats.conversion_rate, 1),
                    _money(goal, stats, writing),
                ),
                _bar(stats.conversions, numbers),
            )
            for goal, stats in answers.goals
        ),
    )


def _without_last_column(table: ReportTable) -> ReportTable:
    """Return a table without its changes, which say nothing when there was nothing before."""
    rows = tuple(replace(row, cells=row.cells[:-1]) for row in table.rows)
    return replace(table, columns=table.columns[:-1], rows=rows)


def _money(goal: Goal, stats: GoalStats, writing: Writing) -> str:
    if goal.value_mode == "none":
        return NOTHING
    amounts = sorted(stats.revenue_by_currency.items(), key=lambda entry: (-entry[1], entry[0]))
    return " \N{MIDDLE DOT} ".join(f"{writing.decimal(amount, 2)} {currency}" for currency, amount in amounts)


def _change(current: int, previous: int | UnsetType, writing: Writing) -> str:
    return "" if isinstance(previous, UnsetType) else writing.change(current, previous)


def _bar(number: int, numbers: list[int]) -> float:
    return number / max(1, *numbers)


def _more(shown: int, total: int, writing: Writing, texts: ReportTexts) -> str:
    return filled(texts.more, writing.exact(shown), writing.exact(total)) if total > shown else ""
