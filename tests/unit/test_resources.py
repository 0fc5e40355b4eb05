"""The files that ship with the program, and the tracker as pages get it."""

from __future__ import annotations

import gzip
import re

import pytest

from app.resources import read_text, resource_path, tracker_script, without_comments


def test_a_missing_resource_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        resource_path("no-such-file.svg")


def test_the_tracker_is_at_most_2048_bytes_gzipped() -> None:
    assert len(gzip.compress(tracker_script(), mtime=0)) <= 2048


def test_the_tracker_loses_comments_and_indentation_but_no_code() -> None:
    source = read_text("s.js")
    code = "".join(line for line in source.splitlines() if not line.strip().startswith("//"))
    served = tracker_script().decode()
    assert re.sub(r"\s", "", served) == re.sub(r"\s", "", code)
    assert len(served) < len(source) * 0.7


def test_the_tracker_is_written_as_its_shortening_needs() -> None:
    code = "\n".join(line for line in read_text("s.js").splitlines() if not line.strip().startswith("//"))
    assert not re.search(r"\s//|\s/\*|`", code), (
        "no block comments, no comments behind code, no texts over several lines"
    )


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("// a comment\n\n  // another\nrun();\n", "run();\n"),
        ("if (a) {\n  run(\n    b,\n    c\n  );\n}\n", "if (a) {run(b,c\n);}\n"),
        ("const a = 1\nconst b = a\n  + 1\n", "const a = 1\nconst b = a\n+ 1\n"),
        ("const url = 'https://x';\r\n\tgo(url)", "const url = 'https://x';go(url)\n"),
        ("", "\n"),
    ],
)
def test_breaks_are_dropped_only_where_they_end_nothing(script: str, expected: str) -> None:
    assert without_comments(script) == expected
