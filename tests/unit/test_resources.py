"""Files that ship with the program, and the tracker as browsers receive it."""

from __future__ import annotations

import gzip
import re

import pytest

from app.resources import read_text, resource_path, shortened, tracker_script


def test_a_missing_resource_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        resource_path("no-such-file.svg")


def test_the_tracker_is_at_most_2048_bytes_gzipped() -> None:
    assert len(gzip.compress(tracker_script(), mtime=0)) <= 2048


def test_the_tracker_is_written_as_its_shortening_needs() -> None:
    code = "\n".join(line for line in read_text("s.js").splitlines() if not line.strip().startswith("//"))
    assert not re.search(r"\s//|\s/\*|`", code), (
        "no block comments, no comments behind code, no texts over several lines"
    )


def test_every_short_name_is_listed_once() -> None:
    names = " ".join(re.findall(r"^// Short names: (.*)$", read_text("s.js"), re.MULTILINE)).split()
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("// a comment\n\n  // another\nrun();\n", "run();\n"),
        ("if (a) {\n  run(\n    b,\n    c\n  );\n}\n", "if(a){run(b,c\n)}\n"),
        ("const a = 1\nconst b = a\n  + 1\n", "let a=1\nlet b=a\n+1\n"),
        ("const url = 'https://x';\r\n\tgo(url)", "let url='https://x';go(url)\n"),
        (
            "// Short names: site\ncall(site, { site: site.site, 'data-site': 1 }, ...site)",
            "call(a,{site:a.site,'data-site':1},...a)\n",
        ),
        ("add(' ', a / b - c)", "add(' ',a/b-c)\n"),
        ("", "\n"),
    ],
)
def test_a_script_is_shortened_without_a_change_of_meaning(script: str, expected: str) -> None:
    assert shortened(script) == expected
