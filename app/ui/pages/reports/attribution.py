"""Attribution page: where the visits that reached a goal came from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from app.api.client import ApiClient
from app.api.reports.question import Question
from app.domain.errors import AppError
from app.domain.items.goals import Goal
from app.domain.reports.attribution import AttributionRow, Model
from app.domain.reports.request import ReportRequest
from app.ui.models.columns import RowsPage, RowsQuery
from app.ui.models.row_files import Fetch
from app.ui.pages.page import PageContext
from app.ui.pages.reports.report_page import ReportPage
from app.ui.pages.reports.sections.attribution import MODELS, PAGE_ROWS, AttributionSection
from app.ui.pages.rows_feed import RowsFeed
from app.ui.translation import translator

_tr = translator("attribution")


class AttributionPage(ReportPage):
    """First and last touch of a goal's conversions. Without goals it leads to the page that makes them."""

    def __init__(self, context: PageContext) -> None:
        self.section = AttributionSection()
        super().__init__(context, "attribution_page", (self.section,))
        self._has_no_goals = False
        for model in MODELS:
            RowsFeed(self, self.section.panels[model], model, partial(self._rows, model))

    def load(self, *, is_other_site: bool) -> None:
        if is_other_site:
            self.forget()
        if self.site is None:
            super().load(is_other_site=False)
            return
        self.stack.show_loading()
        self._is_refresh = False
        then = partial(self._on_goals, partial(super().load, is_other_site=False))
        self.ask("goals", self.client.list_goals(self.site.id), then, self._on_failed)

    def refresh(self) -> None:
        if self.site is not None:
            self._is_refresh = self.stack.state in ("content", "loading")
            then = partial(self._on_goals, super().refresh)
            self.ask("goals", self.client.list_goals(self.site.id), then, self._on_failed)

    def _on_goals(self, go_on: Callable[[], None], goals: Sequence[Goal]) -> None:
        goals = self.leaving.without(goals)
        self._has_no_goals = not goals
        self.section.show_goals(goals)
        if goals:
            go_on()
            return
        self.layers.setCurrentWidget(self.stack)
        self.stack.show_empty(
            _tr("No goals yet"),
            _tr("Attribution shows which sources lead to a goal, such as an order. Make a goal first."),
            _tr("Go to Goals"),
            "goal",
        )

    def _on_action(self) -> None:
        if self._has_no_goals and self.site is not None:
            self.page_requested.emit("goals")
        else:
            super()._on_action()

    def _rows(self, model: Model) -> Fetch[AttributionRow] | None:
        """Return the reader of a model's rows as they are asked for now."""
        if self.site is None or self.request is None or not self.section.goal_id:
            return None
        return partial(_page, self.client, self.site.id, self.request, self.section.params(model))


async def _page(
    client: ApiClient, website_id: str, request: ReportRequest, params: dict[str, str], query: RowsQuery
) -> RowsPage[AttributionRow]:
    question = Question(ApiClient.attribution, params | query.params(PAGE_ROWS, "offset"))
    report = (await client.reports(website_id, request, {"rows": question}))["rows"]
    if isinstance(report, AppError):
        raise report
    return RowsPage.by_offset(report.data.rows, report.pagination)
