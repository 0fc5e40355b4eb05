"""The storage tests of websites, run once more over PostgreSQL: `con` is the fixture of tests/cloud/postgres."""

from tests.storage.test_websites import *  # noqa: F403
