"""Accounts in the database: secrets stay the same, and old records are deleted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from app.domain.access import AuthSession
from app.storage.access import accounts
from app.storage.access.accounts import AuditEntry
from app.storage.metadata import Transaction
from tests.histories import empty_database

NOW = datetime(2026, 6, 17, 3, 30, tzinfo=UTC)
DAY = timedelta(days=1)


def audit_log(con: Transaction) -> list[tuple[Any, ...]]:
    return con.execute("SELECT happened_at, kind FROM audit_entries").fetchall()


def test_secrets_are_random_and_generated_once(con: Transaction) -> None:
    first = accounts.load_secrets(con)
    assert accounts.load_secrets(con) == first != accounts.load_secrets(empty_database())
    assert {len(first.signing), len(first.caller_key)} == {64}
    assert first.signing != first.caller_key


def test_an_administrator_is_never_overwritten_by_setup(con: Transaction) -> None:
    assert accounts.set_up(con, "one", True, AuditEntry("setup", NOW))
    assert not accounts.set_up(con, "two", False, AuditEntry("setup", NOW))
    secrets = accounts.load_secrets(con)
    assert (secrets.admin_hash, secrets.must_change) == ("one", True)
    assert len(audit_log(con)) == 1


def test_a_new_hash_clears_the_flag_replaces_the_secret_and_ends_all_sessions(con: Transaction) -> None:
    before = accounts.load_secrets(con)
    accounts.set_up(con, "one", True, AuditEntry("setup", NOW))
    session = AuthSession("s", NOW, NOW + DAY, client="Firefox on Linux")
    accounts.add_auth_session(con, session, "local", [], AuditEntry("login", NOW))
    assert accounts.auth_sessions_of(con, "local") == [session]
    assert accounts.auth_sessions_of(con, "password") == []
    accounts.replace_admin_hash(con, "two", accounts.new_secret(), AuditEntry("password_changed", NOW))
    after = accounts.load_secrets(con)
    assert (after.admin_hash, after.must_change) == ("two", False)
    assert after.signing != before.signing
    assert (after.caller_key, accounts.auth_sessions_of(con, "local")) == (before.caller_key, [])


def test_old_records_are_deleted_and_newer_ones_kept(con: Transaction) -> None:
    for days in (0, 2, 40, 400):
        at = NOW - days * DAY
        accounts.add_failure(con, ["somebody"], at, AuditEntry("login_failed", at, "somebody"))
        accounts.add_auth_session(con, AuthSession(f"s{days}", at, at), "local", [], AuditEntry("login", at))
    accounts.forget(con, (NOW - DAY, NOW), NOW - DAY, NOW - 30 * DAY, NOW - 365 * DAY)
    assert accounts.failures_between(con, NOW - 1000 * DAY, NOW) == [("somebody", NOW)]
    assert accounts.auth_sessions_of(con, "local") == [AuthSession("s0", NOW, NOW)]
    kinds = [(row[1], (NOW - row[0].replace(tzinfo=UTC)).days) for row in audit_log(con)]
    assert sorted(kinds) == [("login", 0), ("login", 2), ("login", 40), ("login_failed", 0), ("login_failed", 2)]
