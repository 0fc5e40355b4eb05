"""Targets of notifications: which mail addresses and webhooks are taken, and which addresses a webhook may reach."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

import pytest

from app.domain.errors import BadRequest
from app.domain.notifications.targets import Channel, Target, checked_target, is_public


def refusal(channel: Channel, address: str) -> str:
    with pytest.raises(BadRequest) as caught:
        checked_target(Target(channel, address))
    assert caught.value.field == "target"
    return caught.value.message


@pytest.mark.parametrize("address", ["", "  ", "\n"])
def test_a_blank_target_is_refused(address: str) -> None:
    assert refusal("email", address) == refusal("webhook", address) == "target is required"


@pytest.mark.parametrize(
    "address",
    ["a", "@example.com", "a@localhost", "a@.com", "a@b@example.com", "a@example.com, b@example.com", "A <a@b.c>",
     "a@example.com\nBcc: b@example.com", "a" * 250 + "@example.com"],
)  # fmt: skip
def test_a_text_that_is_not_one_mail_address_is_refused(address: str) -> None:
    assert refusal("email", address) == "invalid email target"


def test_surrounding_blanks_are_left_out() -> None:
    assert checked_target(Target("email", " o'neil+stats@mail.example.com ")).address == "o'neil+stats@mail.example.com"
    assert checked_target(Target("webhook", " https://example.com/hook ")).address == "https://example.com/hook"


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("example.com/hook", "invalid webhook target"),
        ("https://[::1/", "invalid webhook target"),
        ("https://example.com:port/", "invalid webhook target"),
        ("https://example.com/a b", "invalid webhook target"),
        ("https://example.com\\@127.0.0.1/", "invalid webhook target"),
        ("ftp://example.com/", "webhook target must use http or https"),
        ("file:///etc/passwd", "webhook target must use http or https"),
        ("https:///hook", "webhook target missing host"),
    ],
)
def test_a_webhook_is_an_http_or_https_url(url: str, reason: str) -> None:
    assert refusal("webhook", url) == reason


@pytest.mark.parametrize(
    "host",
    ["localhost", "LOCALHOST.", "a.localhost", "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254",
     "0.0.0.0", "0.1.2.3", "255.255.255.255", "224.0.0.1", "100.64.0.1", "198.18.0.1", "192.0.0.8", "240.0.0.1",
     "[::1]", "[::]", "[fd00::1]", "[fe80::1]", "[ff02::1]", "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]",
     "[64:ff9b:1::1]", "[2002:7f00:1::]", "[::7f00:1]", "[fec0::1]"],
)  # fmt: skip
def test_an_address_that_is_not_on_the_internet_is_refused(host: str) -> None:
    assert refusal("webhook", f"http://{host}/hook") == "webhook target host is not allowed"


@pytest.mark.parametrize("address", ["1.1.1.1", "8.8.8.8", "2606:4700::1111", "64:ff9b::808:808"])
def test_an_address_on_the_internet_is_public(address: str) -> None:
    assert is_public(ip_address(address))


def test_a_private_network_that_the_owner_lists_may_be_reached() -> None:
    allowed = (ip_network("192.168.1.0/24"),)
    assert (
        checked_target(Target("webhook", "http://192.168.1.9:8080/x"), allowed).address == "http://192.168.1.9:8080/x"
    )
    with pytest.raises(BadRequest):
        checked_target(Target("webhook", "http://192.168.2.9/x"), allowed)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://hooks.slack.com/services/T/B/X", "slack"),
        ("https://discord.com/api/webhooks/1/x", "discord"),
        ("https://ntfy.sh/topic", "ntfy"),
        ("https://discord.com/else", "json"),
        ("https://hooks.slack.com.evil.example/", "json"),
    ],
)
def test_the_form_of_a_request_follows_the_host_unless_it_is_chosen(url: str, expected: str) -> None:
    assert Target("webhook", url).format == expected
    assert Target("webhook", url, "ntfy").format == "ntfy"


@pytest.mark.parametrize("secret", ["", "a" * 256])
def test_a_secret_has_bounds(secret: str) -> None:
    with pytest.raises(BadRequest):
        checked_target(Target("webhook", "https://example.com/", webhook_secret=secret))
