"""Decision records: one number each, and one form."""

from __future__ import annotations

import re
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "decisions"


def test_decision_records_are_numbered_without_gaps_or_twins() -> None:
    numbers = sorted(int(path.name[:4]) for path in FOLDER.glob("[0-9]*.md"))
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_decision_record_has_its_number_and_says_context_choice_and_price() -> None:
    for path in FOLDER.glob("[0-9]*.md"):
        text = path.read_text(encoding="utf-8")
        assert text.startswith(f"# {path.name[:4]}: "), path.name
        headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
        assert headings[:2] == ["Context", "Choice"], path.name
        assert headings[-1] == "Price", path.name
