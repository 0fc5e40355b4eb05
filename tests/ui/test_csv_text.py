"""CSV that is safe to open."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ui.csv_text import csv_text


@pytest.mark.parametrize("text", ["=cmd()", "+1", "-1", "@sum", "\tx"])
def test_texts_that_look_like_formulas_are_escaped(text: str) -> None:
    assert csv_text(["value"], [[text]]).splitlines()[1].strip('"').startswith("'")


def test_numbers_stay_numbers() -> None:
    assert csv_text(["value", "n"], [["/a", -3]]) == "value,n\r\n/a,-3\r\n"


@given(st.lists(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc")), max_size=20), min_size=1))
def test_every_text_survives_a_round_trip(texts: list[str]) -> None:
    rows = list(csv.reader(io.StringIO(csv_text(["value"], [[text] for text in texts]), newline="")))[1:]
    read = [row[0] if row else "" for row in rows]
    assert [text.removeprefix("'") for text in read] == [text.removeprefix("'") for text in texts]
