"""The storage tests of accounts, run once more over PostgreSQL: accounts are those of the server, not of a tenant."""

import pytest

from app.storage.metadata import Transaction
from tests.storage.test_accounts import *  # noqa: F403


@pytest.fixture
def con(con_of_all: Transaction) -> Transaction:
    return con_of_all
