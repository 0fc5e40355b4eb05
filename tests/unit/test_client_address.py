"""Client addresses: entries that a client adds before those of a trusted proxy change nothing."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.addresses import parse_address
from app.server.http.client_address import UNKNOWN, ClientAddresses

TRUSTED = (
    ipaddress.ip_network("10.0.0.0/8"),
    ipaddress.ip_network("192.0.2.7/32"),
    ipaddress.ip_network("2001:db8::/32"),
)
proxied = ClientAddresses(TRUSTED)


@pytest.mark.parametrize(
    ("peer", "forwarded", "expected"),
    [
        ("203.0.113.9", [], "203.0.113.9"),
        ("203.0.113.9", ["198.51.100.1"], "203.0.113.9"),
        ("10.0.0.1", ["198.51.100.1"], "198.51.100.1"),
        ("10.0.0.1", ["1.1.1.1, 198.51.100.1"], "198.51.100.1"),
        ("10.0.0.1", ["1.1.1.1", "198.51.100.1, 10.0.0.2"], "198.51.100.1"),
        ("10.0.0.1", ["198.51.100.1:4711"], "198.51.100.1"),
        ("10.0.0.1", ['"[2A02:0::1]:443"'], "2a02::1"),
        ("10.0.0.1", ["198.51.100.1, unknown"], "10.0.0.1"),
        ("10.0.0.1", ["198.51.100.1,, 10.0.0.2"], "10.0.0.2"),
        ("10.0.0.1", ["10.0.0.3, 10.0.0.2"], "10.0.0.3"),
        ("10.0.0.1", [""], "10.0.0.1"),
        ("::ffff:10.0.0.1", ["::ffff:198.51.100.1"], "198.51.100.1"),
        ("2001:db8::5%eth0", ["198.51.100.1"], "198.51.100.1"),
        ("fe80::1%eth0", [], "fe80::1"),
        ("192.0.2.8", ["198.51.100.1"], "192.0.2.8"),
        ("", ["198.51.100.1"], UNKNOWN),
        ("/run/socket", [], UNKNOWN),
    ],
)
def test_the_rightmost_address_of_no_trusted_proxy_counts(peer: str, forwarded: list[str], expected: str) -> None:
    assert proxied.find(peer, forwarded) == expected


@given(st.lists(st.text(st.characters(exclude_characters="\r\n", codec="utf-8"), max_size=60), max_size=5))
def test_forged_addresses_in_front_change_nothing(forged: list[str]) -> None:
    assert proxied.find("10.0.0.1", [*forged, "198.51.100.1"]) == "198.51.100.1"
    assert proxied.find("10.0.0.1", [", ".join([*forged, "198.51.100.1"])]) == "198.51.100.1"
    assert ClientAddresses(TRUSTED).find("203.0.113.9", forged) == "203.0.113.9"


@given(st.text(max_size=80))
def test_reading_an_address_never_fails_and_is_stable(text: str) -> None:
    address = parse_address(text)
    if address is not None:
        assert parse_address(str(address)) == address


def test_the_number_of_hops_read_is_bounded() -> None:
    assert proxied.find("10.0.0.1", ["198.51.100.1" + ", 10.0.0.2" * 100_000]) == "10.0.0.2"


@pytest.mark.expects_log("no proxy is trusted")
def test_forwarded_headers_without_a_trusted_proxy_are_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    direct = ClientAddresses(())
    assert [direct.find("203.0.113.9", ["198.51.100.1"]) for _ in range(3)] == ["203.0.113.9"] * 3
    assert len(caplog.records) == 1
    assert "198.51" not in caplog.text
