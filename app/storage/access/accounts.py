"""Storage of accounts: the administrator's hash, sign-in sessions, failed sign-ins and the audit log.

`app.server.access` holds the same in memory and is the only caller that changes it.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from app.domain.access import AuditKind, AuditRecord, AuthMode, AuthSession
from app.storage.connection import from_db, rows, statement, to_db
from app.storage.metadata import Transaction

ADMIN_HASH = "admin_password_hash"
MUST_CHANGE = "password_change_required"
SECRET = "jwt_secret"
CONFIGURED_HASH = "password_mode_hash"
CALLER_KEY = "caller_key"


@dataclass(frozen=True, slots=True)
class Secrets:
    """Secrets of sign-in. admin_hash: password hash in the mode `local`; configured_hash: in the mode `password`."""

    signing: str
    caller_key: str
    admin_hash: str | None
    configured_hash: str | None
    must_change: bool


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """A row to add to the audit log. caller: keyed hash of an address, None for this computer; at: aware."""

    kind: AuditKind
    at: datetime
    caller: str | None = None
    subject: str | None = None


def load_secrets(con: Transaction) -> Secrets:
    """Return the stored secrets, generating the random ones at the first call."""
    settings = _settings(con)
    for key in (SECRET, CALLER_KEY):
        if key not in settings:
            settings[key] = new_secret()
            _put(con, {key: settings[key]})
    return Secrets(
        signing=settings[SECRET],
        caller_key=settings[CALLER_KEY],
        admin_hash=settings.get(ADMIN_HASH),
        configured_hash=settings.get(CONFIGURED_HASH),
        must_change=settings.get(MUST_CHANGE) == "true",
    )


def new_secret() -> str:
    """Return 64 random hex characters."""
    return secrets.token_hex(32)


def set_up(con: Transaction, admin_hash: str, must_change: bool, entry: AuditEntry) -> bool:
    """Store the administrator's hash. Returns False when there already is one."""
    if ADMIN_HASH in _settings(con):
        return False
    _put(con, {ADMIN_HASH: admin_hash, MUST_CHANGE: "true" if must_change else "false"})
    append_audit(con, entry)
    return True


def replace_admin_hash(con: Transaction, admin_hash: str, signing: str, entry: AuditEntry) -> None:
    """Store a new hash and signing secret, and end all sessions."""
    _put(con, {ADMIN_HASH: admin_hash, MUST_CHANGE: "false", SECRET: signing})
    con.execute(statement("access/accounts/sessions_end"))
    append_audit(con, entry)


def replace_configured_hash(con: Transaction, configured_hash: str, signing: str) -> None:
    """Store a new hash of the configured password and a signing secret, and end all sessions."""
    _put(con, {CONFIGURED_HASH: configured_hash, SECRET: signing})
    con.execute(statement("access/accounts/sessions_end"))


def auth_sessions_of(con: Transaction, mode: AuthMode) -> list[AuthSession]:
    """Return every session of a mode, oldest first."""
    records = rows(con, "access/accounts/sessions_of", {"mode": mode})
    return [
        AuthSession(id, from_db(created_at), from_db(expires_at), None if seen_at is None else from_db(seen_at), client)
        for id, created_at, expires_at, seen_at, client in records
    ]


def add_auth_session(
    con: Transaction, session: AuthSession, mode: AuthMode, ended: Iterable[str], entry: AuditEntry | None
) -> None:
    """Store a session and end those of the ids `ended`, which make room for it."""
    values = {
        "id": session.id,
        "mode": mode,
        "created_at": to_db(session.created_at),
        "expires_at": to_db(session.expires_at),
        "client": session.client,
    }
    con.execute(statement("access/accounts/session_add"), values)
    con.execute(statement("access/accounts/sessions_end_these"), {"ids": list(ended)})
    if entry is not None:
        append_audit(con, entry)


def end_auth_sessions(con: Transaction, ended: Iterable[str], entry: AuditEntry) -> None:
    con.execute(statement("access/accounts/sessions_end_these"), {"ids": list(ended)})
    append_audit(con, entry)


def record_session_uses(con: Transaction, seen: Mapping[str, datetime]) -> None:
    """Store the last use of sessions, by id."""
    for session_id, at in seen.items():
        con.execute(statement("access/accounts/session_seen"), {"id": session_id, "at": to_db(at)})


def audit_records(con: Transaction, before: int | None, limit: int) -> list[AuditRecord]:
    """Return the newest `limit` records of the audit log below the number `before`, newest first."""
    records = rows(con, "access/accounts/audit_entries_before", {"before": before, "limit": limit})
    return [AuditRecord(number, from_db(at), kind, caller, subject) for number, at, kind, caller, subject in records]


def recent_callers(con: Transaction, since: datetime, limit: int) -> list[str]:
    """Return at most `limit` callers who signed in since a time (aware), newest first."""
    return [
        caller for (caller,) in rows(con, "access/accounts/recent_callers", {"since": to_db(since), "limit": limit})
    ]


def failures_between(con: Transaction, since: datetime, until: datetime) -> list[tuple[str, datetime]]:
    """Return (caller, time) of failed attempts, oldest first. since, until: aware."""
    values = {"since": to_db(since), "until": to_db(until)}
    failures = rows(con, "access/accounts/login_failures_between", values)
    return [(caller, from_db(at)) for caller, at in failures]


def add_failure(con: Transaction, callers: Iterable[str], at: datetime, *entries: AuditEntry) -> None:
    """Record a failed attempt. callers: those it counts for; entries: for the audit log."""
    for caller in callers:
        con.execute(statement("access/accounts/login_failure_add"), {"caller": caller, "at": to_db(at)})
    for entry in entries:
        append_audit(con, entry)


def forget(
    con: Transaction,
    failures: tuple[datetime, datetime],
    sessions: datetime,
    failed_logins: datetime,
    entries: datetime,
) -> None:
    """Delete rows older than these times (aware). failed_logins, entries: of the audit log, by kind.

    failures: those outside of these two times.
    """
    values = {"before": to_db(failures[0]), "after": to_db(failures[1])}
    con.execute(statement("access/accounts/login_failures_forget"), values)
    con.execute(statement("access/accounts/sessions_expire"), {"before": to_db(sessions)})
    limits = {"before": to_db(entries), "failures": to_db(failed_logins)}
    con.execute(statement("access/accounts/audit_entries_forget"), limits)


def append_audit(con: Transaction, entry: AuditEntry) -> None:
    """Add a row to the audit log."""
    values = {"at": to_db(entry.at), "kind": entry.kind, "caller": entry.caller, "subject": entry.subject}
    con.execute(statement("access/accounts/audit_entry_add"), values)


def _settings(con: Transaction) -> dict[str, str]:
    return {str(key): str(value) for key, value in rows(con, "access/accounts/settings_all")}


def _put(con: Transaction, values: Mapping[str, str]) -> None:
    for key, value in values.items():
        con.execute(statement("access/accounts/setting_put"), {"key": key, "value": value})
