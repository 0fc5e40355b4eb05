"""The accounts of a made-up server: who is let in, with which key, password or sign-in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Self

from app.api.auth_wire import AuthStatusReply, SignedInReply
from app.domain.accounts import AuthMode
from app.domain.errors import AppError, NotFound
from app.domain.server_control import ServerAddress

OWNER = "token"  # what FakeControl hands out
PASSWORD = "correct horse battery"
ONE_TIME = "only-this-once"


class FakeAccounts:
    """A server and its client in one, who is whoever the address says. mode None: nobody signs in."""

    def __init__(self) -> None:
        self.mode: AuthMode | None = None
        self.password: str | None = PASSWORD
        self.must_change = False
        self.keys: dict[str, str] = {}  # key: scope
        self.sign_ins: set[str] = set()
        self.address = ServerAddress("http://fake", "http://fake", 80, OWNER)
        self.sign_in: str | None = None
        self._signed_in_so_far = 0
        self.refusals: list[AppError] = []  # raised by the next calls that sign in

    def at(self, address: ServerAddress) -> Self:
        """Be the client for this address from now on."""
        self.address, self.sign_in = address, address.sign_in
        return self

    async def wait(self) -> None:
        """Answer when everything else answers, see FakeClient."""

    def check(self, *, needs_admin: bool = False) -> None:
        """Raise what the server would."""
        if self.mode is None or self.address.token == OWNER:
            return
        if self.password is None:
            raise AppError("setup_required", "Admin setup required. POST /api/auth/setup first.")
        scope = self.keys.get(self.address.token or "")
        if scope is None and self.sign_in not in self.sign_ins:
            raise AppError("unauthorized", "Not authenticated")
        if self.must_change:
            raise AppError("password_change_required", "Password change required before continuing")
        if needs_admin and scope not in (None, "admin"):
            raise AppError("forbidden", f"This API key may not do that: its scope is {scope}.")

    async def auth_status(self) -> AuthStatusReply:
        await self.wait()
        if self.mode is None:
            raise NotFound("There is nothing at this address")
        is_in = self.sign_in in self.sign_ins
        return AuthStatusReply(self.mode, self.password is None, is_in, is_in and self.must_change)

    async def log_in(self, password: str) -> SignedInReply:
        if self.refusals:
            raise self.refusals.pop()
        if password != self.password:
            raise AppError("unauthorized", "Unauthorized")
        return self._signed_in()

    async def log_out(self) -> None:
        self.sign_ins.discard(self.sign_in or "")
        self.sign_in = None

    async def set_up_admin(self, bootstrap_password: str, password: str) -> None:
        if self.password is not None:
            raise AppError("gone", "Setup already completed")
        if bootstrap_password != ONE_TIME:
            raise AppError("unauthorized", "Unauthorized")
        self.password = password

    async def change_password(self, current: str, new: str) -> None:
        if current != self.password:
            raise AppError("unauthorized", "Unauthorized")
        self.password, self.must_change = new, False
        self.sign_ins.clear()
        if self.sign_in is not None:
            self._signed_in()

    def _signed_in(self) -> SignedInReply:
        self._signed_in_so_far += 1
        self.sign_in = f"sign-in-{self._signed_in_so_far}"
        self.sign_ins.add(self.sign_in)
        return SignedInReply(datetime.now(UTC) + timedelta(days=7))
