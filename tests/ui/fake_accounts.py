"""Accounts of a fake server: passwords, API keys and sign-ins."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Self

from msgspec.structs import replace

from app.api.access import (
    ApiKeyReply,
    AuditLog,
    AuthSessionItem,
    AuthStatusReply,
    EnrolmentReply,
    NewApiKeyBody,
    NewApiKeyReply,
    RecoveryCodesReply,
    SecondFactorReply,
    SignedInReply,
)
from app.api.tenants import TenantItem
from app.api.wire import CursorPage
from app.domain.access import AuditRecord, AuthMode
from app.domain.errors import AppError, BadRequest, NotFound
from app.domain.server_control import ServerAddress
from tests.ui.samples import NOW

OWNER = "token"  # of FakeControl
PASSWORD = "correct horse battery"
BOOTSTRAP = "only-this-once"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
CODE = "123456"  # of the authenticator of a second factor
NO_FACTOR = SecondFactorReply(False, None, False, 0)


class FakeAccounts:
    """Accounts of a fake server and its client in one; the address decides the caller. mode: None without sign-in."""

    def __init__(self) -> None:
        self.mode: AuthMode | None = None
        self.password: str | None = PASSWORD
        self.email: str | None = None  # of the person who signs in, in cloud mode
        self.is_viewer = False  # who signed in, of a tenant
        self.must_change = False
        self.code: str | None = None  # of the second factor, where it is on
        self.keys: dict[str, str] = {}  # key: scope
        self.session_tokens: set[str] = set()
        self.address = ServerAddress("http://fake", "http://fake", 80, OWNER)
        self.session_token: str | None = None
        self.factor = NO_FACTOR
        self.sessions: list[AuthSessionItem] = []
        self.records: list[AuditRecord] = []
        self.api_keys: list[ApiKeyReply] = []
        self.status_calls = 0
        self._signed_in_so_far = 0
        self.refusals: list[AppError] = []  # raised by the next calls that sign in

    def at(self, address: ServerAddress) -> Self:
        """Become the client for this address."""
        self.address, self.session_token = address, address.session_token
        return self

    async def wait(self) -> None:
        """Wait as every reply does, see FakeClient."""

    def check(self, *, needs_admin: bool = False) -> None:
        """Raise the error of the server for a caller without access."""
        if self.mode is None or self.address.token == OWNER:
            return
        if self.password is None:
            raise AppError("setup_required", "Admin setup required. POST /api/auth/setup first.")
        scope = self.keys.get(self.address.token or "")
        if scope is None and self.session_token not in self.session_tokens:
            raise AppError("unauthorized", "Not authenticated")
        if self.must_change:
            raise AppError("password_change_required", "Password change required before continuing")
        if needs_admin and scope not in (None, "admin"):
            raise AppError("forbidden", f"The scope of this API key, {scope}, does not allow this.")

    def check_person(self) -> None:
        """Raise the error of the server where an API key is not enough."""
        if self.mode is None:
            raise NotFound("There is nothing at this address")
        if self.address.token in self.keys:
            raise AppError("forbidden", "API keys cannot manage auth resources")
        self.check()

    async def auth_status(self) -> AuthStatusReply:
        await self.wait()
        self.status_calls += 1
        if self.mode is None:
            raise NotFound("There is nothing at this address")
        is_in = self.session_token in self.session_tokens
        return AuthStatusReply(self.mode, self.password is None, is_in, is_in and self.must_change)

    async def list_api_keys(self) -> tuple[ApiKeyReply, ...]:
        await self.wait()
        self.check_person()
        if self.is_viewer:
            raise AppError("forbidden", "Your role does not allow this.")
        return tuple(self.api_keys)

    async def add_api_key(self, body: NewApiKeyBody) -> NewApiKeyReply:
        self.check_person()
        if self.refusals:
            raise self.refusals.pop()
        number = len(self.api_keys)
        key = api_key(
            f"key_{number}",
            body.name,
            scope=body.scope,
            website_id=body.website_id,
            expires_at=body.expires_at,
        )
        self.api_keys.insert(0, key)
        facts = {name: getattr(key, name) for name in key.__struct_fields__}
        return NewApiKeyReply(**facts, key=key.prefix + "0123456789abcdef")

    async def revoke_api_key(self, key_id: str) -> None:
        self.check_person()
        at = [key.id for key in self.api_keys].index(key_id)
        self.api_keys[at] = replace(self.api_keys[at], revoked_at=NOW)

    async def log_in(self, password: str, code: str | None = None, email: str | None = None) -> SignedInReply:
        if self.refusals:
            raise self.refusals.pop()
        if password != self.password or email != self.email:
            raise AppError("unauthorized", "Unauthorized")
        if self.code is not None and code is None:
            raise AppError("second_factor_required", "Also enter the code from your authenticator app.", field="code")
        if code is not None and code != self.code:
            raise AppError("unauthorized", "The code is wrong or has already been used.", field="code")
        return self._signed_in()

    async def list_tenants(self) -> tuple[TenantItem, ...]:
        self.check_person()
        return (TenantItem("ten_1", "Tea & more", "viewer" if self.is_viewer else "owner", is_current=True),)

    async def log_out(self) -> None:
        self.session_tokens.discard(self.session_token or "")
        self.session_token = None

    async def set_up_admin(self, bootstrap_password: str, password: str) -> None:
        if self.password is not None:
            raise AppError("gone", "Setup already completed")
        if bootstrap_password != BOOTSTRAP:
            raise AppError("unauthorized", "Unauthorized")
        self.password = password

    async def list_sessions(self) -> tuple[AuthSessionItem, ...]:
        self.check_person()
        return tuple(replace(item, is_current=item.id == self.session_token) for item in self.sessions)

    async def revoke_session(self, session_id: str) -> None:
        self.check_person()
        self.sessions = [item for item in self.sessions if item.id != session_id]

    async def revoke_other_sessions(self) -> None:
        self.check_person()
        self.sessions = [item for item in self.sessions if item.id == self.session_token]

    async def audit_log(self, cursor: str | None = None, limit: int = 20) -> AuditLog:
        self.check_person()
        start = 0 if cursor is None else int(cursor)
        end = start + limit
        has_more = end < len(self.records)
        return AuditLog(tuple(self.records[start:end]), CursorPage(limit, str(end) if has_more else None, has_more))

    async def second_factor(self) -> SecondFactorReply:
        self.check_person()
        return self.factor

    async def start_second_factor(self, password: str) -> EnrolmentReply:
        if password != self.password:
            raise AppError("unauthorized", "Unauthorized")
        uri = f"otpauth://totp/Sparklytics:nas?secret={SECRET}&issuer=Sparklytics"
        return EnrolmentReply(SECRET, uri, NOW + timedelta(minutes=10))

    async def confirm_second_factor(self, code: str) -> RecoveryCodesReply:
        if code != CODE:
            raise BadRequest("The code is not valid. Is the clock of your authenticator right?", field="code")
        self.factor = SecondFactorReply(True, NOW, True, 10)
        return RecoveryCodesReply(tuple(f"h3kd-9wq2-xm7c-tv{number:02}" for number in range(10)))

    async def stop_second_factor(self, password: str, code: str) -> None:
        if password != self.password:
            raise AppError("unauthorized", "Unauthorized")
        if code != CODE:
            raise AppError("unauthorized", "The code is wrong or has already been used.", field="code")
        self.factor = NO_FACTOR

    async def change_password(self, current: str, new: str) -> None:
        if self.refusals:
            raise self.refusals.pop()
        if current != self.password:
            raise AppError("unauthorized", "Unauthorized")
        self.password, self.must_change = new, False
        self.session_tokens.clear()
        if self.session_token is not None:
            self._signed_in()

    def _signed_in(self) -> SignedInReply:
        self._signed_in_so_far += 1
        self.session_token = f"sign-in-{self._signed_in_so_far}"
        self.session_tokens.add(self.session_token)
        return SignedInReply(datetime.now(UTC) + timedelta(days=7))


def api_key(key_id: str, name: str, **facts: Any) -> ApiKeyReply:
    """Return an API key as the server lists it; `facts` are its fields."""
    prefix = f"spk_selfhosted_{key_id[-5:]:0>5}"
    usual = {
        "scope": "read",
        "website_id": None,
        "created_at": NOW - timedelta(days=40),
        "last_used_at": None,
        "expires_at": None,
        "revoked_at": None,
    }
    return ApiKeyReply(id=key_id, name=name, prefix=prefix, key_prefix=prefix, **(usual | facts))
