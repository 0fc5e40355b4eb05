"""Money: what counts as an amount, and sums that are exact and never mix currencies.

An amount is a number, or text that is one from end to end: `19.95`, `-3`, `1.5e3`; no blanks, separators or symbols.
It is kept to 8 decimals, half rounded away from zero, so sums have no dust of binary fractions. What is no number, is
not finite or is a trillion or more on either side of zero is no amount. `app.storage.fragments.money`
says the same in SQL.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

DECIMALS = 8
AMOUNT_LIMIT = 10**12
"""Amounts are below this, on both sides of zero: a sum of as many as a file can hold still fits 38 digits."""
NUMBER_PATTERN = r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?"

_NUMBER = re.compile(NUMBER_PATTERN)
_UNIT = Decimal(1).scaleb(-DECIMALS)


def parse_amount(text: str) -> Decimal | None:
    """Return the amount that `text` is, None when it is none. One with an exponent is read as a float first."""
    if (found := _NUMBER.fullmatch(text)) is None:
        return None
    number = Decimal(f"{float(text):.{DECIMALS}f}" if found[2] else text)
    if abs(number) >= AMOUNT_LIMIT:
        return None
    rounded = number.quantize(_UNIT, ROUND_HALF_UP)
    return rounded if abs(rounded) < AMOUNT_LIMIT else None


def currency_code(text: str) -> str:
    """Return the one spelling of a currency under which its amounts are added up: `eur` and `EUR` are the same."""
    return text.strip().upper()


def by_currency(sums: Mapping[str, Decimal], own: str | None = None) -> dict[str, float]:
    """Return sums as they go over the wire, in order of currency; nothing at all is zero in `own`."""
    if not sums and own is not None:
        return {currency_code(own): 0.0}
    return {currency: float(sums[currency]) for currency in sorted(sums)}


def single(revenue: Mapping[str, float]) -> float | None:
    """Return the revenue as one number: None in several currencies, 0 in none."""
    return sum(revenue.values(), 0.0) if len(revenue) <= 1 else None
