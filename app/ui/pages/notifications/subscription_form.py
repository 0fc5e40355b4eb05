"""Subscription form: report, schedule, time of day, and where it goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import cast

from PySide6.QtWidgets import QCheckBox

from app.api.notifications import NewSubscription, SubscriptionChange, SubscriptionReply
from app.domain.notifications.subscriptions import SEND_HOUR, Schedule
from app.domain.notifications.targets import ReportChannel
from app.ui import format
from app.ui.pages.notifications.target_fields import TargetFields
from app.ui.translation import translator
from app.ui.widgets.fields import choice_box
from app.ui.widgets.form import Form
from app.ui.widgets.segmented import SegmentedControl
from app.ui.windows.site_form import zone_field

_tr = translator("SubscriptionForm")


class SubscriptionForm(Form):
    """Fields of a subscription. zone: of the website; reports: id and name of each saved report.

    stored: shown at first, None for a new one.
    """

    def __init__(self, zone: str, reports: Sequence[tuple[str, str]], stored: SubscriptionReply | None) -> None:
        super().__init__("subscription")
        choices: list[tuple[object, str]] = [(None, _tr("Whole site, the period that is over")), *reports]
        if stored is not None and stored.report_id not in dict(choices):
            choices.append((stored.report_id, _tr("A report that no longer exists")))
        self._report = choice_box("subscription_report", _tr("Report"), choices)
        schedules = (("daily", _tr("Every day")), ("weekly", _tr("Every week")), ("monthly", _tr("Every month")))
        self._schedule = SegmentedControl(schedules, "subscription_schedule", _tr("When"))
        self._schedule.set_value("weekly")
        hours = [(hour, hour_name(hour)) for hour in range(24)]
        self._hour = choice_box("subscription_hour", _tr("At"), hours)
        self._zone = zone_field("subscription_timezone", _tr("Time zone"))
        self._is_active = QCheckBox(_tr("The report is sent"))
        self._is_active.setObjectName("subscription_active")
        self._is_active.setChecked(True)
        self.add("report_id", self._report)
        self.add("schedule", self._schedule, _tr("Weeks are sent on Monday, months on the first day."))
        self.add("hour", self._hour)
        self.add("timezone", self._zone)
        self._hour.setCurrentIndex(SEND_HOUR if stored is None else stored.hour)
        self._zone.setCurrentText(zone if stored is None else stored.timezone)
        if stored is not None:
            self._report.setCurrentIndex(self._report.findData(stored.report_id))
            self._schedule.set_value(stored.schedule)
            self._is_active.setChecked(stored.is_active)
        self._target = TargetFields(self, stored)
        self.add_below(self._is_active)
        self._is_active.setVisible(stored is not None)

    def problems(self) -> Mapping[str, str]:
        return self._target.problems()

    def new_subscription(self) -> NewSubscription:
        return NewSubscription(
            schedule=cast(Schedule, self._schedule.value),
            channel=cast(ReportChannel, self._target.channel),
            target=self._target.address,
            report_id=cast("str | None", self._report.currentData()),
            timezone=self._zone.currentText().strip() or None,
            hour=self._hour.currentIndex(),
            webhook_format=self._target.webhook_format,
            webhook_secret=self._target.new_secret,
        )

    def change(self) -> SubscriptionChange:
        new = self.new_subscription()
        return SubscriptionChange(
            schedule=new.schedule,
            channel=new.channel,
            target=new.target,
            report_id=new.report_id,
            timezone=new.timezone,
            hour=new.hour,
            is_active=self._is_active.isChecked(),
            webhook_format=new.webhook_format,
            webhook_secret=self._target.changed_secret,
        )


def hour_name(hour: int) -> str:
    """Return an hour of the day as the locale writes it."""
    return format.clock(datetime(2026, 1, 1, hour, tzinfo=UTC), "UTC")
