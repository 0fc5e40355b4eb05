"""Amounts of events, in Python and in SQL alike, and sums of several currencies."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.reports.money import by_currency, parse_amount, single
from app.storage.connection import Connection
from app.storage.fragments.money import amount_expression, currency_expression
from app.storage.fragments.values import Values
from tests.examples import examples
from tests.histories import empty_database
from tests.oracle.amounts import AMOUNTS, number_texts


@dataclass(frozen=True)
class Goal:
    value_mode: str = "event_property"
    fixed_value: float | None = None
    value_property_key: str | None = "amount"
    currency: str = "USD"


@pytest.fixture(scope="module")
def con() -> Iterator[Connection]:
    database = empty_database()
    yield database
    database.close()


def worth(con: Connection, goal: Goal, data: str | None) -> tuple[Decimal | None, str]:
    """Amount and currency of a conversion whose event has this `event_data`."""
    values: Values = {"data": data}
    columns = f"{amount_expression(goal, values)}, {currency_expression(goal, values)}"
    row = con.execute(f"SELECT {columns} FROM (SELECT $data::VARCHAR AS event_data)", values).fetchone()  # noqa: S608
    assert row is not None
    return row[0], row[1]


@pytest.mark.parametrize(("sent", "amount"), AMOUNTS)
def test_an_amount_is_a_number_or_a_fully_numeric_text(con: Connection, sent: Any, amount: str | None) -> None:
    expected = None if amount is None else Decimal(amount)
    assert worth(con, Goal(), json.dumps({"amount": sent, "other": 1}))[0] == expected
    if isinstance(sent, str):
        assert parse_amount(sent) == expected


@examples(60)
@given(texts=st.lists(number_texts, min_size=1, max_size=20))
def test_sql_reads_amounts_as_python_does(con: Connection, texts: list[str]) -> None:
    values: Values = {"texts": [json.dumps({"amount": text}) for text in texts]}
    amount = amount_expression(Goal(), values)
    result = con.execute(f"SELECT {amount} FROM (SELECT unnest($texts::VARCHAR[]) AS event_data)", values)  # noqa: S608
    assert [row[0] for row in result.fetchall()] == [parse_amount(text) for text in texts]


@pytest.mark.parametrize("key", ["amount", "", "a/b", "a~b", "~1", 'q"x', "*", "0", "$", "$.a", "a.b", "#-1", "\u00e4"])
def test_a_property_key_is_literal(con: Connection, key: str) -> None:
    goal = Goal(value_property_key=key)
    assert worth(con, goal, json.dumps({key: 5, "z": 7, "a": {"b": 9}}))[0] == 5
    assert worth(con, goal, json.dumps({"z": 7, "other": [9]}))[0] is None
    assert worth(con, goal, None)[0] is None


@pytest.mark.parametrize(
    ("goal", "amount"),
    [
        (Goal("fixed", 50.0), "50"),
        (Goal("fixed", 0.1), "0.1"),
        (Goal("fixed", None), "0"),
        (Goal("fixed", 1e12), None),
        (Goal("fixed", float("inf")), None),
        (Goal("none", 5.0), None),
        (Goal("event_property", 5.0, None), None),
    ],
)
def test_a_goal_may_have_a_fixed_value_or_none(con: Connection, goal: Goal, amount: str | None) -> None:
    assert worth(con, goal, '{"amount":7}')[0] == (None if amount is None else Decimal(amount))


@pytest.mark.parametrize(
    ("sent", "currency"),
    [
        ("EUR", "EUR"),
        ("eur", "EUR"),
        ("EURO", "USD"),
        ("E", "USD"),
        ("\u20ac", "USD"),
        (" EUR", "USD"),
        (978, "USD"),
        (True, "USD"),
        (None, "USD"),
        (["EUR"], "USD"),
    ],
)
def test_an_event_may_name_the_currency_of_its_amount(con: Connection, sent: Any, currency: str) -> None:
    data = json.dumps({"amount": 5, "currency": sent})
    assert worth(con, Goal(), data)[1] == currency
    assert worth(con, Goal("fixed", 5.0, currency=" usd "), data)[1] == "USD", "a fixed value is in the goal's"
    assert worth(con, Goal(currency="usd"), None)[1] == "USD"


def test_sums_of_several_currencies_are_listed_and_never_added() -> None:
    assert by_currency({"USD": Decimal("0.3"), "EUR": Decimal(-2)}) == {"EUR": -2.0, "USD": 0.3}
    assert list(by_currency({"USD": Decimal(1), "EUR": Decimal(2)})) == ["EUR", "USD"]
    assert single({"EUR": -2.0, "USD": 0.3}) is None
    assert single({"USD": 0.3}) == 0.3


def test_no_revenue_is_zero_in_the_currency_of_the_goal() -> None:
    assert by_currency({}, "usd") == {"USD": 0.0}
    assert by_currency({}) == {}
    assert single({}) == 0.0
