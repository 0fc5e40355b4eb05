"""Funnel form: name, steps, their order, and the longest time for all of them."""

from __future__ import annotations

from collections.abc import Mapping

from app.api.items.funnels import FunnelChangeBody, FunnelStepBody, NewFunnelBody
from app.domain.items.funnels import MIN_STEPS, Funnel
from app.domain.items.goals import MAX_NAME_LENGTH
from app.ui import format
from app.ui.pages.records.steps_editor import StepsEditor
from app.ui.translation import translator
from app.ui.widgets.fields import ComboBox
from app.ui.widgets.form import Form
from app.ui.widgets.forms import line
from app.ui.widgets.segmented import SegmentedControl

_tr = translator("FunnelForm")

_LIMITS_S = (300, 1_800, 3_600, 86_400)
_NO_LIMIT = 0


class FunnelForm(Form):
    """Fields of a funnel. funnel: shown at first, None for a new one."""

    def __init__(self, funnel: Funnel | None) -> None:
        super().__init__("funnel")
        self._funnel_name = line("funnel_name", _tr("Name"), _tr("Checkout"))
        self._funnel_name.setMaxLength(MAX_NAME_LENGTH)
        self.editor = StepsEditor("funnel_steps", _tr("Steps"))
        self.editor.changed.connect(lambda: self.clear_error("steps"))
        self._order = SegmentedControl(
            (("in_order", _tr("In this order")), ("any_order", _tr("In any order"))), "funnel_order", _tr("Order")
        )
        self._limit = ComboBox()
        self._limit.setObjectName("funnel_limit")
        self._limit.setAccessibleName(_tr("Longest time for all steps"))
        self._limit.addItem(_tr("No limit"), _NO_LIMIT)
        for limit_s in _LIMITS_S:
            self._add_limit(limit_s)
        self.add("name", self._funnel_name)
        hint = _tr("Click at least two pages or events at the right. Drag a step, or press Alt+Up, to move it.")
        self.add("steps", self.editor, hint, also=("match_value", "step_type", "match_type", "label"))
        self.add("any_order", self._order)
        self.add("window_seconds", self._limit)
        if funnel is not None:
            self._funnel_name.setText(funnel.name)
            self.editor.show_steps([(step.rule, step.label) for step in funnel.steps])
            self._order.set_value("any_order" if funnel.any_order else "in_order")
            if funnel.window_seconds is not None:
                if self._limit.findData(funnel.window_seconds) < 0:
                    self._add_limit(funnel.window_seconds)
                self._limit.setCurrentIndex(self._limit.findData(funnel.window_seconds))

    def problems(self) -> Mapping[str, str]:
        problems = {}
        if not self._funnel_name.text().strip():
            problems["name"] = _tr("Enter a name.")
        if len(self.editor.steps) < MIN_STEPS:
            problems["steps"] = _tr("A funnel has at least two steps.")
        return problems

    def new_funnel(self) -> NewFunnelBody:
        return NewFunnelBody(self._funnel_name.text().strip(), self._steps(), self._is_any_order(), self._window_s())

    def change(self) -> FunnelChangeBody:
        return FunnelChangeBody(self._funnel_name.text().strip(), self._steps(), self._is_any_order(), self._window_s())

    def _steps(self) -> tuple[FunnelStepBody, ...]:
        return tuple(
            FunnelStepBody(step.match_value, step.step_type, None, step.match_operator, step.label)
            for step in self.editor.steps
        )

    def _is_any_order(self) -> bool:
        return self._order.value == "any_order"

    def _window_s(self) -> int | None:
        return self._limit.currentData() or None

    def _add_limit(self, limit_s: int) -> None:
        self._limit.addItem(format.span(limit_s), limit_s)
