"""Rules of the owner about bots: whom they match, and what is refused."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app.domain.errors import BadRequest
from app.domain.ingest.bots import Signals
from app.domain.items.bot_rules import ALLOWED, BLOCKED, BotMatch, BotRules, new_rule

NOW = datetime(2026, 3, 1, tzinfo=UTC)
AGENT = "Mozilla/5.0 (X11) Firefox/127.0 MyMonitor/1.0"


def signal(match_type: BotMatch, value: str, address: str = "192.0.2.7", path: str = "/a/b") -> Signals:
    return BotRules((), [new_rule(BLOCKED, match_type, value, None, NOW)]).signal(address, AGENT, path)


@pytest.mark.parametrize(
    ("match_type", "value"),
    [
        ("ua_contains", "mymonitor"),
        ("ip_exact", "192.0.2.7"),
        ("ip_exact", " 192.0.2.7 "),
        ("ip_cidr", "192.0.2.0/24"),
        ("ip_cidr", "192.0.2.7/24"),
        ("ip_exact", "::ffff:192.0.2.7"),
        ("ip_cidr", "::ffff:192.0.2.0/120"),
        ("path", "/a/b"),
        ("path", "/a*"),
    ],
)
def test_an_event_that_a_rule_describes_is_matched(match_type: BotMatch, value: str) -> None:
    assert signal(match_type, value) is Signals.BLOCKLIST


@pytest.mark.parametrize(
    ("match_type", "value"),
    [
        ("ua_contains", "googlebot"),
        ("ip_exact", "192.0.2.70"),
        ("ip_cidr", "192.0.3.0/24"),
        ("ip_cidr", "2001:db8::/32"),
        ("path", "/a"),
        ("path", "/b*"),
    ],
)
def test_any_other_event_is_not(match_type: BotMatch, value: str) -> None:
    assert signal(match_type, value) is Signals.NONE


@pytest.mark.parametrize("address", ["", "unknown"])
def test_an_unknown_address_meets_no_rule_about_addresses(address: str) -> None:
    assert signal("ip_cidr", "0.0.0.0/0", address) is Signals.NONE


def test_addresses_of_both_kinds_are_compared_in_their_usual_spelling() -> None:
    assert signal("ip_exact", "2001:DB8:0::1", "2001:db8::1") is Signals.BLOCKLIST
    assert signal("ip_cidr", "2001:db8::/32", "2001:db8::1") is Signals.BLOCKLIST


def test_a_path_is_compared_in_the_form_in_which_it_is_stored() -> None:
    assert signal("path", "/caf%C3%A9", path="/café") is Signals.BLOCKLIST


def test_blocking_goes_before_allowing() -> None:
    rule = new_rule(ALLOWED, "path", "/a/b", None, NOW)
    assert BotRules([rule], ()).signal("", AGENT, "/a/b") is Signals.ALLOWLIST
    assert BotRules([rule], [rule]).signal("", AGENT, "/a/b") is Signals.BLOCKLIST


@pytest.mark.parametrize(
    ("match_type", "value", "note", "reason"),
    [
        ("ua_contains", "  ", None, "match_value cannot be empty"),
        ("ua_contains", "ä" * 128, None, "match_value must be 255 characters or fewer"),
        ("ua_contains", "x", "n" * 256, "note must be 255 characters or fewer"),
        ("ip_exact", "192.0.2", None, "match_value must be an IP address"),
        ("ip_exact", "192.0.2.0/24", None, "match_value must be an IP address"),
        ("ip_cidr", "192.0.2.0/33", None, "match_value must be a network"),
        ("path", "/a?b=1", None, "match_value must be a path that begins with /"),
        ("path", "a", None, "match_value must be a path that begins with /"),
    ],
)
def test_a_rule_that_can_match_nothing_is_refused(
    match_type: BotMatch, value: str, note: str | None, reason: str
) -> None:
    with pytest.raises(BadRequest, match=reason):
        new_rule(BLOCKED, match_type, value, note, NOW)
