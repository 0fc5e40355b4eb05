"""Tracking snippets to paste."""

from __future__ import annotations

import pytest

from app.ui.snippets import for_visitors, snippets

TAG = '<script defer src="https://stats.example/s.js" data-website-id="site_1"></script>'


def texts(url: str = "http://127.0.0.1:3000") -> dict[str, str]:
    return {snippet.kind: snippet.text for snippet in snippets(TAG, "site_1", url)}


def test_the_direct_snippet_is_that_of_the_server() -> None:
    assert texts()["direct"] == TAG


def test_the_first_party_snippet_names_no_host() -> None:
    assert texts()["first_party"] == '<script defer src="/_sl/s.js" data-website-id="site_1"></script>'


def test_proxy_texts_reach_the_server_and_drop_the_path() -> None:
    assert "proxy_pass http://127.0.0.1:3000/;" in texts("http://127.0.0.1:3000/")["nginx"]
    assert "handle_path /_sl/*" in texts()["caddy"]
    assert "reverse_proxy http://127.0.0.1:3000 {" in texts()["caddy"]


def test_a_website_id_cannot_break_out_of_the_tag() -> None:
    texts = {snippet.kind: snippet.text for snippet in snippets(TAG, '"><b>', "http://h")}
    assert '"><b>' not in texts["first_party"]


def test_a_server_without_a_public_url_is_named_by_the_address_connected_to() -> None:
    tag = TAG.replace("https://stats.example", "http://localhost:3000")
    shown = {snippet.kind: snippet.text for snippet in snippets(tag, "site_1", "http://192.168.1.20:3000/")}
    assert shown["direct"] == TAG.replace("https://stats.example", "http://192.168.1.20:3000")


@pytest.mark.parametrize("connected", ["http://127.0.0.1:3000", "http://[::1]:3000", "http://localhost:3000"])
def test_the_own_address_stays_where_the_window_runs_beside_the_server(connected: str) -> None:
    assert for_visitors("http://localhost:3000/share/1", connected) == "http://localhost:3000/share/1"


@pytest.mark.parametrize("own", ["http://localhost", "http://127.0.0.1:3000", "https://[::1]:3000"])
def test_every_spelling_of_the_own_address_is_replaced(own: str) -> None:
    assert for_visitors(f"{own}/share/1", "https://nas.example/stats") == "https://nas.example/stats/share/1"


def test_only_the_address_of_the_server_is_replaced() -> None:
    text = '<iframe src="http://localhost:3000/share/1" title="Visitors of http://localhost:3000/"></iframe>'
    assert for_visitors(text, "http://nas:3000").endswith('title="Visitors of http://localhost:3000/"></iframe>')
