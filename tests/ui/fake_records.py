"""Goals, funnels, segments and notes on a fake server."""

from __future__ import annotations

from datetime import UTC, datetime

from app.domain.items.annotations import Annotation
from app.domain.items.funnels import Funnel, FunnelItem, FunnelResults, FunnelStep, Reached, funnel_results, item_of
from app.domain.items.goals import Goal, GoalCounts, GoalDetail, GoalReport, GoalsReport, goal_stats
from app.domain.items.saved_reports import ReportConfig, ReportRun, SavedReport, SavedReportItem
from app.domain.items.saved_reports import item_of as report_item
from app.domain.items.segments import NewSegment, Segment
from app.domain.reports.request import ReportRequest

_AT = datetime(2026, 3, 1, tzinfo=UTC)


class FakeRecords:
    """Records of a website: one of each kind, with `record_text` in its texts, none while that is empty."""

    record_text = ""

    async def list_goals(self, website_id: str) -> tuple[Goal, ...]:
        text = self.record_text
        goal = Goal("goal_1", website_id, text, "page_view", text, "equals", "none", None, None, "EUR", _AT, _AT)
        return (goal,) if text else ()

    async def all_goal_stats(self, website_id: str, request: ReportRequest) -> GoalsReport:
        goals = await self.list_goals(website_id)
        return GoalsReport(tuple(goal_stats(goal, GoalCounts(3, 2, 1), 9, GoalCounts(), 0) for goal in goals))

    async def goal_stats(self, website_id: str, goal_id: str, request: ReportRequest) -> GoalReport:
        one = (await self.all_goal_stats(website_id, request)).data[0]
        numbers = {name: getattr(one, name) for name in one.__dataclass_fields__}
        return GoalReport(GoalDetail(**numbers, series=(), granularity="day", compare_series=None, timezone="UTC"))

    async def list_funnels(self, website_id: str) -> tuple[FunnelItem, ...]:
        return (item_of(await self.funnel(website_id, "funnel_1")),) if self.record_text else ()

    async def funnel(self, website_id: str, funnel_id: str) -> Funnel:
        text = self.record_text
        steps = tuple(
            FunnelStep(f"step_{number}", funnel_id, number, "page_view", text, "equals", text, _AT) for number in (1, 2)
        )
        return Funnel(funnel_id, website_id, text, False, None, _AT, _AT, steps)

    async def funnel_results(self, website_id: str, funnel_id: str, request: ReportRequest) -> FunnelResults:
        return funnel_results(await self.funnel(website_id, funnel_id), {1: Reached(9), 2: Reached(3)})

    async def list_annotations(self, website_id: str) -> tuple[Annotation, ...]:
        text = self.record_text
        return (Annotation("note_1", _AT.date(), None, None, None, text, _AT, _AT),) if text else ()

    async def list_segments(self, website_id: str) -> tuple[Segment, ...]:
        text = self.record_text
        return (Segment("seg_1", text, {"filter_page": text}, _AT, _AT),) if text else ()

    async def add_segment(self, website_id: str, segment: NewSegment) -> Segment:
        return Segment("seg_2", segment.name, segment.filters, _AT, _AT)

    async def list_saved_reports(self, website_id: str) -> tuple[SavedReportItem, ...]:
        return (report_item(await self.saved_report(website_id, "report_1")),) if self.record_text else ()

    async def saved_report(self, website_id: str, report_id: str) -> SavedReport:
        text = self.record_text
        return SavedReport(report_id, website_id, text, text, ReportConfig(1, "metrics", "relative"), None, _AT, _AT)

    async def preview_report(self, website_id: str, config: ReportConfig) -> ReportRun:
        return ReportRun(None, config, _AT, {"rows": [{"value": self.record_text, "visitors": 3}]}, None)
