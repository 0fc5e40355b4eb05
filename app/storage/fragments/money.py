"""SQL expressions of the amount and the currency of a conversion, on table `events`; every value is bound."""

from __future__ import annotations

from typing import Protocol

from app.domain.reports.money import AMOUNT_LIMIT, DECIMALS, NUMBER_PATTERN, currency_code, parse_amount
from app.storage.fragments.values import Values, bind
from app.storage.fragments.where import property_text

AMOUNT_TYPE = f"DECIMAL({len(str(AMOUNT_LIMIT)) - 1 + DECIMALS}, {DECIMALS})"
_NO_AMOUNT = f"NULL::{AMOUNT_TYPE}"
CURRENCY_PATTERN = "[A-Za-z]{3}"  # ISO 4217


class Valued(Protocol):
    """Value settings of a goal: the amount and the currency of a conversion."""

    @property
    def value_mode(self) -> str: ...
    @property
    def fixed_value(self) -> float | None: ...
    @property
    def value_property_key(self) -> str | None: ...
    @property
    def currency(self) -> str: ...


def amount_expression(goal: Valued, values: Values) -> str:
    """Return the amount of a conversion of `goal`, null without one; the values it binds are added to `values`."""
    if goal.value_mode == "fixed":
        amount = parse_amount(repr(goal.fixed_value or 0.0))
        return _NO_AMOUNT if amount is None else f"{bind(str(amount), values)}::{AMOUNT_TYPE}"
    if goal.value_mode == "event_property" and goal.value_property_key is not None:
        text = property_text(goal.value_property_key, values)
        return f"CASE WHEN regexp_full_match({text}, '{NUMBER_PATTERN}') THEN {_as_amount(text)} END"
    return _NO_AMOUNT


def currency_expression(goal: Valued, values: Values) -> str:
    """Return the currency of that amount: one that the event names in `currency` with its amount, else the goal's."""
    own = bind(currency_code(goal.currency), values)
    if goal.value_mode != "event_property":
        return own
    text = property_text("currency", values)
    return f"CASE WHEN regexp_full_match({text}, '{CURRENCY_PATTERN}') THEN upper({text}) ELSE {own} END"


def _as_amount(text: str) -> str:
    """Return the amount of a text that is a number. Exponents go through a double: DuckDB casts some of them wrong."""
    plain = f"format('{{:.{DECIMALS}f}}', TRY_CAST({text} AS DOUBLE))"
    return f"TRY_CAST(CASE WHEN contains(lower({text}), 'e') THEN {plain} ELSE {text} END AS {AMOUNT_TYPE})"
