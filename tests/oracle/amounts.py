"""Amounts that events send, and texts near numbers: the same for every store."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

# Amount that an event sends -> its value.
AMOUNTS: list[tuple[Any, str | None]] = [
    (19.95, "19.95"),
    ("19.95", "19.95"),
    (50, "50"),
    (-3.5, "-3.5"),
    ("-3.5", "-3.5"),
    ("+5", "5"),
    (".5", "0.5"),
    ("5.", "5"),
    ("007", "7"),
    ("1e3", "1000"),
    ("1.5E-2", "0.015"),
    (1e-07, "0.0000001"),
    ("0.000000005", "0.00000001"),
    ("-0.000000005", "-0.00000001"),
    ("0.0000000049999", "0"),
    ("95.4504595141199050e18", None),
    (999_999_999_999.99, "999999999999.99"),
    (10**12, None),
    (-(10**12), None),
    ("999999999999.999999995", None),
    ("9" * 400, None),
    ("1e400", None),
    ("nan", None),
    ("NaN", None),
    ("inf", None),
    ("-Infinity", None),
    ("", None),
    (" 5", None),
    ("5 ", None),
    ("5\n", None),
    ("1,000", None),
    ("1_000", None),
    ("$5", None),
    ("5 EUR", None),
    ("0x10", None),
    ("1e", None),
    (".", None),
    ("\u0663", None),
    (True, None),
    (None, None),
    ([5], None),
    ({"amount": 5}, None),
]

number_texts = st.one_of(
    st.from_regex(r"\A[+-]?[0-9]{0,14}(\.[0-9]{0,20})?([eE][+-]?[0-9]{1,4})?\Z"),
    st.floats().map(repr),
    st.text("0123456789.eE+-_ ", max_size=16),
)
