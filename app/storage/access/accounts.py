"""Signing in, in the database: the administrator's hash, who is signed in, wrong passwords, the log of all that.

`app.server.accounts` holds the same in memory and is the only one to change it.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from app.domain.access import AuthMode, SecurityEvent, SecurityRecord, SignIn
from app.storage.connection import Connection, rows, statement

ADMIN_HASH = "admin_password_hash"
MUST_CHANGE = "password_change_required"
SECRET = "jwt_secret"
CONFIGURED_HASH = "password_mode_hash"
CALLER_KEY = "caller_key"


@dataclass(frozen=True, slots=True)
class Secrets:
    """What signing in stands on. admin_hash: of the account in mode local; configured_hash: in mode password."""

    signing: str
    caller_key: str
    admin_hash: str | None
    configured_hash: str | None
    must_change: bool


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One row of the security log. caller: keyed hash of an address, None for this computer. at: aware."""

    kind: SecurityEvent
    at: datetime
    caller: str | None = None
    subject: str | None = None


def load_secrets(con: Connection) -> Secrets:
    """Return what is stored, making the random parts at the first call."""
    found = _settings(con)
    for key in (SECRET, CALLER_KEY):
        if key not in found:
            found[key] = new_secret()
            _put(con, {key: found[key]})
    return Secrets(
        signing=found[SECRET],
        caller_key=found[CALLER_KEY],
        admin_hash=found.get(ADMIN_HASH),
        configured_hash=found.get(CONFIGURED_HASH),
        must_change=found.get(MUST_CHANGE) == "true",
    )


def new_secret() -> str:
    """Return 64 random hex characters."""
    return secrets.token_hex(32)


def set_up(con: Connection, admin_hash: str, must_change: bool, what: AuditEntry) -> bool:
    """Store the administrator's hash, False when there is one already."""
    if ADMIN_HASH in _settings(con):
        return False
    _put(con, {ADMIN_HASH: admin_hash, MUST_CHANGE: "true" if must_change else "false"})
    note(con, what)
    return True


def replace_admin_hash(con: Connection, admin_hash: str, signing: str, what: AuditEntry) -> None:
    """Store a new hash and signing secret. Everybody is signed out."""
    _put(con, {ADMIN_HASH: admin_hash, MUST_CHANGE: "false", SECRET: signing})
    con.execute(statement("access/accounts/sessions_end"))
    note(con, what)


def replace_configured_hash(con: Connection, configured_hash: str, signing: str) -> None:
    """The same for the password of the settings."""
    _put(con, {CONFIGURED_HASH: configured_hash, SECRET: signing})
    con.execute(statement("access/accounts/sessions_end"))


def sign_ins_of(con: Connection, mode: AuthMode) -> list[SignIn]:
    """Every sign-in of a mode, oldest first."""
    found = rows(con, "access/accounts/sessions_of", {"mode": mode})
    return [
        SignIn(id, _aware(created_at), _aware(expires_at), None if seen_at is None else _aware(seen_at), client)
        for id, created_at, expires_at, seen_at, client in found
    ]


def add_sign_in(
    con: Connection, sign_in: SignIn, mode: AuthMode, ended: Iterable[str], what: AuditEntry | None
) -> None:
    """Store a sign-in; those of the ids `ended` make room for it."""
    values = {
        "id": sign_in.id,
        "mode": mode,
        "created_at": stored(sign_in.created_at),
        "expires_at": stored(sign_in.expires_at),
        "client": sign_in.client,
    }
    con.execute(statement("access/accounts/session_add"), values)
    con.execute(statement("access/accounts/sessions_end_these"), {"ids": list(ended)})
    if what is not None:
        note(con, what)


def end_sign_ins(con: Connection, ended: Iterable[str], what: AuditEntry) -> None:
    con.execute(statement("access/accounts/sessions_end_these"), {"ids": list(ended)})
    note(con, what)


def note_seen(con: Connection, seen: Mapping[str, datetime]) -> None:
    """Store when sign-ins were last used, by id."""
    for sign_in_id, at in seen.items():
        con.execute(statement("access/accounts/session_seen"), {"id": sign_in_id, "at": stored(at)})


def security_records(con: Connection, before: int | None, limit: int) -> list[SecurityRecord]:
    """The newest `limit` lines of the security log below the number `before`, newest first."""
    found = rows(con, "access/accounts/audit_entries_before", {"before": before, "limit": limit})
    return [SecurityRecord(number, _aware(at), kind, caller, subject) for number, at, kind, caller, subject in found]


def callers_who_signed_in(con: Connection, since: datetime, limit: int) -> list[str]:
    """The callers who signed in since a time (aware), at most `limit`, the latest first."""
    return [
        caller
        for (caller,) in rows(con, "access/accounts/callers_who_signed_in", {"since": stored(since), "limit": limit})
    ]


def failures_since(con: Connection, since: datetime) -> list[tuple[str, datetime]]:
    """(caller, when) of wrong passwords, oldest first. since: aware."""
    found = rows(con, "access/accounts/login_failures_since", {"since": stored(since)})
    return [(caller, _aware(at)) for caller, at in found]


def add_failure(con: Connection, callers: Iterable[str], at: datetime, *happenings: AuditEntry) -> None:
    """Note a wrong guess. callers: whom it counts for; happenings: what the security log says of it."""
    for caller in callers:
        con.execute(statement("access/accounts/login_failure_add"), {"caller": caller, "at": stored(at)})
    for what in happenings:
        note(con, what)


def forget(con: Connection, failures: datetime, sign_ins: datetime, failure_events: datetime, events: datetime) -> None:
    """Delete what is older than these times (aware). failure_events: those of the security log, which may be many."""
    con.execute(statement("access/accounts/login_failures_forget"), {"before": stored(failures)})
    con.execute(statement("access/accounts/sessions_expire"), {"before": stored(sign_ins)})
    values = {"before": stored(events), "failures": stored(failure_events)}
    con.execute(statement("access/accounts/audit_entries_forget"), values)


def note(con: Connection, what: AuditEntry) -> None:
    """Add a row to the security log."""
    values = {"at": stored(what.at), "kind": what.kind, "caller": what.caller, "subject": what.subject}
    con.execute(statement("access/accounts/audit_entry_add"), values)


def stored(at: datetime) -> datetime:
    """A time as the database keeps it: in UTC, without zone."""
    return at.astimezone(UTC).replace(tzinfo=None)


def _aware(at: datetime) -> datetime:
    return at.replace(tzinfo=UTC)


def _settings(con: Connection) -> dict[str, str]:
    return {str(key): str(value) for key, value in rows(con, "access/accounts/settings_all")}


def _put(con: Connection, values: Mapping[str, str]) -> None:
    for key, value in values.items():
        con.execute(statement("access/accounts/setting_put"), {"key": key, "value": value})
