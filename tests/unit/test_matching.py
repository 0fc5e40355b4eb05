"""Patterns of which the beginning is matched apart from the rest."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.reports.matching import Pieces, rests_after, with_ascii_host


def matches(text: str, pieces: Pieces) -> bool:
    return re.fullmatch(".*".join(map(re.escape, pieces)), text) is not None


@given(
    st.lists(st.text("ab", max_size=3), min_size=1, max_size=4), st.text("ab", max_size=6), st.text("ab", max_size=6)
)
def test_text_after_a_fixed_start_matches_if_the_whole_text_does(pieces: list[str], start: str, rest: str) -> None:
    patterns = rests_after(tuple(pieces), start)
    assert any(matches(rest, pattern) for pattern in patterns) == matches(start + rest, tuple(pieces))


@pytest.mark.parametrize("pieces", [("", "MÜLL", ""), ("HTTPS://M", ""), ("https", "ÜLLER.DE")])
def test_the_case_of_the_beginning_does_not_matter(pieces: Pieces) -> None:
    assert any(matches("", rest) for rest in rests_after(pieces, "https://müller.de"))


def test_a_pattern_of_full_addresses_has_its_host_in_ascii_form() -> None:
    assert with_ascii_host(("HTTPS://Müller.de/Ü", "Ä")) == ("https://xn--mller-kva.de/Ü", "Ä")
    assert with_ascii_host(("https://", ".EX", ".com/A", "B")) == ("https://", ".ex", ".com/A", "B")
