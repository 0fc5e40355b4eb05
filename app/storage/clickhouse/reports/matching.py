"""SQL conditions on pages in the dialect of ClickHouse, by the rule of `app.domain.reports.matching`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.reports.matching import Pieces, page_text, with_ascii_host
from app.storage.fragments.letters import Letters, letters_condition
from app.storage.fragments.values import Values, bind, pattern_text


@dataclass(frozen=True, slots=True)
class StoredPage:
    """Columns that hold a page. prefix: of their names, "" for the page of an event."""

    prefix: str = ""

    @property
    def origin(self) -> str:
        return f"lower({self.prefix}origin)"

    @property
    def path(self) -> str:
        return f"{self.prefix}path"

    @property
    def query(self) -> str:
        """The query with its `?`."""
        return f"splitByChar('#', {self.prefix}query_and_fragment)[1]"

    def rests(self, *, has_query: bool) -> list[str]:
        """Return the texts of what follows the origin, without and with one `/` at the end of the path."""
        stem = f"if(endsWith({self.path}, '/'), substring({self.path}, 1, length({self.path}) - 1), {self.path})"
        query = f" || {self.query}" if has_query else ""
        return [f"({stem}{slash}{query})" for slash in ("", " || '/'")]


def url_condition(url: str, values: Values, page: StoredPage) -> str:
    """Return the condition that a page has this full URL."""
    asked = page_text(url)
    stem, query = asked.stem_and_query()
    parts = [f"{page.path} IN ({bind(stem, values)}, {bind(stem + '/', values)})"]
    parts += [f"{page.query} = {bind(query, values)}"] if asked.has_query else []
    parts += [f"{page.origin} = {bind(asked.origin, values)}"] if asked.origin is not None else []
    return f"({' AND '.join(parts)})"


def url_pattern_condition(pieces: Pieces, values: Values, letters: Letters, page: StoredPage) -> str:
    """Return the condition that the full URL of a page matches a pattern."""
    pattern, rests = with_ascii_host(pieces), page.rests(has_query=any("?" in piece for piece in pieces))
    parts = [like(f"({page.origin} || {rest})", pattern, values) for rest in rests]
    parts += letters_condition(pieces, page.origin, rests, letters, values, like)
    return f"({' OR '.join(parts)})"


def like(text: str, pieces: Sequence[str], values: Values) -> str:
    """Return the condition that `text` matches a wildcard pattern, given as the literal texts between its stars."""
    return f"{text} LIKE {bind(pattern_text(pieces), values)}"  # a backslash is its escape without being named
