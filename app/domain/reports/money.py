"""Money: amounts, and sums that are exact and never mix currencies.

An amount is a number, or text that is one from end to end: `19.95`, `-3`, `1.5e3`; no blanks, separators or symbols.
It is kept to 8 decimals, half rounded away from zero, so sums have no errors of binary fractions. Other text is no
amount, nor is a number that is not finite or is a trillion or more on either side of zero.
`app.storage.fragments.money` has the same rule in SQL.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

DECIMALS = 8
AMOUNT_LIMIT = 10**12
"""Bound of amounts on both sides of zero: a sum of as many as a file can hold still fits 38 digits."""
NUMBER_PATTERN = r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?"

_NUMBER = re.compile(NUMBER_PATTERN)
_UNIT = Decimal(1).scaleb(-DECIMALS)


def parse_amount(text: str) -> Decimal | None:
    """Return the amount in `text`, None when it is not one. One with an exponent is read as a float first."""
    if (number_text := _NUMBER.fullmatch(text)) is None:
        return None
    number = Decimal(f"{float(text):.{DECIMALS}f}" if number_text[2] else text)
    if abs(number) >= AMOUNT_LIMIT:
        return None
    rounded = number.quantize(_UNIT, ROUND_HALF_UP)
    return rounded if abs(rounded) < AMOUNT_LIMIT else None


def currency_code(text: str) -> str:
    """Return the one spelling of a currency for sums: `eur` and `EUR` are the same."""
    return text.strip().upper()


def by_currency(sums: Mapping[str, Decimal], own: str | None = None) -> dict[str, float]:
    """Return sums as on the wire, in order of currency; no sums at all are zero in `own`, the goal's currency."""
    if not sums and own is not None:
        return {currency_code(own): 0.0}
    return {currency: float(sums[currency]) for currency in sorted(sums)}


def single(revenue: Mapping[str, float]) -> float | None:
    """Return the revenue as one number: None for several currencies, 0 for none."""
    return sum(revenue.values(), 0.0) if len(revenue) <= 1 else None
