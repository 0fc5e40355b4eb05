"""Tracking snippets to paste."""

from __future__ import annotations

from app.ui.snippets import snippets

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
