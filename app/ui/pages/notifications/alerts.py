"""Alerts page: rules about the numbers of a website whose message is sent when they fire."""

from __future__ import annotations

from collections.abc import Coroutine, Mapping, Sequence
from typing import Any

from app.api.client import ApiClient
from app.api.notifications import AlertReply
from app.domain.errors import AppError
from app.domain.items.goals import Goal
from app.domain.notifications.deliveries import Delivery
from app.ui import format
from app.ui.models.cells import Cell, Heading
from app.ui.pages.notifications.alert_form import AlertForm, condition_name, metric_name
from app.ui.pages.notifications.sending_page import SendingPage, target_text
from app.ui.pages.page import PageContext
from app.ui.translation import filled, translator
from app.ui.widgets.form import Form

_tr = translator("alerts")


class AlertsPage(SendingPage[AlertReply]):
    """Alerts of a website, newest first."""

    width_of_editor = 560

    def __init__(self, context: PageContext) -> None:
        self._goals: tuple[tuple[str, str], ...] = ()
        columns: tuple[Heading, ...] = ((_tr("Alert"), 9), (_tr("What happens"), 10), (_tr("To"), 9))
        super().__init__(context, "alerts", columns, shown_rows=5)

    def title(self) -> str:
        return _tr("Alerts")

    def texts(self) -> Mapping[str, str]:
        return {
            "icon": "bell",
            "new": _tr("New alert\N{HORIZONTAL ELLIPSIS}"),
            "edit": _tr("Edit alert\N{HORIZONTAL ELLIPSIS}"),
            "count": _tr("%1 alerts", len(self.records)),
            "none": _tr("No alerts yet"),
            "advice": _tr(
                "An alert watches the numbers of the site and sends a message when something happens: far more or far "
                "fewer visitors than usual, a goal that is reached, or no events at all."
            ),
            "deleted": _tr("The alert %1 has been deleted"),
        }

    def load(self, *, is_other_site: bool) -> None:
        if self.site is not None:
            self.ask("goals", self.client.list_goals(self.site.id), self._on_goals, self._on_no_goals)
        super().load(is_other_site=is_other_site)

    def fetch(self) -> Coroutine[Any, Any, Sequence[AlertReply]]:
        assert self.site is not None
        return self.client.list_alerts(self.site.id)

    def cells(self, record: AlertReply) -> tuple[Cell, ...]:
        return (
            Cell(record.name, "" if record.is_active else _tr("switched off"), tip=record.name),
            Cell(condition_name(record.condition_type), self._rule(record)),
            Cell(target_text(record), _tr("webhook") if record.channel == "webhook" else "", tip=target_text(record)),
        )

    def exported(self, record: AlertReply) -> Mapping[str, object]:
        names = (
            "name",
            "metric",
            "condition_type",
            "threshold_value",
            "lookback_days",
            "channel",
            "target",
            "is_active",
        )
        return {name: getattr(record, name) for name in names}

    def name_of(self, record: AlertReply) -> str:
        return record.name

    def form(self, record: AlertReply | None) -> Form:
        return AlertForm(tuple(goal for goal in self._goals if goal[0] not in self.leaving), record)

    def save(
        self, client: ApiClient, website_id: str, record: AlertReply | None, form: Form
    ) -> Coroutine[Any, Any, AlertReply]:
        assert isinstance(form, AlertForm)
        if record is None:
            return client.add_alert(website_id, form.new_alert())
        return client.change_alert(website_id, record.id, form.change())

    def remove(self, website_id: str, record: AlertReply) -> Coroutine[Any, Any, None]:
        return self.client.delete_alert(website_id, record.id)

    def test(self, website_id: str, record: AlertReply) -> Coroutine[Any, Any, Delivery]:
        return self.client.test_alert(website_id, record.id)

    def test_text(self) -> str:
        return _tr("Send a test")

    def _rule(self, record: AlertReply) -> str:
        """Return the numbers of a rule."""
        limit = format.decimal(record.threshold_value, 1 if record.threshold_value % 1 else 0)
        if record.condition_type == "no_events":
            return filled(_tr("for %1 hours"), limit)
        if record.condition_type == "goal_reached":
            return dict(self._goals).get(record.goal_id or "", "")
        return f"{metric_name(record.metric)}: {limit}"

    def _on_goals(self, goals: tuple[Goal, ...]) -> None:
        self._goals = tuple((goal.id, goal.name) for goal in goals)
        self.table.viewport().update()

    def _on_no_goals(self, error: AppError) -> None:
        """Offer no goals: the list, asked of the same server, shows why it cannot be reached."""
        self._goals = ()
