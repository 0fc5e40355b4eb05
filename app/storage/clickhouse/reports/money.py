"""Amount and currency of conversions in the dialect of ClickHouse; every value is bound."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from app.domain.reports.money import DECIMALS, NUMBER_PATTERN, currency_code, parse_amount
from app.storage.connection import statement
from app.storage.fragments.money import CURRENCY_PATTERN, Valued
from app.storage.fragments.values import Values, bind

_NO_AMOUNT = "CAST(NULL AS Nullable(Int128))"


def money_slots(goals: Sequence[Valued], values: Values) -> dict[str, str]:
    """Return the slots about the money of conversions of several goals, on column `goal`.

    They are `amount_text`, `currency`, `amount`, and `sums` with their states, `sum_states`. The values they bind are
    added to `values`.
    """
    values["number"] = rf"\A(?:{NUMBER_PATTERN})\z"
    values["currency"] = rf"\A{CURRENCY_PATTERN}\z"
    return {
        "amount_text": _by_goal(goals, values, _amount_text),
        "currency": _by_goal(goals, values, _currency),
        "amount": _amount(goals, values),
        "sums": statement("clickhouse/fragments/sums").format(state=""),
        "sum_states": statement("clickhouse/fragments/sums").format(state="State"),
    }


def money_of(units: int) -> Decimal:
    """Return the amount that is a whole number of the smallest unit in a statement."""
    return Decimal(units).scaleb(-DECIMALS)


def revenue_of(sums: Iterable[tuple[str, int]]) -> dict[str, Decimal]:
    """Return the revenue by currency. sums: in the smallest unit."""
    return {currency: money_of(units) for currency, units in sums}


def _by_goal(goals: Sequence[Valued], values: Values, of: Callable[[Valued, Values], str]) -> str:
    """Return the expression of the goal that column `goal` has the number of."""
    branches = [f"goal = {number}, {of(goal, values)}, " for number, goal in enumerate(goals)]
    return f"multiIf({''.join(branches)}'')"


def _amount_text(goal: Valued, values: Values) -> str:
    """Return the text with the amount of a conversion, where the event has it; any other text stands for none."""
    if goal.value_mode == "event_property" and goal.value_property_key is not None:
        return f"properties[{bind(goal.value_property_key, values)}]"
    return "''"


def _amount(goals: Sequence[Valued], values: Values) -> str:
    """Return the amount of a conversion, null without one. Texts are read only where the events have the amounts."""
    of_events = [str(number) for number, goal in enumerate(goals) if goal.value_mode == "event_property"]
    branches = [f"goal IN ({', '.join(of_events)}), {statement('clickhouse/fragments/amount')}, "] if of_events else []
    for number, goal in enumerate(goals):
        amount = parse_amount(repr(goal.fixed_value or 0.0)) if goal.value_mode == "fixed" else None
        if amount is not None:
            branches.append(f"goal = {number}, toInt128({bind(str(int(amount.scaleb(DECIMALS))), values)}), ")
    return f"multiIf({''.join(branches)}{_NO_AMOUNT})" if branches else _NO_AMOUNT


def _currency(goal: Valued, values: Values) -> str:
    """Return the currency of that amount: one that the event names in `currency` with its amount, else the goal's."""
    own = bind(currency_code(goal.currency), values)
    if goal.value_mode != "event_property":
        return own
    text = "properties['currency']"
    return f"if(match({text}, $currency), upper({text}), {own})"
