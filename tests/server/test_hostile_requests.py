"""Hostile requests: bytes that are no request, path traversal, line breaks in names, overlong heads.

Every refusal has the standard shape, and no hostile input reaches a header, a file or the log.
"""

from __future__ import annotations

import asyncio
import json
import stat
import zlib
from collections.abc import AsyncIterator, Callable
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import duckdb
import pyotp
import pytest

from app.config import Settings
from app.domain.errors import AppError
from app.server.access.second_factor import FILE_NAME as SECOND_FACTOR
from app.server.http import connections
from app.server.http.decompression import Decompressor
from app.server.lifecycle import RunningServer, open_server
from app.storage.connection import Connection
from app.storage.database import Database, open_database
from tests.server.conftest import OWNER_TOKEN, PAGEVIEW, Running, Start
from tests.server.sign_in import PASSWORD, ask, cookie_of, new_key, start_local

EVIL = "https://evil.example"


@pytest.fixture(scope="module")
def server(opened_server: RunningServer) -> RunningServer:
    return opened_server


async def talk(server: RunningServer, request: bytes) -> bytes:
    """Return the server's whole reply to these bytes, which ask it to close or are no request."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(request)
    async with asyncio.timeout(10):
        answer = await reader.read()
    writer.close()
    return answer


def parts_of(answer: bytes) -> tuple[int, dict[str, str], Any]:
    """Return status, headers and decoded body of a single reply."""
    head, _, body = answer.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    assert len(body) == int(headers["content-length"]), answer
    return int(first.split()[1]), headers, json.loads(body) if body else None


def refusal(answer: bytes) -> tuple[int, str]:
    """Return status and code, after a check of the shape and headers of every reply."""
    status, headers, body = parts_of(answer)
    assert set(body) == {"error"}
    assert set(body["error"]) == {"code", "message", "field"}
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert headers["server"] == "Sparklytics"
    return status, body["error"]["code"]


def get(path: str, *lines: str) -> bytes:
    head = [f"GET {path} HTTP/1.1", "Host: localhost", "Connection: close", *lines]
    return "\r\n".join(head).encode("latin-1") + b"\r\n\r\n"


NO_REQUESTS = [
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200),
    b"SSH-2.0-OpenSSH_9.6\r\n\r\n",
    b"GET\r\n\r\n",
    b"GET / HTTP/9.9\r\n\r\n",
    b"GET /health HTTP/1.1\r\nHost: localhost\r\nno colon\r\n\r\n",
    b"GET /health HTTP/1.1\r\nHost: localhost\r\nX-A: a\x00b\r\n\r\n",
    b"GET /health HTTP/1.1\r\nHost: localhost\r\nX A: b\r\n\r\n",
    b"GET /health HTTP/1.1\r\nHost: localhost\r\nX-Folded: a\r\n b\r\n\r\n",
    b"POST /e HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\n{}}}",
    b"POST /e HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"POST /e HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
    b"POST /e HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1e3\r\n\r\n",
    b"POST /e HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999999999999\r\n\r\n",
    b"POST /e HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
    b"GET /health HTTP/1.1\r\nHost: localhost\r\n" + b"X-Long: " + b"a" * 20_000 + b"\r\n\r\n",
    b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /health HTTP/1.1\r\nHost: localhost\r\n" + b"".join(b"X-%d: a\r\n" % n for n in range(1000)) + b"\r\n",
]


async def test_malformed_requests_and_overlong_heads_are_400(
    server: RunningServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    for request_bytes in NO_REQUESTS:
        assert refusal(await talk(server, request_bytes)) == (400, "bad_request"), request_bytes[:60]
        assert parts_of(await talk(server, get("/health/live")))[0] == 200
    assert "a" * 100 not in caplog.text


async def test_a_request_head_that_arrives_too_slowly_is_cut_off(
    make_settings: Callable[..., Settings], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "IDLE_LIMIT_S", 0.2)
    async with open_server(make_settings(port=0)) as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(b"GET /health HTTP/1.1\r\nHost: localhost\r\n")
        rest = asyncio.ensure_future(reader.read())
        async with asyncio.timeout(10):
            while not rest.done():  # a header line now and then keeps nothing open
                writer.write(b"X-More: a\r\n")
                await asyncio.wait([rest], timeout=0.02)
        assert rest.exception() is not None or b"200 OK" not in rest.result()
        writer.close()


CLIMBING = [
    "/../../../../etc/passwd",
    "/..%2f..%2f..%2fetc/passwd",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/share/files/../../../../etc/passwd",
    "/share/files/..%2f..%2f..%2f..%2fetc%2fpasswd",
    "/share/files/..%5c..%5cpyproject.toml",
    "/share/files/%00",
    "/share/files/style.css%00.html",
    "/share/files//etc/passwd",
    "/share/files/.",
    "/share/files/..",
    "/s.js/../../pyproject.toml",
    "/s.js%00",
    "//etc/passwd",
    "/static/",
    "/%c0%ae%c0%ae/etc/passwd",
    "/sparklytics.duckdb",
    "/settings.toml",
    "/api/websites/..%2f..%2fhealth",
    "/api/websites/%2e%2e/%2e%2e/health",
]


async def test_path_traversal_reaches_no_file(server: RunningServer) -> None:
    for path in CLIMBING:
        assert refusal(await talk(server, get(path))) in [(404, "not_found"), (400, "bad_request")], path


@pytest.mark.parametrize("path", ["http://evil.example/api/websites", "evil.example:443", "*"])
async def test_a_request_target_that_is_no_path_is_refused(server: RunningServer, path: str) -> None:
    status, _ = refusal(await talk(server, get(path)))
    assert status in (400, 404, 421)


INJECTED = "x\r\nSet-Cookie: a=b\r\n\r\n<script>"


@pytest.mark.parametrize(
    "request_bytes",
    [
        get("/api/websites/x%0d%0aSet-Cookie:%20a=b"),
        get("/api/websites?cursor=x%0d%0aSet-Cookie:%20a=b"),
        get("/nothing%0d%0aSet-Cookie:%20a=b"),
        get("/api/websites", "Origin: https://x%0d%0aSet-Cookie: a=b"),
        get("/api/websites", "Origin: https://x\nSet-Cookie: a=b"),
        get("/api/websites", "Origin: https://x\rSet-Cookie: a=b"),
        get("/s.js", 'If-None-Match: "x%0d%0aSet-Cookie: a=b"'),
    ],
    ids=repr,
)
async def test_no_line_break_in_a_request_becomes_a_header(server: RunningServer, request_bytes: bytes) -> None:
    answer = await talk(server, request_bytes)
    head = answer.partition(b"\r\n\r\n")[0].lower()
    assert b"set-cookie" not in head
    assert b"https://x" not in head


async def test_no_name_or_url_with_line_breaks_becomes_a_header(start: Start) -> None:
    running = await start()
    reply = await ask(running, "POST", "/api/websites", {"name": f"a{INJECTED}", "domain": "example.com"})
    assert "Set-Cookie" not in reply.headers
    site = reply.body["data"]["id"] if reply.status == 201 else await running.add_website()
    await running.collect(site, url=f"https://example.com/{INJECTED}", referrer=f"https://a.example/{INJECTED}")
    for path in ("", "/stats", "/metrics?type=page_url", "/realtime"):
        answer = await ask(running, "GET", f"/api/websites/{site}{path}")
        assert (answer.status, "Set-Cookie" in answer.headers) == (200, False)
    assert (await ask(running, "POST", "/api/websites", {"name": "x", "domain": INJECTED})).code == "bad_request"


FORMS = ("application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain")


@pytest.mark.parametrize("content_type", FORMS)
async def test_form_bodies_are_415_even_without_an_origin_header(start: Start, content_type: str) -> None:
    running = await start_local(start)
    cookie = await cookie_of(running)
    body = json.dumps({"password": PASSWORD, "name": "x", "domain": "example.com"})
    headers = {"Content-Type": content_type, "Cookie": f"spk_session={cookie}"}
    for path in ("/api/auth/login", "/api/auth/setup", "/api/websites", "/api/auth/keys"):
        async with running.http.post(path, data=body, headers=headers) as response:
            assert (response.status, (await response.json())["error"]["code"]) == (415, "unsupported_media_type"), path
            assert "Set-Cookie" not in response.headers
        assert running.context.directory.all() == ()


@pytest.mark.parametrize("path", ["/api/auth/login", "/api/auth/setup"])
async def test_bodies_before_sign_in_are_limited(start: Start, path: str) -> None:
    running = await start_local(start)
    body = {"password": "x" * 20_000, "bootstrap_password": ""}
    assert (await ask(running, "POST", path, body)).refusal == (413, "payload_too_large")


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
async def test_a_compressed_body_is_decompressed_only_as_far_as_it_is_read(
    server: RunningServer, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    unpacked: list[int] = []
    feed = Decompressor.feed

    def count(decompressor: Decompressor, chunk: bytes, limit_bytes: int) -> bytes:
        content = feed(decompressor, chunk, limit_bytes)
        unpacked.append(len(content))
        return content

    monkeypatch.setattr(Decompressor, "feed", count)
    kind = {"gzip": 31, "deflate": 15}[encoding]
    packer = zlib.compressobj(9, wbits=kind)
    bomb = packer.compress(b" " * 20_000_000) + packer.flush()
    for path, limit in (("/e", 102_400), ("/api/websites", 2 * 1024 * 1024)):
        head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nConnection: close\r\n"
        head += f"Content-Encoding: {encoding}\r\nContent-Length: {len(bomb)}\r\n\r\n"
        assert refusal(await talk(server, head.encode() + bomb)) == (413, "payload_too_large")
        assert sum(unpacked) == limit + 1
        unpacked.clear()


def packed(body: bytes, kind: int) -> bytes:
    packer = zlib.compressobj(wbits=kind)
    return packer.compress(body) + packer.flush()


@pytest.mark.parametrize(("encoding", "kind"), [("gzip", 31), ("deflate", 15), ("deflate", -15), ("GZIP", 31)])
async def test_compressed_bodies_are_accepted(running: Running, encoding: str, kind: int) -> None:
    headers = {"Content-Type": "application/json", "Content-Encoding": encoding}
    body = packed(b'{"name": "Shop", "domain": "example.com"}', kind)
    async with running.http.post("/api/websites", data=body, headers=headers) as response:
        assert response.status == 201
    async with running.http.post("/api/websites", data=body[:-1], headers=headers) as response:  # ends too early
        assert response.status == 400


@pytest.mark.parametrize(
    ("encoding", "body", "status"),
    [
        ("gzip", b"not gzip", 400),
        ("deflate", b"\x00\xff\xff", 400),
        ("gzip", packed(b"{}", 31) + b"more", 400),
        ("br", b"{}", 415),
        ("gzip, gzip", packed(packed(b"{}", 31), 31), 415),
    ],
)
@pytest.mark.parametrize("path", ["/e", "/api/websites"])
async def test_a_body_of_a_wrong_or_unknown_encoding_is_refused(
    server: RunningServer, path: str, encoding: str, body: bytes, status: int
) -> None:
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nConnection: close\r\n"
    head += f"Content-Encoding: {encoding}\r\nContent-Length: {len(body)}\r\n\r\n"
    code = {400: "bad_request", 415: "unsupported_media_type"}[status]
    assert refusal(await talk(server, head.encode() + body)) == (status, code)


async def test_a_flood_of_bodies_is_refused_before_it_is_read(start: Start) -> None:
    running = await start_local(start)
    for method, path in (("POST", "/api/websites"), ("PUT", "/api/auth/password"), ("POST", "/api/auth/keys")):
        async with running.http.request(
            method, path, data=endless(), headers={"Content-Type": "application/json"}
        ) as r:
            assert (r.status, (await r.json())["error"]["code"]) == (401, "unauthorized")


async def endless() -> AsyncIterator[bytes]:
    """A body that begins and does not go on."""
    yield b"{"
    await asyncio.Event().wait()


@pytest.mark.parametrize("host", ["evil.example", "evil.example:3000", "127.0.0.1.evil.example", "[2001:db8::1]"])
async def test_an_unknown_host_name_is_421_on_both_lanes_for_every_method(server: RunningServer, host: str) -> None:
    event = json.dumps(PAGEVIEW | {"website_id": "site_x"}).encode()
    head = f"Host: {host}\r\nContent-Type: text/plain\r\nContent-Length: {len(event)}\r\nConnection: close\r\n\r\n"
    for method, path in (("POST", "/e"), ("GET", "/api/websites"), ("DELETE", "/api/websites/x"), ("OPTIONS", "/e")):
        answer = await talk(server, f"{method} {path} HTTP/1.1\r\n{head}".encode() + event)
        assert refusal(answer) == (421, "misdirected_request")


async def test_no_reply_names_software_or_allows_credentials(server: RunningServer) -> None:
    for path in ("/health", "/api/websites", "/nothing", "/s.js", "/api/openapi.json"):
        _, headers, _ = parts_of_any(await talk(server, get(path, f"Origin: {EVIL}")))
        assert headers["server"] == "Sparklytics"
        assert "x-powered-by" not in headers
        assert "access-control-allow-credentials" not in headers


def parts_of_any(answer: bytes) -> tuple[int, dict[str, str], bytes]:
    head, _, body = answer.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    return int(first.split()[1]), {name.lower(): value for name, _, value in (x.partition(": ") for x in lines)}, body


async def test_addresses_and_secrets_are_never_logged(start: Start, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    caplog.set_level("CRITICAL", "aiohttp.access")  # from the test client; the program has no access log
    running = await start_local(start, trusted_proxies=(ip_network("127.0.0.1/32"),))
    visitor = {"X-Forwarded-For": "203.0.113.77", "User-Agent": "Secretive/1.0 (person@example.com)"}
    cookie = await cookie_of(running, headers=visitor)
    key = await new_key(running, cookie)
    site = await running.add_website()
    wrong = "a wrong password that is nearly right"
    await ask(running, "POST", "/api/auth/login", {"password": wrong}, headers=visitor)
    await ask(running, "GET", "/api/websites", key=key["key"], headers=visitor)
    await ask(running, "GET", "/api/websites", key=key["key"] + "x", headers=visitor)
    await ask(running, "GET", "/api/websites", cookie=cookie + "x", headers=visitor)
    started = await ask(running, "POST", "/api/auth/second-factor", {"password": PASSWORD}, cookie=cookie)
    secret = started.body["data"]["secret"]
    code = {"code": pyotp.TOTP(secret).now()}
    await ask(running, "POST", "/api/auth/second-factor/confirm", code, cookie=cookie)
    event = PAGEVIEW | {"website_id": site, "visitor_id": "somebody-we-know"}
    await ask(running, "POST", "/e", event, headers=visitor)
    await ask(running, "POST", "/e", event | {"type": "nonsense"}, headers=visitor)
    await running.context.ingest.flush()
    await ask(running, "GET", f"/api/websites/{site}/stats?start_date=nonsense", cookie=cookie, headers=visitor)
    for sensitive in (
        *("203.0.113.77", "person@example.com", "somebody-we-know", wrong, PASSWORD),
        *(cookie, key["key"], secret, OWNER_TOKEN, started.body["data"]["otpauth_uri"]),
    ):
        assert sensitive not in caplog.text


STATEMENTS = [
    "SELECT * FROM read_text('/etc/passwd')",
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM '/etc/passwd'",
    "SELECT * FROM glob('/etc/*')",
    "COPY (SELECT 1) TO '{folder}/out.csv'",
    "EXPORT DATABASE '{folder}/out'",
    "ATTACH '{folder}/other.duckdb'",
    "INSTALL httpfs",
    "LOAD httpfs",
    "SELECT * FROM read_csv('https://example.com/x.csv')",
    "SET enable_external_access = true",
    "SET autoinstall_known_extensions = true",
    "SET threads = 100",
    "SET allowed_configs = ['enable_external_access']",
    "RESET lock_configuration",
]


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await open_database(tmp_path / "x.duckdb")
    yield opened
    await opened.close()


@pytest.mark.parametrize("statement", STATEMENTS)
async def test_no_sql_statement_reaches_files_outside_the_database(
    database: Database, statement: str, tmp_path: Path
) -> None:
    def run(con: Connection) -> None:
        con.execute(statement.format(folder=tmp_path))

    before = set(tmp_path.iterdir())
    for access in (database.write, database.read):
        with pytest.raises(
            (duckdb.Error, AppError), match=r"(?i)disabled|locked|permission|cannot|not allowed|does not exist"
        ):
            await access(run)
    assert set(tmp_path.iterdir()) == before


@pytest.mark.parametrize("name", ["sparklytics.duckdb", "settings.toml", SECOND_FACTOR, "log/old.log", "journal/old"])
async def test_files_readable_by_others_become_private_at_the_start(
    make_settings: Callable[..., Settings], tmp_path: Path, name: str
) -> None:
    path, other = tmp_path / name, tmp_path / "holiday.jpg"
    path.parent.mkdir(exist_ok=True)
    if name == "sparklytics.duckdb":
        await (await open_database(path)).close()
    else:
        path.write_text("")
    for entry in (path, path.parent, other):
        if entry != tmp_path:
            entry.touch()
            entry.chmod(0o755 if entry.is_dir() else 0o644)
    async with open_server(make_settings(port=0)):
        if path.exists():
            assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(other.stat().st_mode) == 0o644, "not ours"


async def test_files_of_a_running_server_are_private(running: Running) -> None:
    await running.collect(await running.add_website())
    folder = running.context.settings.data_dir / "journal"
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.iterdir())}
    assert not [name for name, mode in modes.items() if mode & 0o077]
