"""Transactions and stores over a PostgreSQL with two tenants."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest

from app.storage.metadata import Transaction
from app.storage.postgres.transaction import PostgresTransaction
from tests.cloud.conftest import NOW, OURS, THEIRS
from tests.cloud.postgres_server import PostgresServer

__all__ = ["NOW", "OURS", "THEIRS", "PostgresServer"]


@pytest.fixture(scope="module")
def prepared_url(postgres_server: PostgresServer, two_tenants: str) -> str:
    """A database with two tenants for the tests of a file, which write nothing to it."""
    return postgres_server.new_database(template=two_tenants)


@pytest.fixture
def con(prepared_url: str) -> Iterator[Transaction]:
    """A transaction over the rows of one of two tenants, which is rolled back after the test."""
    yield from _transaction(prepared_url, "app.tenant", OURS)


@pytest.fixture
def con_of_all(prepared_url: str) -> Iterator[Transaction]:
    """A transaction over all rows, which is rolled back after the test."""
    yield from _transaction(prepared_url, "app.sees_all", "yes")


def _transaction(url: str, scope: str, value: str) -> Iterator[Transaction]:
    with psycopg.connect(url) as connection:
        connection.execute("SELECT set_config(%s, %s, true)", (scope, value))
        yield PostgresTransaction(connection)
        connection.rollback()
