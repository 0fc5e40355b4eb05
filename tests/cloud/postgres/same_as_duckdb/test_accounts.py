"""The storage tests of accounts, run once more over PostgreSQL: `con` is the fixture of tests/cloud/postgres."""

from tests.storage.test_accounts import *  # noqa: F403
