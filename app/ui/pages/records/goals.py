"""Goals page: the conversions of a range by goal, and the course of the chosen one."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QSizePolicy, QWidget

from app.api.client import ApiClient
from app.domain.items.goals import Goal, GoalDetail, GoalReport, GoalStats
from app.domain.reports.request import ReportRequest
from app.ui import format
from app.ui.charts.legend import Legend
from app.ui.charts.lines import CONVERSIONS
from app.ui.charts.traffic import TrafficChart
from app.ui.models.cells import Cell, Heading
from app.ui.pages.page import PageContext
from app.ui.pages.records.goal_form import GoalForm
from app.ui.pages.records.records_page import RecordsPage
from app.ui.pages.records.suggestions import Suggestions
from app.ui.ranges import CompareChoice, compared_days
from app.ui.style import theme
from app.ui.texts import rule_text
from app.ui.translation import translator
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.widgets.form import Form
from app.ui.widgets.grid import ResponsiveGrid
from app.ui.widgets.parts import column, follow_text, frame, row
from app.ui.widgets.stat_card import StatCard
from app.ui.widgets.state_stack import StateStack

_tr = translator("goals")

_CHART_HEIGHT, _MOST_PANEL = 240, 640
_CARD_WIDTH = 150


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal with its conversions of the range; stats: None when it was added while they were counted."""

    goal: Goal
    stats: GoalStats | None

    @property
    def id(self) -> str:
        return self.goal.id


class GoalsPage(RecordsPage[GoalRow]):
    """Goals with their conversions, rate and revenue of the range."""

    def __init__(self, context: PageContext) -> None:
        columns: tuple[Heading, ...] = (
            (_tr("Goal"), 10),
            (_tr("Conversions"), 4, "right"),
            (_tr("Change"), 4, "right"),
            (_tr("Conversion rate"), 6, "right"),
            (_tr("Revenue"), 6, "right"),
        )
        super().__init__(context, "goals", columns, shown_rows=6)

    def title(self) -> str:
        return _tr("Goals")

    def texts(self) -> Mapping[str, str]:
        return {
            "icon": "goal",
            "new": _tr("New goal\N{HORIZONTAL ELLIPSIS}"),
            "edit": _tr("Edit goal\N{HORIZONTAL ELLIPSIS}"),
            "count": _tr("%1 goals", len(self.records)),
            "none": _tr("No goals yet"),
            "advice": _tr(
                "A goal counts how often visitors do what matters to you: reach a page, such as the one after an "
                "order, or cause an event. Past visits count too."
            ),
            "deleted": _tr("The goal %1 has been deleted"),
        }

    def fetch(self) -> Coroutine[Any, Any, Sequence[GoalRow]]:
        assert self.site is not None
        assert self.request is not None
        return _goals(self.client, self.site.id, self.request)

    def cells(self, record: GoalRow) -> tuple[Cell, ...]:
        goal, stats = record.goal, record.stats
        rule = rule_text(goal.rule)
        if stats is None:
            return Cell(goal.name, rule, tip=goal.name), *(Cell(format.NOTHING) for _ in range(4))
        sessions = _tr("%1 of %2 sessions", stats.total_sessions).replace("%1", format.exact(stats.converting_sessions))
        return (
            Cell(goal.name, rule, tip=f"{goal.name}\n{rule}"),
            Cell(format.exact(stats.conversions)),
            _change(stats.conversions, stats.prev_conversions),
            Cell(format.share(stats.conversion_rate, 2), sessions.replace("%2", format.exact(stats.total_sessions))),
            Cell(*_money(goal, stats.revenue_by_currency)),
        )

    def exported(self, record: GoalRow) -> Mapping[str, object]:
        goal, stats = record.goal, record.stats
        counted = ("conversions", "converting_sessions", "converting_visitors", "total_sessions", "conversion_rate")
        return {
            **{name: getattr(goal, name) for name in ("name", "goal_type", "match_operator", "match_value")},
            **{name: getattr(stats, name, None) for name in counted},
            "revenue": "" if stats is None else _money(goal, stats.revenue_by_currency)[0],
        }

    def name_of(self, record: GoalRow) -> str:
        return record.goal.name

    def form(self, record: GoalRow | None) -> Form:
        assert self.site is not None
        assert self.request is not None
        form = GoalForm(record.goal if record is not None else None)
        Suggestions(self.bridge, self.client, self.site.id, self.request, form.picker)
        return form

    def save(self, client: ApiClient, website_id: str, record: GoalRow | None, form: Form) -> Coroutine[Any, Any, Goal]:
        assert isinstance(form, GoalForm)
        if record is None:
            return client.add_goal(website_id, form.new_goal())
        return client.change_goal(website_id, record.id, form.change())

    def remove(self, website_id: str, record: GoalRow) -> Coroutine[Any, Any, None]:
        return self.client.delete_goal(website_id, record.id)

    def detail(self) -> Iterator[QWidget]:
        self._cards = {
            "conversions": StatCard(_tr("Conversions"), "goal_conversions", has_spark=False),
            "rate": StatCard(_tr("Conversion rate"), "goal_rate", is_rate=True, has_spark=False),
            "visitors": StatCard(_tr("Visitors who converted"), "goal_visitors", has_spark=False),
            "revenue": StatCard(_tr("Revenue"), "goal_revenue", has_spark=False),
        }
        yield ResponsiveGrid(tuple(self._cards.values()), _CARD_WIDTH, (4, 2), "goal_cards")
        self.chart = TrafficChart("goal_course", _tr("Conversions over time"), self.now, CONVERSIONS)
        self.chart.setMinimumHeight(_CHART_HEIGHT)
        self.chart.range_selected.connect(self.range_requested)
        self.chart.file_saving.connect(self.save_file)
        self._heading = ElidedLabel("heading", "goal_heading")
        self._legend = Legend("goal_legend", CONVERSIONS)
        head = row(self._heading, self._legend, gap=4)
        head.setStretch(0, 1)
        self._course = StateStack(self.chart, "goal_course_state")
        self._course.retry.connect(self.refresh)
        self._course.setMinimumHeight(_CHART_HEIGHT)
        self._course.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        panel = frame("panel", "goal_panel", column(head, self._course, gap=2, margins=3))
        follow_text(panel, lambda: panel.setMaximumHeight(theme.current().sized(_MOST_PANEL)))
        yield panel

    def show_detail(self, record: GoalRow) -> None:
        assert self.site is not None
        assert self.request is not None
        self._heading.setText(record.goal.name)
        self._show_cards(record)
        self._course.show_loading()
        call = self.client.goal_stats(self.site.id, record.id, self.request)
        self.ask("course", call, self._on_course, self._course.show_error)

    def _show_cards(self, record: GoalRow) -> None:
        if (stats := record.stats) is None:
            for card in self._cards.values():
                card.clear()
            return
        before = stats.prev_conversions, stats.prev_conversion_rate
        number, rate = format.count(stats.conversions), format.share(stats.conversion_rate, 2)
        if before[0] is None or before[1] is None:
            self._cards["conversions"].set_plain(number)
            self._cards["rate"].set_plain(rate)
        else:
            exact = format.exact(stats.conversions)
            self._cards["conversions"].set_value(
                number, stats.conversions, before[0], format.count(before[0]), exact=exact
            )
            self._cards["rate"].set_value(rate, stats.conversion_rate, before[1], format.share(before[1], 2))
        self._cards["visitors"].set_plain(format.count(stats.converting_visitors))
        text, rest = _money(record.goal, stats.revenue_by_currency)
        amount, _, currency = text.partition(" ")
        self._cards["revenue"].set_plain(amount, " \N{MIDDLE DOT} ".join(part for part in (currency, rest) if part))

    def _on_course(self, report: GoalReport) -> None:
        assert self.request is not None
        detail: GoalDetail = report.data
        self.chart.offer(detail)
        request = self.request
        choice = CompareChoice(request.compare, request.compare_start, request.compare_end)
        self._legend.set_compared(compared_days((request.start, request.end), choice))
        self._course.show_content()


async def _goals(client: ApiClient, website_id: str, request: ReportRequest) -> tuple[GoalRow, ...]:
    """Return the goals of a website with their conversions."""
    goals, report = await asyncio.gather(client.list_goals(website_id), client.all_goal_stats(website_id, request))
    stats = {one.goal_id: one for one in report.data}
    return tuple(GoalRow(goal, stats.get(goal.id)) for goal in goals)


def _change(current: int, before: int | None) -> Cell:
    """Return the change of a number that is good when it goes up. before: None when nothing was counted then."""
    if before is None:
        return Cell(format.NOTHING)
    way = format.direction(current, before)
    text = format.change(current, before) or format.NOTHING
    return Cell(text, _tr("before: %1").replace("%1", format.exact(before)), "muted" if way == "flat" else way)


def _money(goal: Goal, by_currency: Mapping[str, float]) -> tuple[str, str]:
    """Return the revenue in the currency with the most of it, and the others below it."""
    if goal.value_mode == "none":
        return format.NOTHING, _tr("no value set")
    texts = format.money_lines(by_currency)
    return (texts[0], " \N{MIDDLE DOT} ".join(texts[1:])) if texts else (format.NOTHING, "")
