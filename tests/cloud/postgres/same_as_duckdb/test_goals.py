"""The storage tests of goals, run once more over PostgreSQL: `con` is the fixture of tests/cloud/postgres."""

from tests.storage.test_goals import *  # noqa: F403
