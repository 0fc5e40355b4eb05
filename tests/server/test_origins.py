"""Host names: names of this computer, and the name in a Host header."""

from __future__ import annotations

import pytest

from app.server.access.origins import host_name, is_loopback_name
from app.server.http.static_files import accepts_gzip


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("localhost", "localhost"),
        ("LocalHost:3000", "localhost"),
        ("127.0.0.1:3000", "127.0.0.1"),
        ("[::1]:3000", "::1"),
        ("[::1]", "::1"),
        ("example.com.", "example.com"),
        ("example.com.:80", "example.com"),
        (" example.com ", "example.com"),
        ("", ""),
    ],
)
def test_the_name_in_a_host_header_has_no_port_and_no_case(header: str, name: str) -> None:
    assert host_name(header) == name


@pytest.mark.parametrize(
    "header",
    [
        "[::1].evil.example",
        "[::1]evil.example",
        "[::1]:3000.evil.example",
        "[::1",
        "[localhost]",
        "[127.0.0.1]",
        "::1",
        "localhost:evil.example",
        "localhost:3000.evil.example",
        "127.0.0.1:3000:evil.example",
        "evil.example[::1]",
    ],
)
def test_a_malformed_host_header_names_nothing_and_so_never_this_computer(header: str) -> None:
    assert host_name(header) is None
    assert not is_loopback_name(host_name(header))


@pytest.mark.parametrize("name", ["localhost", "shop.localhost", "127.0.0.1", "127.8.8.8", "::1"])
def test_names_of_this_computer_are_recognized(name: str) -> None:
    assert is_loopback_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "example.com",
        "localhost.example.com",
        "127.0.0.1.example.com",
        "notlocalhost",
        "192.168.1.2",
        "0.0.0.0",
        "::",
    ],
)
def test_similar_names_are_not_recognized_as_this_computer(name: str) -> None:
    assert not is_loopback_name(name)


@pytest.mark.parametrize("header", ["gzip", "deflate, GZIP;q=0.5", "*", "br;q=1, *;q=0.1"])
def test_gzip_is_used_where_it_is_accepted(header: str) -> None:
    assert accepts_gzip(header)


@pytest.mark.parametrize("header", ["", "identity", "br", "gzip;q=0", "gzip; q=0.0, *", "*;q=0"])
def test_gzip_is_not_used_where_it_is_refused(header: str) -> None:
    assert not accepts_gzip(header)
