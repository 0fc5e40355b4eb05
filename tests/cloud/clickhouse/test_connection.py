"""Connections to ClickHouse: bound values, limits, and errors as sentences."""

from __future__ import annotations

import socket
from dataclasses import replace
from datetime import datetime

import pytest

from app.storage.clickhouse.address import ClickHouseAddress, parse_address
from app.storage.clickhouse.connection import ClickHouse, open_connection
from app.storage.connection import KnownStorageError, QueryTooSlow

STRANGE = ("it's", 'a "b"', "a\\b", "\\N", "tab\tline\nend\r", "nul\0z", "{x:String}", "$start", "日本 🦊", "")


def test_texts_of_strangers_come_back_as_they_were(con: ClickHouse) -> None:
    assert [con.read("SELECT $text", {"text": text}) for text in STRANGE] == [[(text,)] for text in STRANGE]
    assert con.read("SELECT $texts", {"texts": list(STRANGE)}) == [(list(STRANGE),)]


def test_numbers_of_64_bits_and_times_are_bound_exactly(con: ClickHouse) -> None:
    values = {"highest": 2**64 - 1, "lowest": -(2**63), "at": datetime(2026, 3, 1, 10, 0, 0, 123_456)}  # noqa: DTZ001
    text = "SELECT $highest, $lowest, toUnixTimestamp64Micro($at)"
    assert con.read(text, values) == [(2**64 - 1, -(2**63), 1_772_359_200_123_456)]


def test_a_read_ends_at_its_limit_and_changes_nothing(con: ClickHouse) -> None:
    con.command("CREATE TABLE t (a UInt8) ENGINE = MergeTree ORDER BY a")
    with pytest.raises(QueryTooSlow):
        con.read("SELECT sum(number) FROM numbers(1000000000000)", limit_s=0.2)
    with pytest.raises(Exception, match="readonly"):
        con.read("DROP TABLE t")
    assert con.read("SELECT count() FROM t") == [(0,)]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("clickhouse://me:p%40ss@ch.lan/web", ClickHouseAddress("ch.lan", 8123, False, "me", "p@ss", "web")),
        ("https://ch.lan:9443?cluster=main", ClickHouseAddress("ch.lan", 9443, True, cluster="main")),
        ("chdb:///srv/a%20b", ClickHouseAddress(folder="/srv/a b")),
    ],
)
def test_an_address_is_read(text: str, address: ClickHouseAddress) -> None:
    assert parse_address(text) == address
    assert "p@ss" not in repr(address)


@pytest.mark.parametrize(
    "text",
    ["postgresql://x", "clickhouse://", "clickhouse://h:x/d", "chdb://srv", "clickhouse://h/a;b", "https://h?x=1"],
)
def test_an_address_that_cannot_be_one_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        parse_address(text)


def test_a_server_that_is_away_or_has_no_such_database_is_a_sentence(engine: ClickHouseAddress) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        with pytest.raises(KnownStorageError, match="cannot be reached"):
            open_connection(ClickHouseAddress("127.0.0.1", free.getsockname()[1]))
    con = open_connection(replace(engine, database="default"))
    try:
        with pytest.raises(KnownStorageError, match="no database"):
            con.read("SELECT * FROM nowhere_at_all.t")
    finally:
        con.close()
