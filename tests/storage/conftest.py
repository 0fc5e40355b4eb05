"""Fixtures of the storage tests: a database in memory with the real schema."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.storage.connection import Connection
from tests.histories import empty_database


@pytest.fixture(scope="module")
def database() -> Iterator[Connection]:
    """One database for the tests of a file."""
    con = empty_database()
    yield con
    con.close()


@pytest.fixture
def con(database: Connection) -> Iterator[Connection]:
    """The database of the file; the rows of a test are rolled back after it."""
    database.begin()
    yield database
    database.rollback()
