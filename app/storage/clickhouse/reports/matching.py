"""Pages and patterns in the dialect of ClickHouse, for the conditions of `app.storage.fragments.matching`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from app.domain.reports.matching import MatchOperator
from app.storage.fragments.matching import PageColumns
from app.storage.fragments.values import Values, bind, pattern_text


def like(text: str, pieces: Sequence[str], values: Values) -> str:
    """Return the condition that `text` matches a wildcard pattern, given as the literal texts between its stars."""
    return f"{text} LIKE {bind(pattern_text(pieces), values)}"  # a backslash is its escape without being named


@dataclass(frozen=True, slots=True)
class StoredPage(PageColumns):
    """Columns that hold a page in ClickHouse."""

    comparisons: ClassVar[Mapping[MatchOperator, str]] = {
        "equals": "({text} = {value})",
        "contains": "(position({text}, {value}) > 0)",
        "starts_with": "startsWith({text}, {value})",
        "ends_with": "endsWith({text}, {value})",
    }

    def like(self, text: str, pieces: Sequence[str], values: Values) -> str:
        return like(text, pieces, values)

    @property
    def stem(self) -> str:
        return f"if(endsWith({self.path}, '/'), substring({self.path}, 1, length({self.path}) - 1), {self.path})"

    @property
    def query(self) -> str:
        return f"splitByChar('#', {self.prefix}query_and_fragment)[1]"


EVENT_PAGE = StoredPage()
