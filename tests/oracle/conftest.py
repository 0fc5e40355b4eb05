"""Fixtures of the comparisons with plain counting: a database in memory with the real schema."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.storage.connection import Connection
from tests.histories import empty_database


@pytest.fixture(scope="module")
def database() -> Iterator[Connection]:
    """One database for the tests of a file; each example rolls back its rows."""
    con = empty_database()
    yield con
    con.close()
