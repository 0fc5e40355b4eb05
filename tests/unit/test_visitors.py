"""Visitor numbers: the published vector, and the inputs they depend on."""

from __future__ import annotations

import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.ingest.visitors import client_visitor, computed_visitor, secret_visitor, visitor_text

KEY = bytes(range(32))
any_text = st.text(st.characters(codec=None), max_size=40)


def test_the_public_formula_gives_its_published_vector() -> None:
    assert visitor_text(computed_visitor(20000, "1.2.3.4", "Mozilla/5.0 Chrome/120")) == "eef8286c617bcd85"


def test_the_public_formula_depends_on_day_address_and_user_agent() -> None:
    numbers = {
        computed_visitor(day, address, agent)
        for day in (20000, 20001)
        for address in ("1.2.3.4", "1.2.3.5")
        for agent in ("", "Mozilla/5.0")
    }
    assert len(numbers) == 8


def test_the_secret_formula_is_hmac_sha_256_under_the_key_of_the_day() -> None:
    expected = hmac.new(KEY, b"site_a\x001.2.3.4\x00Mozilla", hashlib.sha256).hexdigest()[:16]
    assert visitor_text(secret_visitor(KEY, "site_a", "1.2.3.4", "Mozilla")) == expected


def test_the_secret_formula_depends_on_key_website_address_and_user_agent() -> None:
    numbers = {
        secret_visitor(key, website, address, agent)
        for key in (KEY, KEY[::-1])
        for website in ("site_a", "site_b")
        for address in ("1.2.3.4", "1.2.3.41")
        for agent in ("1x", "x")
    }
    assert len(numbers) == 16


def test_a_supplied_id_has_one_hashed_number_per_website() -> None:
    numbers = {client_visitor("site_a", "eef8286c617bcd85"), client_visitor("site_b", "eef8286c617bcd85")}
    assert len(numbers) == 2
    assert int("eef8286c617bcd85", 16) not in numbers
    assert client_visitor("site_a", "me") == client_visitor("site_a", "me")


@pytest.mark.parametrize("number", [0, 1, 0xEEF8286C617BCD85, 2**64 - 1])
def test_a_number_is_written_as_16_lower_case_hexadecimal_characters(number: int) -> None:
    text = visitor_text(number)
    assert len(text) == 16
    assert text == text.lower()
    assert int(text, 16) == number


@given(any_text, any_text, any_text)
def test_every_formula_takes_any_text_and_gives_64_bits(website_id: str, first: str, second: str) -> None:
    for number in (
        computed_visitor(20000, first, second),
        secret_visitor(KEY, website_id, first, second),
        client_visitor(website_id, first),
    ):
        assert 0 <= number < 2**64
