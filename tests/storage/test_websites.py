"""Websites in the database: a round trip keeps every value, and a change is applied whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from app.domain.websites import MAX_INGEST_LIMIT, IngestLimits, NewWebsite, Website, WebsiteChange, WebsiteId
from app.storage import websites
from app.storage.metadata import Transaction

NOW = datetime(2026, 6, 17, 3, 30, 0, 123_456, UTC)
SHOP = NewWebsite("Shop", "example.com", "Europe/Berlin")


def add(con: Transaction, website_id: str, at: datetime = NOW) -> Website:
    return websites.add(con, SHOP, WebsiteId(website_id), at)


def test_a_website_is_read_as_it_was_written(con: Transaction) -> None:
    website = add(con, "site_b")
    assert websites.all_websites(con) == (website,)
    assert (website.created_at, website.updated_at) == (NOW, NOW)
    assert (website.bot_mode, website.bot_threshold, website.is_sample, website.share_id) == (
        "balanced",
        70,
        False,
        None,
    )


def test_websites_are_in_order_of_addition_then_id(con: Transaction) -> None:
    later = NOW + timedelta(seconds=1)
    for website_id, at in (("site_c", NOW), ("site_a", later), ("site_b", NOW)):
        add(con, website_id, at)
    assert [website.id for website in websites.all_websites(con)] == ["site_b", "site_c", "site_a"]


def test_times_of_any_zone_are_stored_in_utc(con: Transaction) -> None:
    there = NOW.astimezone(timezone(timedelta(hours=-7)))
    assert add(con, "site_a", there).created_at == NOW


def test_a_change_keeps_fields_it_does_not_name(con: Transaction) -> None:
    website = add(con, "site_a")
    later = NOW + timedelta(minutes=1)
    changed = websites.change(con, "site_a", WebsiteChange(name="'; DROP TABLE websites; --"), later)
    assert changed is not None
    assert (changed.name, changed.domain, changed.key) == ("'; DROP TABLE websites; --", "example.com", website.key)
    assert (changed.created_at, changed.updated_at) == (NOW, later)


def test_limits_are_set_and_cleared_together(con: Transaction) -> None:
    website = add(con, "site_a")
    later = NOW + timedelta(minutes=1)
    limited = websites.set_ingest_limits(con, "site_a", IngestLimits(321, None), later)
    assert limited == replace(website, ingest_peak_eps=321, updated_at=later)
    largest = IngestLimits(MAX_INGEST_LIMIT, MAX_INGEST_LIMIT)
    assert websites.set_ingest_limits(con, "site_a", largest, later) is not None
    assert websites.set_ingest_limits(con, "site_b", IngestLimits(1, 1), later) is None
    assert websites.set_ingest_limits(con, "site_a", IngestLimits(None, None), NOW) == website
    assert websites.all_websites(con) == (website,)


def test_changing_or_deleting_a_missing_website_changes_nothing(con: Transaction) -> None:
    website = add(con, "site_a")
    assert websites.change(con, "site_b", WebsiteChange(name="x"), NOW) is None
    websites.delete(con, website.key + 1)
    assert websites.all_websites(con) == (website,)


def test_website_keys_are_never_reused(con: Transaction) -> None:
    first = add(con, "site_a")
    websites.delete(con, first.key)
    assert add(con, "site_a").key > first.key


def test_an_id_belongs_to_one_website(con: Transaction) -> None:
    add(con, "site_a")
    with pytest.raises(Exception, match="(?i)duplicate key"):  # of either engine
        add(con, "site_a")
