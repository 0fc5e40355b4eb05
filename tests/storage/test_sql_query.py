"""SQL of an owner: it reads the views and nothing else, and its values and limits are as documented."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest

from app.domain.errors import BadRequest
from app.domain.sql_query import MOST_RESULT_BYTES, VIEWS
from app.storage.connection import Connection
from app.storage.sql_query.run import run_sql
from tests.histories import empty_database


@pytest.fixture(scope="module")
def stored() -> Iterator[Connection]:
    """A database with an API key that nobody may read."""
    con = empty_database()
    con.execute("INSERT INTO settings VALUES ('jwt_secret', 'the secret')")
    yield con
    con.close()


@pytest.fixture
def con(stored: Connection) -> Iterator[Connection]:
    """A connection in the transaction of one read."""
    stored.begin()
    yield stored
    stored.rollback()


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_a_view_has_the_columns_that_it_is_documented_with(con: Connection, view: object) -> None:
    (view,) = [known for known in VIEWS if known == view]
    result = run_sql(con, f"FROM {view.name}", 10)
    assert [column.name for column in result.columns] == [column.name for column in view.columns]


@pytest.mark.parametrize(
    "sql",
    [
        "FROM settings",
        'SELECT * FROM "SETTINGS"',
        "FROM main.settings",
        "FROM memory.main.settings",
        "FROM main.events",
        "SELECT (SELECT value FROM settings LIMIT 1)",
        "SELECT * FROM events, LATERAL (SELECT * FROM settings)",
        "SELECT 1 WHERE EXISTS (FROM settings)",
        "FROM events POSITIONAL JOIN settings",
        "SELECT 1 UNION ALL SELECT value FROM settings",
        "WITH a AS (FROM settings) FROM a",
        "WITH settings AS (SELECT 1 AS value) FROM settings",
        "SELECT * FROM settings, (WITH settings AS (SELECT 1) FROM settings)",
        "WITH events AS (SELECT 1) FROM events",
        "DESCRIBE settings",
        "SUMMARIZE settings",
        "SHOW TABLES",
        "FROM all_sessions",
        "FROM visitor_keys",
        "FROM sqlite_master",
        "FROM information_schema.tables",
        "FROM pg_catalog.pg_class",
        "FROM duckdb_settings()",
        "FROM query('FROM settings')",
        "FROM query_table('settings')",
        "FROM json_execute_serialized_sql('{}')",
        "FROM read_text('/etc/passwd')",
        "FROM '/etc/passwd'",
        "FROM glob('/*')",
        "SELECT nextval('website_key')",
        "SELECT main.nextval('website_key')",
        "SELECT list_transform([1], x -> nextval('website_key'))",
        "SELECT sleep_ms(1)",
        "SELECT range(1000000000)",
        "SELECT unnest(generate_series(1, 1000000000))",
        "SELECT [x FOR x IN range(1000000000)]",
        "SELECT length(repeat('x', 2000000000))",
        "FROM range(length(repeat('x', 2000000000)))",
        "SELECT lpad('x', 1500000000, 'y')",
        "SELECT format('{:>1500000000}', 1)",
        "SELECT printf('%1500000000d', 1)",
        "SELECT list_resize([1], 400000000)",
        "SELECT 1; SELECT 2",
        "INSERT INTO events SELECT 1",
        "DELETE FROM settings",
        "CREATE TABLE mine AS SELECT 1",
        "COPY events TO 'events.csv'",
        "ATTACH 'other.duckdb'",
        "SET memory_limit = '8GB'",
        "PRAGMA version",
        "CALL pragma_version()",
        "EXPLAIN FROM events",
        "CHECKPOINT",
        "selec 1",
        "",
        "SELECT nothing FROM events",
        "SELECT 'a'::INTEGER",
    ],
)
def test_anything_but_a_question_to_the_views_is_refused(con: Connection, sql: str) -> None:
    with pytest.raises(BadRequest) as refusal:
        run_sql(con, sql, 10)
    assert refusal.value.field == "sql"
    assert "the secret" not in refusal.value.message


@pytest.mark.parametrize(
    ("sql", "rows"),
    [
        (
            "WITH RECURSIVE t AS (SELECT 1 AS a UNION ALL SELECT a + 1 FROM t WHERE a < 4) SELECT sum(a)::INT FROM t",
            [(10,)],
        ),
        ("SELECT count(*) FROM sessions JOIN events USING (session)", [(0,)]),
        ("SELECT unnest([1, 2])", [(1,), (2,)]),
        ("SELECT r FROM range(2) t(r) ORDER BY r DESC", [(1,), (0,)]),
        ("SELECT random() < 2", [(True,)]),
        ("SELECT value FROM json_each('[7]')", [("7",)]),
    ],
)
def test_questions_have_the_dialect_of_the_engine(con: Connection, sql: str, rows: list[tuple[object]]) -> None:
    assert list(run_sql(con, sql, 10).rows) == rows


def test_values_are_those_of_json(con: Connection) -> None:
    sql = """SELECT NULL, true, 9007199254740992, 9007199254740993, 1.5::DOUBLE, 'nan'::DOUBLE, 1.10::DECIMAL(9, 2),
        TIMESTAMP '2026-03-01 10:00:00', TIMESTAMPTZ '2026-03-01 10:00:00+02', DATE '2026-03-01', encode('ä'), [1, 2],
        {'a': DATE '2026-03-01'}, INTERVAL 1 DAY, TIMESTAMP '0001-01-01'"""
    (row,) = run_sql(con, sql, 10).rows
    assert row[:7] == (None, True, 9007199254740992, "9007199254740993", 1.5, "nan", "1.10")
    assert row[7:11] == ("2026-03-01T10:00:00Z", "2026-03-01T08:00:00Z", "2026-03-01", "c3a4")
    assert row[11:13] == ([1, 2], {"a": "2026-03-01"})
    assert row[14] == datetime(1, 1, 1).isoformat() + "Z"  # noqa: DTZ001


def test_a_result_ends_at_its_rows_and_at_its_bytes(con: Connection) -> None:
    exact, cut = run_sql(con, "FROM range(10)", 10), run_sql(con, "FROM range(11)", 10)
    assert (len(exact.rows), exact.is_cut, len(cut.rows), cut.is_cut) == (10, False, 10, True)
    letters = "x" * 10_000
    large = run_sql(con, "SELECT 'x' FROM range(1000)".replace("x", letters), 1000)
    assert (len(large.rows), large.is_cut) == (MOST_RESULT_BYTES // (len(letters) + len('[""]')), True)


def test_the_views_are_gone_after_the_read(stored: Connection) -> None:
    for _ in range(2):
        stored.begin()
        run_sql(stored, "FROM websites", 10)
        stored.rollback()
    assert stored.execute("SELECT count(*) FROM duckdb_views() WHERE temporary AND NOT internal").fetchone() == (0,)
