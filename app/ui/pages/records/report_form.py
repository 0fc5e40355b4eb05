"""Report form: name, report, days and filters of a saved report."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, get_args

from PySide6.QtWidgets import QComboBox, QSpinBox

from app.api.items.saved_reports import NewSavedReportBody, SavedReportChangeBody
from app.domain.items.saved_reports import (
    DEFAULT_RELATIVE_DAYS,
    MAX_DESCRIPTION_LENGTH,
    MAX_NAME_LENGTH,
    MAX_RELATIVE_DAYS,
    ReportConfig,
    ReportType,
    SavedReport,
)
from app.domain.reports.filters import DIMENSIONS, filter_params, filters_of
from app.domain.reports.request import ReportRequest
from app.ui import format
from app.ui.pages.records.filters_editor import FiltersEditor
from app.ui.translation import translator
from app.ui.widgets.fields import choice_box
from app.ui.widgets.form import Form
from app.ui.widgets.forms import line
from app.ui.widgets.parts import padded
from app.ui.widgets.segmented import SegmentedControl
from app.ui.windows.site_form import zone_field

_tr = translator("ReportForm")

EDITOR_WIDTH = 680
_VERSION = 1
_NEEDS_GOAL: tuple[ReportType, ...] = ("attribution", "revenue")
_COMPARES: tuple[ReportType, ...] = ("stats", "pageviews", "metrics", "events", "goals", "revenue")
_NO_COMPARISON = "none"
_COMPARISON = ("compare_mode", "compare_start_date", "compare_end_date")
_FILTERS = tuple(field.name for field in fields(ReportConfig) if field.name.startswith("filter_"))


@dataclass(frozen=True, slots=True)
class ReportChoices:
    """Goals and funnels that a report can be about, by id with their names."""

    goals: tuple[tuple[str, str], ...] = ()
    funnels: tuple[tuple[str, str], ...] = ()

    def names(self) -> dict[str, str]:
        """Return the names of goals and funnels by id."""
        return dict((*self.goals, *self.funnels))

    def without(self, ids: Container[str]) -> ReportChoices:
        """Return the choices without those of some ids."""
        goals, funnels = (tuple(one for one in kind if one[0] not in ids) for kind in (self.goals, self.funnels))
        return ReportChoices(goals, funnels)


def type_name(kind: ReportType) -> str:
    """Return the name of a report."""
    names: dict[ReportType, str] = {
        "stats": _tr("Key figures"),
        "pageviews": _tr("Traffic over time"),
        "metrics": _tr("Breakdown"),
        "events": _tr("Custom events"),
        "goals": _tr("Goals"),
        "funnel": _tr("Funnel"),
        "journey": _tr("Journey"),
        "retention": _tr("Retention"),
        "attribution": _tr("Attribution"),
        "revenue": _tr("Revenue"),
    }
    return names[kind]


class ReportForm(Form):
    """Fields of a saved report. request: on screen, for a new one. A journey can be changed only: it has an anchor."""

    def __init__(self, request: ReportRequest, choices: ReportChoices, report: SavedReport | None) -> None:
        super().__init__("report")
        self._request, self._config = request, report.config if report is not None else None
        self._report_name = line("report_name", _tr("Name"), _tr("Monday numbers"))
        self._report_name.setMaxLength(MAX_NAME_LENGTH)
        description = _tr("Description")
        self._description = line("report_description", description, description)
        self._description.setMaxLength(MAX_DESCRIPTION_LENGTH)
        kinds = [kind for kind in _TYPES if kind != "journey" or (self._config and self._config.report_type == kind)]
        self._type = choice_box("report_type", _tr("Report"), [(kind, type_name(kind)) for kind in kinds])
        self._metric = choice_box(
            "report_metric", _tr("Broken down by"), [(one, format.dimension_name(one)) for one in DIMENSIONS]
        )
        self._goal = choice_box("report_goal", _tr("Goal"), choices.goals)
        self._funnel = choice_box("report_funnel", _tr("Funnel"), choices.funnels)
        ranges = (("relative", _tr("Last days")), ("absolute", _tr("Days on screen")))
        self._range = SegmentedControl(ranges, "report_range", _tr("Days"))
        self._days = padded(QSpinBox())
        self._days.setObjectName("report_days")
        self._days.setAccessibleName(_tr("Number of days"))
        self._days.setRange(1, MAX_RELATIVE_DAYS)
        self._days.setValue(DEFAULT_RELATIVE_DAYS)
        self._compare = choice_box("report_compare", _tr("Comparison"), _comparisons(self._config))
        self._zone = zone_field("report_timezone", _tr("Time zone"), _tr("Time zone of the site"))
        self._zone.setCurrentText("")
        self.editor = FiltersEditor("report_filters", _tr("Filters"))
        self._lay_out()
        self._show(report)

    def problems(self) -> Mapping[str, str]:
        self.editor.add_typed()  # a value that was typed is meant
        kind = self._type.currentData()
        unknown = [one for one in self.editor.filters if f"filter_{one.dimension}" not in _FILTERS]
        problems = {
            "name": "" if self._report_name.text().strip() else _tr("Enter a name."),
            "report_type": self._lack(kind),
            "filters": _tr("A saved report cannot filter by a property of events.") if unknown else "",
        }
        return {key: text for key, text in problems.items() if text}

    def new_report(self) -> NewSavedReportBody:
        return NewSavedReportBody(self._report_name.text().strip(), self.config(), self._text())

    def change(self) -> SavedReportChangeBody:
        return SavedReportChangeBody(self._report_name.text().strip(), self._text(), self.config())

    def config(self) -> ReportConfig:
        """Return the parameters in the form. Those that it has no field for stay as they are."""
        kind: ReportType = self._type.currentData()
        is_relative = self._range.value == "relative"
        values: dict[str, Any] = dict.fromkeys(_FILTERS) | filter_params(self.editor.filters)
        values |= {
            "report_type": kind,
            "date_range_type": self._range.value,
            "relative_days": self._days.value() if is_relative else None,
            "metric_type": self._metric.currentData() if kind == "metrics" else self._kept("metric_type", kind),
            "goal_id": self._goal.currentData() if kind in _NEEDS_GOAL else None,
            "funnel_id": self._funnel.currentData() if kind == "funnel" else None,
            "timezone": self._zone.currentText().strip() or None,
        }
        values |= self._comparison(kind)
        if is_relative or self._config is None or self._config.date_range_type == "relative":
            start, end = self._request.start.isoformat(), self._request.end.isoformat()
            values |= {"start_date": None if is_relative else start, "end_date": None if is_relative else end}
        base = self._config or ReportConfig(_VERSION, kind, "relative")
        return replace(base, **values)

    def _comparison(self, kind: ReportType) -> dict[str, Any]:
        """Return the parameters of the comparison, as they were where another one was not chosen."""
        before = self._kept("compare_mode", kind)
        mode = self._compare.currentData() if kind in _COMPARES else before or _NO_COMPARISON
        if mode == (before or _NO_COMPARISON):
            return {name: self._kept(name, kind) for name in _COMPARISON}
        return dict.fromkeys(_COMPARISON) | {"compare_mode": mode}

    def _lack(self, kind: ReportType) -> str:
        """Return what has to be there before a report can be saved, empty when it is."""
        if kind in _NEEDS_GOAL and not self._goal.count():
            return _tr("Create a goal first.")
        return _tr("Create a funnel first.") if kind == "funnel" and not self._funnel.count() else ""

    def _kept(self, name: str, kind: ReportType) -> Any:  # Any: of the type of that parameter
        """Return a parameter of the report as it was, while it is the same report."""
        return getattr(self._config, name) if self._config is not None and self._config.report_type == kind else None

    def _text(self) -> str | None:
        return self._description.text().strip() or None

    def _lay_out(self) -> None:
        self.add("name", self._report_name, trailing=(self._description,), also=("description",))
        about = (self._metric, self._goal, self._funnel)
        self.add("report_type", self._type, trailing=about, also=("metric_type", "goal_id", "funnel_id"))
        names = ("date_range_type", "start_date", "end_date", *_COMPARISON)
        self.add("relative_days", self._range, trailing=(self._days, self._compare), also=names)
        self.add("timezone", self._zone, _tr("Determines when a day starts and ends"))
        self.add("filters", self.editor, also=_FILTERS)
        self._type.currentIndexChanged.connect(lambda _: self._show_parts())
        self._range.chosen.connect(lambda _: self._show_parts())
        self.editor.changed.connect(lambda: self.clear_error("filters"))

    def _show(self, report: SavedReport | None) -> None:
        if report is None:
            self.editor.show_filters(self._request.filters)
        else:
            config = report.config
            self._report_name.setText(report.name)
            self._description.setText(report.description or "")
            for box, value in (
                (self._type, config.report_type),
                (self._metric, config.metric_type),
                (self._goal, config.goal_id),
                (self._funnel, config.funnel_id),
                (self._compare, config.compare_mode),
            ):
                _choose(box, value)
            self._range.set_value(config.date_range_type)
            self._days.setValue(config.relative_days or DEFAULT_RELATIVE_DAYS)
            self._zone.setCurrentText(config.timezone or "")
            texts = {name: text for name in _FILTERS if (text := getattr(config, name)) is not None}
            self.editor.show_filters(filters_of(texts))
        self._show_parts()

    def _show_parts(self) -> None:
        kind = self._type.currentData()
        self._metric.setVisible(kind == "metrics")
        self._goal.setVisible(kind in _NEEDS_GOAL)
        self._funnel.setVisible(kind == "funnel")
        self._compare.setVisible(kind in _COMPARES)
        self._days.setVisible(self._range.value == "relative")


_TYPES: tuple[ReportType, ...] = get_args(ReportType)


def _comparisons(config: ReportConfig | None) -> list[tuple[str, str]]:
    """Return the comparisons to choose from. Days of its own keeps only a report that has some."""
    choices = [
        (_NO_COMPARISON, _tr("No comparison")),
        ("previous_period", _tr("Previous period")),
        ("previous_year", _tr("Previous year")),
    ]
    return [*choices, ("custom", _tr("Other days"))] if config and config.compare_mode == "custom" else choices


def _choose(box: QComboBox, value: str | None) -> None:
    """Choose a value, one that is offered no longer too: saved again, a report stays about the same goal or funnel."""
    if value is not None and box.findData(value) < 0:
        box.addItem(_tr("(deleted)"), value)
    box.setCurrentIndex(max(0, box.findData(value)))
