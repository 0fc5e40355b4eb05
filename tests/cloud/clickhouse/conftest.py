"""ClickHouse for the tests: the engine in this process, or the server of SPARKLYTICS_TEST_CLICKHOUSE_URL."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from itertools import count

import pytest

from app.storage.clickhouse.address import ClickHouseAddress, parse_address
from app.storage.clickhouse.batches import ClickHouseWriter, open_writer
from app.storage.clickhouse.connection import ClickHouse, open_connection
from app.storage.clickhouse.migrate import migrate

SERVER = os.environ.get("SPARKLYTICS_TEST_CLICKHOUSE_URL")  # read here: tests see none of these variables
_numbers = count(1)


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> ClickHouseAddress:
    """An address at which databases can be made. A process has one engine in it, so all tests share its folder."""
    if SERVER is not None:
        return parse_address(SERVER)
    return parse_address(f"chdb://{tmp_path_factory.mktemp('clickhouse')}")


@pytest.fixture
def con(engine: ClickHouseAddress) -> Iterator[ClickHouse]:
    """A connection to a new, empty database."""
    con = new_database(engine)
    yield con
    drop(con)


@pytest.fixture(scope="module")
def writers(engine: ClickHouseAddress, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[ClickHouseWriter]]:
    """Two writers of one database, shared by the tests of a file: each has a website of its own."""
    con = new_database(engine)
    migrate(con)
    folder = tmp_path_factory.mktemp("positions")
    yield [open_writer(con, folder / name, has_journal=False) for name in ("one", "other")]
    drop(con)


def new_database(engine: ClickHouseAddress) -> ClickHouse:
    name = f"test_{os.getpid()}_{next(_numbers)}"
    if not engine.folder:
        first = open_connection(replace(engine, database="default"))
        first.command(f"CREATE DATABASE {name}")
        first.close()
    return open_connection(replace(engine, database=name))


def drop(con: ClickHouse) -> None:
    con.command(f"DROP DATABASE {con.address.database} SYNC")
    con.close()
