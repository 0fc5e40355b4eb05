"""Connections to ClickHouse: bound values, limits, and errors as sentences."""

from __future__ import annotations

import logging
import socket
from dataclasses import replace
from datetime import datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from app.domain.errors import AppError
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


def test_a_statement_may_be_as_long_as_the_sources_of_an_attribution_make_it(con: ClickHouse) -> None:
    numbers = ", ".join(["18446744073709551615"] * 50_000)
    assert con.read(f"SELECT length([{numbers}])") == [(50_000,)]


def test_a_read_ends_at_its_limit_and_changes_nothing(con: ClickHouse) -> None:
    con.command("CREATE TABLE t (a UInt8) ENGINE = MergeTree ORDER BY a")
    with pytest.raises(QueryTooSlow):
        con.read("SELECT sum(number) FROM numbers(1000000000000)", limit_s=0.2)
    with pytest.raises(Exception, match="readonly"):
        con.read("DROP TABLE t")
    assert con.read("SELECT count() FROM t") == [(0,)]


@pytest.mark.parametrize("code", [60, 209, 319, 394, 999, 32_000])  # of a table, a network, a keeper; one to come
def test_a_fault_of_the_server_is_no_fault_of_the_statement(con: ClickHouse, code: int) -> None:
    text = f"SELECT throwIf(1, 'x', toInt16({code})) SETTINGS allow_custom_error_code_in_throwif = 1"
    with pytest.raises(KnownStorageError, match="ClickHouse"):
        con.read(text)


def test_an_error_about_values_is_told_from_a_fault_of_the_server(con: ClickHouse) -> None:
    for text in ("SELECT throwIf(1)", "SELECT toUInt8('x')", "SELECT nothing"):
        with pytest.raises(Exception, match="Code:") as refused:
            con.read(text)
        assert not isinstance(refused.value, AppError)


class Proxy(BaseHTTPRequestHandler):
    """A proxy whose server is away."""

    def do_GET(self) -> None:  # noqa: N802
        self.send_error(502)

    do_POST = do_GET  # noqa: N815

    def log_message(self, *_: object) -> None:
        """Print nothing."""


def test_a_proxy_whose_server_is_away_is_a_sentence_without_the_password(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with HTTPServer(("127.0.0.1", 0), Proxy) as proxy:
        thread = Thread(target=proxy.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            with pytest.raises(KnownStorageError, match="cannot be reached"):
                open_connection(ClickHouseAddress("127.0.0.1", proxy.server_port, user="me", password="p@ss"))
        finally:
            proxy.shutdown()
            thread.join()
    assert "502" in caplog.text
    assert "p@ss" not in caplog.text
    assert "p%40ss" not in caplog.text


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


def test_a_server_that_is_away_or_has_no_such_database_is_a_sentence(
    engine: ClickHouseAddress, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        with pytest.raises(KnownStorageError, match="cannot be reached"):
            open_connection(ClickHouseAddress("127.0.0.1", free.getsockname()[1]))
    assert "refused" in caplog.text
    assert "?" not in caplog.text, "no values of statements"
    con = open_connection(replace(engine, database="default"))
    try:
        with pytest.raises(KnownStorageError, match="no database"):
            con.read("SELECT * FROM nowhere_at_all.t")
    finally:
        con.close()
