"""Tracking snippets: the script tag and the settings of a reverse proxy, to paste. Plain functions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape, unescape
from ipaddress import ip_address
from typing import Literal
from urllib.parse import urlsplit

SnippetKind = Literal["direct", "first_party", "caddy", "nginx"]
FIRST_PARTY_PATH = "/_sl"
# The base of a server that has no public URL: at the beginning of a URL, or in the source of an element.
_OWN_BASE = re.compile(r'(^|src=")(https?://(?:localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?)(?=/)')


@dataclass(frozen=True, slots=True)
class Snippet:
    """One variant of the snippet. text: content to copy."""

    kind: SnippetKind
    text: str


def is_loopback(url: str) -> bool:
    """Return whether a URL points to the local computer."""
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def for_visitors(text: str, server_url: str) -> str:
    """Return a URL or an element of the server with the address to reach it at.

    Without a public URL a server knows only its name on its own computer; `server_url`, which the window is connected
    to, is better unless it means that computer as well.
    """
    if is_loopback(server_url):
        return text
    return _OWN_BASE.sub(lambda match: match[1] + escape(server_url.rstrip("/")), text, count=1)


def source_of(tag: str) -> str:
    """Return the address of the script in a snippet."""
    return unescape(tag.partition('src="')[2].partition('"')[0])


def script_sources(tracking_snippet: str, server_url: str) -> tuple[str, ...]:
    """Return the addresses from which a page may load the script of the server."""
    return source_of(tracking_snippet), source_of(for_visitors(tracking_snippet, server_url.rstrip("/")))


def snippets(tracking_snippet: str, website_id: str, server_url: str) -> tuple[Snippet, ...]:
    """Return every variant. tracking_snippet: the tag from the server; server_url: address of the server for a proxy.

    The script sends to the folder it was loaded from, so one proxied path serves both the script and the events.
    """
    first_party = f'<script defer src="{FIRST_PARTY_PATH}/s.js" data-website-id="{escape(website_id)}"></script>'
    upstream = server_url.rstrip("/")
    return (
        Snippet("direct", for_visitors(tracking_snippet, upstream)),
        Snippet("first_party", first_party),
        Snippet("caddy", _caddy(upstream)),
        Snippet("nginx", _nginx(upstream)),
    )


def _caddy(upstream: str) -> str:
    """Return the Caddy settings. Caddy passes on the Host of the visitor, which a loopback server would refuse."""
    return (
        f"handle_path {FIRST_PARTY_PATH}/* {{\n"
        f"    reverse_proxy {upstream} {{\n"
        "        header_up Host {upstream_hostport}\n"
        "    }\n"
        "}"
    )


def _nginx(upstream: str) -> str:
    """Return the nginx settings. The slash after the address makes nginx drop the first part of the path."""
    return (
        f"location {FIRST_PARTY_PATH}/ {{\n"
        f"    proxy_pass {upstream}/;\n"
        "    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;\n"
        "    proxy_set_header X-Forwarded-Proto $scheme;\n"
        "}"
    )
