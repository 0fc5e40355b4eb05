"""What a conversion is worth and in which currency, as SQL on table `events`; every value is bound."""

from __future__ import annotations

from typing import Protocol

from app.domain.reports.money import AMOUNT_LIMIT, DECIMALS, NUMBER_PATTERN, currency_code, parse_amount
from app.storage.fragments.where import Values, bind, property_text

AMOUNT_TYPE = f"DECIMAL({len(str(AMOUNT_LIMIT)) - 1 + DECIMALS}, {DECIMALS})"
_NOTHING = f"NULL::{AMOUNT_TYPE}"
_CURRENCY_PATTERN = "[A-Za-z]{3}"  # ISO 4217


class Valued(Protocol):
    """What says how much a conversion is worth: a goal."""

    @property
    def value_mode(self) -> str: ...
    @property
    def fixed_value(self) -> float | None: ...
    @property
    def value_property_key(self) -> str | None: ...
    @property
    def currency(self) -> str: ...


def amount_expression(goal: Valued, values: Values) -> str:
    """The amount of an event that reaches `goal`, null without one; what it binds is added to `values`."""
    if goal.value_mode == "fixed":
        amount = parse_amount(repr(goal.fixed_value or 0.0))
        return _NOTHING if amount is None else f"{bind(str(amount), values)}::{AMOUNT_TYPE}"
    if goal.value_mode == "event_property" and goal.value_property_key is not None:
        text = property_text(goal.value_property_key, values)
        return f"CASE WHEN regexp_full_match({text}, '{NUMBER_PATTERN}') THEN {_as_amount(text)} END"
    return _NOTHING


def currency_expression(goal: Valued, values: Values) -> str:
    """The currency of that amount: an event that brings its own may name it in `currency`, the goal's otherwise."""
    own = bind(currency_code(goal.currency), values)
    if goal.value_mode != "event_property":
        return own
    text = property_text("currency", values)
    return f"CASE WHEN regexp_full_match({text}, '{_CURRENCY_PATTERN}') THEN upper({text}) ELSE {own} END"


def _as_amount(text: str) -> str:
    """The amount of a text that is a number; DuckDB's own reading of exponents into decimals is wrong for some."""
    plain = f"format('{{:.{DECIMALS}f}}', TRY_CAST({text} AS DOUBLE))"
    return f"TRY_CAST(CASE WHEN contains(lower({text}), 'e') THEN {plain} ELSE {text} END AS {AMOUNT_TYPE})"
