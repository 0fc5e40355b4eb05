"""Goal form: name, the events that count, and the value of a conversion."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from PySide6.QtWidgets import QDoubleSpinBox

from app.api.items.goals import GoalChangeBody, NewGoalBody
from app.domain.items.goals import (
    DEFAULT_CURRENCY,
    MAX_CURRENCY_LENGTH,
    MAX_KEY_LENGTH,
    MAX_NAME_LENGTH,
    Goal,
    ValueMode,
)
from app.domain.reports.matching import MatchRule, MatchType
from app.domain.reports.money import AMOUNT_LIMIT
from app.ui.style import theme
from app.ui.style.theme import ROW_HEIGHT, SPACE
from app.ui.texts import rule_text
from app.ui.translation import translator
from app.ui.widgets.form import Form
from app.ui.widgets.forms import line
from app.ui.widgets.parts import fix_height, follow_text, padded
from app.ui.widgets.pickers.rule_picker import RulePicker
from app.ui.widgets.segmented import SegmentedControl

_tr = translator("GoalForm")

_ROWS = 5
_CURRENCY_WIDTH = 24 * SPACE
_LEAST_DECIMALS = 2


class GoalForm(Form):
    """Fields of a goal. goal: shown at first, None for a new one. Pages or events: that is fixed once it exists."""

    def __init__(self, goal: Goal | None) -> None:
        super().__init__("goal")
        types: Sequence[MatchType] = ("page_view", "event") if goal is None else (goal.goal_type,)
        self.picker = RulePicker("goal_rule", _tr("Counts"), types)
        fix_height(self.picker.list, _ROWS * ROW_HEIGHT + 2)
        self.picker.chosen.connect(self._on_rule)
        self._goal_name = line("goal_name", _tr("Name"), _tr("Order placed"))
        self._goal_name.setMaxLength(MAX_NAME_LENGTH)
        choices = (("none", _tr("None")), ("fixed", _tr("Always the same")), ("event_property", _tr("From the event")))
        self._mode = SegmentedControl(choices, "goal_value_mode", _tr("Value of a conversion"))
        self._mode.chosen.connect(self._show_mode)
        self._fixed = padded(QDoubleSpinBox())
        self._fixed.setObjectName("goal_fixed_value")
        self._fixed.setAccessibleName(_tr("Amount"))
        self._fixed.setRange(0, float(AMOUNT_LIMIT) - 1)
        self._fixed.setGroupSeparatorShown(True)
        self._key = line("goal_property", _tr("Property with the amount"), "value")
        self._key.setMaxLength(MAX_KEY_LENGTH)
        self._currency = line("goal_currency", _tr("Currency"), DEFAULT_CURRENCY)
        self._currency.setMaxLength(MAX_CURRENCY_LENGTH)
        follow_text(self._currency, lambda: self._currency.setMaximumWidth(theme.current().sized(_CURRENCY_WIDTH)))
        self._rule: MatchRule | None = None
        self.add("match_value", self.picker, _no_rule(), also=("goal_type", "match_operator"))
        self.add("name", self._goal_name)
        self.add("value_mode", self._mode)
        self._amount_part = self.add("fixed_value", self._fixed)
        self._key_part = self.add("value_property_key", self._key, _tr("A number in the data of each event"))
        self._currency_part = self.add("currency", self._currency, _tr("For events that name none"))
        self._show_goal(goal)

    def problems(self) -> Mapping[str, str]:
        missing = {
            "match_value": "" if self._rule else _tr("Choose a page or an event."),
            "name": "" if self._goal_name.text().strip() else _tr("Enter a name."),
            "value_property_key": _tr("Enter the name of the property.") if self._lacks_key() else "",
        }
        return {key: text for key, text in missing.items() if text}

    def new_goal(self) -> NewGoalBody:
        assert self._rule is not None  # `problems` says so otherwise
        mode, fixed, key, currency = self._values()
        rule = self._rule
        return NewGoalBody(
            self._goal_name.text().strip(), rule.type, rule.value, rule.operator, mode, fixed, key, currency
        )

    def change(self) -> GoalChangeBody:
        assert self._rule is not None
        return GoalChangeBody(self._goal_name.text().strip(), self._rule.value, self._rule.operator, *self._values())

    def _values(self) -> tuple[ValueMode, float | None, str | None, str | None]:
        mode: ValueMode = self._mode.value  # type: ignore[assignment]  # its keys are the modes
        fixed = self._fixed.value() if mode == "fixed" else None
        key = self._key.text().strip() if mode == "event_property" else None
        return mode, fixed, key, (self._currency.text().strip() or None) if mode != "none" else None

    def _lacks_key(self) -> bool:
        return self._mode.value == "event_property" and not self._key.text().strip()

    def _show_goal(self, goal: Goal | None) -> None:
        if goal is not None:
            self._rule = goal.rule
            self.set_hint("match_value", _counts(goal.rule))
            self._goal_name.setText(goal.name)
            self._mode.set_value(goal.value_mode)
            self._fixed.setDecimals(max(_LEAST_DECIMALS, decimals_of(goal.fixed_value or 0)))  # or it would be rounded
            self._fixed.setValue(goal.fixed_value or 0)
            self._key.setText(goal.value_property_key or "")
            self._currency.setText(goal.currency)
        self._show_mode()

    def _show_mode(self, _: str = "") -> None:
        mode = self._mode.value
        self._amount_part.setVisible(mode == "fixed")
        self._key_part.setVisible(mode == "event_property")
        self._currency_part.setVisible(mode != "none")

    def _on_rule(self, rule: MatchRule) -> None:
        if not self._goal_name.text().strip() or (self._rule and self._goal_name.text() == self._rule.value):
            self._goal_name.setText(rule.value[:MAX_NAME_LENGTH])
        self._rule = self.picker.picked = rule
        self.clear_error("match_value")
        self.set_hint("match_value", _counts(rule))


def _no_rule() -> str:
    return _tr("Click a page or an event, or type what its address contains")


def _counts(rule: MatchRule) -> str:
    return _tr("Chosen: %1").replace("%1", rule_text(rule))


def decimals_of(value: float) -> int:
    """Return the number of decimals of a value as it is written: 3 for 12.345."""
    exponent = Decimal(str(value)).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
