"""Subscriptions page: reports of a website that are sent every day, week or month."""

from __future__ import annotations

from collections.abc import Coroutine, Mapping, Sequence
from typing import Any

from app.api.client import ApiClient
from app.api.notifications import SubscriptionReply
from app.domain.errors import AppError
from app.domain.items.saved_reports import SavedReportItem
from app.domain.notifications.deliveries import Delivery
from app.domain.notifications.subscriptions import Schedule
from app.ui import format
from app.ui.models.cells import Cell, Heading
from app.ui.pages.notifications.sending_page import SendingPage
from app.ui.pages.notifications.subscription_form import SubscriptionForm, hour_name
from app.ui.pages.page import PageContext
from app.ui.translation import filled, translator
from app.ui.widgets.form import Form

_tr = translator("subscriptions")


class SubscriptionsPage(SendingPage[SubscriptionReply]):
    """Subscriptions of a website, newest first."""

    width_of_editor = 560

    def __init__(self, context: PageContext) -> None:
        self._reports: tuple[tuple[str, str], ...] = ()
        columns: tuple[Heading, ...] = ((_tr("Report"), 9), (_tr("When"), 7), (_tr("To"), 9), (_tr("Next"), 6))
        super().__init__(context, "subscriptions", columns, shown_rows=5)

    def title(self) -> str:
        return _tr("Subscriptions")

    def texts(self) -> Mapping[str, str]:
        return {
            "icon": "mail",
            "new": _tr("New subscription\N{HORIZONTAL ELLIPSIS}"),
            "edit": _tr("Edit subscription\N{HORIZONTAL ELLIPSIS}"),
            "count": _tr("%1 subscriptions", len(self.records)),
            "none": _tr("No subscriptions yet"),
            "advice": _tr(
                "A subscription sends a report every day, week or month: by e-mail, or to Slack, Discord, ntfy or a "
                "program of yours. The server sends it, so it has to run at that time; what it missed is sent later."
            ),
            "deleted": _tr("The subscription %1 has been deleted"),
        }

    def load(self, *, is_other_site: bool) -> None:
        if self.site is not None:
            self.ask("reports", self.client.list_saved_reports(self.site.id), self._on_reports, self._on_no_reports)
        super().load(is_other_site=is_other_site)

    def fetch(self) -> Coroutine[Any, Any, Sequence[SubscriptionReply]]:
        assert self.site is not None
        return self.client.list_subscriptions(self.site.id)

    def cells(self, record: SubscriptionReply) -> tuple[Cell, ...]:
        zone = record.timezone
        sent = format.moment(record.last_run_at, zone) if record.last_run_at is not None else _tr("never")
        following = format.moment(record.next_run_at, zone) if record.is_active else _tr("switched off")
        return (
            Cell(self.report_name(record), "", tip=self.report_name(record)),
            Cell(schedule_name(record.schedule), filled(_tr("at %1, %2"), hour_name(record.hour), zone)),
            Cell(record.target, _tr("webhook") if record.channel == "webhook" else "", tip=record.target),
            Cell(following, filled(_tr("last: %1"), sent)),
        )

    def exported(self, record: SubscriptionReply) -> Mapping[str, object]:
        names = (
            "report_id",
            "schedule",
            "hour",
            "timezone",
            "channel",
            "target",
            "is_active",
            "last_run_at",
            "next_run_at",
        )
        return {name: getattr(record, name) for name in names}

    def name_of(self, record: SubscriptionReply) -> str:
        return filled(_tr("%1 to %2"), self.report_name(record), record.target)

    def report_name(self, record: SubscriptionReply) -> str:
        """Return the name of the report that a subscription sends."""
        if record.report_id is None:
            return _tr("Whole site")
        return dict(self._reports).get(record.report_id, _tr("A report that no longer exists"))

    def form(self, record: SubscriptionReply | None) -> Form:
        assert self.site is not None
        return SubscriptionForm(self.site.timezone, self._reports, record)

    def save(
        self, client: ApiClient, website_id: str, record: SubscriptionReply | None, form: Form
    ) -> Coroutine[Any, Any, SubscriptionReply]:
        assert isinstance(form, SubscriptionForm)
        if record is None:
            return client.add_subscription(website_id, form.new_subscription())
        return client.change_subscription(website_id, record.id, form.change())

    def remove(self, website_id: str, record: SubscriptionReply) -> Coroutine[Any, Any, None]:
        return self.client.delete_subscription(website_id, record.id)

    def test(self, website_id: str, record: SubscriptionReply) -> Coroutine[Any, Any, Delivery]:
        return self.client.test_subscription(website_id, record.id)

    def test_text(self) -> str:
        return _tr("Send now")

    def _on_reports(self, reports: tuple[SavedReportItem, ...]) -> None:
        self._reports = tuple((report.id, report.name) for report in reports)
        self.table.viewport().update()

    def _on_no_reports(self, error: AppError) -> None:
        """Offer no saved reports: the list, asked of the same server, shows why it cannot be reached."""
        self._reports = ()


def schedule_name(schedule: Schedule) -> str:
    """Return how often a report is sent."""
    names: dict[Schedule, str] = {
        "daily": _tr("Every day"),
        "weekly": _tr("Every week"),
        "monthly": _tr("Every month"),
    }
    return names[schedule]
