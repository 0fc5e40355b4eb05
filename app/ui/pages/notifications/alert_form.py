"""Alert form: what has to happen to the numbers of a website, and where the message goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from PySide6.QtCore import QTime
from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QSizePolicy, QSpinBox, QTimeEdit

from app.api.notifications import AlertChange, AlertReply, NewAlert, QuietHoursBody
from app.domain.notifications.alerts import (
    DEFAULT_LOOKBACK,
    MAX_LOOKBACK,
    MAX_NAME_LENGTH,
    MAX_SILENCE_H,
    Condition,
    Metric,
)
from app.ui.pages.notifications.target_fields import TargetFields
from app.ui.translation import translator
from app.ui.widgets.fields import choice_box
from app.ui.widgets.form import Form
from app.ui.widgets.forms import line
from app.ui.widgets.parts import label, padded

_tr = translator("AlertForm")

_MOST = 1e9  # of a number that is compared with
_START: Mapping[Condition, float] = {
    "spike": 3,
    "drop": 3,
    "threshold_above": 100,
    "threshold_below": 10,
    "goal_reached": 1,
    "no_events": 24,
}
_QUIET_FROM, _QUIET_UNTIL = "22:00", "07:00"
_CLOCK = "HH:mm"


class AlertForm(Form):
    """Fields of an alert. goals: id and name of each goal; stored: shown at first, None for a new one."""

    def __init__(self, goals: Sequence[tuple[str, str]], stored: AlertReply | None) -> None:
        super().__init__("alert")
        self._alert_name = line("alert_name", _tr("Name"), _tr("Rush of visitors"))
        self._alert_name.setMaxLength(MAX_NAME_LENGTH)
        self._condition = choice_box(
            "alert_condition", _tr("What happens"), [(key, condition_name(key)) for key in _START]
        )
        self._metric = choice_box("alert_metric", _tr("Number"), [(key, metric_name(key)) for key in METRICS])
        choices: list[tuple[object, str]] = [(None, _tr("All goals together")), *goals]
        if stored is not None and stored.goal_id not in dict(choices):
            choices.append((stored.goal_id, _tr("A goal that no longer exists")))
        self._goal = choice_box("alert_goal", _tr("Goal"), choices)
        self._threshold = padded(QDoubleSpinBox())
        self._threshold.setObjectName("alert_threshold")
        self._threshold.setAccessibleName(_tr("Threshold"))
        self._threshold.setGroupSeparatorShown(True)
        self._lookback = padded(QSpinBox())
        self._lookback.setObjectName("alert_lookback")
        self._lookback.setAccessibleName(_tr("Compared with so many days before"))
        self._lookback.setRange(2, MAX_LOOKBACK)
        self._lookback.setValue(DEFAULT_LOOKBACK)
        self._is_quiet = QCheckBox(_tr("Quiet hours: messages wait until they are over"))
        self._is_quiet.setObjectName("alert_quiet")
        self._from, self._until = (
            _time("alert_quiet_from", _tr("Quiet hours")),
            _time("alert_quiet_until", _tr("Until")),
        )
        self._is_active = QCheckBox(_tr("The alert is on"))
        self._is_active.setObjectName("alert_active")
        self._is_active.setChecked(True)
        self._lay_out(stored)
        self._show(stored)

    def _lay_out(self, stored: AlertReply | None) -> None:
        self.add("name", self._alert_name)
        self.add("condition_type", self._condition, " ")
        self._metric_part = self.add("metric", self._metric)
        self._goal_part = self.add("goal_id", self._goal)
        self._threshold_part = self.add("threshold_value", self._threshold, " ")
        self._lookback_part = self.add("lookback_days", self._lookback)
        self._target = TargetFields(self, stored, has_desktop=True)
        self.add_below(self._is_quiet)
        hint, dash = _tr("In the time zone of the site"), label("\N{EN DASH}")
        dash.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._quiet_part = self.add("quiet_hours", self._from, hint, trailing=(dash, self._until))
        self.add_below(self._is_active)
        self._is_active.setVisible(stored is not None)
        self._condition.currentIndexChanged.connect(self._on_condition)
        self._metric.currentIndexChanged.connect(self._show_parts)
        self._is_quiet.toggled.connect(self._show_parts)

    def problems(self) -> Mapping[str, str]:
        needs_goal = self.condition == "goal_reached" and self._goal.currentData() is None
        is_empty = self._is_quiet.isChecked() and self._from.time() == self._until.time()
        problems = {
            "name": "" if self._alert_name.text().strip() else _tr("Enter a name."),
            "goal_id": _tr("Choose a goal.") if needs_goal else "",
            "quiet_hours": _tr("They have to end at another time than they begin.") if is_empty else "",
            **self._target.problems(),
        }
        return {key: text for key, text in problems.items() if text}

    @property
    def condition(self) -> Condition:
        return cast(Condition, self._condition.currentData())

    @property
    def judged_metric(self) -> Metric:
        """The number that is judged; that of conversions for a goal."""
        return "conversions" if self.condition == "goal_reached" else cast(Metric, self._metric.currentData())

    def new_alert(self) -> NewAlert:
        has_goal = self.judged_metric.startswith("conversion") and self.condition != "no_events"
        quiet = QuietHoursBody(begin=self._from.time().toString(_CLOCK), end=self._until.time().toString(_CLOCK))
        return NewAlert(
            name=self._alert_name.text().strip(),
            metric=self.judged_metric if self.condition != "no_events" else "pageviews",
            condition_type=self.condition,
            threshold_value=self._threshold.value(),
            channel=self._target.channel,
            target=self._target.address,
            lookback_days=self._lookback.value(),
            goal_id=cast("str | None", self._goal.currentData()) if has_goal else None,
            quiet_hours=quiet if self._is_quiet.isChecked() else None,
            webhook_format=self._target.webhook_format,
            webhook_secret=self._target.new_secret,
        )

    def change(self) -> AlertChange:
        new = self.new_alert()
        return AlertChange(
            name=new.name,
            metric=new.metric,
            condition_type=new.condition_type,
            threshold_value=new.threshold_value,
            lookback_days=new.lookback_days,
            goal_id=new.goal_id,
            quiet_hours=new.quiet_hours,
            channel=new.channel,
            target=new.target,
            is_active=self._is_active.isChecked(),
            webhook_format=new.webhook_format,
            webhook_secret=self._target.changed_secret,
        )

    def _show(self, stored: AlertReply | None) -> None:
        if stored is None:
            self._on_condition()
            return
        self._alert_name.setText(stored.name)
        self._condition.setCurrentIndex(self._condition.findData(stored.condition_type))
        self._metric.setCurrentIndex(self._metric.findData(stored.metric))
        self._goal.setCurrentIndex(self._goal.findData(stored.goal_id))
        self._lookback.setValue(stored.lookback_days)
        self._is_active.setChecked(stored.is_active)
        if stored.quiet_hours is not None:
            self._is_quiet.setChecked(True)
            self._from.setTime(QTime.fromString(stored.quiet_hours.begin, _CLOCK))
            self._until.setTime(QTime.fromString(stored.quiet_hours.end, _CLOCK))
        self._on_condition()
        self._threshold.setValue(stored.threshold_value)

    def _on_condition(self, *_: object) -> None:
        """Begin with a threshold that makes sense for the condition."""
        condition = self.condition
        is_whole = condition in ("no_events", "goal_reached")
        self._threshold.setDecimals(0 if is_whole else 1)
        self._threshold.setRange(*((1, MAX_SILENCE_H) if condition == "no_events" else (0, _MOST)))
        self._threshold.setSuffix(_tr(" hours") if condition == "no_events" else "")
        self._threshold.setValue(_START[condition])
        self.set_hint("condition_type", condition_hint(condition))
        self.set_hint("threshold_value", threshold_hint(condition))
        self._show_parts()

    def _show_parts(self, *_: object) -> None:
        condition = self.condition
        self._metric_part.setVisible(condition not in ("no_events", "goal_reached"))
        self._goal_part.setVisible(condition != "no_events" and self.judged_metric.startswith("conversion"))
        self._lookback_part.setVisible(condition in ("spike", "drop"))
        self._quiet_part.setVisible(self._is_quiet.isChecked())


METRICS: tuple[Metric, ...] = ("visitors", "pageviews", "conversions", "conversion_rate")


def metric_name(metric: Metric) -> str:
    """Return the name of a number."""
    names: dict[Metric, str] = {
        "visitors": _tr("Visitors of a day"),
        "pageviews": _tr("Pageviews of a day"),
        "conversions": _tr("Conversions of a day"),
        "conversion_rate": _tr("Conversion rate of a day, percent"),
    }
    return names[metric]


def condition_name(condition: Condition) -> str:
    """Return what has to happen."""
    names: dict[Condition, str] = {
        "spike": _tr("Far more than usual"),
        "drop": _tr("Far less than usual"),
        "threshold_above": _tr("Reaches a number"),
        "threshold_below": _tr("Stays at or below a number"),
        "goal_reached": _tr("A goal is reached"),
        "no_events": _tr("No events arrive"),
    }
    return names[condition]


def condition_hint(condition: Condition) -> str:
    """Return when the condition is judged."""
    hints: dict[Condition, str] = {
        "spike": _tr("Told as soon as the day has reached it, once a day."),
        "drop": _tr("Told when the day is over."),
        "threshold_above": _tr("Told as soon as the day has reached it, once a day."),
        "threshold_below": _tr("Told when the day is over."),
        "goal_reached": _tr("Told at the first conversions of a day."),
        "no_events": _tr("Told once, and again after the next silence. The site may be down, or its snippet gone."),
    }
    return hints[condition]


def threshold_hint(condition: Condition) -> str:
    """Return what the threshold means."""
    hints: dict[Condition, str] = {
        "spike": _tr("Distance from the mean in standard deviations: 2 is unusual, 3 is rare."),
        "drop": _tr("Distance from the mean in standard deviations: 2 is unusual, 3 is rare."),
        "threshold_above": "",
        "threshold_below": "",
        "goal_reached": _tr("Conversions of the day"),
        "no_events": "",
    }
    return hints[condition]


def _time(name: str, title: str) -> QTimeEdit:
    field = padded(QTimeEdit(QTime.fromString(_QUIET_FROM if name.endswith("from") else _QUIET_UNTIL, _CLOCK)))
    field.setObjectName(name)
    field.setAccessibleName(title)
    return field
