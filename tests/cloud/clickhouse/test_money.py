"""Amounts of events: ClickHouse reads them as Python does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.items.goals import Goal, GoalChange, new_goal
from app.domain.reports.money import parse_amount
from app.storage.clickhouse.address import ClickHouseAddress
from app.storage.clickhouse.connection import ClickHouse
from app.storage.clickhouse.reports.money import money_of, money_slots
from app.storage.clickhouse.rows import property_texts
from app.storage.fragments.values import Values
from tests.cloud.clickhouse.conftest import drop, new_database
from tests.examples import examples
from tests.oracle.amounts import AMOUNTS, number_texts

NOW = datetime(2026, 3, 1, tzinfo=UTC)
GOAL = new_goal("goal_1", "", "event", GoalChange("g", "buy", "equals", "event_property", None, "amount", "USD"), NOW)


STATEMENT = """
SELECT {amount} AS amount, {currency} AS currency
FROM (
    SELECT place, goal, properties, {amount_text} AS amount_text
    FROM (
        SELECT 0 AS goal,
               number + 1 AS place,
               map('amount', $amounts[place], 'currency', $currencies[place]) AS properties
        FROM numbers(length($amounts))
    )
)
ORDER BY place
SETTINGS precise_float_parsing = 1
"""


@pytest.fixture(scope="module")
def shared(engine: ClickHouseAddress) -> Iterator[ClickHouse]:
    con = new_database(engine)
    yield con
    drop(con)


def amounts(con: ClickHouse, goal: Goal, properties: list[dict[str, str]]) -> list[tuple[Decimal | None, str]]:
    """Return amount and currency of conversions whose events have these properties, in order."""
    values: Values = {
        "amounts": [each.get("amount", "") for each in properties],
        "currencies": [each.get("currency", "") for each in properties],
    }
    slots = money_slots([goal], values)
    rows = con.read(STATEMENT.format(**slots), values)
    return [(None if units is None else money_of(units), currency) for units, currency in rows]


def test_an_amount_is_a_number_or_a_fully_numeric_text(shared: ClickHouse) -> None:
    texts = [property_texts(json.dumps({"amount": sent})) for sent, _ in AMOUNTS]
    expected = [None if amount is None else Decimal(amount) for _, amount in AMOUNTS]
    assert [amount for amount, _ in amounts(shared, GOAL, texts)] == expected


@examples(20)
@given(texts=st.lists(number_texts, min_size=1, max_size=20))
def test_sql_reads_amounts_as_python_does(shared: ClickHouse, texts: list[str]) -> None:
    read = amounts(shared, GOAL, [{"amount": text} for text in texts])
    assert [amount for amount, _ in read] == [parse_amount(text) for text in texts]


def test_an_event_may_name_the_currency_of_its_amount(shared: ClickHouse) -> None:
    named = ("EUR", "eur", "EURO", "E", "\u20ac", " EUR", "978", "EUR\n", "")
    read = amounts(shared, GOAL, [{"amount": "5", "currency": text} for text in named])
    assert [currency for _, currency in read] == ["EUR", "EUR", *["USD"] * 7]
