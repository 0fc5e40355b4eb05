"""CSV that is safe to open."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.files.csv_text import csv_text


@pytest.mark.parametrize("text", ["=cmd()", "+1", "-1", "@sum", "\tx", " =1", "＝1"])
def test_texts_that_look_like_formulas_are_escaped(text: str) -> None:
    assert csv_text(["value"], [[text]]).splitlines()[1].strip('"').startswith("'")


@pytest.mark.parametrize("text", ["a;=1", "a\t+1", "a\n=1", 'a; "@sum', "a;'=1", '"\t=1'])
def test_no_formula_hides_behind_another_separator(text: str) -> None:
    ((shown,),) = list(csv.reader(io.StringIO(csv_text(["value"], [[text]]), newline="")))[1:]
    assert [part for part in re.split("[;\t\r\n]", shown) if re.match('[ "]*[=+@-]', part)] == []


def test_numbers_stay_numbers() -> None:
    assert csv_text(["value", "n"], [["/a", -3]]) == "value,n\r\n/a,-3\r\n"


@given(st.lists(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc")), max_size=20), min_size=1))
def test_every_text_survives_a_round_trip(texts: list[str]) -> None:
    rows = list(csv.reader(io.StringIO(csv_text(["value"], [[text] for text in texts]), newline="")))[1:]
    read = [row[0] if row else "" for row in rows]
    marks = re.compile(r"""(^|;)'(?=[ "']*[=+\-@＝＋－＠])""")
    assert [marks.sub(r"\1", text) for text in read] == texts
