"""HTTPS without a proxy: protocol versions, certificates, and renewed or broken pairs."""

from __future__ import annotations

import asyncio
import json
import re
import socket
import ssl
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from cryptography import x509

from app.__main__ import health
from app.api.client import ApiClient
from app.config import Settings
from app.config_loader import load_settings
from app.data_folder import holder
from app.domain.clock import utc_now
from app.domain.errors import AppError
from app.domain.websites import NewWebsite
from app.local_server import LocalServer
from app.logs import LogRing
from app.server.http import tls
from app.server.http.fast_lane import FastLane
from app.server.http.tls import Certificate
from app.server.lifecycle import RunningServer, open_server
from tests.server.certificates import Authority
from tests.server.conftest import BROWSER
from tests.server_status import status_of

MakeSettings = Callable[..., Settings]
renewed = pytest.mark.expects_log("The renewed certificate cannot be used")


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    authority = Authority(tmp_path)
    authority.issue()
    return authority


@pytest.fixture
def secure(make_settings: MakeSettings, authority: Authority, tmp_path: Path) -> MakeSettings:
    """Settings of a server that speaks HTTPS."""

    def make(**changes: Any) -> Settings:
        files = {"tls_cert": authority.cert, "tls_key": authority.key}
        return make_settings(**({"port": 0, "data_dir": tmp_path / "data"} | files | changes))

    return make


async def get(url: str, trust: ssl.SSLContext, **more: Any) -> Any:
    async with aiohttp.ClientSession() as session, session.get(url, ssl=trust, **more) as response:
        return response.status, dict(response.headers), await response.json()


def names(port: int, trust: ssl.SSLContext, name: str | None) -> set[str]:
    """Return the names in the served certificate. name: the requested server name; None: none."""
    trust.check_hostname = False
    with (
        socket.create_connection(("127.0.0.1", port), 5) as plain,
        trust.wrap_socket(plain, server_hostname=name) as connection,
    ):
        shown = x509.load_der_x509_certificate(connection.getpeercert(binary_form=True) or b"")
    names = shown.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return {str(entry.value) for entry in names}


async def test_a_server_with_a_certificate_serves_https_and_reports_https_urls(
    secure: MakeSettings, authority: Authority
) -> None:
    async with open_server(secure()) as server:
        assert server.url == server.own_url == f"https://127.0.0.1:{server.port}"
        assert server.addresses == (server.public_url,) == (f"https://localhost:{server.port}",)
        lock_holder = holder(secure().data_dir)
        assert lock_holder is not None
        assert lock_holder.url == server.url
        status, headers, body = await get(f"{server.addresses[0]}/health", authority.client())
        assert (status, body["status"], body["problems"]) == (200, "ok", [])
        assert "Strict-Transport-Security" not in headers, "a name of this computer is shared with other servers"
        assert {check.name: check.state for check in (await server.status()).checks}["tls"] == "ok"


async def test_a_public_name_over_https_turns_hsts_on(secure: MakeSettings, authority: Authority) -> None:
    async with open_server(secure(public_url="https://stats.example.com")) as server:
        _, headers, _ = await get(f"https://localhost:{server.port}/health", authority.client())
    assert headers["Strict-Transport-Security"].startswith("max-age=")


async def test_the_cookie_is_secure_over_https(secure: MakeSettings, authority: Authority) -> None:
    settings = secure(auth="password", password="a password", argon2_memory_kb=8, public_url="http://stats.example.com")
    async with open_server(settings) as server, aiohttp.ClientSession() as session:
        url = f"https://localhost:{server.port}/api/auth/login"
        async with session.post(url, json={"password": "a password"}, ssl=authority.client()) as response:
            assert "Secure" in response.headers["Set-Cookie"].split("; ")


async def test_plain_http_requests_to_the_https_port_get_no_reply(secure: MakeSettings) -> None:
    async with open_server(secure()) as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")
        async with asyncio.timeout(5):
            assert b"HTTP/" not in await reader.read()
        writer.close()


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion.TLSv1_1 is deprecated")
@pytest.mark.parametrize(("version", "is_spoken"), [("TLSv1_1", False), ("TLSv1_2", True), ("TLSv1_3", True)])
async def test_protocols_before_tls_1_2_are_refused(
    secure: MakeSettings, authority: Authority, version: str, is_spoken: bool
) -> None:
    trust = authority.client()
    trust.set_ciphers("ALL:@SECLEVEL=0")
    trust.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    trust.maximum_version = ssl.TLSVersion[version]
    async with open_server(secure()) as server:
        url = f"https://localhost:{server.port}/health/live"
        if is_spoken:
            assert (await get(url, trust))[0] == 200
        else:
            with pytest.raises(aiohttp.ClientError):
                await get(url, trust)


async def test_events_take_the_fast_lane_over_https_too(
    secure: MakeSettings, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    lanes: list[FastLane] = []
    make = FastLane.__init__

    def remember(lane: FastLane, *arguments: Any) -> None:
        make(lane, *arguments)
        lanes.append(lane)

    monkeypatch.setattr(FastLane, "__init__", remember)
    async with open_server(secure(), owner_token="owner") as server:
        client = ApiClient(server.own_url, "owner")
        website = await client.add_website(NewWebsite("Shop", "example.com", "UTC"))
        event = json.dumps({"website_id": website.id, "type": "pageview", "url": "https://example.com/"}).encode()
        lines = [f"{name}: {value}" for name, value in BROWSER.items()]
        head = "\r\n".join(
            ["POST /e HTTP/1.1", "Host: localhost", *lines, "Content-Type: text/plain", f"Content-Length: {len(event)}"]
        )
        reader, writer = await asyncio.open_connection("localhost", server.port, ssl=authority.client())
        for _ in range(3):
            writer.write(head.encode() + b"\r\n\r\n" + event)
            async with asyncio.timeout(5):
                answer = await reader.readuntil(b'{"ok":true}')
            assert answer.startswith(b"HTTP/1.1 202 ")
        writer.close()
        assert (await status_of(client)).queue.accepted == 3
        await client.close()
    assert max(lane.answered for lane in lanes) == 3


async def test_the_window_reaches_its_server_with_any_certificate(secure: MakeSettings, authority: Authority) -> None:
    authority.issue("stats.example.com")
    settings = secure(host="all")
    control = LocalServer(settings.data_dir, lambda: settings, LogRing())
    address = await control.start()
    client = ApiClient(address.own_url, address.token)
    try:
        assert address.url == f"https://127.0.0.1:{address.port}"
        assert address.own_url.startswith("http://127.0.0.1:")
        assert (await status_of(client)).state == "ok"
    finally:
        await client.close()
        await control.stop()


async def test_without_a_window_there_is_no_plain_http_listener(
    secure: MakeSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[int] = []
    listen = socket.socket.listen

    def count(listener: socket.socket, *backlog: int) -> None:
        opened.append(listener.getsockname()[1])
        listen(listener, *backlog)

    monkeypatch.setattr(socket.socket, "listen", count)
    async with open_server(secure()) as server:
        assert set(opened) == {server.port}


async def test_the_health_command_uses_https(secure: MakeSettings, capsys: pytest.CaptureFixture[str]) -> None:
    async with open_server(secure()) as server:
        settings = secure(port=server.port)
        assert await asyncio.to_thread(health, settings) == 0
    assert await asyncio.to_thread(health, settings) == 1
    assert "No server replies" in capsys.readouterr().err


@pytest.mark.parametrize("asked", ["localhost", None])
async def test_a_renewed_certificate_serves_new_connections_and_keeps_open_ones(
    secure: MakeSettings, authority: Authority, asked: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tls, "CHECK_EVERY_S", 0.01)
    looked = asyncio.Event()
    loop = asyncio.get_running_loop()
    renew = Certificate.renew

    def tell(certificate: Certificate) -> bool:
        is_new = renew(certificate)
        if is_new:
            loop.call_soon_threadsafe(looked.set)
        return is_new

    monkeypatch.setattr(Certificate, "renew", tell)
    async with open_server(secure()) as server, aiohttp.ClientSession() as session:
        url, trust = f"https://localhost:{server.port}/health/live", authority.client()
        async with session.get(url, ssl=trust) as response:
            assert response.status == 200
        assert await asyncio.to_thread(names, server.port, authority.client(), asked) == {"localhost", "127.0.0.1"}
        authority.issue("localhost", "renewed.example.com")
        async with asyncio.timeout(5):
            await looked.wait()
        shown = await asyncio.to_thread(names, server.port, authority.client(), asked)
        assert shown == {"localhost", "renewed.example.com"}
        async with session.get(url, ssl=trust) as response:
            assert response.status == 200


@renewed
@pytest.mark.parametrize("broken", ["garbage", "other key", "gone"])
def test_an_invalid_renewed_pair_keeps_the_old_one_and_is_reported(authority: Authority, broken: str) -> None:
    certificate = Certificate(authority.cert, authority.key)
    assert (certificate.renew(), certificate.check().state) == (False, "ok")
    kept = authority.key.read_bytes()
    if broken == "gone":
        authority.key.unlink()
    else:
        authority.issue()
        authority.key.write_bytes(b"garbage" if broken == "garbage" else kept)
    in_use = certificate._newest
    assert not certificate.renew()
    check = certificate.check()
    assert (check.name, check.state, certificate._newest) == ("tls", "degraded", in_use)
    assert "the old one stays" in check.message
    assert not certificate.renew()
    authority.issue()
    assert certificate.renew()
    assert (certificate.check().state, certificate._newest is in_use) == ("ok", False)


def test_an_expiring_certificate_is_reported_until_its_renewal(authority: Authority) -> None:
    authority.issue(days=10)
    certificate = Certificate(authority.cert, authority.key)
    check = certificate.check()
    assert check.state == "degraded"
    assert re.fullmatch(r"The certificate expires on 20\d\d-\d\d-\d\d\. Renew it\.", check.message)
    authority.issue(days=60)
    assert certificate.renew()
    assert certificate.check().state == "ok"
    in_50_days = Certificate(authority.cert, authority.key, lambda: utc_now() + timedelta(days=50))
    assert in_50_days.check().state == "degraded", "by the clock of the server"


def test_a_certificate_of_unknown_expiry_is_used(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("_ssl._test_decode_cert")
    assert Certificate(authority.cert, authority.key).check().state == "ok"


@renewed
async def test_the_health_check_reports_an_unused_certificate(
    secure: MakeSettings, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificates: list[Certificate] = []
    make = Certificate.__init__

    def remember(certificate: Certificate, *paths: Path) -> None:
        make(certificate, *paths)
        certificates.append(certificate)

    monkeypatch.setattr(Certificate, "__init__", remember)
    async with open_server(secure()) as server:
        authority.key.write_bytes(b"broken")
        authority.touch()
        certificates[0].renew()
        _, _, body = await get(f"https://localhost:{server.port}/health", authority.client())
        assert (body["status"], len(body["problems"])) == ("degraded", 1)
        assert "the old one stays" in body["problems"][0]
        assert (await server.status()).state == "degraded"


@pytest.mark.parametrize("broken", ["no key", "other key", "garbage", "locked"])
async def test_an_invalid_pair_stops_the_start_with_one_sentence(
    secure: MakeSettings, authority: Authority, broken: str
) -> None:
    from cryptography.hazmat.primitives import serialization

    key = authority.key.read_bytes()
    sentence = {
        "no key": "cannot be read",
        "other key": "does not belong to the certificate",
        "garbage": "are not a certificate and its key",
        "locked": "protected by a passphrase",
    }[broken]
    if broken == "no key":
        authority.key.unlink()
    elif broken == "other key":
        authority.issue()
        authority.key.write_bytes(key)
    elif broken == "garbage":
        authority.cert.write_bytes(b"-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n")
    else:
        private = serialization.load_pem_private_key(key, None)
        locked = serialization.BestAvailableEncryption(b"secret")
        form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8)
        authority.key.write_bytes(private.private_bytes(*form, locked))
    with pytest.raises(AppError, match=sentence) as caught:
        async with open_server(secure()):
            pass
    assert (caught.value.code, caught.value.field) == ("bad_settings", "tls_cert")


@pytest.mark.parametrize(("given", "missing"), [("TLS_CERT", "tls_key"), ("TLS_KEY", "tls_cert")])
def test_one_half_of_a_pair_stops_the_start(tmp_path: Path, given: str, missing: str) -> None:
    with pytest.raises(AppError, match=f"SPARKLYTICS_{missing.upper()} is missing") as caught:
        load_settings({"data_dir": str(tmp_path)}, {f"SPARKLYTICS_{given}": "x.pem"}, is_desktop=False)
    assert (caught.value.code, caught.value.field) == ("bad_settings", missing)


async def test_a_connection_without_a_handshake_is_closed(
    secure: MakeSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tls, "HANDSHAKE_LIMIT_S", 0.05)
    async with open_server(secure()) as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        async with asyncio.timeout(5):
            assert await reader.read() == b""
        writer.close()


async def test_a_running_server_is_named_by_its_url(secure: MakeSettings) -> None:
    async with open_server(secure(), owner_token="x") as server:
        assert isinstance(server, RunningServer)
        assert server.own_url.startswith("http://127.0.0.1:")
        with pytest.raises(AppError, match=f"Its address is https://127.0.0.1:{server.port}"):
            async with open_server(secure()):
                pass
