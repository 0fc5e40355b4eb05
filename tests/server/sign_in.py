"""Servers with sign-in, for tests: requests with exactly the given cookie or key, and cheap hashes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from multidict import CIMultiDictProxy

from tests.server.conftest import Running, Start

BOOTSTRAP = "the bootstrap password of the tests"
PASSWORD = "correct horse battery"
OTHER = "staple and something else"
CHEAP = {"argon2_memory_kb": 8}
SESSION_ROUTES = (  # which need a session, not a key
    ("POST", "/api/auth/logout"),
    ("GET", "/api/auth/session"),
    ("PUT", "/api/auth/password"),
    ("GET", "/api/auth/keys"),
    ("POST", "/api/auth/keys"),
    ("DELETE", "/api/auth/keys/key_0123456789"),
)


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply, read to its end."""

    status: int
    body: Any
    headers: CIMultiDictProxy[str]

    @property
    def code(self) -> str:
        """The error's code, blank for a success."""
        return self.body["error"]["code"] if self.status >= 400 else ""

    @property
    def refusal(self) -> tuple[int, str]:
        return self.status, self.code

    @property
    def cookie(self) -> str:
        """The session token the reply sets."""
        return self.headers["Set-Cookie"].partition(";")[0].removeprefix("spk_session=")


async def ask(
    running: Running,
    method: str,
    path: str,
    json: object = None,
    *,
    cookie: str | None = None,
    key: str | None = None,
    headers: dict[str, str] | None = None,
) -> Answer:
    """Send one request. cookie: the session token; key: an API key."""
    given = dict(headers or {})
    if cookie is not None:
        given["Cookie"] = f"spk_session={cookie}"
    if key is not None:
        given["Authorization"] = f"Bearer {key}"
    async with running.http.request(method, path, json=json, headers=given) as response:
        running.http.session.cookie_jar.clear()
        body = await response.json() if response.content_type == "application/json" else None
        return Answer(response.status, body, response.headers)


async def start_fresh(start: Start, **changes: Any) -> Running:
    """A server in mode `local` without an administrator."""
    return await start(**({"auth": "local", "bootstrap_password": BOOTSTRAP} | CHEAP | changes))


async def start_local(start: Start, **changes: Any) -> Running:
    """A server in mode `local` with an administrator."""
    running = await start_fresh(start, **changes)
    assert (await set_up(running)).status == 201
    return running


async def set_up(running: Running, bootstrap: str = BOOTSTRAP, password: str = PASSWORD, **more: Any) -> Answer:
    body = {"bootstrap_password": bootstrap, "password": password}
    return await ask(running, "POST", "/api/auth/setup", body, **more)


async def log_in(running: Running, password: str = PASSWORD, **more: Any) -> Answer:
    return await ask(running, "POST", "/api/auth/login", {"password": password}, **more)


async def cookie_of(running: Running, password: str = PASSWORD, **more: Any) -> str:
    """The session token of a new sign-in."""
    answer = await log_in(running, password, **more)
    assert answer.status == 200, answer.body
    return answer.cookie


async def new_key(running: Running, cookie: str, **fields: Any) -> dict[str, Any]:
    """Create an API key and return the server's data about it."""
    answer = await ask(running, "POST", "/api/auth/keys", {"name": "script"} | fields, cookie=cookie)
    assert answer.status == 201, answer.body
    return dict(answer.body["data"])


async def end(running: Running) -> None:
    """End the application, store waiting events and close the database, as a stop does, so that another can open it."""
    assert running.context.accounts is not None
    running.context.hub.close()
    await running.http.close()
    await running.context.accounts.save_uses()
    await running.context.trusted_clock.close()
    await running.context.events.close()
